"""Type the commands that hold a casefile against lists."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Type
from tests.exchange.lists import write, write_ftm


@pytest.fixture
def own(read_file: Path, tmp_path: Path) -> str:
    """Return a casefile that a test may write to."""
    return str(shutil.copy(read_file, tmp_path / "own.sayso"))


def test_a_list_is_added_listed_matched_and_judged(type_command: Type, own: str, tmp_path: Path) -> None:
    added = type_command("watch", "add", str(write_ftm(tmp_path / "harbour.json")), "--case", own)
    assert (added.code, "harbour: 4 entries (4 new" in added.out, "refused: line 4" in added.out) == (1, True, True)
    assert "version 2026-03-01" in type_command("watch", "list", "--case", own).out
    assert "harbour/x-1" in type_command("watch", "list", "--entries", "harbour", "--case", own).out
    shown = type_command("watch", "match", "--case", own).out
    assert "Tern Bank" in shown
    assert "harbour/x-2, version 2026-03-01" in shown
    assert "no proof" in shown
    ruled = type_command(
        "watch", "judge", "Tern Bank", "harbour/x-2", "different", "--why", "a river bank", "--by", "Ida", "--case", own
    )
    assert "match “Tern Bank”" in ruled.out
    assert "Ida judged different" in type_command("watch", "match", "--judged", "different", "--case", own).out
    found = json.loads(type_command("watch", "match", "--judged", "different", "--json", "--case", own).out)
    assert [one["judged"] for one in found["matches"]] == ["different"]
    assert "no proof" in found["note"]
    assert type_command("watch", "remove", "harbour", "--case", own).code == 0


def test_without_a_list_the_command_says_what_to_do(type_command: Type, own: str) -> None:
    assert "sayso watch add" in type_command("watch", "match", "--case", own).out
    assert type_command("watch", "match", "--list", "none", "--case", own).code == 3


def test_known_actors_are_merged_by_name(type_command: Type, own: str, tmp_path: Path) -> None:
    table = write(tmp_path / "known.csv", "name,type,aliases\nNorthwind Ferries,organization,Tern Bank\n")
    assert "decisions" not in type_command("known", "add", str(table), "--propose", "--case", own).out
    merged = type_command("known", "add", str(table), "--by", "Ida", "--case", own)
    assert (merged.code, "(decisions 1, 2)" in merged.out) == (0, True)


def test_a_bibliography_is_told_from_claims(type_command: Type, own: str, tmp_path: Path) -> None:
    (row,) = [
        one
        for one in json.loads(type_command("docs", "--json", "--case", own).out)["documents"]
        if one["name"] == "ledger"
    ]
    text = json.dumps([{"note": f"sha256: {row['id']}", "publisher": "Lowick Courier"}, {"title": "Nothing"}], indent=1)
    taken = type_command("import", str(write(tmp_path / "sources.json", text)), "--by", "Ida", "--case", own)
    assert (taken.code, taken.out.splitlines()[0]) == (1, "2 items: 1 found, 1 corrected, 1 refused.")
    assert "Lowick Courier" in type_command("docs", "--json", "--case", own).out
    lines = type_command("import", str(write(tmp_path / "claims.jsonl", "\n{broken\n")), "--case", own)
    assert lines.out.startswith("1 line: 0 new")


def test_a_document_is_described(type_command: Type, own: str) -> None:
    ruled = type_command(
        "describe", "ledger", "--date", "2018-05", "--author", "Ida Rask", "--by", "Ida", "--case", own
    )
    assert "date: 2018-05-03 → 2018-05" in ruled.out
    assert type_command("describe", "ledger", "--date", "soon", "--case", own).code == 2
