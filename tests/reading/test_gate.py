"""Test the gate before parsing."""

from pathlib import Path

import pytest

from sayso.model.errors import UsageError
from sayso.reading.gate import Gate, inflect, make_gate
from sayso.reading.reader import RuleReader
from sayso.testing import assert_grounded, make_document
from sayso.vocabulary import load_vocabulary

TEXT = (
    "In May 2019 Mira Holt accused Dunmore Steel of fraud. Then it rained all day and the roads were wet.\n"
    "It must be stirred well, and be left to cool for an hour.\n"
    "Osman Vale fought Mira Holt in court."
)


def gate(level: str = "sentences", names: str = "") -> Gate:
    return make_gate(level, names, load_vocabulary(), {"fight": ["fought"]})


def test_what_has_no_name_or_no_telling_word_is_blanked_in_its_place() -> None:
    document = make_document(TEXT)
    thinned = gate().thin(document)
    assert thinned is not None
    assert len(thinned.text) == len(TEXT)
    assert thinned.text.split() == [
        *["In", "May", "2019", "Mira", "Holt", "accused", "Dunmore", "Steel", "of", "fraud."],
        *["Osman", "Vale", "fought", "Mira", "Holt", "in", "court."],
    ]
    assert thinned.text_id == document.text_id


def test_a_document_without_any_such_sentence_is_not_parsed() -> None:
    assert gate().thin(make_document("It must be stirred well.\nThen the lid goes on.")) is None
    assert gate().thin(make_document("")) is None


def test_a_document_that_is_wanted_is_left_whole_at_the_level_of_documents() -> None:
    document = make_document(TEXT)
    assert gate("documents").thin(document) is document


def test_a_document_that_names_nobody_of_the_list_is_not_parsed(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Dunmore Steel\nLowick (Guild)\n", encoding="utf-8")
    strict = gate("documents", str(tmp_path / "names.txt"))
    assert strict.thin(make_document(TEXT)) is not None
    assert strict.thin(make_document("Osman Vale fought Mira Holt in court. Dunmore Steelworks closed.")) is None


@pytest.mark.parametrize(("level", "names"), [("some", ""), ("documents", "/nowhere/names.txt")])
def test_a_setting_that_makes_no_sense_is_refused(level: str, names: str) -> None:
    with pytest.raises(UsageError):
        gate(level, names)


def test_an_empty_list_of_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no name"):
        gate("documents", str(tmp_path / "names.txt"))


def test_forms_of_a_word_are_more_rather_than_fewer() -> None:
    assert {"backed", "backing", "backs"} <= set(inflect("back"))
    assert {"accused", "accusing", "accuses"} <= set(inflect("accuse"))
    assert {"allies", "allied"} <= set(inflect("ally"))
    assert {"banned", "banning"} <= set(inflect("ban"))


def test_a_gated_reading_is_grounded_in_the_whole_text_and_has_a_version_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = make_document(TEXT)
    plain = RuleReader()
    monkeypatch.setenv("SAYSO_GATE", "sentences")
    gated = RuleReader()
    assert str(plain.version) != str(gated.version)
    reading = gated.read_one(document)
    assert any(claim.evidence.words.startswith("In May 2019 Mira Holt accused") for claim in reading.claims)
    for claim in reading.claims:
        assert_grounded(claim, document)
    assert reading.words < plain.read_one(document).words
