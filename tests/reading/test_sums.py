"""A sum of money keeps its sides through its parts, and stays asked for where it is only asked for."""

from typing import Any

import pytest

from sayso.model.claim import Claim, Modality
from sayso.reading.reader import RuleReader
from tests.reading.conftest import make_document

TEXT = (
    "Some $90 million in aid for Chad was approved for 2016, and $30 million of this was earmarked for roads. "
    "The ministry says that $50 million in aid has been requested for 2018. "
    "This figure includes about $20 million in loans."
)


@pytest.fixture(scope="module")
def sums(nlp: Any) -> dict[str, Claim]:
    reader = RuleReader()
    reader.language = nlp
    return {str(claim.amount): claim for claim in reader.read_one(make_document(TEXT)).claims if claim.amount}


def test_a_part_has_the_sides_of_its_whole_and_is_never_added_to_it(sums: dict[str, Claim]) -> None:
    whole, part = sums["90000000 USD"], sums["30000000 USD"]
    assert part.object.actor == whole.object.actor
    assert part.amount is not None
    assert part.amount.part_of == "90000000 USD"


def test_a_later_sum_without_a_side_takes_that_of_the_sum_before(sums: dict[str, Claim]) -> None:
    assert sums["50000000 USD"].object.actor == sums["90000000 USD"].object.actor


def test_what_is_requested_is_intended_and_so_is_its_part(sums: dict[str, Claim]) -> None:
    assert {sums[amount].factuality.modality for amount in ("50000000 USD", "20000000 USD")} == {Modality.INTENDED}


def test_each_sum_stands_on_its_own_sentence(sums: dict[str, Claim]) -> None:
    assert all(claim.evidence.words == claim.evidence.span.cut(TEXT) for claim in sums.values())
    assert "requested" in sums["50000000 USD"].evidence.words
