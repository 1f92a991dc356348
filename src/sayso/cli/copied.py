"""Show how far copying is, and what was copied."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from sayso.cli.shapes import dump
from sayso.cli.wording import clean, count_words

if TYPE_CHECKING:
    from sayso.model.view import Copied, CopyReport


@contextmanager
def show_copying() -> "Iterator[Callable[[Copied], None] | None]":
    """Show a bar with the rows on standard error; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from sayso.cli.tables import make_console

    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=make_console(to_error=True), transient=True) as bar:
        task = bar.add_task("copying", total=None)

        def advance(copied: "Copied") -> None:
            bar.update(task, completed=copied.done, total=copied.total, description=copied.table)

        yield advance


def report_copy(report: "CopyReport", what: str, as_json: bool) -> None:
    """Print what was copied."""
    if as_json:
        click.echo(dump(asdict(report)))
        return
    checked = "every quote, reference and decision checked" if report.checked else "rows counted, decisions checked"
    click.echo(
        f"{what} {count_words(report.documents, 'document')}, {count_words(report.claims, 'claim')} and"
        f" {count_words(report.decisions, 'decision')}: {checked}."
    )
    click.echo(clean(f"Casefile: {report.location}. Last hash: {report.head or 'none'}"))
