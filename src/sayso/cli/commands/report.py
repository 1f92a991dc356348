"""Write the HTML report."""

from pathlib import Path

import click

from sayso.cli.options import case_option, examples, min_confidence_option, open_case


@click.command(
    "report",
    epilog=examples(
        "sayso report --out report.html", 'sayso report --out strait.html --title "The strait" --picture strait.svg'
    ),
)
@click.option("--out", type=click.Path(dir_okay=False), required=True, help="The HTML file to write.")
@click.option("--title", default="What the documents say", show_default=True, help="The page's heading.")
@click.option("--ties", type=click.IntRange(min=1), default=200, show_default=True, help="At most so many ties.")
@click.option("--picture", type=click.Path(dir_okay=False), help="Also write the network alone, as an SVG file.")
@min_confidence_option
@case_option
def report_command(
    out: str, title: str, ties: int, picture: str | None, min_confidence: float | None, case_path: str | None
) -> None:
    """Write one HTML page: the network as a picture, every tie with its say-so and quotes, the documents.

    The page is complete in itself; it asks nothing of any server.
    """
    with open_case(case_path) as case:
        from sayso.cli.report.gather import gather

        found = gather(case, ties=ties, min_confidence=min_confidence)
    from sayso.casefile.picture import draw
    from sayso.cli.report.page import write_page

    Path(out).write_text(write_page(found, title), encoding="utf-8")
    if picture:
        Path(picture).write_text(draw(found.ties, title) + "\n", encoding="utf-8")
    click.echo(f"Wrote {out}: {len(found.ties):,} ties of {found.stats.documents:,} documents.", err=True)
