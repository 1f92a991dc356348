"""Seed names and aliases from a list of known actors."""

import click

from sayso.cli.commands.decide import by_option
from sayso.cli.commands.watch import entry_shape, report_shape, tell_added
from sayso.cli.options import case_option, examples, json_option, open_case, repeat_case
from sayso.cli.outcome import ExitCode
from sayso.cli.shapes import Shape, dump
from sayso.cli.wording import clean
from sayso.model.watch import KnownReport


@click.group("known", epilog=examples("sayso known add known.csv --by Ida", "sayso known add known.csv --propose"))
def known_command() -> None:
    """Seed names and aliases from a list of actors that you know."""


@known_command.command("add")
@click.argument("file")
@click.option("--name", metavar="NAME", help="What the list is called here; default: the file's name.")
@click.option("--propose", is_flag=True, help="Say what would be merged, and merge nothing.")
@by_option
@case_option
@json_option
def known_add_command(
    file: str, name: str | None, propose: bool, by: str | None, case_path: str | None, as_json: bool
) -> int:
    """Add known actors, and merge under each the actors that are certainly it, in your name.

    FILE is a CSV with the columns name, type, aliases (parted by semicolons) and id, the last two if wanted. Each
    merge is a decision of its own and can be undone; what is not certain is proposed.
    """
    with open_case(case_path) as case:
        report = case.known_add(file, name=name, by=by, propose=propose)
    if as_json:
        click.echo(dump(_known_shape(report)))
    else:
        tell_added(report.added)
        _tell_known(report, repeat_case(case_path))
    return ExitCode.PROBLEMS if report.added.refusals else ExitCode.FINE


def _tell_known(report: KnownReport, repeated: str) -> None:
    for one in report.found:
        if one.certain:
            held = ", ".join(dict.fromkeys(known.name for known in one.certain))
            made = f" (decisions {', '.join(map(str, one.decisions))})" if one.decisions else ""
            click.echo(clean(f"{one.entry.name}: {held}{made}"))
        for known in one.proposed:
            click.echo(clean(f"{one.entry.name}: perhaps {known.name} ({known.actor}): {known.reason}"))
            if one.certain:
                click.echo(f"  sayso same {one.certain[0].actor} {known.actor}{repeated}")


def _known_shape(report: KnownReport) -> Shape:
    found = [
        {
            "entry": entry_shape(one.entry),
            "certain": [{"actor": known.actor, "name": known.name} for known in one.certain],
            "proposed": [{"actor": each.actor, "name": each.name, "reason": each.reason} for each in one.proposed],
            "decisions": list(one.decisions),
        }
        for one in report.found
    ]
    return {"added": report_shape(report.added), "found": found}
