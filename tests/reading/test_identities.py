"""Tests of what syntax and standing words say is one actor, and of names kept whole."""

import pytest

from sayso.reading.entities import find_entities
from sayso.reading.name_runs import Raw, mend_names
from sayso.reading.parts import Entities, Entity
from tests.reading.conftest import ParseText


def having(entities: Entities, words: str) -> Entity:
    """Return the entity of the first mention with these words."""
    return next(entities.entities[m.entity] for m in entities.mentions if m.words == words)


def same(entities: Entities, left: str, right: str) -> bool:
    """Tell whether two mentions are one entity."""
    return having(entities, left).index == having(entities, right).index


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("The union's leader is Marta Lind.", "union's leader", "Marta Lind"),
        ("Police met the chief of the Harbour Front, Paul Dahl, in Genoa.", "chief", "Paul Dahl"),
        ("The founder and first head of the bank, Anna Berg, resigned.", "first head", "Anna Berg"),
        ("Carlo Moretti leads the Moretti network. His network sold cars.", "His network", "Moretti network"),
        ("Peru denied that smugglers used its soil.", "its soil", "Peru"),
        ("The State Department objected. State gave no reason.", "State Department", "State"),
    ],
)
def test_these_are_one(parse_text: ParseText, text: str, left: str, right: str) -> None:
    assert same(find_entities(parse_text(text)), left, right)


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("The union's leader is not Marta Lind.", "union's leader", "Marta Lind"),
        ("Chilean insurgents fled. Chile sent troops.", "Chilean insurgents", "Chile"),
        ("Chilean and Peruvian forces met. Peru paid.", "Chilean and Peruvian forces", "Peru"),
        ("The NRL sued. An NRL brigade marched.", "NRL", "NRL brigade"),
    ],
)
def test_these_are_two(parse_text: ParseText, text: str, left: str, right: str) -> None:
    assert not same(find_entities(parse_text(text)), left, right)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Harbor Workers' Union struck.", "Harbor Workers' Union"),
        ("The Norwegian People's Labour Party won.", "Norwegian People's Labour Party"),
        ("The All Citizens Congress won the vote.", "All Citizens Congress"),
        ("Prime Minister Karim Nuri al-Hakimi spoke in Oslo.", "Karim Nuri al-Hakimi"),
    ],
)
def test_a_name_is_whole(parse_text: ParseText, text: str, name: str) -> None:
    assert having(find_entities(parse_text(text)), name).named


def test_a_bare_number_of_victims_is_a_mention(parse_text: ParseText) -> None:
    assert having(find_entities(parse_text("The blast killed 14 and wounded 20.")), "14").plural


@pytest.mark.parametrize(("text", "words"), [("The Ambassador left.", "Ambassador"), ("Peru's soil is dry.", "soil")])
def test_a_post_or_thing_is_not_named(parse_text: ParseText, text: str, words: str) -> None:
    entities = find_entities(parse_text(text))
    assert not any(e.named for e in entities.entities if words in e.name)


def test_a_deed_is_no_person(parse_text: ParseText) -> None:
    assert having(find_entities(parse_text("The reconciliation was slow.")), "reconciliation").type == "thing"


def test_a_name_seen_whole_once_is_whole_again() -> None:
    words = ["Red", "Harbour", "won", ".", "A", "Red", "Harbour", "boat"]
    raw = Raw(
        words,
        ["PROPN", "PROPN", "VERB", "PUNCT", "DET", "VERB", "PROPN", "NOUN"],
        ["ORG", "ORG", "", "", "", "", "", ""],
        [0, 0, -1, -1, -1, -1, -1, -1],
        [0, 0, 0, 0, 1, 1, 1, 1],
    )
    mend_names(raw)
    assert raw.entity[5:7] == ["ORG", "ORG"]
    assert raw.pos[5] == "PROPN"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A junta called the Ravens took the port.", "Ravens"),
        ("The single party, known as the Harbour Party, won.", "Harbour Party"),
    ],
)
def test_a_description_bears_the_name_that_it_is_called_by(parse_text: ParseText, text: str, name: str) -> None:
    [entity] = [one for one in find_entities(parse_text(text)).entities if name in (one.name, *one.aliases)]
    assert len(entity.mentions) == 2
