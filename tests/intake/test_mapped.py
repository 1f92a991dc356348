"""Check the algebra of edits: text and places move together."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.mapped import Mapped
from sayso.model import Span


def test_a_deletion_leaves_the_rest_in_its_place() -> None:
    mapped = Mapped.of("ends.1 Then").edit([(5, 6, "")])
    assert mapped.text == "ends. Then"
    assert mapped.offset_map().raw(Span(6, 10)) == Span(7, 11)


def test_an_unequal_replacement_maps_as_a_whole() -> None:
    offsets = Mapped.of("a ﬂag").edit([(2, 3, "fl")]).offset_map()
    assert offsets.raw(Span(2, 3)) == offsets.raw(Span(3, 4)) == Span(2, 3)


def test_edits_of_edits_still_point_to_the_first_text() -> None:
    mapped = Mapped.of("aa--bb--cc").edit([(2, 4, " ")]).edit([(5, 7, "")])
    assert mapped.text == "aa bbcc"
    assert mapped.offset_map().raw(Span(5, 7)) == Span(8, 10)


def test_no_edit_gives_the_same_text() -> None:
    assert Mapped.of("abc").edit([]).text == "abc"


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text("xy", max_size=3)), max_size=5),
)
def test_untouched_characters_map_to_themselves(text: str, wanted: list[tuple[int, int, str]]) -> None:
    edits, at = [], 0
    for start, length, new in sorted(wanted):
        if at <= start and start + length <= len(text):
            edits.append((start, start + length, new))
            at = start + length
    mapped = Mapped.of(text).edit(edits)
    pieces = mapped.offset_map().pieces
    assert sum(piece.clean.end - piece.clean.start for piece in pieces) == len(mapped.text)
    kept = [i for i in range(len(text)) if not any(start <= i < end for start, end, _ in edits)]
    singles = {
        int(s): mapped.text[i] for i, (s, e) in enumerate(zip(mapped.starts, mapped.ends, strict=True)) if e - s == 1
    }
    assert all(singles.get(i) == text[i] for i in kept)
