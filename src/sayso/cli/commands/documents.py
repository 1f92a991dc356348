"""List documents."""

import click

from sayso.cli.options import case_option, examples, json_option, min_confidence_option, open_case
from sayso.cli.shapes import document_shape, dump, unreadable_shape
from sayso.cli.wording import clean


@click.command("docs", epilog=examples("sayso docs", "sayso docs --json"))
@min_confidence_option
@case_option
@json_option
def docs_command(min_confidence: float | None, case_path: str | None, as_json: bool) -> None:
    """List the documents with publisher, author, date and counts, then what could not be read."""
    with open_case(case_path) as case:
        rows = list(case.documents(min_confidence=min_confidence))
        unreadable = list(case.unreadable())
    if as_json:
        shape = {
            "documents": [document_shape(row) for row in rows],
            "unreadable": [unreadable_shape(item) for item in unreadable],
        }
        click.echo(dump(shape))
        return
    from sayso.cli.tables import documents_table, make_console

    if rows:
        make_console().print(documents_table(rows))
    else:
        click.echo("No documents yet. Type: sayso read PATH")
    for item in unreadable:
        click.echo(clean(f"not read: {item.origin.location}: {item.reason} [{item.code}]. {item.remedy}"))
