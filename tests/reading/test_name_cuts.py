"""Test where names and descriptions are cut: whole as a reader would call them, and no modifier for an actor."""

import pytest

from sayso.reading.entities import find_entities
from tests.reading.conftest import ParseText


def named(parse_text: ParseText, text: str) -> set[str]:
    """Return the names of all named entities of a text."""
    return {entity.name for entity in find_entities(parse_text(text)).entities if entity.named}


def forms(parse_text: ParseText, text: str) -> set[str]:
    """Return every surface form of every entity of a text."""
    entities = find_entities(parse_text(text)).entities
    return {form for entity in entities for form in (entity.name, *entity.aliases)}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Candidate Leung Che-cheung joined the board.", "Leung Che-cheung"),
        ("Wong Kwok-hing joined the Pan-democrats.", "Pan-democrats"),
        ("Parliament approved Mohammad Shia' al-Zubaidi as prime minister.", "Mohammad Shia' al-Zubaidi"),
        ("The Mouvement pour la Justice et le Progres sued Orbex.", "Mouvement pour la Justice et le Progres"),
        ("The Front pour l'Unite et le Travail en Guinee sued Orbex.", "Front pour l'Unite et le Travail en Guinee"),
        ("The League of Ports in the Inner Sound sued Norway.", "League of Ports in the Inner Sound"),
        ("Two Rising Tide members robbed a guard.", "Rising Tide"),
    ],
)
def test_a_name_of_several_parts_stays_whole(parse_text: ParseText, text: str, whole: str) -> None:
    found = named(parse_text, text)
    assert whole in found
    assert not any(name != whole and name in whole for name in found)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The committee told the Special Counsel about the ferry.", "Special"),
        ("The clerk said that Mr. Vance had lied.", "Mr."),
        ("Interior, Migration, and Justice Minister Pablo Rojas met the bishop.", "Migration"),
        ("He won the Architectural, Surveying and Planning constituency.", "Surveying"),
        ("Thieves emptied a Pakistan Government depot.", "Government"),
    ],
)
def test_a_word_that_only_qualifies_names_nobody(parse_text: ParseText, text: str, part: str) -> None:
    assert part not in named(parse_text, text)


def test_a_company_before_a_minister_keeps_its_name(parse_text: ParseText) -> None:
    assert "Orbex" in named(parse_text, "Orbex and Interior Minister Pablo Rojas met in Oslo.")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The mayor blamed forces loyal to General Riek Dabo.", "forces loyal to General Riek Dabo"),
        ("A group of students who hurled a brick stormed the consulate.", "A group of students who hurled a brick"),
        ("Pirates boarded convoys of grain ships in Benin.", "convoys of grain ships"),
        (
            "An official at the Norwegian Embassy to the United States resigned.",
            "the Norwegian Embassy to the United States",
        ),
    ],
)
def test_what_a_reader_may_call_somebody_is_an_alias(parse_text: ParseText, text: str, form: str) -> None:
    assert form in forms(parse_text, text)


def test_a_person_has_no_place_in_his_name(parse_text: ParseText) -> None:
    assert not any("Oslo" in form and "Lee" in form for form in forms(parse_text, "The envoy met Ann Lee in Oslo."))


def test_people_under_one_number_are_one_party(parse_text: ParseText) -> None:
    found = forms(parse_text, "The blast killed 24 nurses and doctors in Oslo.")
    assert "24 nurses and doctors" in found
    assert "doctors" not in found


def test_people_with_articles_of_their_own_stay_apart(parse_text: ParseText) -> None:
    assert {"nurse", "doctor"} <= forms(parse_text, "The blast killed a nurse and a doctor in Oslo.")
