"""Check what print does to words and how it is mended, each with its place in the raw text kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake import take_bytes
from sayso.intake.mapped import Mapped
from sayso.intake.repair import repair_words
from sayso.model import Document, Origin, Span, Voice
from sayso.model.errors import UnreadableDocument
from tests.intake.conftest import Taker

PRINT = """the harbour and its masters: an
endUring PartnershiP

The council has ruled the harbour since the mid-1980s and its
power over the dockers of Rotterdam, Hamburg
and marseille, where most ships are registered, is what the
union calls “a scandal.” Its leader first sued the compa-
ny in 1986, when the harbour-
master was tried for the theft of a crane and the
company said it was anti-
union in its heart and soul.1

The union of Rotterdam maintains that the ﬁrst court case was
lost at will. despite statements from the company and its
friends in Rotterdam, nobody has paid for the damage of that
year, and the union’s members have asked for a new trial.2

A court in Rotterdam dismissed their claims in the summer of
1999.3 The company welcomed the ruling in a short statement.
""".replace("\n", " \n")


@pytest.fixture(scope="module")
def printed() -> Document:
    return take_bytes(PRINT.encode(), "print.txt", Origin("print.txt"))


@pytest.mark.parametrize(
    "words",
    [
        "The Harbour and Its Masters: An Enduring Partnership",
        "sued the company in 1986",
        "anti-union in its heart and soul.",
        "the first court case",
        "at will. Despite statements",
        "for a new trial.",
        "the summer of 1999. The company",
        "and Marseille, where",
    ],
)
def test_print_damage_is_mended(printed: Document, words: str) -> None:
    assert words in printed.text


@pytest.mark.parametrize(
    ("clean", "raw"),
    [
        ("Enduring", "endUring"),
        ("company in 1986", "compa- \nny in 1986"),
        ("first court", "ﬁrst court"),
        ("trial.", "trial."),
        ("Despite", "despite"),
    ],
)
def test_mended_words_point_to_the_printed_ones(printed: Document, clean: str, raw: str) -> None:
    at = printed.text.index(clean)
    assert printed.offsets.raw(Span(at, at + len(clean))).cut(PRINT) == raw


def test_clean_text_is_left_alone(take_text: Taker) -> None:
    clean = (
        "Ferries sold\n\nThe U.S. company sold its iPad maker, WikiLeaks said. It paid 3.5 million in No.1 and No.2."
    )
    assert take_text(clean).text == clean


def test_repair_is_idempotent(printed: Document) -> None:
    voices = [segment.voice for segment in printed.segments]
    assert repair_words(Mapped.of(printed.text), voices, True).text == printed.text
    again = take_bytes(printed.text.encode(), "print.txt", Origin("print.txt"))
    assert again.text == printed.text


def test_numbers_out_of_sequence_are_no_footnotes() -> None:
    text = "He won in 1984.7 He lost the lead.9 The mayor left in anger.4"
    assert repair_words(Mapped.of(text), [Voice.BODY], True).text == text


PIECES = st.lists(
    st.sampled_from(
        [
            "The mayor met the dockers ",
            "of the port",
            ".\n",
            "\n\n",
            "   ",
            "-\n",
            "ﬁne ",
            "\x00",
            "\u00ad",
            "\r\n",
            "\t",
            ".1 ",
            "• ",
            "Ida says:\n",
            "dubai ",
            "PartnershiP",
            "“quoted” ",
            "é",
            "> ",
            "\u200f",
            "شارع ",
            "—\n",
            "Tags: x\n",
        ]
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_every_clean_character_stands_in_the_raw_text(pieces: list[str]) -> None:
    raw = "".join(pieces)
    try:
        document = take_bytes(raw.encode(), "any.txt", Origin("any.txt"))
    except UnreadableDocument:
        return
    for piece in document.offsets.pieces:
        clean, before = piece.clean.cut(document.text), piece.raw.cut(raw)
        if len(clean) == len(before):
            assert all(
                a.casefold() == b.casefold() or (a.isspace() and b.isspace())
                for a, b in zip(clean, before, strict=True)
            )
        else:
            assert not clean.strip() or "ﬁ" in before
