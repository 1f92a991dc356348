"""Show on sample documents what Sayso does."""

import shutil
from pathlib import Path

import click

from sayso.cli.commands.reading import exit_code, report_lines, show_progress
from sayso.cli.options import examples, min_confidence_option
from sayso.model.errors import NotFound

TITLE = "What the sample documents say"


@click.command("demo", epilog=examples("sayso demo", "sayso demo my-articles --out my-demo"))
@click.argument("path", default="samples", metavar="[PATH]")
@click.option("--out", default="demo-out", show_default=True, help="The folder for the casefile and the report.")
@min_confidence_option
def demo_command(path: str, out: str, min_confidence: float | None) -> int:
    """Read sample documents into a fresh casefile and show what they say.

    PATH is a folder of documents, or one that holds them in `documents/`; default: samples. Writes demo.sayso,
    report.html and network.svg to the folder that --out names, replacing those of an earlier demo.
    """
    from sayso import casefile
    from sayso.casefile.picture import draw
    from sayso.cli.report.gather import gather
    from sayso.cli.report.page import write_page
    from sayso.cli.report.story import next_steps, tell

    folder = find_documents(path)
    target = Path(out)
    target.mkdir(parents=True, exist_ok=True)
    case_file = target / "demo.sayso"
    for old in target.glob("demo.sayso*"):
        old.unlink()
    with casefile.open(case_file) as case, show_progress() as progress:
        report = case.read(folder, progress=progress)
        found = gather(case, min_confidence=min_confidence)
    page = target / "report.html"
    page.write_text(write_page(found, TITLE), encoding="utf-8")
    (target / "network.svg").write_text(draw(found.ties, TITLE) + "\n", encoding="utf-8")
    print_wrapped((*report_lines(report), *tell(found), *next_steps(case_file, page, found)))
    return exit_code(report)


def find_documents(path: str) -> Path:
    """Return the folder that holds the documents; raises NotFound where there is none."""
    folder = Path(path)
    if not folder.exists():
        raise NotFound(f"no folder {path}; run this in a checkout of the project, or name a folder of documents")
    inner = folder / "documents"
    return inner if inner.is_dir() else folder


def print_wrapped(lines: tuple[str, ...]) -> None:
    """Print lines wrapped at the terminal's width (at most 100), continuation lines set in by two more."""
    import textwrap

    from sayso.cli.wording import clean

    width = min(shutil.get_terminal_size((80, 24)).columns, 100)
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        wrapped = textwrap.fill(
            clean(line.strip()),
            width=width,
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        click.echo(wrapped)
