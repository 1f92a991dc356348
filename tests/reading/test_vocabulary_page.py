"""`docs/vocabulary.md` says what the data say, and its examples are read as it says."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.model import Reading
from sayso.reading.reader import RuleReader
from sayso.testing import make_document
from sayso.vocabulary.loader import BUILT_IN, FLAGS, SECTIONS, TOP_LISTS, load_vocabulary

PAGE = (Path(__file__).parents[2] / "docs" / "vocabulary.md").read_text(encoding="utf-8")
ENTRY = re.compile(r"^#### (\w+)\n\n(.+?)\n\n> (.+?) {2}\n> (.+?) · (\w+) · (.+?)$", re.MULTILINE | re.DOTALL)
ENTRIES = {name: rest for name, *rest in ENTRY.findall(PAGE)}
PREDICATES = load_vocabulary().predicates
TYPES = yaml.safe_load((BUILT_IN / "predicates.yaml").read_text(encoding="utf-8"))["predicates"]


def triples(reading: Reading) -> set[tuple[str, str, str]]:
    """Return the claims of a reading by their words."""
    return {(claim.subject.words, claim.predicate, claim.object.words) for claim in reading.claims}


def test_every_predicate_has_its_entry_in_the_order_of_the_data() -> None:
    assert list(ENTRIES) == list(PREDICATES)


@pytest.mark.parametrize("name", PREDICATES)
def test_an_entry_says_what_the_data_say(name: str) -> None:
    predicate, text = PREDICATES[name], ENTRIES[name][0]
    assert text.casefold().startswith(f"{predicate.means}. from ".casefold())
    sides = [", ".join(TYPES[name].get(side, ["any"])) for side in ("subject", "object")]
    assert f"From {sides[0]} to {sides[1]}; {predicate.kind}, sign {predicate.sign:+d}".replace("+0", "0") in text
    marks = {"holds either way round": predicate.symmetric, "may lack an agent": predicate.agentless}
    marks["says what about"] = predicate.about
    assert {mark: mark in text for mark in marks} == marks


@pytest.mark.parametrize("name", PREDICATES)
def test_an_example_is_read_as_the_page_says(reader: RuleReader, name: str) -> None:
    _, sentence, subject, predicate, obj = ENTRIES[name]
    assert predicate == name
    (reading,) = (reader.read_one(document) for document in [make_document(sentence)])
    found = triples(reading)
    assert (subject, name, obj) in found or (PREDICATES[name].symmetric and (obj, name, subject) in found), found


def test_the_vocabulary_of_the_page_makes_the_claim_of_the_page(nlp: Any, tmp_path: Path) -> None:
    (block,) = re.findall(r"```yaml\n(.+?)```", PAGE, re.DOTALL)
    (tmp_path / "shipping.yaml").write_text(block, encoding="utf-8")
    reader = RuleReader(vocabulary=[tmp_path])
    reader.language = nlp
    sentence, subject, predicate, obj = re.findall(
        r'^"(.+?)" then makes the claim\n(.+?) · (.+?) · (.+?)\.$', PAGE, re.M
    )[0]
    assert triples(reader.read_one(make_document(sentence))) == {(subject, predicate, obj)}


def test_the_page_names_every_section_flag_and_list() -> None:
    assert [
        word for word in (*SECTIONS, *FLAGS, *TOP_LISTS) if f"`{word}" not in PAGE and f" `{word}" not in PAGE
    ] == []
