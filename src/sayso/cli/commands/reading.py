"""Read documents into the casefile, with a progress bar on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from sayso.cli.options import case_option, examples, find_case, json_option, open_case, repeat_case
from sayso.cli.outcome import ExitCode, one_line
from sayso.cli.shapes import dump, read_shape
from sayso.cli.wording import clean, count_words

if TYPE_CHECKING:
    from sayso.model.document import Unreadable
    from sayso.model.view import Progress, ReadReport


@click.command(
    "read",
    epilog=examples(
        "sayso read articles/",
        "sayso read report.pdf page.html --case strait.sayso",
        "sayso read archive.zip --processes 2 --json",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@case_option
@click.option("--processes", type=click.IntRange(min=1), help="How many processes parse; default: the setting, or 1.")
@json_option
def read_command(paths: tuple[str, ...], case_path: str | None, processes: int | None, as_json: bool) -> int:
    """Read documents into the casefile; make it where there is none.

    PATH is a file, a folder or an archive: text, Markdown, HTML, PDF, DOCX, e-mail, zip, WARC. What was read before is
    passed over. A file that cannot be read is named with its reason, the rest is read, and the exit code is 1.
    Ctrl-C stops after the document at work; what was read stays.
    """
    from sayso.settings import keep_to_one_thread

    keep_to_one_thread()
    with open_case(case_path, must_exist=False) as case, show_progress() as progress:
        report = case.read(*paths, progress=progress, processes=processes)
    if as_json:
        click.echo(dump(read_shape(report)))
    else:
        for line in report_lines(report):
            click.echo(line)
        click.echo(f"Casefile: {find_case(case_path)}. Next: sayso actors{repeat_case(case_path)}")
    return exit_code(report)


def exit_code(report: "ReadReport") -> ExitCode:
    """Return the exit code of one run of reading."""
    if report.interrupted:
        return ExitCode.INTERRUPTED
    return ExitCode.PROBLEMS if report.unreadable or report.failed else ExitCode.FINE


def report_lines(report: "ReadReport") -> Iterator[str]:
    """Yield what one run of reading did, line by line."""
    speed = f", {report.words / report.seconds:,.0f} words/s" if report.words and report.seconds else ""
    yield (
        f"Read {count_words(report.read, 'document')}: {count_words(report.words, 'word')}, "
        f"{count_words(report.claims, 'claim')}, {count_words(report.frames, 'untyped frame')}, "
        f"{count_words(report.actors, 'actor')} in {report.seconds:.1f} s{speed}."
    )
    if report.known:
        yield f"{count_words(report.known, 'document')} had been read before."
    if report.links:
        yield f"{count_words(report.links, 'pair')} of documents share text."
    yield from _trouble_lines("could not be read", report.unreadable)
    yield from _trouble_lines("broke the reader", report.failed)
    if report.interrupted:
        yield "Stopped. What was read stays; type the same again to go on."


def _trouble_lines(what: str, items: "tuple[Unreadable, ...]") -> Iterator[str]:
    """Yield one line for each file that went wrong, after a line that counts them."""
    if items:
        yield f"{count_words(len(items), 'file')} {what}:"
    for item in items:
        where = item.origin.location + (f" ({item.origin.member})" if item.origin.member else "")
        yield "  " + clean(one_line(f"{where}: {item.reason} [{item.code}]. {item.remedy}"))


@contextmanager
def show_progress() -> "Iterator[Callable[[Progress], None] | None]":
    """Show a bar with documents and words per second on standard error; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from sayso.cli.tables import make_console

    columns = (
        TextColumn("reading"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=make_console(to_error=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, speed="")

        def advance(progress: "Progress") -> None:
            speed = f"{progress.words_per_s:,.0f} words/s"
            bar.update(task, completed=progress.done, total=progress.total, speed=speed)

        yield advance
