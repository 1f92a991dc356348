"""Show how two actors are connected."""

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
from sayso.cli.wording import chain_words, clean, count_words, flags_of, short_id

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sayso.model.network import ActorPath, PathAnswer, StepTie
    from sayso.model.view import ClaimView

CLAIMS_SHOWN = 2
"""Claims printed of one tie; all are in `--json`."""


@click.command(
    "path",
    epilog=examples(
        'sayso path "Oskar Venn" "Red Heron Brigade"',
        'sayso path "Oskar Venn" "Red Heron Brigade" --strongest --as-of 2018',
        'sayso path "Oskar Venn" "Red Heron Brigade" --avoid "Almery" --hub-limit 0 --json',
    ),
)
@click.argument("start")
@click.argument("end")
@click.option("--max-hops", type=click.IntRange(1, 6), default=4, show_default=True, help="At most so many steps.")
@click.option("--strongest", is_flag=True, help="Strong paths first: by the roots of the weakest step.")
@click.option("--through", multiple=True, help="Only paths that pass this actor; may be given several times.")
@click.option("--avoid", multiple=True, help="No path that passes this actor; may be given several times.")
@click.option(
    "--hub-limit",
    type=click.IntRange(min=0),
    default=None,
    metavar="TIES",
    help="Go round actors with more ties than this; 0 goes through all. Default 200.",
)
@filter_options("actor", "type")
@min_confidence_option
@limit_option(5)
@case_option
@json_option
def path_command(
    start: str,
    end: str,
    max_hops: int,
    strongest: bool,
    through: tuple[str, ...],
    avoid: tuple[str, ...],
    hub_limit: int | None,
    limit: int,
    case_path: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Show how two actors are connected, step by step, each with who says so.

    START and END are names or ids. A step needs somebody who asserts it as certain; --standing lets others in, and
    each says how it stands.
    """
    with open_case(case_path) as case:
        name_namesakes(case, start, end, *through, *avoid)
        found = case.paths(
            start,
            end,
            max_hops=max_hops,
            limit=limit,
            strongest=strongest,
            through=through,
            avoid=avoid,
            hub_limit=hub_limit,
            **asked,
        )
    if as_json:
        click.echo(dump_record(found))
        return
    from sayso.cli.tables import make_console

    print_paths(make_console(), found, repeat_case(case_path))


def print_paths(console: "Console", found: "PathAnswer", case_words: str) -> None:
    """Print paths with their claims, then what was left out."""
    ends = f"{clean(found.start.name)} and {clean(found.end.name)}"
    if not found.paths:
        steps = count_words(found.max_hops, "step")
        console.print(f"No path of up to {steps} joins {ends}, as far as the claims go.")
    for number, path in enumerate(found.paths, 1):
        _print_path(console, number, path)
    for note in found.notes:
        console.print(f"\n{clean(note)}", style="dim")
    shown = next(
        (view for path in found.paths for step in path.steps for tie in step.ties for view in tie.claims), None
    )
    if shown:
        more = f"sayso show {short_id(shown.claim.id)}{case_words}"
        console.print(f"\nSee a claim in its paragraph: {more}", style="dim")


def _print_path(console: "Console", number: int, path: "ActorPath") -> None:
    """Print one path: its actors, then its ties step by step."""
    from rich.padding import Padding

    names = " → ".join(clean(actor.name) for actor in path.actors)
    weak = count_words(path.weakest, "root")
    console.print(f"\n{number}. {names}", style="bold cyan")
    console.print(f"   {count_words(path.hops, 'step')}, the weakest on {weak}", style="dim")
    for step in path.steps:
        for tie in step.ties:
            console.print(Padding(_head(tie), (0, 0, 0, 3), expand=False))
            for view in tie.claims[:CLAIMS_SHOWN]:
                console.print(Padding(_word(view), (0, 0, 0, 6), expand=False))
        if step.ties_in_all > len(step.ties):
            console.print(f"   and {count_words(step.ties_in_all - len(step.ties), 'weaker tie')}", style="dim")


def _head(tie: "StepTie") -> "Text":
    """Return one tie of a step, when it holds and how it stands."""
    from sayso.cli.tie_words import standing_text, tie_text, when_words

    text = tie_text(tie.tie)
    text.append(f" · {', '.join(when_words(tie.tie).splitlines())} · ")
    return text.append_text(standing_text(tie.tie))


def _word(view: "ClaimView") -> "Text":
    """Return who says something, in which words, with the claim's id."""
    from rich.text import Text

    from sayso.cli.dossier import short_quote

    text = Text()
    text.append(f"{chain_words(view.say_so)}: ", style="green")
    for flag in flags_of(view.claim.factuality):
        text.append(f"{flag.word} ", style=flag.style)
    text.append(f"“{clean(short_quote(view))}”")
    text.append(f" [{short_id(view.claim.id)}]", style="dim")
    return text
