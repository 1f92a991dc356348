"""Write an actor's dossier in prose, tables and pictures."""

from io import BytesIO
from pathlib import Path
from typing import Any

import click

from sayso.cli.filters import filter_options
from sayso.cli.options import (
    bound_ties,
    case_option,
    examples,
    json_option,
    min_confidence_option,
    name_namesakes,
    open_case,
    ties_option,
)
from sayso.cli.wording import count_words

_ENDINGS = {".html": "html", ".htm": "html", ".docx": "docx", ".md": "md"}


@click.command(
    "dossier",
    epilog=examples(
        'sayso dossier "Red Heron Brigade"',
        'sayso dossier "Red Heron Brigade" --format html --out heron.html',
        'sayso dossier "Oskar Venn" --format docx --out venn.docx',
    ),
)
@click.argument("name")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "docx", "md"]),
    help="How it is written; by default as the ending of --out says, else text.",
)
@click.option("--out", type=click.Path(dir_okay=False), help="The file to write; docx needs one.")
@ties_option
@filter_options("actor")
@min_confidence_option
@case_option
@json_option
def dossier_command(
    name: str,
    form: str | None,
    out: str | None,
    ties: int | None,
    whole: bool,
    case_path: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Write what is said of an actor in sentences: each names who says so and has a note with the exact words.

    NAME is a name, another name of it, or an id. Hedges, denials and plans are words of the sentence. A table of all
    ties, a timeline, sums, what sources disagree on and what the casefile does not know follow; readers' comments
    stand apart. An HTML page is complete in itself.
    """
    form = form or _form_of(out)
    if form == "docx" and out is None and not as_json:
        raise click.UsageError("A Word document needs a file. Add --out FILE.docx.")
    asked |= bound_ties(ties, whole=whole)
    if as_json:
        from sayso.cli.records import dump_record

        with open_case(case_path) as case:
            name_namesakes(case, name)
            click.echo(dump_record(case.dossier_prose(name, **asked)))
        return
    with open_case(case_path) as case:
        name_namesakes(case, name)
        if out is None:
            held = BytesIO()
            case.write_dossier(name, held, form, **asked)
            click.echo(held.getvalue(), nl=False)
            return
        prose = case.write_dossier(name, out, form, **asked)
    shown, notes = count_words(len(prose.ties), "tie"), count_words(len(prose.citations), "note")
    click.echo(f"Wrote {out}: {shown}, {notes}.", err=True)


def _form_of(out: str | None) -> str:
    """Return the form that a file's ending names, so that nothing called .docx holds plain text."""
    return _ENDINGS.get(Path(out or "").suffix.casefold(), "text")
