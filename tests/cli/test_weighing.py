"""Test the commands that show contests, changes and roots."""

import json
from pathlib import Path

import pytest

from tests.casefile.disputes import fill_case
from tests.cli.conftest import Type, Typed


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_case(tmp_path_factory.mktemp("disputed"))


@pytest.fixture
def ask(type_command: Type, disputed: Path) -> Type:
    """Give a function that types a command against the disputed casefile."""

    def typed(*arguments: str) -> Typed:
        return type_command(*arguments, "--case", str(disputed))

    return typed


def test_what_is_contested_is_printed_with_both_sides(ask: Type) -> None:
    found = ask("contested", "--kind", "denial")
    out = " ".join(found.out.split())
    assert out.startswith(
        "── Denial Dunmore Steel – funds – Lowick Guild · said 2 March 2019 to 5 March 2019 · 2 roots"
    )
    assert "DENIED Dunmore Steel – funds – Lowick Guild · said 9 May 2019 · 1 root" in out
    assert max(len(line.rstrip()) for line in found.out.splitlines()[:-1]) <= 80


def test_what_is_contested_as_json_names_who_says_what(ask: Type) -> None:
    (contest,) = json.loads(ask("contested", "Lowick Guild", "--kind", "denial", "--json").out)["contests"]
    assert contest["kind"] == "denial"
    assert contest["words"].startswith("Courier and Gazette say that ")
    assert [claim["say_so"][-1] for claim in contest["against"]["claims"]] == ["Ada Brandt"]
    assert ask("contested", "Courier").out == "No claims disagree there.\n"


def test_roots_are_printed_as_a_tree(ask: Type) -> None:
    out = ask("roots", "Dunmore Steel", "funds", "Lowick Guild").out
    assert "3 documents, 2 roots; denied by 1 · contested" in out
    assert "└── Courier (credited) ◂ root, 1 claim" in out
    assert "in its own matter" in out
    assert max(len(line.rstrip()) for line in out.splitlines()[:-1]) <= 80


def test_roots_as_json_hold_tree_roots_and_claims(ask: Type) -> None:
    edges = json.loads(ask("roots", "Dunmore Steel", "Lowick Guild", "--json").out)["edges"]
    assert [edge["edge"]["predicate"] for edge in edges] == ["funds", "accuses"]
    assert edges[0]["lineage"]["words"] == "3 documents, 2 roots; denied by 1"
    assert len(edges[0]["claims"]) == 3


def test_roots_need_two_actors_and_say_where_nobody_says_so(ask: Type) -> None:
    assert ask("roots", "a", "b", "c", "d").code == 2
    assert ask("roots", "Nobody Known", "Lowick Guild").code == 3
    assert "No claim says so" in ask("roots", "Lowick Guild", "Dunmore Steel").out


def test_changes_are_printed_by_kind_with_words(ask: Type) -> None:
    found = ask("changes", "--by", "known", "--before", "2019-04", "--after", "2019-06")
    out = " ".join(found.out.split())
    assert "── Newly denied Dunmore Steel – funds – Lowick Guild denied by Ada Brandt, by nobody before" in out
    assert max(len(line.rstrip()) for line in found.out.splitlines()[:-1]) <= 80


def test_changes_between_documents_as_json_are_counted(ask: Type) -> None:
    typed = ask("changes", "--by", "doc", "--before", "gazette", "--after", "courier", "--kind", "new", "--json")
    found = json.loads(typed.out)
    assert [change["kind"] for change in found["changes"]] == ["new"]
    assert dict(found["totals"]) == {"strengthened": 1, "new": 1, "gone quiet": 1}


def test_no_change_is_an_answer(ask: Type) -> None:
    typed = ask("changes", "--before", "1990", "--after", "1991")
    assert (typed.code, typed.out) == (0, "Nothing changed in what is said.\n")
