"""Find words."""

import click

from sayso.cli.options import case_option, examples, json_option, limit_option, open_case
from sayso.cli.shapes import dump, hit_shape
from sayso.cli.wording import clean


@click.command(
    "search", epilog=examples("sayso search three fishing companies", "sayso search rifles --limit 5 --json")
)
@click.argument("words", nargs=-1, required=True)
@limit_option(20)
@case_option
@json_option
def search_command(words: tuple[str, ...], limit: int, case_path: str | None, as_json: bool) -> None:
    """Find words in documents, claims and frames, best first; all of them must stand there."""
    with open_case(case_path) as case:
        hits = case.search(" ".join(words), limit)
    if as_json:
        click.echo(dump({"hits": [hit_shape(hit) for hit in hits]}))
        return
    if not hits:
        click.echo("Nothing found.")
        return
    from rich.text import Text

    from sayso.cli.tables import make_console

    console = make_console()
    for hit in hits:
        head = Text(f"{hit.kind.value} in {clean(hit.document)}", style="dim")
        if hit.kind.value != "segment":
            head.append(f"  {hit.id}")
        text = Text(clean(hit.text))
        for span in hit.marks:
            text.stylize("bold yellow", span.start, span.end)
        console.print(head)
        console.print(text)
        console.print()
