"""List actors, and show one."""

from itertools import groupby
from typing import TYPE_CHECKING

import click

from sayso.cli.options import case_option, examples, json_option, limit_option, open_case, repeat_case
from sayso.cli.shapes import actor_shape, dossier_shape, dump
from sayso.cli.wording import clean, count_words, name_predicate

if TYPE_CHECKING:
    from sayso.model.view import ActorDossier


@click.command(
    "actors",
    epilog=examples(
        "sayso actors --type organization", "sayso actors --like heron", "sayso actors --named --limit 10 --json"
    ),
)
@click.option("--type", "kind", help="person, organization, state, place, event, document or thing.")
@click.option("--like", metavar="LETTERS", help="Actors with these letters in a name.")
@click.option("--named/--unnamed", default=None, help="With a proper name alone, or without one alone.")
@limit_option(40)
@case_option
@json_option
def actors_command(
    kind: str | None, like: str | None, named: bool | None, limit: int, case_path: str | None, as_json: bool
) -> None:
    """List the actors, those with most claims first."""
    with open_case(case_path) as case:
        rows = list(case.actors(type=kind, named=named, like=like, limit=limit))
    if as_json:
        click.echo(dump({"actors": [actor_shape(row) for row in rows]}))
        return
    if not rows:
        click.echo("No actor answers to that.")
        return
    from sayso.cli.tables import actors_table, make_console

    make_console().print(actors_table(rows))
    click.echo(f'\nAll about one: sayso actor "{clean(rows[0].name)}"{repeat_case(case_path)}')


@click.command("actor", epilog=examples('sayso actor "Red Heron Brigade"', 'sayso actor "Oskar Venn" --json'))
@click.argument("name")
@case_option
@json_option
def actor_command(name: str, case_path: str | None, as_json: bool) -> None:
    """Show what is said about one actor, by predicate, and what rests on its own word.

    NAME is a name, another name of it, or an id.
    """
    with open_case(case_path) as case:
        dossier = case.actor(name)
    if as_json:
        click.echo(dump(dossier_shape(dossier)))
    else:
        _print_dossier(dossier)


def _print_dossier(dossier: "ActorDossier") -> None:
    """Print an actor's names, claims by predicate, own words and doubtful twins."""
    from sayso.cli.tables import claims_table, list_names, make_console, print_all

    row = dossier.actor
    console = make_console()
    counts = f"{count_words(row.claims, 'claim')} in {count_words(row.documents, 'document')}"
    console.print(f"{clean(row.name)} ({row.type.value}), {counts}", style="bold")
    if row.aliases:
        console.print(f"also called {list_names(row.aliases, 12)}", style="dim")
    for predicate, views in groupby(dossier.claims, key=lambda view: view.claim.predicate):
        print_all(console, "", f"── {name_predicate(predicate)}", claims_table(views))
    if dossier.said:
        print_all(console, "", f"── what rests on the word of {clean(row.name)}", claims_table(dossier.said))
    if dossier.unsure:
        names = ", ".join(clean(other.name) for other in dossier.unsure)
        print_all(console, "", f"May be the same, kept apart: {names}")
