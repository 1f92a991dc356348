"""Rule that two actors are one or two."""

import click

from sayso.cli.options import case_option, examples, json_option, open_case, repeat_case
from sayso.cli.shapes import dump, judgement_shape
from sayso.cli.wording import clean
from sayso.model import Verdict

_BY = click.option("--by", metavar="NAME", help="Who rules; default SAYSO_BY, or `user`.")


@click.command(
    "same", epilog=examples('sayso same "Red Heron Brigade" "Heron Brigade"', "sayso same NAME actor-1f8a2b3c")
)
@click.argument("left")
@click.argument("right")
@_BY
@case_option
@json_option
def same_command(left: str, right: str, by: str | None, case_path: str | None, as_json: bool) -> None:
    """Rule that two actors are one and the same; `sayso different` takes it back.

    LEFT and RIGHT are names, or ids as `sayso actor` prints them. The ruling is kept beside all before it, and no
    reading undoes it.
    """
    _rule(left, right, Verdict.SAME, by, case_path, as_json)


@click.command("different", epilog=examples('sayso different "Port Union" "Port Union of Lowick" --by "A. Brandt"'))
@click.argument("left")
@click.argument("right")
@_BY
@case_option
@json_option
def different_command(left: str, right: str, by: str | None, case_path: str | None, as_json: bool) -> None:
    """Rule that two actors are not the same; `sayso same` takes it back.

    LEFT and RIGHT are names, or ids as `sayso actor` prints them. To part one document's actor from a union, give its
    own id (`sayso actor NAME --json` lists them under `raw`).
    """
    _rule(left, right, Verdict.DIFFERENT, by, case_path, as_json)


def _rule(left: str, right: str, verdict: Verdict, by: str | None, case_path: str | None, as_json: bool) -> None:
    """Append the ruling and say what it did."""
    from sayso.settings import text_setting

    with open_case(case_path) as case:
        judgement = case.judge(left, right, verdict, text_setting("by", by))
    if as_json:
        click.echo(dump(judgement_shape(judgement)))
        return
    ruled = "one and the same" if verdict is Verdict.SAME else "not the same"
    click.echo(f"Ruled by {clean(judgement.by)}: {clean(left)} and {clean(right)} are {ruled}.")
    back = "different" if verdict is Verdict.SAME else "same"
    click.echo(f"Take it back: sayso {back} {judgement.left} {judgement.right}{repeat_case(case_path)}")
