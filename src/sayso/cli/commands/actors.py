"""List actors, and show one."""

from typing import Any

import click

from sayso.cli.filters import filter_options
from sayso.cli.options import (
    bound_ties,
    case_option,
    examples,
    json_option,
    limit_option,
    min_confidence_option,
    name_namesakes,
    open_case,
    repeat_case,
    ties_option,
)
from sayso.cli.shapes import actor_shape, dossier_shape, dump
from sayso.cli.wording import clean


@click.command(
    "actors",
    epilog=examples(
        "sayso actors --type organization", "sayso actors --like heron", "sayso actors --named --limit 10 --json"
    ),
)
@click.option("--type", "kind", help="person, organization, state, place, event, document or thing.")
@click.option("--like", metavar="LETTERS", help="Actors with these letters in a name.")
@click.option("--named/--unnamed", default=None, help="With a proper name alone, or without one alone.")
@min_confidence_option
@limit_option(40)
@case_option
@json_option
def actors_command(
    kind: str | None,
    like: str | None,
    named: bool | None,
    min_confidence: float | None,
    limit: int,
    case_path: str | None,
    as_json: bool,
) -> None:
    """List the actors, those with most claims first."""
    with open_case(case_path) as case:
        rows = list(case.actors(type=kind, named=named, like=like, min_confidence=min_confidence, limit=limit))
    if as_json:
        click.echo(dump({"actors": [actor_shape(row) for row in rows]}))
        return
    if not rows:
        click.echo("No actor answers to that.")
        return
    from sayso.cli.tables import actors_table, make_console

    make_console().print(actors_table(rows))
    click.echo(f'\nAll about one: sayso actor "{clean(rows[0].name)}"{repeat_case(case_path)}')


@click.command(
    "actor",
    epilog=examples(
        'sayso actor "Red Heron Brigade"',
        'sayso actor "Red Heron Brigade" --as-of 2018 --known-on 2019',
        'sayso actor "Oskar Venn" --all --json',
    ),
)
@click.argument("name")
@ties_option
@filter_options("actor")
@min_confidence_option
@case_option
@json_option
def actor_command(name: str, ties: int | None, whole: bool, case_path: str | None, as_json: bool, **asked: Any) -> None:
    """Show what is said about one actor: who leads, shelters, funds it, its allies, its foes, and on whose say-so.

    NAME is a name, another name of it, or an id. Each tie shows its dates, whether it is asserted, denied, hedged or
    planned, on how many independent roots it rests, and the words of its surest claim. What readers' comments say
    stands apart, under the commenter. Of very many ties, some of each section are shown and then those on most roots;
    each section says how many there are.
    """
    with open_case(case_path) as case:
        name_namesakes(case, name)
        dossier = case.actor(name, **bound_ties(ties, whole=whole), **asked)
    if as_json:
        click.echo(dump(dossier_shape(dossier)))
    else:
        from sayso.cli.dossier import print_dossier
        from sayso.cli.tables import make_console

        print_dossier(make_console(), dossier, repeat_case(case_path))
