"""Rule on claims and sources, undo a ruling, and list what was ruled."""

from typing import TYPE_CHECKING

import click

from sayso.cli.decided import decision_line, report_ruling, ruling_shape
from sayso.cli.options import Decorated, case_option, examples, json_option, open_case
from sayso.cli.shapes import dump
from sayso.cli.wording import count_words, full_start

if TYPE_CHECKING:
    from sayso.casefile.correction import Correction
    from sayso.casefile.describing import Description


def by_option(command: Decorated) -> Decorated:
    """Add `--by`."""
    return click.option("--by", metavar="NAME", help="Who rules; default SAYSO_BY, or `user`.")(command)


def why_option(command: Decorated) -> Decorated:
    """Add `--why`."""
    return click.option("--why", metavar="WORDS", help="The reason, kept beside the ruling.")(command)


def ruling_options(command: Decorated) -> Decorated:
    """Add the options of every ruling."""
    return by_option(why_option(case_option(json_option(command))))


@click.command("accept", epilog=examples("sayso accept 1f8a2b3c", 'sayso accept 1f8a2b3c --why "seen in the minutes"'))
@click.argument("claim")
@ruling_options
def accept_command(claim: str, by: str | None, why: str | None, case_path: str | None, as_json: bool) -> None:
    """Rule that a claim is right as it stands; one that was rejected answers again.

    CLAIM is an id or the start of one, as `sayso claims` prints it.
    """
    with open_case(case_path) as case:
        ruling = case.accept(full_start(claim), by=by, why=why)
    report_ruling(ruling, case_path, as_json)


@click.command("reject", epilog=examples('sayso reject 1f8a2b3c --why "it is the other Aden"'))
@click.argument("claim")
@ruling_options
def reject_command(claim: str, by: str | None, why: str | None, case_path: str | None, as_json: bool) -> None:
    """Rule that a claim is wrong: it answers no question any more.

    It is kept, and `sayso claims --ruling rejected` lists it. CLAIM is an id or the start of one.
    """
    with open_case(case_path) as case:
        ruling = case.reject(full_start(claim), by=by, why=why)
    report_ruling(ruling, case_path, as_json)


@click.command(
    "correct",
    epilog=examples(
        "sayso correct 1f8a2b3c --time 1986",
        'sayso correct 1f8a2b3c --subject "Red Heron Brigade" --certainty probable',
        'sayso correct 1f8a2b3c --amount "300000 USD" --amount-status paid --role ""',
    ),
)
@click.argument("claim")
@click.option("--subject", metavar="ACTOR", help="Who: a name or id.")
@click.option("--object", metavar="ACTOR", help="With, for or against whom: a name or id.")
@click.option("--predicate", help="What: a predicate of the vocabulary.")
@click.option("--polarity", help="+ asserted, - denied.")
@click.option("--certainty", help="certain, probable or possible.")
@click.option("--modality", help="actual, intended or hypothetical.")
@click.option("--time", metavar="DATE", help="When, as EDTF: 1986, 2010-05/2010-06.")
@click.option("--place", help="Where.")
@click.option("--amount", help='The sum: "300000 USD".')
@click.option("--amount-status", help="requested, appropriated, offered, withheld or paid.")
@click.option("--amount-part-of", help="The sum of which it is a part.")
@click.option("--amount-approximate/--amount-exact", default=None, help="Whether the sum is about so much.")
@click.option("--role", help="As what.")
@click.option("--about", help="What it is about.")
@click.option(
    "--source", "sources", multiple=True, metavar="ACTOR", help="Whom the text credits, outermost first; several."
)
@click.option("--no-source", is_flag=True, help="The text credits nobody.")
@ruling_options
def correct_command(
    claim: str,
    by: str | None,
    why: str | None,
    case_path: str | None,
    as_json: bool,
    sources: tuple[str, ...],
    no_source: bool,
    **given: str | bool | None,
) -> None:
    """Rule that a claim is right once some fields are corrected.

    Give each field that is wrong; an empty value ("") takes a qualifier away. CLAIM is an id or the start of one. The
    claim keeps its id and its quote.
    """
    changes: Correction = {name: value for name, value in given.items() if value is not None}  # type: ignore[assignment]
    if sources or no_source:
        changes["sources"] = list(sources)
    with open_case(case_path) as case:
        ruling = case.correct(full_start(claim), by=by, why=why, **changes)
    report_ruling(ruling, case_path, as_json)


@click.command(
    "unsure", epilog=examples("sayso unsure 1f8a2b3c", 'sayso unsure "Port Union" "Port Union of Lowick" --by Ida')
)
@click.argument("claim_or_actor")
@click.argument("actor", required=False)
@ruling_options
def unsure_command(
    claim_or_actor: str, actor: str | None, by: str | None, why: str | None, case_path: str | None, as_json: bool
) -> None:
    """Say that one cannot tell: whether a claim is right, or whether two actors are one.

    With one argument that is a claim's id or the start of one; with two, names or ids of actors. The claim goes on
    answering; two actors are joined no more by what joined these two.
    """
    with open_case(case_path) as case:
        if actor is None:
            ruling = case.unsure(full_start(claim_or_actor), by=by, why=why)
        else:
            ruling = case.unsure_actors(claim_or_actor, actor, by=by, why=why)
    report_ruling(ruling, case_path, as_json)


