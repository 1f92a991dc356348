"""A parse read off by column says what spaCy's tokens say."""

import pytest

from sayso.reading.parsed import repair_lemma
from tests.reading.conftest import ParseText

TEXT = (
    "The mayor of Bergen, Ana Lind, told Radio Fjord that the ferries would stop. She left.\n\n"
    "Kestrel Airways sued the harbour.\n\nWhy?"
)


def test_columns_and_tokens_agree(parse_text: ParseText) -> None:
    parsed = parse_text(TEXT)
    table, tokens = parsed.table, parsed.tokens
    assert table.text == [token.text for token in tokens]
    assert table.lower == [token.lower_ for token in tokens]
    assert table.lemma == [repair_lemma(token.lemma_.lower(), token.tag_) for token in tokens]
    assert table.model_lemma == [token.lemma_ for token in tokens]
    assert table.pos == [token.pos_ for token in tokens]
    assert table.tag == [token.tag_ for token in tokens]
    assert table.dep == [token.dep_ for token in tokens]
    assert table.ent == [token.ent_type_ for token in tokens]


def test_the_tree_of_columns_and_of_tokens_agree(parse_text: ParseText) -> None:
    parsed = parse_text(TEXT)
    table, tokens = parsed.table, parsed.tokens
    assert table.head == [token.head.i for token in tokens]
    assert table.children == [[child.i for child in token.children] for token in tokens]
    assert table.left == [token.left_edge.i for token in tokens]
    assert table.right == [token.right_edge.i for token in tokens]


def test_entities_begin_where_the_model_begins_them(parse_text: ParseText) -> None:
    parsed = parse_text(TEXT)
    covered = {i: entity.start for entity in parsed.doc.ents for i in range(entity.start, entity.end)}
    assert covered
    assert parsed.table.ent_start == [covered.get(i, -1) for i in range(len(parsed.tokens))]


def test_sentences_are_the_models_own(parse_text: ParseText) -> None:
    parsed = parse_text(TEXT)
    assert parsed.sentences == [(sentence.start, sentence.end - 1) for sentence in parsed.doc.sents]
    assert [parsed.sentence_of[first] for first, _ in parsed.sentences] == list(range(len(parsed.sentences)))


def test_a_text_without_words_has_an_empty_table(parse_text: ParseText) -> None:
    parsed = parse_text("")
    assert not parsed.table.text
    assert not parsed.table.left
    assert not parsed.sentences
    assert not parsed.sentence_of


# word | label | word above | sentence
REPAIRED = """
brother | conj | Lind | Anna Lind, a Bergen trader, and her brother Paul owns the mill.
Union | appos | movement | Tomas Reyes left and set up his own movement, the Liberal Union.
Babic | dative | paid | Fjord Lines paid Ivo Babic 2 million dollars.
Ivo | compound | Babic | Fjord Lines paid Ivo Babic 2 million dollars.
"""


@pytest.mark.parametrize("case", REPAIRED.strip().splitlines())
def test_what_a_tree_gives_away_of_its_faults_is_mended(parse_text: ParseText, case: str) -> None:
    word, label, above, text = (part.strip() for part in case.split("|"))
    table = parse_text(text).table
    at = table.text.index(word)
    assert (table.dep[at], table.text[table.head[at]]) == (label, above)
    assert at in table.children[table.head[at]]
