"""Show what changed between two dates, documents or sources."""

from typing import TYPE_CHECKING, Any

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
from sayso.cli.wording import clean, count_words, name_predicate, short_id
from sayso.model.change import ChangeKind

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sayso.model.change import ChangedEdge, Changes, ChangeView

CLAIMS_SHOWN = 2
KINDS = [kind.value.replace(" ", "-") for kind in ChangeKind]
STYLES = {ChangeKind.REVERSED: "bold red", ChangeKind.NEWLY_DENIED: "bold red"}


@click.command(
    "changes",
    epilog=examples(
        "sayso changes --before 2010 --after 2018",
        "sayso changes --by known --before 2019-03 --after 2019-09 --actor Maravia",
        "sayso changes --by doc --before first-report --after second-report --kind new",
    ),
)
@click.option("--before", multiple=True, required=True, help="A date; with --by doc or source, a name; repeatable.")
@click.option("--after", multiple=True, required=True, help="The same for afterwards.")
@click.option(
    "--by",
    type=click.Choice(["held", "known", "doc", "source"]),
    default="held",
    show_default=True,
    help="What is compared: dates when it held, dates when it was published, documents, sources.",
)
@click.option("--kind", multiple=True, type=click.Choice(KINDS), help="Changes of this kind; repeatable.")
@filter_options()
@min_confidence_option
@limit_option(60)
@case_option
@json_option
def changes_command(
    before: tuple[str, ...],
    after: tuple[str, ...],
    by: str,
    kind: tuple[str, ...],
    limit: int,
    case_path: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Show what changed in what is said, by kinds of change, the gravest first.

    Each change tells on whose word, with the words of before and after. What is merely not said again has gone quiet:
    it is neither true nor false.
    """
    with open_case(case_path) as case:
        name_namesakes(case, asked["actor"])
        found = case.changes(before, after, by=by, kind=kind, limit=limit, **asked)
    if as_json:
        click.echo(dump_record(found))
        return
    print_changes(found, repeat_case(case_path))


def print_changes(found: "Changes", case_words: str) -> None:
    """Print changes by kind, with how many there are of each, and what to type next."""
    from sayso.cli.tables import make_console

    console = make_console()
    if not found.totals:
        console.print("Nothing changed in what is said.")
    totals = dict(found.totals)
    for kind in ChangeKind:
        held = [one for one in found.changes if one.kind is kind]
        if held:
            cut = f", {len(held)} of {totals[kind]}" if len(held) < totals[kind] else ""
            console.print(f"\n── {kind.value.capitalize()}{cut}", style=STYLES.get(kind, "bold cyan"))
        for one in held:
            _print_change(console, one)
    left = [
        f"{count} {kind.value}" for kind, count in found.totals if all(one.kind is not kind for one in found.changes)
    ]
    if left:
        console.print(f"\nNot shown: {', '.join(left)}.", style="dim")
    if found.undated:
        console.print(
            f"\n{count_words(len(found.undated), 'claim')} left out, since no date tells of them.", style="dim"
        )
    first = next((claim for one in found.changes for claim in (*one.after, *one.before)), None)
    if first is not None:
        console.print(f"\nSee a claim in its paragraph: sayso show {short_id(first.claim.id)}{case_words}", style="dim")


def _print_change(console: "Console", one: "ChangeView") -> None:
    from rich.padding import Padding
    from rich.text import Text

    from sayso.cli.quoting import print_claims

    for edge in one.edges:
        console.print(Padding(_edge_text(edge), (0, 0, 0, 2), expand=False))
    console.print(Padding(Text(clean(one.words)), (0, 0, 0, 4), expand=False))
    for label, views, total in (("before", one.before, one.before_total), ("after", one.after, one.after_total)):
        if views and one.before and one.after:
            console.print(f"      {label}", style="dim")
        print_claims(console, views[:CLAIMS_SHOWN], most=CLAIMS_SHOWN)
        if views and total > CLAIMS_SHOWN:
            console.print(f"      and {count_words(total - CLAIMS_SHOWN, 'more claim')}", style="dim")


def _edge_text(edge: "ChangedEdge") -> "Text":
    from rich.text import Text

    text = Text(clean(edge.subject), style="bold")
    text.append(f" – {name_predicate(edge.predicate)} – ", style="cyan not bold")
    text.append(clean(edge.object))
    return text
