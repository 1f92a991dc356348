"""Test the test doubles."""

from dataclasses import replace

import pytest

from sayso.model import Evidence, Reader, Reading
from sayso.model.errors import GroundingError
from sayso.testing import FixedClock, Planted, ScriptedReader, assert_grounded, make_document

DOCUMENT = make_document("The ferry hit the pier. The ferry hit the pier.", "pier")
READER = ScriptedReader((Planted("The ferry hit the pier", "ferry", "attacks", "pier"),))


def read() -> Reading:
    (reading,) = READER.read([DOCUMENT])
    assert isinstance(reading, Reading)
    return reading


def test_the_scripted_reader_keeps_the_protocol_and_finds_what_was_planted() -> None:
    assert isinstance(READER, Reader)
    assert [claim.evidence.span.start for claim in read().claims] == [0, 24]
    for claim in read().claims:
        assert_grounded(claim, DOCUMENT)


def test_the_same_script_gives_the_same_ids() -> None:
    assert read() == read()


def test_a_made_up_quote_is_not_grounded() -> None:
    claim = read().claims[0]
    with pytest.raises(GroundingError, match="made up"):
        assert_grounded(replace(claim, evidence=Evidence(claim.evidence.span, "made up")), DOCUMENT)


def test_a_fixed_clock_stands() -> None:
    clock = FixedClock()
    assert clock() == clock()
