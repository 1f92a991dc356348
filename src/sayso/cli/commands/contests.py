"""Show where claims disagree."""

from typing import TYPE_CHECKING, Any

import click

from sayso.cli.date_words import date_words
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
from sayso.cli.records import record_shape
from sayso.cli.wording import clean, count_words, name_predicate, short_id
from sayso.model.edge import ContestKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from sayso.model.contest import ContestSide, ContestView

CLAIMS_SHOWN = 3
DATES_SHOWN = 3
KINDS = [kind.value.replace(" ", "-") for kind in ContestKind]


@click.command(
    "contested",
    epilog=examples(
        "sayso contested",
        'sayso contested "Red Heron Brigade" --kind denial',
        "sayso contested --known-on 2019-06 --json",
    ),
)
@click.argument("actor", required=False)
@click.option("--kind", type=click.Choice(KINDS), help="Disagreements of this kind alone.")
@filter_options("actor", "contested")
@min_confidence_option
@limit_option(50)
@case_option
@json_option
def contested_command(
    actor: str | None, kind: str | None, limit: int, case_path: str | None, as_json: bool, **asked: Any
) -> None:
    """Show where claims disagree, with both sides' words, the best supported disagreement first.

    A denial: one root asserts what another denies. An opposite sign: friend and foe at one time. Two holders of one
    post at one time. Different sums of one thing. Given ACTOR, those that it has part in.
    """
    with open_case(case_path) as case:
        name_namesakes(case, actor)
        found = case.contests(actor=actor, kind=kind, limit=limit, **asked)
    if as_json:
        from sayso.cli.shapes import dump

        click.echo(dump({"contests": record_shape(found)}))
        return
    if not found:
        click.echo("No claims disagree there.")
        return
    print_contests(found, repeat_case(case_path))


def print_contests(found: "Sequence[ContestView]", case_words: str) -> None:
    """Print disagreements one under another, and what to type next."""
    from sayso.cli.tables import make_console

    console = make_console()
    for view in found:
        _print_contest(console, view)
    first = next((claim for view in found for claim in view.side.claims), None)
    if first is not None:
        console.print(f"\nSee a claim in its paragraph: sayso show {short_id(first.claim.id)}{case_words}", style="dim")


def _print_contest(console: "Console", view: "ContestView") -> None:
    from rich.text import Text

    console.print(Text(f"\n── {view.kind.value.capitalize()}", style="bold cyan"))
    if view.both:
        names = clean(", ".join(root.name for root in view.both))
        console.print(Text(f"   both sides on the word of {names}", style="yellow"))
    _print_side(console, view.side)
    _print_side(console, view.against)


def _print_side(console: "Console", side: "ContestSide") -> None:
    from rich.padding import Padding

    from sayso.cli.quoting import print_claims

    console.print(Padding(_head(side), (0, 0, 0, 2), expand=False))
    print_claims(console, side.claims[:CLAIMS_SHOWN], most=CLAIMS_SHOWN)
    if side.total > CLAIMS_SHOWN:
        console.print(f"      and {count_words(side.total - CLAIMS_SHOWN, 'more claim')}", style="dim")


def _head(side: "ContestSide") -> "Text":
    """Return what one side says, when, and on how many roots."""
    from rich.text import Text

    text = Text("DENIED ", style="bold red") if side.denies else Text()
    text.append(clean(side.subject), style="bold not red")
    text.append(f" – {name_predicate(side.predicate)} – ", style="cyan not bold")
    text.append(clean(side.object), style="bold not red")
    if side.sums:
        text.append(f", {' and '.join(side.sums)}", style="not bold not red")
    text.append(f" · {_when(side)} · {count_words(len(side.roots), 'root')}", style="not bold not red")
    return text


def _when(side: "ContestSide") -> str:
    """Return the times that a side tells, else when it was written, else `undated`."""
    told = [date_words(time) for time in side.times[:DATES_SHOWN]]
    more = f" and {len(side.times) - DATES_SHOWN} more" if len(side.times) > DATES_SHOWN else ""
    if told:
        return "; ".join(told) + more
    if not side.attested:
        return "undated"
    first, last = side.attested[0], side.attested[-1]
    return f"said {date_words(first)}" + (f" to {date_words(last)}" if first != last else "")
