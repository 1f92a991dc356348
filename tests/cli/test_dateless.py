"""Test what `claims` says of claims that no date can place."""

from pathlib import Path

import pytest

import sayso
from sayso.testing import Planted, ScriptedReader
from tests.cli.conftest import Type

PLANTED = (
    Planted("Dunmore Steel pays the Lowick Guild", "Dunmore Steel", "funds", "Lowick Guild"),
    Planted("Dunmore Steel led the Lowick Guild", "Dunmore Steel", "leads", "Lowick Guild", time="2001"),
)


@pytest.fixture
def dateless(tmp_path: Path) -> str:
    path = tmp_path / "dateless.sayso"
    (tmp_path / "note.txt").write_text("Dunmore Steel pays the Lowick Guild. Dunmore Steel led the Lowick Guild.\n")
    with sayso.open(path, reader=ScriptedReader(PLANTED)) as case:
        case.read(tmp_path / "note.txt")
    return str(path)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--as-of", "2001"], "1 claim has no date that could answer; to see what there is, leave out --as-of."),
        (
            ["--known-on", "2020"],
            "2 claims have no date that could answer; to see what there is, leave out --known-on.",
        ),
        ([], ""),
    ],
)
def test_claims_that_no_date_can_place_are_counted(
    type_command: Type, dateless: str, asked: list[str], words: str
) -> None:
    out = type_command("claims", "--case", dateless, *asked).out
    assert words in out
    assert ("no date that could answer" in out) is bool(words)
