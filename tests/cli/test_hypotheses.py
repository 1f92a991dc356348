"""Check that hypotheses are stated, rated and shown from the command line."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso import casefile
from tests.cli.conftest import Type, Typed, scripted, write_texts

ASKED, FERRIES, OTHERS = "Who paid the bank?", "The ferries did", "Nobody did"


@pytest.fixture
def typed(type_command: Type, tmp_path: Path) -> Callable[..., Typed]:
    """Give a way to type commands on a casefile of one's own."""
    with casefile.open(tmp_path / "own.sayso", reader=scripted()) as case:
        case.read(write_texts(tmp_path / "texts"))
    return lambda *words: type_command(*words, "--case", str(tmp_path / "own.sayso"))


def state(typed: Type) -> None:
    for title, more in ((FERRIES, ""), (OTHERS, " | denied")):
        found = typed(
            "hypotheses", "add", ASKED, title, "-s", f"Northwind Ferries | funds | Tern Bank{more}", "--by", "Ida"
        )
        assert found.code == 0, found.err


def show(typed: Type) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(typed("hypotheses", "show", "--json").out)
    return found


def test_hypotheses_are_listed_once_they_are_stated(typed: Type) -> None:
    assert "No hypothesis yet" in typed("hypotheses", "list").out
    state(typed)
    assert "H2 Nobody did" in typed("hypotheses").out
    (row,) = json.loads(typed("hypotheses", "--json").out)["questions"]
    assert (row["hypotheses"], row["ratings"]) == ([FERRIES, OTHERS], 0)


def test_a_table_shows_who_says_what_and_proposals_in_brackets(typed: Type) -> None:
    state(typed)
    shown = typed("hypotheses", "show").out
    assert "Auditors" in shown
    assert re.search(r"\(CC\)\s+\(II\)", shown)
    assert "Nothing can be compared yet" in shown


def test_ratings_tell_what_is_least_contradicted_and_on_whose_word(typed: Type) -> None:
    state(typed)
    claim = show(typed)["rows"][0]["id"]
    assert typed("hypotheses", "rate", claim, FERRIES, "c", "--relevance", "high", "--by", "Ida").code == 0
    assert typed("hypotheses", "rate", claim, OTHERS, "II", "--by", "Ida").code == 0
    listed = typed("decisions", "--kind", "rate").out
    assert f"against “{OTHERS}”" in listed
    assert "by id to" not in listed
    found = show(typed)
    assert (found["rows"][0]["relevance"], found["missing"]) == ("high", 0)
    shown = " ".join(typed("hypotheses", "show").out.split())
    assert "Least contradicted by what is said: H1 “The ferries did”. That hangs on the word of Auditors." in shown
    assert "shows none of them true" in shown


def test_words_are_changed_and_a_wrong_rating_is_refused(typed: Type) -> None:
    state(typed)
    assert typed("hypotheses", "reword", OTHERS, "--title", "Another did", "-s", "another", "--by", "Ida").code == 0
    assert "H2 Another did" in typed("hypotheses", "list").out
    assert typed("hypotheses", "rate", "1f8a2b3c", FERRIES, "X").code == 2
    assert typed("hypotheses", "show", "Another question").code == 3
