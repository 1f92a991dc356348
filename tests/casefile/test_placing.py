"""Test how boxes are placed."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.casefile.placing import place


def test_nothing_to_place_gives_nothing() -> None:
    assert place({}, [], 100, 100) == {}


def test_the_same_input_gives_the_same_places() -> None:
    sizes = dict.fromkeys("abcd", (80.0, 30.0))
    assert place(sizes, [("a", "b"), ("b", "c")], 900, 600) == place(sizes, [("a", "b"), ("b", "c")], 900, 600)


@given(st.integers(1, 22), st.integers(0, 60))
@settings(max_examples=12, deadline=None)
def test_boxes_lie_inside_and_do_not_cover_one_another(count: int, ties: int) -> None:
    names = [f"n{index:02}" for index in range(count)]
    pairs = list(combinations(names, 2))[:ties]
    boxes = place(dict.fromkeys(names, (140.0, 30.0)), pairs, 1200, 800)
    assert all(70 <= box.x <= 1130 and 15 <= box.y <= 785 for box in boxes.values())
    assert not [pair for pair in combinations(boxes.values(), 2) if pair[0].covers(pair[1])]
