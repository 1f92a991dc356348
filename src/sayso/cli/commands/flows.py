"""Show who is said to pay, arm, shelter or train whom."""

from typing import Any

import click

from sayso.cli.filters import filter_options
from sayso.cli.options import (
    case_option,
    examples,
    json_option,
    limit_option,
    min_confidence_option,
    name_namesakes,
    open_case,
    repeat_case,
)
from sayso.cli.records import dump_record


@click.command(
    "flows",
    epilog=examples(
        'sayso flows --actor "Red Heron Brigade"',
        "sayso flows --kind money --currency USD --since 2015 --period year",
        "sayso flows --sums --json",
    ),
)
@click.option("--kind", multiple=True, help="Money, arms, shelter, training, goods …; may be given several times.")
@click.option("--currency", metavar="CODE", help="Sums in this currency alone (ISO 4217).")
@click.option(
    "--period",
    type=click.Choice(["day", "month", "year", "decade", "century", "all"]),
    default="year",
    show_default=True,
    help="How long the periods of totals are.",
)
@click.option("--sums", "sums_alone", is_flag=True, help="Every sum that a claim names, flow or not.")
@filter_options()
@min_confidence_option
@limit_option(50)
@case_option
@json_option
def flows_command(
    kind: tuple[str, ...],
    currency: str | None,
    period: str,
    sums_alone: bool,
    limit: int,
    case_path: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Show who is said to pay, arm, shelter or train whom, with every sum, its parts, and who says so.

    A sum told by many counts once, and a part never beside its whole. What is denied, hedged, intended or requested is
    never added to what was paid; each total says what it leaves out.
    """
    if sums_alone and kind:
        raise click.UsageError("--sums lists every sum; leave out --kind.")
    with open_case(case_path) as case:
        name_namesakes(case, asked["actor"])
        if sums_alone:
            sums = case.sums(currency=currency, period=period, limit=limit, **asked)
        else:
            flows = case.flows(kind=kind, currency=currency, period=period, limit=limit, **asked)
    if as_json:
        click.echo(dump_record(sums if sums_alone else flows))
        return
    from sayso.cli.flow_pages import print_flows, print_sums
    from sayso.cli.tables import make_console

    if sums_alone:
        print_sums(make_console(), sums, repeat_case(case_path))
    else:
        print_flows(make_console(), flows, repeat_case(case_path))
