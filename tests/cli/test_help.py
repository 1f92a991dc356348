"""Test help, its speed, and that the docs keep step with the commands."""

import re
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from sayso.cli.app import app

COMMANDS = app.list_commands(click.Context(app))


def _command(name: str) -> click.Command:
    found = app.get_command(click.Context(app), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_a_heading_in_the_docs(name: str, repository: Path) -> None:
    assert re.search(rf"^## {name}$", (repository / "docs/cli.md").read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_with_examples(name: str) -> None:
    words = _command(name).get_help(click.Context(_command(name), info_name=name))
    assert "Examples:" in words
    assert f"sayso {name}" in words


def _with_parts(name: str) -> list[click.Command]:
    """Return a command with those below it."""
    whole = _command(name)
    return [whole, *(whole.commands.values() if isinstance(whole, click.Group) else ())]


def test_every_command_that_prints_records_listens_to_json(repository: Path) -> None:
    docs = (repository / "docs/cli.md").read_text()
    for name in COMMANDS:
        section = docs.split(f"\n## {name}\n")[1].split("\n## ")[0]
        has_flag = any(option.name == "as_json" for one in _with_parts(name) for option in one.params)
        assert ("--json" in section) == has_flag, name


def test_help_answers_at_once_and_loads_no_store_and_no_parser() -> None:
    script = (
        "import sys; from sayso.cli.outcome import run_guarded; from sayso.cli.app import app; "
        "run_guarded(app, ['--help']); "
        "assert not {'sqlalchemy', 'spacy', 'rich', 'sayso.casefile', 'sayso.store'} & set(sys.modules)"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    assert done.returncode == 0, done.stderr
    assert "search" in done.stdout
    assert seconds < 5


def test_output_that_nobody_reads_any_more_is_no_error(read_file: Path) -> None:
    command = (
        f'"{sys.executable}" -m sayso claims --case "{read_file}" --format jsonl | head -n 0; exit ${{PIPESTATUS[0]}}'
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
