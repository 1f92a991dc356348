"""Check which event of a sentence is the main one, its class, and who stands on which side."""

from collections.abc import Callable

import pytest

from sayso.reading.events import Event, find_events, load_event_words
from sayso.reading.parts import Mention
from sayso.reading.reader import RuleReader
from tests.reading.conftest import make_document

type Code = Callable[[str], list[tuple[str, tuple[str, ...], tuple[str, ...]]]]


@pytest.fixture(scope="module")
def code() -> Code:
    """Return a function that gives the classes of a text's events with the words of both sides."""
    reader = RuleReader()

    def code_text(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        scene = reader.scene(make_document(text))

        def words(heads: tuple[int, ...]) -> tuple[str, ...]:
            found: list[Mention | None] = [scene.entities.mention_at(head) for head in heads]
            return tuple(mention.words for mention in found if mention is not None)

        def lay_out(event: Event) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
            return event.code, words(event.sources), words(event.targets)

        return [lay_out(event) for event in find_events(scene, reader.vocabulary)]

    return code_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway imposed sanctions on Belarus.", ("SANCTION", ("Norway",), ("Belarus",))),
        ("Peru threatened to close its port to Chile.", ("THREATEN", ("Peru",), ("Chile",))),
        ("Kenya held talks with Uganda in March.", ("CONSULT", ("Kenya",), ("Uganda",))),
        ("Dockers staged a strike against the Harbour Board.", ("PROTEST", ("Dockers",), ("Harbour Board",))),
    ],
)
def test_the_highest_event_is_the_main_one(
    code: Code, text: str, expected: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert code(text) == [expected]


def test_what_will_be_given_is_a_promise_and_what_will_be_cut_a_threat(code: Code) -> None:
    assert code("Norway will donate wheat to Kenya.")[0][0] == "AGREE"
    assert code("Norway will boycott the fair in Kenya.")[0][0] == "THREATEN"


def test_a_kind_act_that_did_not_come_about_is_a_rejection(code: Code) -> None:
    assert code("Spain did not agree with Portugal on fishing.")[0][0] == "REJECT"


def test_who_says_that_another_must_act_asks_it(code: Code) -> None:
    assert code("France said that Italy must repair the tunnel.") == [("REQUEST", ("France",), ("Italy",))]


def test_an_attack_by_an_army_is_a_fight_and_one_by_a_gang_an_assault(code: Code) -> None:
    assert code("Soldiers attacked the village.")[0][0] == "FIGHT"
    assert code("A gang attacked the village.")[0][0] == "ASSAULT"


def test_a_sentence_without_an_event_and_an_empty_text_give_none(code: Code) -> None:
    assert code("The sky over Oslo is blue.") == []
    assert code("") == []


def test_every_word_stands_under_one_class_only_unless_a_noun_tells_them_apart() -> None:
    classes = load_event_words().classes
    bare = {key: [code for fixed, code in found if not fixed] for key, found in classes.items()}
    assert {key: codes for key, codes in bare.items() if len(set(codes)) > 1} == {}