@click.command("note", epilog=examples('sayso note 1f8a2b3c "the photograph shows another ship"'))
@click.argument("claim")
@click.argument("words")
@by_option
@case_option
@json_option
def note_command(claim: str, words: str, by: str | None, case_path: str | None, as_json: bool) -> None:
    """Keep words beside a claim.

    CLAIM is an id or the start of one.
    """
    with open_case(case_path) as case:
        ruling = case.note(full_start(claim), words, by=by)
    report_ruling(ruling, case_path, as_json)


@click.command(
    "grade", epilog=examples('sayso grade "Almery Courier" B', 'sayso grade "R. Calder" E --why "retracted"')
)
@click.argument("source")
@click.argument("grade")
@ruling_options
def grade_command(
    source: str, grade: str, by: str | None, why: str | None, case_path: str | None, as_json: bool
) -> None:
    """Grade a source by the Admiralty code: A completely reliable … E unreliable, F cannot be judged.

    SOURCE is a name or id of an actor, or the name of a publisher, author or commenter.
    """
    with open_case(case_path) as case:
        ruling = case.grade(source, grade, by=by, why=why)
    report_ruling(ruling, case_path, as_json)


@click.command(
    "describe",
    epilog=examples(
        'sayso describe ledger --date 2018-05-03 --publisher "Lowick Courier"',
        'sayso describe ledger --author "Ada Brandt" --author "The Desk"',
    ),
)
@click.argument("document")
@click.option("--title", help="Its title.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Who wrote it; several.")
@click.option("--publisher", help="Who published it.")
@click.option("--date", metavar="DATE", help="When, as EDTF: 2018-05-03, 2018-05.")
@ruling_options
def describe_command(
    document: str,
    by: str | None,
    why: str | None,
    case_path: str | None,
    as_json: bool,
    authors: tuple[str, ...],
    **given: str | None,
) -> None:
    """Rule what a document's title, authors, publisher or date is.

    DOCUMENT is a name or id. Say-so, roots and dates of claims are counted anew. An empty value
    ("") takes a field away.
    """
    changes: Description = {name: value for name, value in given.items() if value is not None}  # type: ignore[assignment]
    if authors:
        changes["authors"] = [name for name in authors if name]
    with open_case(case_path) as case:
        ruling = case.describe(document, by=by, why=why, **changes)
    report_ruling(ruling, case_path, as_json)


@click.command("undo", epilog=examples("sayso undo 12", 'sayso undo 12 --by Ida --why "wrong claim"'))
@click.argument("number", type=click.IntRange(min=1))
@ruling_options
def undo_command(number: int, by: str | None, why: str | None, case_path: str | None, as_json: bool) -> None:
    """Take a decision back by its number; undoing an undo puts back what it undid.

    Nothing is deleted: `sayso decisions` lists both.
    """
    with open_case(case_path) as case:
        ruling = case.undo(number, by=by, why=why)
    report_ruling(ruling, case_path, as_json)


@click.command(
    "decisions",
    epilog=examples(
        "sayso decisions",
        "sayso decisions --by Ida --kind reject",
        "sayso decisions --format jsonl > decisions.jsonl",
        "sayso decisions --import decisions.jsonl --case copy.sayso",
    ),
)
@click.option("--claim", help="Those on this claim (an id or the start of one).")
@click.option("--actor", help="Those on this actor (a name or id).")
@click.option("--by", metavar="NAME", help="Those of this person.")
@click.option("--kind", help="Those of this kind: accept, reject, correct, merge, keep-apart, grade, undo …")
@click.option("--effective/--undone", default=None, help="Those in force, or those that are undone.")
@click.option("--orphans", is_flag=True, help="Those that no longer find what they ruled on.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["list", "jsonl"]),
    default="list",
    show_default=True,
    help="jsonl writes the whole chain with its hashes, to be imported elsewhere.",
)
@click.option("--import", "file", metavar="FILE", help="Take in decisions written by --format jsonl; - for input.")
@case_option
@json_option
def decisions_command(
    claim: str | None,
    actor: str | None,
    by: str | None,
    kind: str | None,
    effective: bool | None,
    orphans: bool,
    form: str,
    file: str | None,
    case_path: str | None,
    as_json: bool,
) -> None:
    """List what people ruled, in the order in which they did; or carry it to another casefile."""
    import sys

    if file is not None:
        _import_from(file, case_path, as_json)
        return
    with open_case(case_path) as case:
        if form == "jsonl":
            case.export_decisions(sys.stdout)
            return
        if orphans:
            found = case.orphans()
        else:
            start = None if claim is None else full_start(claim)
            found = case.decisions(claim=start, actor=actor, by=by, kind=kind, effective=effective)
    if as_json:
        click.echo(dump({"decisions": [ruling_shape(ruling) for ruling in found]}))
        return
    for ruling in found:
        click.echo(decision_line(ruling))
    if not found:
        click.echo("No decision answers to that.")


def _import_from(file: str, case_path: str | None, as_json: bool) -> None:
    """Take decisions in from a file or standard input."""
    import sys
    from pathlib import Path

    from sayso.cli.shapes import import_shape
    from sayso.model.errors import NotFound

    if file != "-" and not Path(file).is_file():
        raise NotFound(f"There is no file {file}. Name one, or - for standard input.")
    lines = sys.stdin.readlines() if file == "-" else Path(file).read_text(encoding="utf-8").split("\n")
    with open_case(case_path) as case:
        report = case.import_decisions(lines)
    if as_json:
        click.echo(dump(import_shape(report)))
    else:
        click.echo(f"{count_words(report.lines, 'decision')}: {report.new:,} new, {report.known:,} known.")
