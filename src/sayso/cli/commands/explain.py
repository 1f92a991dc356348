"""Show how a sentence or a file is read."""

import sys
from pathlib import Path

import click

from sayso.cli.options import examples, json_option


@click.command(
    "explain",
    epilog=examples(
        'sayso explain "The yard denied on Monday that it had paid Tern Bank." --date 2019-06-14',
        "sayso explain report.txt --all",
        "echo 'Lee might buy the mill.' | sayso explain - --json",
    ),
)
@click.argument("what")
@click.option("--date", metavar="DATE", help="When it was written, for dates such as “last May”: 2019-06-14.")
@click.option("--all", "show_all", is_flag=True, help="Also show names and phrases that say nothing of their own.")
@json_option
def explain_command(what: str, date: str | None, show_all: bool, as_json: bool) -> None:
    """Show how a text is read: who is meant, who says it, what denies or hedges it, and why each claim came or none.

    WHAT is the words themselves, a file, or - for standard input. Nothing is stored.
    """
    import sayso

    path = _as_file(what)
    words = sys.stdin.read() if what == "-" else what
    found = sayso.explain(path if path is not None else words, date=date)
    if as_json:
        from sayso.cli.explained_shape import explanation_shape
        from sayso.cli.shapes import dump

        click.echo(dump(explanation_shape(found)))
        return
    from sayso.cli.explained import explained_lines

    for line in explained_lines(found, show_all=show_all):
        click.echo(line)


def _as_file(what: str) -> Path | None:
    """Return what was typed as a path where such a file is there; words of many letters are none."""
    try:
        return Path(what) if what != "-" and Path(what).exists() else None
    except (OSError, ValueError):  # longer than a path may be
        return None
