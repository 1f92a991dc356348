"""Type every example of docs/questions.md and docs/exchange.md at the sample documents, and compare what is printed.

`python -m tests.measures.test_worked_examples` writes the pages' answers anew; look at what changed before it is kept.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from tests.house.sources import REPOSITORY

PAGE = REPOSITORY / "docs" / "questions.md"
EXCHANGE = REPOSITORY / "docs" / "exchange.md"
HYPOTHESES = REPOSITORY / "docs" / "hypotheses.md"
SAMPLES = REPOSITORY / "samples" / "documents"
_EXAMPLE = re.compile(
    r"```console(?: lines=(?P<lines>\d+))?\n\$ (?P<command>sayso [^\n]+)\n(?P<shown>.*?)```", re.DOTALL
)
_PYTHON = re.compile(r"```python\n(?P<code>.*?)```\n\nprints\n\n```text\n(?P<shown>.*?)```", re.DOTALL)


_FILE = re.compile(r"```\w+ file=(?P<name>[\w.]+)\n(?P<text>.*?)```", re.DOTALL)
_ROW = re.compile(
    r"(?m)^(?:.*› )?(?P<who>[^›:\n]+): (?:DENIED )?“(?P<words>[^”]*)”\s+(?P<marks>(?:(?:CC|C|N|II|I)\s+){3})■"
)
_ID = re.compile(r"\b(actor-)?[0-9a-f]{16}\b")


@dataclass(frozen=True)
class Example:
    """Hold a command of the page, how many lines of its answer are shown (0 for all), and those lines."""

    command: str
    lines: int
    shown: str


@cache
def examples(page: Path = PAGE) -> tuple[Example, ...]:
    """Return the examples in the order of the page, in which they are typed."""
    found = _EXAMPLE.finditer(page.read_text(encoding="utf-8"))
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


def exchange_all(folder: Path) -> list[str]:
    """Return what the page on other tools should show, typed in a folder that has the files it names.

    What is told on standard error, such as losses, counts; ids of actors, which say nothing, are `…`.
    """
    from sayso.cli.app import app
    from sayso.cli.outcome import ExitCode, run_guarded

    for one in _FILE.finditer(EXCHANGE.read_text(encoding="utf-8")):
        (folder / one["name"]).write_text(one["text"], encoding="utf-8")
    answers = []
    with contextlib.chdir(folder):
        for example in examples(EXCHANGE):
            out = io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
                code = run_guarded(app, shlex.split(example.command)[1:])
            assert code == ExitCode.FINE, (example.command, out.getvalue())
            answers.append(cut(_ID.sub("…", out.getvalue()), example.lines))
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
def answers(casefile: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], str]:
    """Give what is printed for each example, and by the Python."""
    casefile = Path(shutil.copy(casefile, tmp_path_factory.mktemp("worked") / "harbour.sayso"))
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


@pytest.fixture(scope="module")
def casefile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample documents as read, for a test to copy."""
    return read_samples(tmp_path_factory.mktemp("read"))


@pytest.fixture(scope="module")
def exchanged(casefile: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give what is printed for each example of the page on other tools, on a casefile of its own."""
    folder = tmp_path_factory.mktemp("exchanged")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYSO_CASE", str(shutil.copy(casefile, folder / "harbour.sayso")))
        patch.setenv("COLUMNS", "80")
        return exchange_all(folder)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(examples(EXCHANGE))), ids=lambda number: f"{number}")
def test_an_exchange_prints_what_the_page_shows(exchanged: list[str], number: int) -> None:
    example = examples(EXCHANGE)[number]
    assert exchanged[number] == example.shown, example.command


@pytest.mark.slow
def test_the_hypotheses_come_out_as_the_page_shows(casefile: Path, tmp_path: Path) -> None:
    """Its commands are typed, each cell is rated as in its table, and what is concluded is the same."""
    from sayso.casefile import Casefile
    from sayso.cli.app import app
    from sayso.cli.outcome import run_guarded

    page = HYPOTHESES.read_text(encoding="utf-8")
    casefile = Path(shutil.copy(casefile, tmp_path / "own.sayso"))
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for command in re.findall(r"(?m)^sayso (hypotheses add .*)$", page):
            assert run_guarded(app, [*shlex.split(command), "--case", str(casefile)]) == 0
        with Casefile(casefile) as case:
            matrix = case.compare("Did Corvane Lines arm the brigade?")
            titles = [one.hypothesis.title for one in matrix.rivals]
            shown = list(_ROW.finditer(page))
            assert len(shown) == len(matrix.rows) == 6
            for one in shown:
                start = one["words"].split("…")[0].strip()
                (row,) = (
                    row
                    for row in matrix.rows
                    if row.view.say_so[-1] == one["who"] and row.view.claim.evidence.words.startswith(start)
                )
                for title, rating in zip(titles, one["marks"].split(), strict=True):
                    case.rate(row.id, title, rating, by="Ida")
        assert run_guarded(app, ["hypotheses", "show", "--case", str(casefile)]) == 0
    said = " ".join(out.getvalue().split())
    told = [line for line in page.splitlines() if re.match("H[123] .* · place", line)]
    told += re.findall(r"(?ms)^(Least contradicted by what is said:.*?true\.)$", page)
    told += re.findall(r"(?m)^ +(Without the word of .*) …", page)
    assert len(told) == 5
    for words in told:
        assert " ".join(words.split()) in said


def test_every_form_has_a_worked_example() -> None:
    from sayso.exchange import FORMS

    typed = " ".join(example.command for example in examples(EXCHANGE))
    assert {form for form in FORMS if f"--format {form}" not in typed} == {"jsonl"}
    for command in ("export --actor", "import", "watch match", "watch judge", "known add"):
        assert f"sayso {command}" in typed


def rewrite() -> None:
    """Write the pages with the answers of today."""
    with tempfile.TemporaryDirectory() as folder:
        casefile = read_samples(Path(folder))
        shutil.copy(casefile, Path(folder) / "other.sayso")
        os.environ |= {"COLUMNS": "80", "SAYSO_CASE": str(casefile)}
        printed, told = run_python(casefile), iter(answer_all())
        os.environ["SAYSO_CASE"] = str(Path(folder) / "other.sayso")
        exchanged = iter(exchange_all(Path(folder)))
    text = _fill(PAGE, told)
    text = _PYTHON.sub(lambda one: f"```python\n{one['code']}```\n\nprints\n\n```text\n{printed}```", text)
    PAGE.write_text(text, encoding="utf-8")
    EXCHANGE.write_text(_fill(EXCHANGE, exchanged), encoding="utf-8")


def _fill(page: Path, told: Iterator[str]) -> str:
    """Return a page with an answer under each command."""

    def answered(one: re.Match[str]) -> str:
        lines = f" lines={one['lines']}" if one["lines"] else ""
        return f"```console{lines}\n$ {one['command']}\n{next(told)}```"

    return _EXAMPLE.sub(answered, page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    rewrite()
