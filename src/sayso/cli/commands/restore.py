"""Bring a backup back."""

import click

from sayso.cli.copied import report_copy, show_copying
from sayso.cli.options import case_option, examples, find_case, json_option


@click.command(
    "restore",
    epilog=examples("sayso restore b.sayso --case new.sayso", "sayso restore b.sayso --case postgresql:///press"),
)
@click.argument("backup", metavar="FILE")
@case_option
@json_option
def restore_command(backup: str, case_path: str | None, as_json: bool) -> None:
    """Bring a backup back into a casefile that is empty or not there yet, on either database; then check it whole."""
    from pathlib import Path

    from sayso import casefile

    with casefile.open(Path(backup), must_exist=True) as case, show_copying() as progress:
        report = case.copy_to(find_case(case_path), progress=progress, check=True)
    report_copy(report, "Restored", as_json)
