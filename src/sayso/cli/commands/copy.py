"""Copy a casefile."""

import click

from sayso.cli.copied import report_copy, show_copying
from sayso.cli.options import examples, json_option
from sayso.model.address import locate


@click.command(
    "copy",
    epilog=examples(
        "sayso copy case.sayso postgresql:///press", "sayso copy 'postgresql:///press?schema=strait' s.sayso"
    ),
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--check", is_flag=True, help="Check every quote and reference of the copy too, as doctor does.")
@json_option
def copy_command(source: str, target: str, check: bool, as_json: bool) -> None:
    """Copy a casefile into one that is empty or not there yet; each is a file or postgresql://….

    Ids, decisions with their hashes and the revision are the same after; FROM stays as it is. All or nothing: the rows
    are counted and the decisions checked before the copy counts.
    """
    from sayso import casefile

    with casefile.open(locate(source), must_exist=True) as case, show_copying() as progress:
        report = case.copy_to(locate(target), progress=progress, check=check)
    report_copy(report, "Copied", as_json)
