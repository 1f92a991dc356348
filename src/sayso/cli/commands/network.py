"""Show the network of a casefile or round one actor, and how its actors stand in it."""

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
from sayso.cli.wording import clean, count_words

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.model.network import Network, NetworkMeasures

LIMIT, MEASURED = 60, 1_000
"""Ties that are printed by default, and ties that are measured."""
ACTORS_SHOWN, GROUPS_SHOWN, NAMES_SHOWN, TRIANGLES_SHOWN = 20, 8, 6, 6


@click.command(
    "network",
    epilog=examples(
        "sayso network --limit 40",
        'sayso network --actor "Red Heron Brigade" --hops 1 --as-of 2018',
        "sayso network --measures --since 2015",
        "sayso network --layout --json",
    ),
)
@click.option("--hops", type=click.IntRange(1, 3), default=2, show_default=True, help="How far round --actor.")
@click.option("--measures", "measured", is_flag=True, help="How actors stand in it: between, brokers, communities.")
@click.option("--layout", is_flag=True, help="With --json: a place for each actor in the unit square.")
@filter_options()
@min_confidence_option
@limit_option(None)
@case_option
@json_option
def network_command(
    hops: int, measured: bool, layout: bool, limit: int | None, case_path: str | None, as_json: bool, **asked: Any
) -> None:
    """Show the strongest ties of the casefile, or those round --actor, each with who says so.

    A tie is all claims of one pair and predicate. At most 60 are shown unless --limit says otherwise; --measures takes
    the 1,000 strongest.
    """
    with open_case(case_path) as case:
        name_namesakes(case, asked["actor"])
        if measured:
            figures = case.measures(hops=hops, limit=limit or MEASURED, **asked)
        else:
            found = case.network(hops=hops, limit=limit or LIMIT, layout=layout, **asked)
    if as_json:
        click.echo(dump_record(figures if measured else found))
        return
    from sayso.cli.tables import make_console

    if measured:
        print_measures(make_console(), figures)
    else:
        print_network(make_console(), found, repeat_case(case_path))


def print_network(console: "Console", found: "Network", case_words: str) -> None:
    """Print ties as a table, strongest first, and what is not shown."""
    from rich.text import Text

    from sayso.cli.tables import make_table
    from sayso.cli.tie_words import standing_text, tie_text, when_words, who_words

    if not found.ties:
        console.print("No tie answers to that.")
    else:
        counts = f"{count_words(len(found.actors), 'actor')}, {count_words(len(found.ties), 'tie')}"
        centre = next((actor for actor in found.actors if actor.id == found.centre), None)
        round_it = f" up to {count_words(found.hops or 0, 'hop')} round {clean(centre.name)}" if centre else ""
        console.print(f"{counts}{round_it}", style="bold")
        table = make_table(
            ("What is said", {"ratio": 5, "overflow": "fold"}),
            ("Who says so", {"ratio": 4, "overflow": "fold"}),
            ("Standing", {"ratio": 2, "overflow": "fold"}),
            ("When", {"ratio": 3, "overflow": "fold"}),
        )
        for tie in found.ties:
            table.add_row(tie_text(tie), Text(who_words(tie)), standing_text(tie), Text(when_words(tie)))
        console.print(table)
    for note in found.notes:
        console.print(f"\n{clean(note)}", style="dim")
    if found.ties:
        first = clean(found.ties[0].subject)
        console.print(f'\nAll about one: sayso actor "{first}"{case_words}', style="dim")


def print_measures(console: "Console", found: "NetworkMeasures") -> None:
    """Print the figures of actors, brokers, communities and triangles, then what each measure is."""
    if not found.actors:
        console.print("No tie answers to that.")
        return
    console.print(f"{count_words(found.ties, 'tie')} of {count_words(found.pairs, 'pair')} of actors", style="bold")
    _print_actors(console, found)
    console.print("\n── Brokers, the least constrained first", style="bold cyan")
    console.print(clean(", ".join(f"{one.actor.name} ({one.constraint:.2f})" for one in found.brokers[:ACTORS_SHOWN])))
    console.print(f"\n── Communities (modularity {found.modularity or 0:.2f})", style="bold cyan")
    for group in found.communities[:GROUPS_SHOWN]:
        names = ", ".join(actor.name for actor in group.actors[:NAMES_SHOWN])
        more = f" and {len(group.actors) - NAMES_SHOWN} more" if len(group.actors) > NAMES_SHOWN else ""
        console.print(f"{group.number}. {clean(names)}{more}")
    _print_balance(console, found)
    console.print("\n── What the measures are", style="bold cyan")
    for note in found.definitions:
        console.print(f"{note.measure}: {note.definition} {note.how} ({note.source})", style="dim")
    for words in found.notes:
        console.print(clean(words), style="dim")


def _print_actors(console: "Console", found: "NetworkMeasures") -> None:
    """Print the actors with the highest betweenness as a table."""
    from rich.text import Text

    from sayso.cli.tables import make_table

    right = {"justify": "right", "no_wrap": True}
    table = make_table(
        ("Actor", {"ratio": 1, "overflow": "fold"}),
        *((heading, right) for heading in ("Degree", "Roots", "Between", "Constr.", "Eff.size", "Group")),
    )
    for one in found.actors[:ACTORS_SHOWN]:
        constraint = "–" if one.constraint is None else f"{one.constraint:.2f}"
        size = "–" if one.effective_size is None else f"{one.effective_size:.1f}"
        figures = (f"{one.degree}", f"{one.weighted_degree}", f"{one.betweenness:.3f}", constraint, size)
        table.add_row(Text(clean(one.actor.name)), *figures, f"{one.community}")
    console.print(table)
    if len(found.actors) > ACTORS_SHOWN:
        console.print(f"and {len(found.actors) - ACTORS_SHOWN:,} more", style="dim")


def _print_balance(console: "Console", found: "NetworkMeasures") -> None:
    """Print the share of balanced triangles and those that are not."""
    if found.balance is None:
        return
    held = f"{found.balance:.0%} of {count_words(found.triangles_in_all, 'triangle')}"
    console.print(f"\n── Balanced: {held} of friendly and hostile ties as claimed", style="bold cyan")
    for one in [triangle for triangle in found.triangles if not triangle.balanced][:TRIANGLES_SHOWN]:
        names = " · ".join(clean(actor.name) for actor in one.actors)
        signs = " ".join("+" if sign > 0 else "−" for sign in one.signs)
        console.print(f"not balanced: {names} ({signs}), {count_words(one.frustration, 'root')} would have to turn")
