"""The tagger's spans sharpen what the finders found; what only one of the two sees is kept or dropped by rule."""

import pytest

from sayso.reading.credited import Found
from sayso.reading.tagging import Span, Tagged, mend, spans_of
from sayso.reading.tree import Tree, plant
from tests.reading.conftest import ParseText

SAID = "Holm said the yard will close soon."


@pytest.fixture(scope="module")
def tree(parse_text: ParseText) -> Tree:
    """Return the tree of a sentence: 0 Holm, 1 said, 2 the, 3 yard, 4 will, 5 close, 6 soon."""
    return plant(parse_text(SAID))


def tagged(sources: list[Span], cues: list[Span], contents: list[Span]) -> Tagged:
    """Return the tags of the sentence."""
    return Tagged(0, 7, (tuple(sources), tuple(cues), tuple(contents)))


def test_spans_begin_at_begin_and_at_an_inside_that_stands_alone() -> None:
    assert list(spans_of([0, 1, 2, 1, 0, 2], first=10)) == [(11, 12), (13, 13), (15, 15)]


def test_content_takes_the_bounds_of_the_tagger(tree: Tree) -> None:
    found = [Found((0,), (1,), ((3, 5),))]
    [credit] = mend(found, [tagged([(0, 0)], [(1, 1)], [(2, 6)])], tree)
    assert credit.content == ((2, 6),)


def test_a_credit_that_the_tagger_does_not_see_is_dropped(tree: Tree) -> None:
    assert mend([Found((0,), (1,), ((2, 6),))], [tagged([], [], [])], tree) == []


def test_a_bare_credit_is_kept_though_the_tagger_does_not_see_it(tree: Tree) -> None:
    bare = Found((), (1,), ((2, 6),), bare=True)
    assert mend([bare], [tagged([], [], [])], tree) == [bare]


def test_a_sentence_that_was_not_tagged_keeps_its_credits(tree: Tree) -> None:
    credit = Found((0,), (1,), ((2, 6),))
    assert mend([credit], [], tree) == [credit]


def test_a_cue_that_only_the_tagger_sees_takes_the_nearest_source_and_content(tree: Tree) -> None:
    [credit] = mend([], [tagged([(0, 0)], [(1, 1)], [(2, 6)])], tree)
    assert (credit.sources, credit.cue, credit.content, credit.words) == ((0,), (1,), ((2, 6),), (0, 0))


def test_a_cue_without_a_source_or_content_makes_no_credit(tree: Tree) -> None:
    assert mend([], [tagged([], [(1, 1)], [(2, 6)])], tree) == []
    assert mend([], [tagged([(0, 0)], [(1, 1)], [])], tree) == []


def test_what_stands_in_other_sentences_stays_in_the_content(tree: Tree) -> None:
    [credit] = mend([Found((0,), (1,), ((3, 5), (20, 30)))], [tagged([(0, 0)], [(1, 1)], [(2, 6)])], tree)
    assert credit.content == ((2, 6), (20, 30))


def test_a_cue_that_the_parser_took_for_a_noun_has_the_whole_subject_for_its_source(parse_text: ParseText) -> None:
    words = "Files recovered in Ivo Babic's compound show that the founder ordered his men to leave in 2010."
    tree = plant(parse_text(words))
    at = {word: token for token, word in enumerate(tree.words)}
    assert tree.pos[at["show"]] == "NOUN"
    seen = Tagged(0, 17, (((at["ivo"], at["compound"]),), ((at["show"], at["show"]),), ((at["that"], 16),)))
    [credit] = mend([], [seen], tree)
    assert credit.sources == (at["files"],)


def test_no_small_word_is_a_cue_or_a_source(tree: Tree) -> None:
    assert mend([], [tagged([(0, 0)], [(2, 2)], [(3, 6)])], tree) == []
    assert mend([], [tagged([(2, 2)], [(1, 1)], [(3, 6)])], tree) == []
