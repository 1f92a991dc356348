"""Define the options that commands share, and open the casefile that they name."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sayso.casefile import Casefile

type Decorated = Callable[..., Any]

MOST_OTHERS = 4
"""How many namesakes a line lists."""


def case_option(command: Decorated) -> Decorated:
    """Add `--case`."""
    return click.option(
        "--case",
        "case_path",
        metavar="CASE",
        help="The casefile: a file, or postgresql://…; default case.sayso, or what SAYSO_CASE names.",
    )(command)


def json_option(command: Decorated) -> Decorated:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON value (docs/cli.md has the shape).")(
        command
    )


def min_confidence_option(command: Decorated) -> Decorated:
    """Add `--min-confidence`."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="FROM 0 TO 1",
        help="Leave out claims less likely to be right; default: what SAYSO_MIN_CONFIDENCE names, else none.",
    )(command)


def limit_option(default: int | None) -> Callable[[Decorated], Decorated]:
    """Add `--limit` with a default."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=default is not None,
        help="At most so many.",
    )


def examples(*lines: str) -> str:
    """Return lines to type as the last part of a command's help, laid out as they are."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def repeat_case(case_path: str | None) -> str:
    """Return ` --case FILE` for a line to type next, empty where the casefile was not typed; no password in it."""
    from sayso.model.address import hide_password

    shown = hide_password(case_path) if case_path else ""
    return f' --case "{shown}"' if set(shown) & set(" &?") else f" --case {shown}" if shown else ""


def find_case(case_path: str | None) -> str | Path:
    """Return the casefile's path or address: the argument, then the setting `case`."""
    from sayso.model.address import locate
    from sayso.settings import text_setting

    return locate(text_setting("case", case_path))


def ties_option(command: Decorated) -> Decorated:
    """Add `--ties` and `--all`, which come to the command as `ties` and `whole`."""
    command = click.option("--all", "whole", is_flag=True, help="Show all ties and claims, however many.")(command)
    return click.option(
        "--ties", type=click.IntRange(min=1), metavar="N", help="How many ties are shown, some of each section (60)."
    )(command)


def bound_ties(ties: int | None, *, whole: bool) -> dict[str, Any]:
    """Return how many ties a dossier is asked for; nothing where the usual number will do."""
    if whole:
        return {"ties": 0}
    return {} if ties is None else {"ties": ties}


def open_case(case_path: str | None, *, must_exist: bool = True) -> "Casefile":
    """Open the casefile; asking needs one that is there, reading makes one.

    Raises NotFound, NotACasefile, CasefileTooNew.
    """
    from sayso import casefile

    return casefile.open(find_case(case_path), must_exist=must_exist)


def name_namesakes(case: "Casefile", *names: str | None) -> None:
    """Say on standard error which actor a name was taken for where several bear it, and how to ask for the others."""
    from sayso.cli.wording import clean, count_words

    for name in dict.fromkeys(name for name in names if name):
        taken = case.find_actor(name)
        others = [one for one in case.namesakes(name) if one.actor.id != taken and one.claims]
        if others:
            ids = ", ".join(
                f"{one.actor.id} ({one.actor.type}, {count_words(one.claims, 'claim')})" for one in others[:MOST_OTHERS]
            )
            more = f" and {len(others) - MOST_OTHERS} more" if len(others) > MOST_OTHERS else ""
            click.echo(f"sayso: {clean(name)} is {taken}; also called so: {ids}{more}.", err=True)
