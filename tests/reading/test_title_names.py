"""Test which stretches are titles of texts, and that a title is one name of a text."""

import pytest

from sayso.model.actor import ActorType
from sayso.reading.attribution import find_credits
from sayso.reading.entities import find_entities
from sayso.reading.title_names import find_titles, noun_of
from tests.reading.conftest import ParseText

TITLES = [
    ("The Convention on the Rights of the Child was signed.", ["Convention on the Rights of the Child"]),
    ("Harbour Reports on Piracy 2017 notes that crews fled.", ["Harbour Reports on Piracy 2017"]),
    ("The ministry's Harbour Review 2019 says so.", ["Harbour Review 2019"]),
    ("They signed the Lowick Treaty on September 3.", []),
    ("A report on Norland said so.", []),
    ("He wrote a Statement.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "titles"), TITLES)
def test_titles_reach_from_the_first_capital_to_the_year(text: str, titles: list[str]) -> None:
    assert [text[first:last] for first, last in find_titles(text)] == titles


def test_the_noun_of_a_title_is_its_text_s(parse_text: ParseText) -> None:
    assert noun_of("Harbour Reports on Piracy 2017") == "report"
    assert noun_of("Convention on the Rights of the Child") == "convention"
    assert noun_of("Two Words") == "two words"


def test_a_title_is_one_text_that_the_report_means_later(parse_text: ParseText) -> None:
    parsed = parse_text(
        "The office released its Harbour Reports on Piracy 2017. The report says that crews fled. "
        "Harbour Reports on Piracy 2017 says that the port closed."
    )
    entities = find_entities(parsed)
    [text] = [one for one in entities.entities if one.type is ActorType.DOCUMENT]
    assert (text.name, len(text.mentions)) == ("Harbour Reports on Piracy 2017", 3)
    sources = [entities.entity_at(credit.source) for credit in find_credits(parsed) if credit.source is not None]
    assert [one.name for one in sources if one is not None] == ["Harbour Reports on Piracy 2017"] * 2
