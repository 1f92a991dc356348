"""Write claims out, take claims in."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from sayso.cli.filters import filter_options
from sayso.cli.options import case_option, examples, json_option, min_confidence_option, open_case
from sayso.cli.outcome import ExitCode
from sayso.cli.shapes import dump, import_shape
from sayso.cli.wording import clean, count_words
from sayso.model.errors import NotFound

if TYPE_CHECKING:
    from sayso.casefile import Casefile
    from sayso.model.export import ExportForm, ExportReport
    from sayso.model.view import ImportReport, SourcesReport


MOST_TOLD = 200
"""Refused lines that are told one by one."""
_SOURCES = re.compile(r'\s*\ufeff?\s*(\[|\{\s*"items"\s*:)')
"""How a bibliography begins: an array, or an object that holds one as some programs write it."""


@click.command(
    "export",
    epilog=examples(
        "sayso export > claims.jsonl",
        "sayso export --format csv --out tables --case strait.sayso",
        'sayso export --format ftm --actor "Red Heron Brigade" --out heron.ftm.json',
        "sayso export --format gexf --as-of 2018 --out network.gexf",
    ),
)
@click.option("--format", "form", default="jsonl", show_default=True, help="The form (docs/exchange.md lists them).")
@click.option("--table", help="Of csv and parquet: claims, ties or actors alone.")
@click.option("--tlp", help="The mark of a STIX bundle: white, green, amber or red; default: amber.")
@click.option("--out", type=click.Path(), help="The file, or a folder for all tables; default: standard output.")
@filter_options()
@min_confidence_option
@case_option
def export_command(
    form: str, table: str | None, tlp: str | None, out: str | None, case_path: str | None, **asked: Any
) -> None:
    """Write the casefile, or what filters leave of it, in a form that other tools read.

    What a form cannot hold is told on standard error. The same casefile gives the same bytes.
    """
    with open_case(case_path) as case:
        known = {one.name: one for one in case.export_forms()}.get(form)
        tables = known.tables if known is not None and table is None else ()
        if out is None:
            binary = known is not None and known.binary
            stream = sys.stdout.buffer if binary else sys.stdout
            _tell(case.export(stream, form, table=table, tlp=tlp, **asked), None)
        elif known is not None and tables and (Path(out).is_dir() or not Path(out).suffix):
            Path(out).mkdir(parents=True, exist_ok=True)
            for name in tables:
                target = Path(out) / f"{name}.{known.suffix}"
                _tell(_export_whole(case, target, known, asked | {"table": name}), target)
        else:
            _tell(_export_whole(case, Path(out), known or form, asked | {"table": table, "tlp": tlp}), Path(out))


def _export_whole(case: "Casefile", target: Path, form: "ExportForm | str", asked: dict[str, Any]) -> "ExportReport":
    """Write to a file that appears only when it is whole."""
    name = form if isinstance(form, str) else form.name
    half = target.with_name(f"{target.name}.part")
    try:
        if not isinstance(form, str) and form.binary:
            with half.open("wb") as raw:
                report = case.export(raw, name, **asked)
        else:
            with half.open("w", encoding="utf-8", newline="") as stream:
                report = case.export(stream, name, **asked)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return report


def _tell(report: "ExportReport", target: Path | None) -> None:
    """Say what was written where, and what was lost."""
    counts = ", ".join(count_words(many, what.removesuffix("s")) for what, many in report.written)
    if target is not None:
        click.echo(f"Wrote {counts or 'nothing'} to {target}.", err=True)
    for loss in report.lost:
        click.echo(f"  not kept: {loss.what} ({loss.many:,}); {loss.instead}", err=True)


@click.command(
    "import",
    epilog=examples(
        "sayso import claims.jsonl",
        'sayso import - --by "M. Reader" < corrected.jsonl',
        "sayso import sources.json --by Ida",
    ),
)
@click.argument("file")
@click.option("--by", help="Claims: the reader's name; default: as a line tells. Bibliography: who rules.")
@click.option("--why", metavar="WORDS", help="Of a bibliography: the reason, kept beside each ruling.")
@case_option
@json_option
def import_command(file: str, by: str | None, why: str | None, case_path: str | None, as_json: bool) -> int:
    """Take claims in from JSONL, or what a bibliography in CSL-JSON (Zotero) says of the documents.

    FILE may be - for standard input; which of the two it is, its content tells. Each claim must quote words of a
    document that the casefile holds. An item of a bibliography is found by the SHA-256 in its note, its address, or its
    title and date; each correction is a decision. What is refused is named with its reason, the rest goes in, and the
    exit code is 1.
    """
    with _open_lines(file) as lines, open_case(case_path) as case:
        head = lines.readline()
        if _may_be_sources(head):
            rest = head + lines.read()
            if _SOURCES.match(rest):
                return _tell_sources(case.import_sources(rest, by=by, why=why), as_json)
            found = case.import_(rest.split("\n"), by=by)
        else:
            found = case.import_(chain([head], lines), by=by)
    return _tell_import(found, as_json)


def _may_be_sources(head: str) -> bool:
    """Tell from a first line whether the whole must be looked at: a claim is an object that ends on its line."""
    return head.strip("\ufeff \t\r\n") in ("", "{") or _SOURCES.match(head) is not None


def _tell_import(report: "ImportReport", as_json: bool) -> int:
    if as_json:
        click.echo(dump(import_shape(report)))
    else:
        lines = count_words(report.lines, "line")
        click.echo(f"{lines}: {report.new:,} new, {report.known:,} known, {len(report.refused):,} refused.")
        for number, reason in report.refused[:MOST_TOLD]:
            click.echo(f"  line {number}: {clean(reason)}")
        if len(report.refused) > MOST_TOLD:
            click.echo(f"  {len(report.refused) - MOST_TOLD:,} more: --json names all.")
    return ExitCode.PROBLEMS if report.refused else ExitCode.FINE


def _tell_sources(report: "SourcesReport", as_json: bool) -> int:
    if as_json:
        refused = [{"item": item, "reason": reason} for item, reason in report.refused]
        counts = {"items": report.items, "found": report.found, "corrected": list(report.corrected)}
        click.echo(dump(counts | {"refused": refused}))
    else:
        many = len(report.corrected)
        click.echo(
            f"{count_words(report.items, 'item')}: {report.found:,} found, {many:,} corrected, "
            f"{len(report.refused):,} refused."
        )
        for item, reason in report.refused:
            click.echo(clean(f"  {item}: {reason}"))
    return ExitCode.PROBLEMS if report.refused else ExitCode.FINE


@contextmanager
def _open_lines(file: str) -> Iterator[IO[str]]:
    """Open a file or standard input; raises NotFound where there is no such file."""
    if file == "-":
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
        yield sys.stdin
        return
    if not Path(file).is_file():
        raise NotFound(f"no file {file}; name one, or - for standard input")
    with Path(file).open(encoding="utf-8", errors="surrogateescape") as lines:  # what is no text is refused by its line
        yield lines
