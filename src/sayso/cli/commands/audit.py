"""Check the chain of decisions."""

import click

from sayso.cli.decided import audit_shape
from sayso.cli.options import case_option, examples, json_option, open_case
from sayso.cli.outcome import ExitCode
from sayso.cli.shapes import dump
from sayso.cli.wording import clean, count_words


@click.command("audit", epilog=examples("sayso audit", "sayso audit --known 5b1c…", "sayso audit --json"))
@click.option("--known", metavar="HASH", help="The last hash of an earlier audit, kept elsewhere: it must still stand.")
@case_option
@json_option
def audit_command(known: str | None, case_path: str | None, as_json: bool) -> int:
    """Check that no decision was altered, taken out or moved since it was made; exit code 1 where one was.

    Every decision is hashed together with the one before. The last hash that is printed speaks for all: keep it
    elsewhere, and --known shows later that everything up to there is as it was.
    """
    with open_case(case_path) as case:
        report = case.audit(known)
    if as_json:
        click.echo(dump(audit_shape(report)))
    else:
        for fault in report.faults:
            click.echo(clean(f"{fault.fault}: {fault.problem}"))
        if report.sound:
            click.echo(f"Nothing wrong: {count_words(report.decisions, 'decision')}, each as it was made.")
        click.echo(f"Last hash: {report.head or 'none'}")
    return ExitCode.FINE if report.sound else ExitCode.PROBLEMS
