"""Test when two sums cannot both be right."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sayso.analysis.rival_sums import equal_sums, find_sums
from sayso.model import Amount, Claim, Modality
from sayso.model.edge import ContestKind
from tests.analysis.build import claim, edge_of


def sum_of(value: int | str, *, status: str | None = "paid", part_of: str | None = None, about: bool = False) -> Amount:
    return Amount(Decimal(value), "USD", status, part_of, about)


def paid(number: int, amount: Amount, *, time: str | None = "2017", doc: str | None = None) -> Claim:
    return replace(claim(number, "bank", "pays", "crew", time=time, doc=doc or f"d{number}"), amount=amount)


def sides(*claims: Claim) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    found = find_sums(edge_of(*claims))
    return None if found is None else (found.claims, found.against)


def test_two_sums_of_two_roots_for_one_time_disagree() -> None:
    found = find_sums(edge_of(paid(1, sum_of(300)), paid(2, sum_of(500))))
    assert found is not None
    assert (found.kind, found.claims, found.against) == (ContestKind.DIFFERENT_SUMS, ("c2",), ("c1",))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (paid(1, sum_of(300)), paid(2, sum_of(500), time="2019")),
        (paid(1, sum_of(300)), paid(2, sum_of(500), doc="d1")),
        (paid(1, sum_of(300)), paid(2, sum_of(500, status="requested"))),
        (paid(1, sum_of(300)), paid(2, replace(sum_of(500), currency="EUR"))),
        (paid(1, sum_of(300, part_of="500 USD")), paid(2, sum_of(500))),
        (paid(1, sum_of(480, about=True)), paid(2, sum_of(500))),
        (paid(1, sum_of(4_200_000)), paid(2, sum_of(4_213_000))),
        (paid(1, sum_of(300)), paid(2, sum_of(500), time="2015/2019")),
        (
            paid(1, sum_of(300)),
            replace(paid(2, sum_of(500)), factuality=claim(9, "a", "pays", "b", denied=True).factuality),
        ),
        (replace(paid(1, sum_of(300)), about="rice"), replace(paid(2, sum_of(500)), about="oil")),
    ],
    ids=["time", "root", "status", "currency", "part", "about", "rounded", "shorter time", "denial", "matter"],
)
def test_sums_that_may_both_be_right_do_not_disagree(first: Claim, second: Claim) -> None:
    assert sides(first, second) is None


def test_a_root_that_names_both_sums_speaks_of_two_payments() -> None:
    both = (paid(1, sum_of(300), doc="d1"), paid(2, sum_of(500), doc="d1"))
    assert sides(*both, paid(3, sum_of(500))) is None


def test_the_sum_of_most_roots_leads_and_the_larger_of_two_equals() -> None:
    claims = [paid(1, sum_of(300)), paid(2, sum_of(500)), paid(3, sum_of(300)), paid(4, sum_of(700))]
    assert sides(*claims) == (("c1", "c3"), ("c2", "c4"))


def test_what_was_asked_for_is_compared_with_what_was_asked_for() -> None:
    asked = [
        replace(paid(n, sum_of(n * 100, status="requested")), factuality=planned)
        for n in (1, 2)
        for planned in [claim(9, "a", "pays", "b", modality=Modality.INTENDED).factuality]
    ]
    assert sides(*asked) == (("c2",), ("c1",))


def test_four_million_is_not_four_and_a_half() -> None:
    assert not equal_sums(sum_of(4_000_000), sum_of(4_400_000))
    assert equal_sums(sum_of(52_000_000), sum_of("52400000"))


def test_a_part_of_a_whole_that_is_told_roughly_is_still_its_part() -> None:
    assert sides(paid(1, sum_of(300, part_of="510 USD")), paid(2, sum_of(500, about=True))) is None


def test_thousands_of_claims_of_few_sums_are_weighed_at_once() -> None:
    claims = [paid(n, sum_of(300 if n % 2 else 300 + n)) for n in range(3000)]
    found = find_sums(edge_of(*claims))
    assert found is not None
    assert (len(found.claims), len(found.against)) == (1503, 1497)
