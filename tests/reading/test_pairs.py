"""The pairs of actors of a sentence are laid out the same way for learning and for reading."""

import numpy as np

from sayso.reading.encoder import Floats
from sayso.reading.entities import find_entities
from sayso.reading.pairs import Layout, Side, by_head, layouts, path_between
from sayso.reading.relations import Pairs, distance
from tests.reading.conftest import ParseText


def layout_of(parse_text: ParseText, text: str) -> Layout:
    """Return the layout of the only sentence of a text."""
    parsed = parse_text(text)
    [found] = layouts(parsed, find_entities(parsed))
    return found


def heads(layout: Layout) -> list[str]:
    """Return the head words of the sides."""
    return [layout.words[side.head] for side in layout.sides]


def test_a_side_is_a_mention_that_may_act(parse_text: ParseText) -> None:
    found = layout_of(parse_text, "Maria Holm told the harbour police that the weather was fine.")
    assert heads(found) == ["Holm", "police"]


def test_words_outside_sides_have_no_kind(parse_text: ParseText) -> None:
    found = layout_of(parse_text, "Maria Holm left Oslo.")
    kinds = dict(zip(found.words, found.kinds(), strict=True))
    assert kinds["left"] == 0
    assert kinds["Holm"] != 0
    assert kinds["Holm"] != kinds["Oslo"]


def test_the_path_between_two_sides_holds_the_verb_that_joins_them(parse_text: ParseText) -> None:
    found = layout_of(parse_text, "Maria Holm left Oslo.")
    a, b = (side.head for side in found.sides)
    assert [found.words[token] for token in found.path(a, b)] == ["left"]


def test_trees_without_a_shared_root_are_joined_by_their_roots() -> None:
    assert path_between([3, 1], [7, 5]) == [1, 5]


def test_sides_are_found_by_their_heads_in_the_document(parse_text: ParseText) -> None:
    parsed = parse_text("It rained.\n\nMaria Holm left Oslo.")
    *_, found = layouts(parsed, find_entities(parsed))
    assert {parsed.table.text[token] for token in by_head(found)} == {"Holm", "Oslo"}


def test_every_ordered_pair_and_every_lone_object_is_asked() -> None:
    sides = (Side(0, 0, 0, 1), Side(2, 2, 2, 1))
    laid = Pairs([(Layout(0, 2, sides, ("A", "hit", "B"), (1, 1, 1)), _no_vectors())], {}, {})
    assert set(laid.pairs) == {(-1, 0), (-1, 1), (0, 1), (1, 0)}


def test_what_the_rules_found_stands_with_the_pair_and_with_its_reverse() -> None:
    sides = (Side(0, 0, 0, 1), Side(2, 2, 2, 1))
    layout = Layout(0, 2, sides, ("A", "hit", "B"), (1, 1, 1))
    laid = Pairs([(layout, _no_vectors())], {"attacks": 0, "meets": 1}, {0: {(0, 1): ["attacks"]}})
    rows = dict(zip(laid.pairs, laid.drafts.tolist(), strict=True))
    assert rows[0, 1] == [1, 0, 0, 0]
    assert rows[1, 0] == [0, 0, 1, 0]


def test_distances_forward_and_back_differ() -> None:
    assert distance(3) != distance(-3)
    assert distance(500) == distance(31)


def _no_vectors() -> Floats:
    """Return vectors of nothing: laying out asks for none."""
    return np.zeros((3, 1), dtype=np.float32)
