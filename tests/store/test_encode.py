"""Test that records survive their rows."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Amount, Claim, OffsetMap, Piece, Span
from sayso.store.encode import claim_of, claim_row, offsets_of, pack_offsets, source_rows
from tests.store.scenes import commit_of, ferry_document


def a_claim() -> Claim:
    reading = commit_of(ferry_document()).reading
    assert reading is not None
    return next(claim for claim in reading.claims if claim.sources)


@given(
    value=st.decimals(allow_nan=False, allow_infinity=False),
    status=st.none() | st.just("withheld"),
    part_of=st.none() | st.just("10 USD"),
    about=st.none() | st.text(),
    confidence=st.floats(0, 1),
)
def test_a_claim_survives_its_row(
    value: Decimal, status: str | None, part_of: str | None, about: str | None, confidence: float
) -> None:
    from dataclasses import replace

    amount = Amount(value, "USD", status, part_of, approximate=True)
    claim = replace(a_claim(), amount=amount, about=about, confidence=confidence, place="Quay 4", role="owner")
    assert claim_of(claim_row(claim, "run-1", False), list(source_rows(claim, "run-1"))) == claim


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 99), st.integers(0, 9), st.none() | st.integers(1, 5))))
def test_an_offset_map_survives_its_packing(runs: list[tuple[int, int, int, int | None]]) -> None:
    pieces, at = [], 0
    for length, raw, raw_length, page in runs:
        box = None if page is None else (1.5, 2.0, 3.25, 4.0)
        pieces.append(Piece(Span(at, at + length), Span(raw, raw + raw_length), page, box))
        at += length
    offsets = OffsetMap(tuple(pieces))
    assert offsets_of(pack_offsets(offsets)) == offsets
