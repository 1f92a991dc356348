"""Rule that two actors are one or two."""

import click

from sayso.cli.commands.decide import ruling_options
from sayso.cli.options import examples, open_case, repeat_case
from sayso.cli.shapes import dump, judgement_shape
from sayso.cli.wording import clean
from sayso.model import Judgement, Verdict
from sayso.model.decision import Ruling


@click.command(
    "same", epilog=examples('sayso same "Red Heron Brigade" "Heron Brigade"', "sayso same NAME actor-1f8a2b3c")
)
@click.argument("left")
@click.argument("right")
@ruling_options
def same_command(left: str, right: str, by: str | None, why: str | None, case_path: str | None, as_json: bool) -> None:
    """Rule that two actors are one and the same; `sayso undo` takes it back.

    LEFT and RIGHT are names, or ids as `sayso actor` prints them. The ruling is kept beside all before it, and no
    reading undoes it.
    """
    with open_case(case_path) as case:
        ruling = case.merge(left, right, by=by, why=why)
    _report(ruling, Verdict.SAME, f"{left} and {right} are one and the same", case_path, as_json)


@click.command("different", epilog=examples('sayso different "Port Union" "Port Union of Lowick" --by "A. Brandt"'))
@click.argument("left")
@click.argument("right")
@ruling_options
def different_command(
    left: str, right: str, by: str | None, why: str | None, case_path: str | None, as_json: bool
) -> None:
    """Rule that two actors are not the same; `sayso undo` takes it back.

    LEFT and RIGHT are names, or ids as `sayso actor` prints them. To part one document's actor from a union, give its
    own id (`sayso actor NAME --json` lists them under `raw`).
    """
    with open_case(case_path) as case:
        ruling = case.keep_apart(left, right, by=by, why=why)
    _report(ruling, Verdict.DIFFERENT, f"{left} and {right} are not the same", case_path, as_json)


def _report(ruling: Ruling, verdict: Verdict, words: str, case_path: str | None, as_json: bool) -> None:
    """Say what was ruled, and how to take it back."""
    decision = ruling.decision
    if as_json:
        left, right = (target.id for target in decision.targets)
        judgement = Judgement(left, right, verdict, decision.by, 1.0, (), decision.made_at)
        click.echo(dump({"seq": decision.seq, **judgement_shape(judgement)}))
        return
    click.echo(f"Ruled by {clean(decision.by)}: {clean(words)}.")
    click.echo(f"Take it back: sayso undo {decision.seq}{repeat_case(case_path)}")
