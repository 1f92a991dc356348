"""Test the commands that rule on claims and sources."""

import json
from pathlib import Path

import pytest

from sayso import casefile
from tests.cli.conftest import Type, scripted, write_texts


@pytest.fixture
def own_case(tmp_path: Path) -> str:
    with casefile.open(tmp_path / "own.sayso", reader=scripted()) as case:
        case.read(write_texts(tmp_path / "texts"))
    return str(tmp_path / "own.sayso")


def claim_ids(type_command: Type, case: str, *more: str) -> list[str]:
    return [one["id"] for one in json.loads(type_command("claims", "--case", case, "--json", *more).out)["claims"]]


def test_a_rejected_claim_is_listed_apart_until_that_is_undone(type_command: Type, own_case: str) -> None:
    name, *others = claim_ids(type_command, own_case)
    typed = type_command("reject", name[:12], "--by", "Ida", "--why", "a joke", "--case", own_case)
    assert "by Ida" in typed.out
    assert "a joke" in typed.out
    assert "sayso undo 1" in typed.out
    assert claim_ids(type_command, own_case) == others
    assert claim_ids(type_command, own_case, "--ruling", "rejected") == [name]
    assert "rejected by Ida" in type_command("show", name, "--case", own_case).out
    assert type_command("undo", "1", "--case", own_case).code == 0
    assert claim_ids(type_command, own_case) == [name, *others]


def test_corrections_are_typed_field_by_field(type_command: Type, own_case: str) -> None:
    name = claim_ids(type_command, own_case)[0]
    options = ("--time", "1986", "--source", "Vera Holm", "--amount", "5 EUR", "--amount-approximate")
    ruled = json.loads(type_command("correct", name, *options, "--case", own_case, "--json").out)
    assert [one["field"] for one in ruled["change"]] == ["time", "amount", "amount_approximate", "sources"]
    shown = json.loads(type_command("show", name, "--case", own_case, "--json").out)["claim"]
    assert (shown["time"], shown["ruling"], shown["rulings"][0]["seq"]) == ("1986", "corrected", 1)
    assert [source["name"] for source in shown["sources"]] == ["Vera Holm"]
    assert type_command("correct", name, "--time", "soon", "--case", own_case).code == 2


def test_decisions_are_listed_carried_and_audited(type_command: Type, own_case: str, tmp_path: Path) -> None:
    first, second = claim_ids(type_command, own_case)[:2]
    for words in (
        ("accept", first),
        ("note", second, "see page 3"),
        ("unsure", second),
        ("unsure", "Vera Holm", "Per Dahl"),
        ("grade", "Vera Holm", "c"),
    ):
        assert type_command(*words, "--case", own_case).code == 0
    listed = type_command("decisions", "--case", own_case).out
    assert [line.split()[1] for line in listed.splitlines() if line[:4].strip().isdigit()] == [
        *("accept", "note", "unsure", "unsure", "grade")
    ]
    assert "grade: – → C" in listed
    (tmp_path / "chain.jsonl").write_text(type_command("decisions", "--format", "jsonl", "--case", own_case).out)
    again = type_command("decisions", "--import", str(tmp_path / "chain.jsonl"), "--case", own_case, "--json")
    assert json.loads(again.out) == {"lines": 5, "new": 0, "known": 5, "refused": []}
    report = json.loads(type_command("audit", "--case", own_case, "--json").out)
    assert (report["decisions"], report["sound"]) == (5, True)
    assert type_command("audit", "--known", report["head"], "--case", own_case).code == 0
    assert type_command("audit", "--known", "abc", "--case", own_case).code == 1
    assert "No decision" in type_command("decisions", "--orphans", "--case", own_case).out
