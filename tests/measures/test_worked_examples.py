"""Type every example of docs/questions.md against the sample documents, and compare what is printed.

`python -m tests.measures.test_worked_examples` writes the page's answers anew; look at what changed before it is kept.
"""

import contextlib
import io
import os
import re
import shlex
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from tests.house.sources import REPOSITORY

PAGE = REPOSITORY / "docs" / "questions.md"
SAMPLES = REPOSITORY / "samples" / "documents"
_EXAMPLE = re.compile(
    r"```console(?: lines=(?P<lines>\d+))?\n\$ (?P<command>sayso [^\n]+)\n(?P<shown>.*?)```", re.DOTALL
)
_PYTHON = re.compile(r"```python\n(?P<code>.*?)```\n\nprints\n\n```text\n(?P<shown>.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """Hold a command of the page, how many lines of its answer are shown (0 for all), and those lines."""

    command: str
    lines: int
    shown: str


@cache
def examples() -> tuple[Example, ...]:
    """Return the examples in the order of the page, in which they are typed."""
    found = _EXAMPLE.finditer(PAGE.read_text(encoding="utf-8"))
    return tuple(Example(one["command"], int(one["lines"] or 0), one["shown"]) for one in found)


def answer_all() -> list[str]:
    """Return what the page should show for each example, typed one after another, then for its Python."""
    from sayso.cli.app import app
    from sayso.cli.outcome import run_guarded

    answers = []
    for example in examples():
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            code = run_guarded(app, shlex.split(example.command)[1:])
        assert code == 0, example.command
        answers.append(cut(out.getvalue(), example.lines))
    return answers


def cut(printed: str, lines: int) -> str:
    """Return what is printed without spaces at the ends of lines and blank lines round it, of many the first lines.

    The day on which a decision was made is `(today)`.
    """
    today = datetime.now(tz=UTC).date().isoformat()
    every = [line.rstrip().replace(today, "(today)") for line in printed.splitlines()]
    told = "\n".join(every).strip("\n").split("\n")
    return "\n".join([*told[:lines], "…"] if lines and len(told) > lines else told) + "\n"


def run_python(casefile: Path) -> str:
    """Return what the page's Python prints."""
    found = _PYTHON.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(found["code"].replace('"harbour.sayso"', repr(str(casefile))), {})
    return out.getvalue()


def read_samples(folder: Path) -> Path:
    """Read the sample documents into a casefile of a folder."""
    import sayso

    with sayso.open(folder / "harbour.sayso") as case:
        case.read(SAMPLES)
    return folder / "harbour.sayso"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], str]:
    """Give what is printed for each example, and by the Python."""
    casefile = read_samples(tmp_path_factory.mktemp("worked"))
    printed = run_python(casefile)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYSO_CASE", str(casefile))
        patch.setenv("COLUMNS", "80")
        return answer_all(), printed


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(examples())), ids=lambda number: f"{number}")
def test_an_example_prints_what_the_page_shows(answers: tuple[list[str], str], number: int) -> None:
    example = examples()[number]
    assert answers[0][number] == example.shown, example.command


@pytest.mark.slow
def test_the_python_prints_what_the_page_shows(answers: tuple[list[str], str]) -> None:
    found = _PYTHON.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert answers[1] == found["shown"]


def rewrite() -> None:
    """Write the page with the answers of today."""
    with tempfile.TemporaryDirectory() as folder:
        casefile = read_samples(Path(folder))
        os.environ |= {"COLUMNS": "80", "SAYSO_CASE": str(casefile)}
        printed, told = run_python(casefile), iter(answer_all())
    text = PAGE.read_text(encoding="utf-8")

    def answered(one: re.Match[str]) -> str:
        lines = f" lines={one['lines']}" if one["lines"] else ""
        return f"```console{lines}\n$ {one['command']}\n{next(told)}```"

    text = _EXAMPLE.sub(answered, text)
    text = _PYTHON.sub(lambda one: f"```python\n{one['code']}```\n\nprints\n\n```text\n{printed}```", text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
