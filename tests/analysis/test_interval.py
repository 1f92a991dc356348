from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis import parse_interval
from sayso.model.errors import UsageError

BOUNDS = [
    ("2005", "2005-01-01", "2005-12-31", True),
    ("2005-06", "2005-06-01", "2005-06-30", True),
    ("2004-02-29", "2004-02-29", "2004-02-29", True),
    ("198X", "1980-01-01", "1989-12-31", False),
    ("19XX", "1900-01-01", "1999-12-31", False),
    ("2004-06-XX", "2004-06-01", "2004-06-30", False),
    ("2003-02-XX", "2003-02-01", "2003-02-28", False),
    ("1985~", "1984-01-01", "1986-12-31", False),
    ("1985?", "1985-01-01", "1985-12-31", False),
    ("2001-21", "2001-03-01", "2001-05-31", True),
    ("2001-34", "2001-04-01", "2001-06-30", True),
    ("2010-05/2010-06", "2010-05-01", "2010-06-30", True),
    ("[1667,1670..1672]", "1667-01-01", "1672-12-31", False),
    ("{1960..1965}", "1960-01-01", "1965-12-31", True),
    ("2010-05-04T10:00:00Z", "2010-05-04", "2010-05-04", True),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "is_sure"), BOUNDS)
def test_an_edtf_string_gives_its_possible_bounds_and_whether_any_day_is_certain(
    edtf: str, earliest: str, latest: str, is_sure: bool
) -> None:
    read = parse_interval(edtf)
    assert (read.earliest.isoformat(), read.latest.isoformat(), read.sure is not None) == (earliest, latest, is_sure)


@pytest.mark.parametrize("edtf", ["", "May 2005", "2005-13", "2005-02-30", "2006/2005", "../..", "[..]", "20055-1"])
def test_what_is_no_edtf_is_refused(edtf: str) -> None:
    with pytest.raises(UsageError):
        parse_interval(edtf)


def test_open_sides_reach_to_the_end_of_the_calendar() -> None:
    assert parse_interval("1986/..").latest == date.max
    assert parse_interval("../2001-10").earliest == date.min
    assert parse_interval("[..1999]").earliest == date.min


def test_an_interval_is_certain_only_between_the_end_of_its_start_and_the_start_of_its_end() -> None:
    assert parse_interval("2010-05/2010-06").sure == (date(2010, 5, 31), date(2010, 6, 1))


def test_a_masked_decade_may_meet_a_year_of_it_but_not_surely() -> None:
    decade, year = parse_interval("198X"), parse_interval("1985")
    assert decade.may_meet(year)
    assert not decade.surely_meets(year)
    assert decade.surely_meets(parse_interval("1980/1989"))


@given(st.dates(), st.dates())
def test_two_days_make_an_interval_that_holds_both_and_is_certain_of_both(one: date, other: date) -> None:
    first, last = sorted((one, other))
    read = parse_interval(f"{first.isoformat()}/{last.isoformat()}")
    assert (read.earliest, read.latest, read.sure) == (first, last, (first, last))


@given(st.integers(1, 9999), st.integers(1, 12), st.sampled_from(["", "~", "?", "%"]))
def test_certain_days_lie_within_the_possible_ones_and_doubt_leaves_none(year: int, month: int, mark: str) -> None:
    read = parse_interval(f"{year:04}-{month:02}{mark}")
    assert (read.sure is None) == bool(mark)
    assert read.earliest <= date(year, month, 15) <= read.latest


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_meeting_is_symmetric_and_certain_meeting_implies_possible_meeting(a: date, b: date, c: date, d: date) -> None:
    one = parse_interval("/".join(day.isoformat() for day in sorted((a, b))))
    other = parse_interval("/".join(day.isoformat() for day in sorted((c, d))))
    assert one.may_meet(other) == other.may_meet(one)
    assert one.may_meet(other) or not one.surely_meets(other)


@pytest.mark.parametrize("edtf", ["2005", "2005-06", "2005-06-30", "198X", "2001-21", "2010-05/2010-06", "2004-06-XX"])
def test_possible_bounds_agree_with_the_edtf_package(edtf: str) -> None:
    from edtf import parse_edtf

    other, read = parse_edtf(edtf), parse_interval(edtf)
    assert tuple(other.lower_strict()[:3]) == (read.earliest.year, read.earliest.month, read.earliest.day)
    assert tuple(other.upper_strict()[:3]) == (read.latest.year, read.latest.month, read.latest.day)
