"""Write claims out, take claims in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import case_option, examples, json_option, min_confidence_option, open_case
from sayso.cli.outcome import ExitCode
from sayso.cli.shapes import dump, import_shape
from sayso.cli.wording import clean, count_words
from sayso.model.errors import NotFound

if TYPE_CHECKING:
    from sayso.casefile import Casefile
    from sayso.model.view import ImportReport


@click.command(
    "export", epilog=examples("sayso export > claims.jsonl", "sayso export --out claims.jsonl --case strait.sayso")
)
@click.option("--format", "form", default="jsonl", show_default=True, help="The form; jsonl is the interchange form.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True), help="The file; default: standard output.")
@min_confidence_option
@case_option
def export_command(form: str, out: str | None, min_confidence: float | None, case_path: str | None) -> None:
    """Write the claims, one a line, in order of document and place; the same casefile gives the same bytes."""
    with open_case(case_path) as case:
        if out is None:
            case.export(sys.stdout, form, min_confidence=min_confidence)
            return
        number = _export_whole(case, Path(out), form, min_confidence)
    click.echo(f"Wrote {count_words(number, 'claim')} to {out}.", err=True)


def _export_whole(case: "Casefile", target: Path, form: str, min_confidence: float | None) -> int:
    """Write all claims to a file that appears only when it is whole; return how many."""
    half = target.with_name(f"{target.name}.part")
    try:
        with half.open("w", encoding="utf-8", newline="\n") as stream:
            number = case.export(stream, form, min_confidence=min_confidence)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return number


@click.command(
    "import", epilog=examples("sayso import claims.jsonl", 'sayso import - --by "M. Reader" < corrected.jsonl')
)
@click.argument("file")
@click.option("--by", default="import", show_default=True, help="Under which reader's name the claims stand.")
@case_option
@json_option
def import_command(file: str, by: str, case_path: str | None, as_json: bool) -> int:
    """Take claims in from JSONL; FILE may be - for standard input.

    Each claim must quote words of a document that the casefile holds. Refused lines are named with their reason, the
    others go in, and the exit code is 1.
    """
    with open_case(case_path) as case:
        report = _import_from(case, file, by)
    if as_json:
        click.echo(dump(import_shape(report)))
    else:
        lines = count_words(report.lines, "line")
        click.echo(f"{lines}: {report.new:,} new, {report.known:,} known, {len(report.refused):,} refused.")
        for number, reason in report.refused:
            click.echo(f"  line {number}: {clean(reason)}")
    return ExitCode.PROBLEMS if report.refused else ExitCode.FINE


def _import_from(case: "Casefile", file: str, by: str) -> "ImportReport":
    """Take claims in from a file or standard input; raises NotFound where there is no such file."""
    if file == "-":
        return case.import_(sys.stdin, by=by)
    if not Path(file).is_file():
        raise NotFound(f"no file {file}; name one, or - for standard input")
    with Path(file).open(encoding="utf-8", errors="replace") as lines:
        return case.import_(lines, by=by)
