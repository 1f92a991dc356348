"""How an explanation is printed: in 100 columns, each reason beside what it is for."""

import json
from pathlib import Path

import pytest

import sayso
from sayso.cli.explained import WIDTH, explained_lines
from sayso.cli.explained_shape import explanation_shape
from sayso.model.explanation import Explanation
from tests.cli.conftest import Type

TEXT = (
    "The captain of the ferry, Vera Holm, said on Tuesday that Northwind Ferries had reportedly not paid Tern Bank "
    "since 2014. Per Dahl painted the yard. Ada Brandt, of Tern Bank, met him."
)


@pytest.fixture(scope="module")
def found() -> Explanation:
    return sayso.explain(TEXT, date="2018-05-09")


@pytest.fixture(scope="module")
def lines(found: Explanation) -> list[str]:
    return list(explained_lines(found))


def test_no_line_is_wider_than_a_hundred_columns(found: Explanation) -> None:
    assert max(len(line) for line in explained_lines(found, show_all=True)) <= WIDTH


def test_a_claim_stands_with_its_say_so_and_its_reasons(lines: list[str]) -> None:
    at = next(number for number, line in enumerate(lines) if "funds" in line)
    claim = "\n".join(lines[at : at + 8])
    assert "=> Vera Holm › (unattributed report): DENIED probable Northwind Ferries – funds – Tern Bank" in claim
    assert "verb pay means funds" in claim
    assert "“reportedly” (probable), “not” (denied)" in claim
    assert "2014/.. by “since 2014”" in claim


def test_what_the_vocabulary_does_not_know_is_said(lines: list[str]) -> None:
    at = next(number for number, line in enumerate(lines) if "verb “painted”" in line)
    assert lines[at + 1].strip() == "no claim: no sense in the vocabulary"


def test_names_that_say_nothing_are_shown_when_asked_for(found: Explanation, lines: list[str]) -> None:
    assert len(list(explained_lines(found, show_all=True))) > len(lines)


def test_the_shape_has_every_claim_with_its_why(found: Explanation) -> None:
    shape = json.loads(json.dumps(explanation_shape(found)))
    claims = [claim for s in shape["sentences"] for frame in s["frames"] for claim in frame["claims"]]
    funds = next(claim for claim in claims if claim["predicate"] == "funds")
    assert [scope["text"] for scope in funds["why"]["scopes"]] == ["reportedly", "not"]
    assert funds["time"] == "2014/.."
    assert all(s["text"] == TEXT[s["start"] : s["end"]] for s in shape["sentences"])


def test_a_file_and_words_are_explained_alike(type_command: Type, tmp_path: Path) -> None:
    file = tmp_path / "yard.txt"
    file.write_text("Per Dahl met Ada Brandt.")
    from_file, from_words = (
        type_command("explain", str(file), "--json"),
        type_command("explain", "Per Dahl met Ada Brandt.", "--json"),
    )
    assert (from_file.code, from_words.code) == (0, 0)
    assert json.loads(from_file.out)["sentences"] == json.loads(from_words.out)["sentences"]


def test_a_text_without_words_is_refused_in_one_line(type_command: Type) -> None:
    typed = type_command("explain", "...")
    assert (typed.code, typed.out, typed.err.count("\n")) == (1, "", 1)
