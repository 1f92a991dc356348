"""Share a casefile that a scripted reader filled, and a way to type commands."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from sayso import casefile
from sayso.cli.app import app
from sayso.cli.outcome import run_guarded
from sayso.testing import Planted, ScriptedReader

TEXTS = {
    "ledger": "A ferry is sold\n\nBy Ada Brandt\n\n3 May 2018\n\nThe Auditors said Northwind Ferries paid Tern Bank.\n",
    "mirror": "The ferry affair\n\nBy Paul Quist\n\n4 May 2018\n\n"
    "In the end the Auditors said Northwind Ferries paid Tern Bank.\n\n"
    "Northwind Ferries hid the captain, Vera Holm claims.\n",
    "answer": "No captain here\n\nBy Lise Moe\n\n9 May 2018\n\n"
    "Our yard is open, and Per Dahl says Northwind Ferries did not hide the captain.\n\n"
    "The council might meet Tern Bank.\n",
}
PLANTED = (
    Planted(
        "Auditors said Northwind Ferries paid Tern Bank", "Northwind Ferries", "funds", "Tern Bank", source="Auditors"
    ),
    Planted(
        "Northwind Ferries hid the captain, Vera Holm", "Northwind Ferries", "shelters", "captain", source="Vera Holm"
    ),
    Planted(
        "Per Dahl says Northwind Ferries did not hide the captain",
        "Northwind Ferries",
        "shelters",
        "captain",
        polarity="-",
        source="Per Dahl",
    ),
    Planted("council might meet Tern Bank", "council", "meets", "Tern Bank", certainty="possible"),
)


@dataclass(frozen=True)
class Typed:
    """Hold what a command gave."""

    code: int
    out: str
    err: str


type Type = Callable[..., Typed]


def scripted(*, foreign: frozenset[str] = frozenset()) -> ScriptedReader:
    """Return the reader that finds what is planted; `foreign` names documents that it refuses."""
    return ScriptedReader(PLANTED, foreign=foreign)


def write_texts(folder: Path) -> Path:
    """Write the documents into a new folder."""
    folder.mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def read_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a casefile that is only asked."""
    folder = tmp_path_factory.mktemp("cli")
    with casefile.open(folder / "case.sayso", reader=scripted()) as case:
        case.read(write_texts(folder / "texts"))
    return folder / "case.sayso"


@pytest.fixture
def type_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, read_file: Path) -> Type:
    """Give a function that types a command against the filled casefile."""
    monkeypatch.setenv("SAYSO_CASE", str(read_file))

    def typed(*arguments: str) -> Typed:
        code = run_guarded(app, arguments)
        captured = capsys.readouterr()
        return Typed(int(code), captured.out, captured.err)

    return typed


@pytest.fixture
def scripted_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands that read use the scripted reader; it refuses `answer` for its language."""
    reader = scripted(foreign=frozenset({"answer"}))
    monkeypatch.setattr("sayso.casefile.open", partial(casefile.open, reader=reader))
