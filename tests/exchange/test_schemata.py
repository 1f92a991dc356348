"""Test which relation of FollowTheMoney carries a predicate, and that its data knows no vocabulary."""

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from sayso.exchange.ftm_schemata import load_schemata
from sayso.model import Actor, ActorType
from sayso.vocabulary import Predicate, load_vocabulary
from tests.house.test_source import predicate_names

PERSON = Actor("a", "", "Vera Holm", ActorType.PERSON, named=True)
BODY = Actor("b", "", "Tern Bank", ActorType.ORGANIZATION, named=True)


def words_in(value: object) -> set[str]:
    """Return every text of some data, keys too."""
    if isinstance(value, dict):
        return {word for pair in value.items() for part in pair for word in words_in(part)}
    if isinstance(value, list):
        return {word for part in value for word in words_in(part)}
    return {str(value)}


def test_the_mapping_names_no_predicate() -> None:
    held = yaml.safe_load(files("sayso.exchange").joinpath("data", "ftm.yaml").read_text(encoding="utf-8"))
    assert words_in(held) & predicate_names() == set()


@pytest.mark.parametrize(
    ("vocabulary", "turned"),
    [
        ("conflict", {"part_of", "appoints", "removes", "succeeds", "splits_from"}),
        ("ownership", {"subsidiary_of", "appoints", "removes"}),
    ],
)
def test_the_vocabulary_says_whose_object_is_the_source(vocabulary: str, turned: set[str]) -> None:
    predicates = (
        load_vocabulary(Path(vocabulary)).predicates if vocabulary != "conflict" else load_vocabulary().predicates
    )
    assert {one.name for one in predicates.values() if one.ftm_turned} == turned


@pytest.mark.parametrize("vocabulary", [None, Path("ownership")])
def test_who_is_appointed_is_the_employee_in_either_vocabulary(vocabulary: Path | None) -> None:
    predicates = (load_vocabulary() if vocabulary is None else load_vocabulary(vocabulary)).predicates
    relation, turned = load_schemata().choose(predicates["appoints"], BODY, PERSON)
    assert (relation.schema, relation.source, turned) == ("Employment", "employee", True)


def test_a_predicate_of_ones_own_is_turned_by_its_own_word_alone() -> None:
    """One that is called like a built-in one is not taken for it."""
    own = Predicate("appoints", "office", "event", 1, ftm="Employment", means="hires")
    relation, turned = load_schemata().choose(own, PERSON, BODY)
    assert (relation.schema, turned) == ("Employment", False)
