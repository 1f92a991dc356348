"""Test that records survive their columns."""

from collections.abc import Hashable
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Amount, Claim, Document, Frame, OffsetMap, Piece, Span, Voice
from sayso.scale.columns import arrow_type, decoder, encoder, schema_of
from sayso.scale.shard import ShardRow

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def through[T: Hashable](record: T) -> T:
    """Write a record into a table and read it back."""
    kind = type(record)
    turn, back = encoder(kind), decoder(kind)
    assert turn is not None
    assert back is not None
    table = pa.Table.from_pylist([turn(record)], schema_of(kind))
    found: T = back(table.to_pylist()[0])
    return found


@given(st.builds(Amount, st.decimals(allow_nan=False, allow_infinity=False), TEXT, st.none() | TEXT, st.none() | TEXT))
def test_an_amount_keeps_every_digit(amount: Amount) -> None:
    assert str(through(amount).value) == str(amount.value)
    assert through(amount) == amount


CONFIDENCE = st.floats(0, 1)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(min(pair), max(pair)))
st.register_type_strategy(Span, SPANS)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
st.register_type_strategy(float, st.floats(allow_nan=False))


@given(st.builds(Claim))
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    assert through(claim) == claim


@given(st.builds(Frame))
def test_a_frame_comes_back_as_it_was(frame: Frame) -> None:
    assert through(frame) == frame


def test_a_map_of_offsets_keeps_pages_and_boxes() -> None:
    offsets = OffsetMap((Piece(Span(0, 3), Span(5, 9), 2, (0.5, 1.0, 2.0, 3.25)), Piece(Span(3, 4), Span(9, 10))))
    assert through(offsets) == offsets


def test_every_field_of_a_document_is_a_column() -> None:
    assert {field.name for field in schema_of(Document)} == set(Document.__slots__)
    assert {field.name for field in schema_of(ShardRow)} == set(ShardRow.__slots__)


def test_an_enumeration_is_its_word() -> None:
    assert arrow_type(Voice) == pa.string()


def test_what_has_no_column_is_refused() -> None:
    with pytest.raises(TypeError, match="no column"):
        arrow_type(dict[str, int])
