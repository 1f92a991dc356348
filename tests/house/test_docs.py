"""Check the docs against the code: commands, options, settings, dependencies, links, records of decisions."""

import re
import shlex
import tomllib
from functools import cache
from pathlib import Path

import click
import pytest

from tests.house.sources import REPOSITORY, relative

DECISIONS = sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))
PAGES = sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md")])
SECTIONS = ["Why it came up", "What was decided", "What it costs"]


@cache
def commands() -> dict[str, set[str]]:
    """Return every command with its options."""
    from sayso.cli.app import app

    context = click.Context(app)
    found: dict[str, set[str]] = {}
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        assert command is not None, f"{name} is listed and cannot be loaded"
        below = command.commands.values() if isinstance(command, click.Group) else ()
        parts = [part for one in (command, *below) for part in one.params]
        found[name] = {"--help", "-h"} | {option for part in parts for option in part.opts + part.secondary_opts}
    return found


def typed_commands(page: Path) -> list[list[str]]:
    """Return the `sayso …` lines of a page's fenced blocks, cut into words; placeholders and comments left out."""
    blocks = re.findall(r"```[a-z]*\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    typed = [line.removeprefix(".venv/bin/") for line in lines]
    return [shlex.split(line, comments=True) for line in typed if re.match(r"sayso [a-z]", line) and "…" not in line]


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_command_typed_in_the_docs_exists_with_its_options(page: Path) -> None:
    for _, name, *rest in typed_commands(page):
        assert name in commands(), f"{relative(page)}: sayso {name}"
        options = {word.split("=")[0] for word in rest if word.startswith("-") and len(word) > 1}
        assert options <= commands()[name], f"{relative(page)}: sayso {name} {options - commands()[name]}"


def test_every_command_is_documented() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in commands() if f"sayso {name}" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("record", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_what_and_at_what_cost_on_one_page(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    assert text.startswith(f"# {record.name[:4]}. ")
    assert re.search(r"^Decided \d{4}-\d{2}-\d{2}\.$", text, re.MULTILINE)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert len(text.splitlines()) <= 60


def test_every_dependency_has_its_line_among_the_decisions() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[<>=\[;]", dependency)[0] for dependency in wanted]
    record = (REPOSITORY / "docs" / "decisions" / "0009-dependencies.md").read_text(encoding="utf-8")
    assert [name for name in names if not re.search(rf"\b{re.escape(name)}\b", record)] == []


def test_every_dependency_is_used_and_every_line_is_a_dependency() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=\[;]", dependency)[0] for dependency in project["dependencies"]}
    record = (REPOSITORY / "docs" / "decisions" / "0009-dependencies.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([a-z0-9-]+) \|", record, re.MULTILINE)) - {"package"} == names
    modules = {"arro3-io": r"arro3\.io", "python-docx": "docx", "pyyaml": "yaml"}
    source = "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "src").rglob("*.py"))
    # The model is found by its name, so that its package is not run.
    uses = r"^\s*(?:from|import) {0}\b|find_spec\(\"{0}\"\)"
    unused = [
        name
        for name in names
        if not re.search(uses.format(modules.get(name, name.replace("-", "_"))), source, re.MULTILINE)
    ]
    assert unused == []


def test_the_table_of_settings_is_the_one_in_the_code() -> None:
    from sayso.settings import SETTINGS

    page = (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = [f"| `{row.name}` | `{row.variable}` | `{row.default!r}` | {row.unit} | {row.help} |" for row in SETTINGS]
    assert re.findall(r"^\| `.*$", page, re.MULTILINE) == rows


def test_the_architecture_names_every_room() -> None:
    text = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in (REPOSITORY / "src" / "sayso").glob("*/__init__.py")]
    assert [room for room in rooms if f"| `{room}` |" not in text] == []
