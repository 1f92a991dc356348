"""Back a casefile up."""

import click

from sayso.cli.copied import report_copy, show_copying
from sayso.cli.options import case_option, examples, json_option, open_case


@click.command(
    "backup", epilog=examples("sayso backup strait-2024-05-01.sayso", "sayso backup b.sayso --case postgresql:///press")
)
@click.argument("target", metavar="FILE")
@case_option
@json_option
def backup_command(target: str, case_path: str | None, as_json: bool) -> None:
    """Write the casefile into a new FILE, whichever database it is on, while others go on working.

    The file is a casefile like any other and can be asked as it is. It appears when it is whole and every quote,
    reference and decision in it was checked.
    """
    with open_case(case_path) as case, show_copying() as progress:
        report = case.back_up(target, progress=progress)
    report_copy(report, "Backed up", as_json)
