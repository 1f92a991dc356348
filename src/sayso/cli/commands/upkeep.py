"""Count and check the casefile."""

import click

from sayso.cli.options import case_option, examples, json_option, min_confidence_option, open_case
from sayso.cli.outcome import ExitCode
from sayso.cli.shapes import dump, finding_shape, stats_shape
from sayso.cli.wording import clean, name_predicate


@click.command("stats", epilog=examples("sayso stats", "sayso stats --json", "sayso stats --min-confidence 0.5"))
@min_confidence_option
@case_option
@json_option
def stats_command(min_confidence: float | None, case_path: str | None, as_json: bool) -> None:
    """Count what the casefile holds."""
    with open_case(case_path) as case:
        stats = case.stats(min_confidence=min_confidence)
    if as_json:
        click.echo(dump(stats_shape(stats)))
        return
    rows = (
        ("documents", stats.documents),
        ("files not read", stats.unreadable + stats.failed),
        ("words", stats.words),
        ("claims", stats.claims),
        ("  denials", stats.denied),
        ("untyped frames", stats.frames),
        ("actors", stats.actors),
        ("sources", stats.sources),
        ("edges", stats.edges),
        ("pairs that share text", stats.links),
        ("judgements", stats.judgements),
        ("bytes", stats.size_bytes),
    )
    for label, number in rows:
        click.echo(f"{label:<24}{number:>12,}")
    if stats.predicates:
        click.echo("\nclaims by predicate")
    for predicate, number in stats.predicates:
        click.echo(f"  {clean(name_predicate(predicate)):<22}{number:>12,}")
    for reader, number in stats.readers:
        click.echo(f"\nread by {clean(reader)}: {number:,}")


@click.command("doctor", epilog=examples("sayso doctor", "sayso doctor --recount", "sayso doctor --repair"))
@click.option("--recount", is_flag=True, help="Also build edges, roots, contests and counts from nothing, and compare.")
@click.option("--repair", is_flag=True, help="Recount, and keep what was built in place of what was wrong.")
@case_option
@json_option
def doctor_command(recount: bool, repair: bool, case_path: str | None, as_json: bool) -> int:
    """Check every quote against its text, every reference and every counter; exit code 1 where something is wrong.

    What --repair mends is listed all the same: it was wrong. A recount changes nothing.
    """
    with open_case(case_path) as case:
        findings = case.doctor(recount=recount, repair=repair)
    if as_json:
        click.echo(dump({"findings": [finding_shape(finding) for finding in findings]}))
    elif not findings:
        click.echo("Nothing wrong: every quote stands in its text, every reference leads somewhere.")
    else:
        for finding in findings:
            click.echo(clean(f"{finding.code} {finding.id}: {finding.problem}. {finding.remedy}"))
    return ExitCode.PROBLEMS if findings else ExitCode.FINE
