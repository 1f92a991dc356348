"""Check that no money is counted twice."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.analysis.totals import add_up
from sayso.model import Modality
from sayso.model.flow import ALL_TIME, LeftOutReason, SumStatus
from tests.analysis.sums_build import Row, flows_of, range_of, row, sums_of, total_of


def reasons(*rows: Row) -> list[LeftOutReason]:
    return [left.reason for left in total_of(*rows).left_out]


def test_no_sums_give_no_totals() -> None:
    assert add_up([]) == ()


def test_sums_of_times_apart_are_added_and_put_into_their_periods() -> None:
    totals = add_up(sums_of(row(1, 5, time="2017"), row(2, 3, time="2018", root="r2")))
    assert [(one.period, int(one.low)) for one in totals] == [(ALL_TIME, 8), ("2017", 5), ("2018", 3)]


def test_two_sums_that_one_teller_names_for_a_year_are_added() -> None:
    assert range_of(row(1, 5, time="2017"), row(2, 3, time="2017")) == (8, 8)


def test_two_figures_of_two_roots_for_a_year_are_a_range() -> None:
    rows = row(1, 5, time="2017"), row(2, 6, time="2017", doc="d2", root="r2")
    assert range_of(*rows) == (5, 6)
    assert reasons(*rows) == [LeftOutReason.RIVAL]
    assert total_of(*rows).contested


def test_a_teller_who_names_fewer_of_the_same_sums_does_not_disagree() -> None:
    assert range_of(row(1, 5, time="2017"), row(2, 3, time="2017"), row(3, 5, time="2017", doc="d2")) == (8, 8)


def test_a_part_is_never_added() -> None:
    rows = row(1, 512, time="2017"), row(2, 242, part_of="512 USD", time="2018")
    assert range_of(*rows) == (512, 512)
    assert reasons(*rows) == [LeftOutReason.PART]


def test_a_part_alone_is_never_added() -> None:
    rows = (row(1, 242, part_of="512 USD", time="2018"),)
    assert range_of(*rows) == (0, 0)
    assert reasons(*rows) == [LeftOutReason.PART_ALONE]


def test_an_undated_sum_is_not_added_to_a_dated_one() -> None:
    rows = row(1, 38, time="2019"), row(2, 9)
    assert range_of(*rows) == (38, 38)
    assert reasons(*rows) == [LeftOutReason.UNDATED]


def test_a_sum_within_the_time_of_another_is_not_added() -> None:
    rows = row(1, 42, time="2015/2018"), row(2, 11, time="2017")
    assert range_of(*rows) == (42, 42)
    assert reasons(*rows) == [LeftOutReason.OVERLAP]


def test_years_that_come_to_more_than_their_span_make_a_range() -> None:
    years = [row(at, 2, time=str(2015 + at)) for at in range(3)]
    rows = (*years, row(9, 4, time="2015/2017"))
    assert range_of(*rows) == (4, 6)
    assert total_of(*rows).contested


def test_requested_planned_and_denied_money_is_not_added_to_paid() -> None:
    rows = (
        row(1, 5, time="2017"),
        row(2, 7, time="2018", status="requested"),
        row(3, 9, time="2019", modality=Modality.INTENDED),
        row(4, 11, time="2020", denied=True),
        row(5, 13, time="2021", currency="EUR"),
    )
    totals = {(one.status, *vars_of(one.stance), one.currency): int(one.low) for one in add_up(sums_of(*rows))}
    assert sorted(totals.values()) == [5, 7, 9, 11, 13]


def vars_of(stance: object) -> tuple[str, ...]:
    return tuple(str(getattr(stance, name)) for name in ("polarity", "certainty", "modality"))


def test_one_figure_under_a_giver_who_is_not_named_counts_once() -> None:
    rows = row(1, 5, time="2017"), row(2, 5, time="2017", giver="u1", doc="d2")
    assert range_of(*rows) == (5, 10)
    assert reasons(*rows) == [LeftOutReason.SAME_MONEY]


def test_one_document_that_names_two_givers_of_one_figure_names_two_sums() -> None:
    assert range_of(row(1, 5, time="2017"), row(2, 5, time="2017", giver="C")) == (10, 10)


def test_totals_name_those_on_whose_word_they_rest() -> None:
    rows = row(1, 5, time="2017"), row(2, 3, time="2018", root="r2"), row(3, 1, root="r3")
    assert [root.key for root in total_of(*rows).roots] == ["r1", "r2"]


@pytest.mark.parametrize(
    ("time", "period", "label"),
    [
        ("2017-03", "year", "2017"),
        ("2015/2018", "year", "2015/2018"),
        ("198X", "month", "198X"),
        ("1986/..", "year", "1986/.."),
        ("2015/2018", "decade", "201X"),
        (None, "year", "undated"),
    ],
)
def test_a_sum_stands_in_the_period_that_surely_holds_it(time: str | None, period: str, label: str) -> None:
    (flow,) = flows_of(row(1, 5, time=time), period=period)
    assert [one.period for one in flow.sums] == [label]


TIMES = st.sampled_from([None, "2015", "2016", "2017", "2017-03", "2015/2017", "201X", "2016/..", "2016~"])
ROWS = st.lists(
    st.tuples(
        st.integers(1, 6),
        TIMES,
        st.sampled_from(["A", "C", "u1", "u2"]),
        st.sampled_from(["d1", "d2"]),
        st.sampled_from(["r1", "r2"]),
        st.sampled_from([None, "4 USD", "6 USD"]),
        st.booleans(),
    ),
    max_size=9,
).map(
    lambda found: [
        row(at, value, time=time, giver=giver, doc=doc, root=root, part_of=part_of, about=about)
        for at, (value, time, giver, doc, root, part_of, about) in enumerate(found)
    ]
)


def told(rows: list[Row]) -> list[tuple[object, ...]]:
    """Return what totals come to, claims aside."""
    totals = add_up(sums_of(*rows))
    return [(one.period, one.low, one.high, one.contested, one.sums, one.left_out) for one in totals]


@given(ROWS)
@settings(max_examples=150, deadline=None)
def test_a_total_never_exceeds_its_distinct_whole_sums(rows: list[Row]) -> None:
    sums = {one.id: one for one in sums_of(*rows)}
    for total in add_up(sums.values()):
        named = {*total.sums, *(left.sum for left in total.left_out)}
        wholes = sum((sums[one].value for one in named if sums[one].part_of is None), Decimal(0))
        assert 0 <= total.low <= total.high <= wholes
        assert not any(sums[one].part_of for one in total.sums)
        assert not {left.sum for left in total.left_out}.intersection(total.sums)


@given(ROWS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_claims_changes_nothing(rows: list[Row], chance: object) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert flows_of(*mixed) == flows_of(*rows)


@given(ROWS, st.sampled_from(["d1", "d2"]))
@settings(max_examples=150, deadline=None)
def test_a_copy_of_a_document_changes_no_total(rows: list[Row], copied: str) -> None:
    from dataclasses import replace

    copies = [
        (giver, predicate, receiver, replace(item, claim=f"x{item.claim}", doc="copy"))
        for giver, predicate, receiver, item in rows
        if item.doc == copied
    ]
    assert told([*rows, *copies]) == told(rows)


def test_a_status_that_is_not_known_is_unknown() -> None:
    (one,) = sums_of(row(1, 5, status=None))
    assert one.status is SumStatus.UNKNOWN
