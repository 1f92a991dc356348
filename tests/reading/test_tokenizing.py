"""A segment is cut into pieces that a parser can hold, and no token or aside is lost or moved."""

from typing import Any

import pytest

from sayso.model.document import Voice
from sayso.reading.tokenizing import MAX_PIECE_TOKENS, SEGMENT_WORDS, Piece, count_words, cut
from tests.reading.conftest import ParseText, make_document

LONG = "The ferry left the harbour of Bergen at noon. " * 600


def pieces_of(nlp: Any, text: str) -> list[Piece]:
    return list(cut(nlp, make_document(text)))


@pytest.mark.parametrize("text", [LONG, "ferry " * 5_000, ". " * 5_000, "x" * 250_000, "a(b)c-D " * 3_000])
def test_no_piece_is_longer_than_the_bound(nlp: Any, text: str) -> None:
    assert max(len(piece.words) for piece in pieces_of(nlp, text)) <= MAX_PIECE_TOKENS


def test_a_long_segment_is_cut_where_a_sentence_ends(nlp: Any) -> None:
    assert {piece.words[-1] for piece in pieces_of(nlp, LONG)} == {"."}


def test_the_pieces_hold_every_token_once_and_in_order(nlp: Any) -> None:
    pieces = pieces_of(nlp, LONG)
    words = [(start, word) for piece in pieces for start, word in zip(piece.starts, piece.words, strict=True)]
    assert len(pieces) > 2
    assert len(words) == 600 * 10
    assert all(LONG.startswith(word, start) for start, word in words)


def test_an_aside_far_into_a_segment_keeps_its_place(parse_text: ParseText) -> None:
    parsed = parse_text(LONG + "The Harbour Workers' Union (HWU) met.")
    (aside,) = parsed.asides
    assert aside.words == "HWU"
    assert parsed.words(aside.after, aside.after) == "Union"


def test_an_aside_after_a_hyphenated_name_follows_the_right_token(parse_text: ParseText) -> None:
    parsed = parse_text("Ana Duarte-Silva of Saint-Ange-de-Mer led the Harbour Workers (HWU) and left.")
    (aside,) = parsed.asides
    assert parsed.words(aside.after, aside.after) == "Workers"


def test_words_and_marks_are_counted_without_furniture() -> None:
    assert count_words(make_document("Fares rose, again.\n\nMr. Lind objected")) == 9 + 2 * SEGMENT_WORDS
    assert count_words(make_document("Home | News", voice=Voice.FURNITURE)) == 0
