"""Show what is said to have happened or held, over time."""

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
from sayso.cli.records import dump_record
from sayso.cli.wording import chain_words, clean, count_words, flags_of, name_predicate, short_id
from sayso.model.claim import Factuality, Polarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table
    from rich.text import Text

    from sayso.model.timeline import Timeline, TimelineItem

CHAINS = 3
"""How many say-sos of one item are printed."""


@click.command(
    "timeline",
    epilog=examples(
        'sayso timeline "Red Heron Brigade"',
        'sayso timeline "Red Heron Brigade" --by other --since 2010',
        "sayso timeline --family violence --known-on 2019-06 --json",
    ),
)
@click.argument("actor", required=False)
@click.option(
    "--by",
    type=click.Choice(["family", "kind", "event", "other", "source", "none"]),
    default="family",
    show_default=True,
    help="What makes a lane: family of predicates, state or event, type of event, other actor, source.",
)
@filter_options("actor")
@min_confidence_option
@limit_option(100)
@case_option
@json_option
def timeline_command(
    actor: str | None, by: str, limit: int, case_path: str | None, as_json: bool, **asked: Any
) -> None:
    """Show what is said to have happened or held, in order of time and in lanes, each with who says so.

    Claims of one event whose times agree are one item. What no text dates stands apart, with when it was published.
    """
    with open_case(case_path) as case:
        name_namesakes(case, actor)
        found = case.timeline(actor=actor, by=by, limit=limit, **asked)
    if as_json:
        click.echo(dump_record(found))
        return
    print_timeline(found, repeat_case(case_path))


def print_timeline(found: "Timeline", case_words: str) -> None:
    """Print the lanes, then what is undated."""
    from sayso.cli.tables import make_console

    console = make_console()
    if not found.total and not found.undated_total:
        console.print("No claim answers to that.")
    marks = _marks([one for lane in found.lanes for one in lane.items])
    for lane in found.lanes:
        cut = f", {len(lane.items)} of {lane.total}" if len(lane.items) < lane.total else ""
        console.print(f"\n── {clean(lane.title)}{cut}", style="bold cyan")
        console.print(_table(lane.items, marks))
    if found.undated:
        cut = f", {len(found.undated)} of {found.undated_total}" if len(found.undated) < found.undated_total else ""
        console.print(f"\n── No text says when{cut}", style="bold cyan")
        console.print(_table(found.undated, marks))
    if found.undated_claims:
        left = count_words(len(found.undated_claims), "claim")
        console.print(f"\n{left} left out, since no date tells of them.", style="dim")
    items = [one for lane in found.lanes for one in lane.items] or list(found.undated)
    if items:
        console.print(f"\nSee a claim in its paragraph: sayso show {short_id(items[0].best)}{case_words}", style="dim")


def _marks(items: "Sequence[TimelineItem]") -> dict[str, str]:
    """Return a mark for each item that disagrees with another that is shown: `#1`, `#2` and on."""
    ids = {one.id for one in items}
    fought = dict.fromkeys(one.id for one in items if ids.intersection(one.conflicts_with))
    return {one: f"#{at}" for at, one in enumerate(fought, start=1)}


def _table(items: "Sequence[TimelineItem]", marks: dict[str, str]) -> "Table":
    from sayso.cli.tables import make_table

    table = make_table(
        ("When", {"ratio": 3, "overflow": "fold"}),
        ("What is said", {"ratio": 6, "overflow": "fold"}),
        ("Who says so", {"ratio": 6, "overflow": "fold"}),
    )
    for one in items:
        table.add_row(_when(one), _what(one, marks), _who(one))
    return table


def _when(one: "TimelineItem") -> "Text":
    from rich.text import Text

    if one.time is None:
        if not one.known:
            return Text("undated", style="dim")
        last = f" to {date_words(one.known[-1])}" if len(one.known) > 1 else ""
        return Text(f"said {date_words(one.known[0])}{last}", style="dim")
    text = Text(date_words(one.time))
    if one.open_end and one.sure_until and one.sure_until != one.sure_from:
        text.append(f"\nattested to {date_words(one.sure_until)}", style="dim")
    return text


def _what(one: "TimelineItem", marks: dict[str, str]) -> "Text":
    from rich.text import Text

    text = Text()
    if one.id in marks:
        text.append(f"{marks[one.id]} ", style="bold red")
    polarity = Polarity.DENIED if one.denied else Polarity.ASSERTED
    for flag in flags_of(Factuality(polarity, one.certainty, one.modality)):
        text.append(f"{flag.word} ", style=flag.style)
    text.append(clean(one.subject), style="bold")
    text.append(f" – {name_predicate(one.predicate)} – ", style="cyan")
    text.append(clean(one.object), style="bold")
    against = [marks[other] for other in one.conflicts_with if other in marks]
    if against:
        text.append(f" against {', '.join(sorted(against))}", style="bold red")
    return text


def _who(one: "TimelineItem") -> "Text":
    from rich.text import Text

    chains = "; ".join(chain_words(chain) for chain in one.say_so[:CHAINS])
    more = f"; and {len(one.say_so) - CHAINS} more" if len(one.say_so) > CHAINS else ""
    text = Text(chains + more, style="green")
    text.append(f" [{short_id(one.best)}]", style="dim")
    return text
