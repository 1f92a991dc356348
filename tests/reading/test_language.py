"""Parsing keeps every token at its exact place in the text."""

from typing import Any

import pytest

from sayso.model.document import Voice
from sayso.reading.language import repair_lemma
from tests.reading.conftest import ParseText

PASSAGE = (
    "The Port Workers’ Union (PWU) met “Kestrel Airways” [the carrier] on 3 May.\n\n"
    "Saint-Ange-de-Mer won 3–1;  Ana Duarte-Silva left early."
)


def test_every_token_stands_at_its_offsets(parse_text: ParseText) -> None:
    parsed = parse_text(PASSAGE)
    for i, token in enumerate(parsed.table.text):
        assert len(parsed.words(i, i)) == len(token)
    assert list(parsed.starts) == sorted(parsed.starts)


def test_a_short_aside_is_taken_out_and_kept_with_its_place(parse_text: ParseText) -> None:
    parsed = parse_text(PASSAGE)
    assert [(aside.words, aside.square) for aside in parsed.asides] == [("PWU", False), ("the carrier", True)]
    assert all(aside.span.cut(PASSAGE) == aside.words for aside in parsed.asides)
    assert "PWU" not in parsed.table.text


def test_a_long_aside_stays_in_the_sentence(parse_text: ParseText) -> None:
    parsed = parse_text("The mill (which had stood there for more than a hundred years by then) burned.")
    assert parsed.asides == ()


def test_a_name_held_together_by_hyphens_is_one_token(parse_text: ParseText) -> None:
    assert {"Saint-Ange-de-Mer", "Duarte-Silva"} <= set(parse_text(PASSAGE).table.text)


def test_a_hyphen_between_two_countries_joins_nothing(parse_text: ParseText) -> None:
    assert {"India", "Pakistan"} <= set(parse_text("The India-Pakistan match was drawn.").table.text)


def test_typographic_marks_are_made_plain_for_the_parser_alone(parse_text: ParseText) -> None:
    parsed = parse_text(PASSAGE)
    quote = next(i for i, text in enumerate(parsed.table.text) if text == '"')
    assert parsed.words(quote, quote) == "“"


def test_furniture_is_not_read(parse_text: ParseText) -> None:
    assert len(parse_text("Home | News | Sport", voice=Voice.FURNITURE).table.text) == 0


@pytest.mark.parametrize("text", ["", " \n ", "\n\n\n"])
def test_a_text_without_words_gives_an_empty_parse(parse_text: ParseText, text: str) -> None:
    assert len(parse_text(text).table.text) == 0


def test_no_sentence_crosses_a_segment(parse_text: ParseText) -> None:
    parsed = parse_text("Fares rise again\n\nThe ferry company announced\n\nthat it would close")
    assert all(parsed.segments[first] == parsed.segments[last] for first, last in parsed.sentences)
    assert sorted(set(parsed.segments)) == [0, 1, 2]


def test_the_table_is_a_tree_of_the_same_tokens(parse_text: ParseText) -> None:
    table = parse_text(PASSAGE).table
    assert all(i in table.children[head] for i, head in enumerate(table.head) if head != i)
    assert sum(map(len, table.children)) == sum(1 for i, head in enumerate(table.head) if head != i)


def test_a_verb_that_the_model_does_not_know_gets_its_base_form() -> None:
    assert repair_lemma("machinegunne", "VBD") == "machinegun"
    assert repair_lemma("union", "NN") == "union"


def test_the_lemmatizer_looks_known_words_up_in_sets(nlp: Any) -> None:
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    assert len(index)
    assert all(isinstance(words, frozenset) for words in index.values())
