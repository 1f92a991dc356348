"""Dates in words become EDTF."""

import re
from calendar import month_name
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.date_words import date_words
from sayso.reading.dates import resolve

ANCHOR = "1988-08-18"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("14 Aug 88", "1988-08-14"),
        ("August 14, 1988", "1988-08-14"),
        ("on Aug. 21, 2017", "2017-08-21"),
        ("Friday, July 21, 2017", "2017-07-21"),
        ("2017-03-04", "2017-03-04"),
        ("2005", "2005"),
        ("April 2010", "2010-04"),
        ("mid-2015", "2015"),
        ("the latter half of 2017", "2017-07/2017-12"),
        ("third quarter of 2015", "2015-07/2015-09"),
        ("mid-1980s", "198X"),
        ("mid-1980's", "198X"),
        ("the 1600s", "16XX"),
        ("the early 20th century", "19XX"),
        ("14th and 15th centuries", "13XX/14XX"),
        ("6th century B.C.", "-0599/-0500"),
        ("spring 2011", "2011-03/2011-05"),
        ("winter of 2001", "2001-12/2002-02"),
        ("fiscal year 2018", "2018"),
        ("11 September 1973", "1973-09-11"),
        ("9/11", "2001-09-11"),
        ("as of March 2004", "2004-03"),
        ("31 February 1990", None),
        ("recently", None),
    ],
)
def test_a_date_that_needs_no_anchor_is_resolved(text: str, edtf: str | None) -> None:
    assert resolve(text, ANCHOR) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("since the late 1970s", "197X/.."),
        ("starting in May 2003", "2003-05/.."),
        ("1990-present", "1990/.."),
        ("before October 2001", "../2001-10"),
        ("until 2004", "../2004"),
        ("after the May 2011 merger", "2011-05/.."),
        ("from August to December 2017", "2017-08/2017-12"),
        ("from 1999 to 2001", "1999/2001"),
        ("from November 1990 to February", "1990-11/1991-02"),
        ("May 1 - June 3, 1990", "1990-05-01/1990-06-03"),
        ("5-9 May 1990", "1990-05-05/1990-05-09"),
        ("1986-87", "1986/1987"),
        ("from 2001 to 1999", None),
    ],
)
def test_a_relation_or_a_range_is_worked_into_the_interval(text: str, edtf: str | None) -> None:
    assert resolve(text, None) == edtf


@pytest.mark.parametrize(
    ("text", "anchor", "edtf"),
    [
        ("between May and June of this year", "2010-08-01", "2010-05/2010-06"),
        ("early June", "2015-08-03", "2015-06"),
        ("January", "2013-10-09", "2014-01"),
        ("Monday", "2020-03-11", "2020-03-09"),
        ("Wednesday", "2020-03-11", "2020-03-11"),
        ("last Wednesday", "2020-03-11", "2020-03-04"),
        ("next Tuesday", "2020-03-11", "2020-03-17"),
        ("this past weekend", "1988-10-02", "1988-10-01/1988-10-02"),
        ("last week", ANCHOR, "1988-08-08/1988-08-14"),
        ("late last month", ANCHOR, "1988-07"),
        ("yesterday", "1988-03-01", "1988-02-29"),
        ("two years ago", ANCHOR, "1986"),
        ("ten months ago", "1974-08-08", "1973-10"),
        ("two weeks ago", "2021-01-20", "2021-01-06"),
        ("the past decade", ANCHOR, "1978/1988"),
        ("for the past 15 years", ANCHOR, "1973/.."),
        ("last summer", "2023-02-23", "2022-06/2022-08"),
        ("yesterday", "1988-08", None),
        ("last month", "1988-03", "1988-02"),
    ],
)
def test_a_relative_date_counts_from_the_document(text: str, anchor: str, edtf: str | None) -> None:
    assert resolve(text, anchor) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("the following day", "1981-05-04"),
        ("three days earlier", "1981-04-30"),
        ("two years later", "1983"),
        ("that year", "1981"),
        ("in March the same year", "1981-03"),
        ("October", "1981-10"),
    ],
)
def test_a_date_may_count_from_the_date_last_mentioned(text: str, edtf: str) -> None:
    assert resolve(text, ANCHOR, "1981-05-03") == edtf


def test_a_month_without_any_year_keeps_the_year_open() -> None:
    assert resolve("June 9", None) == "XXXX-06-09"


@pytest.mark.parametrize("text", ["for 15 years", "15 years old", "the house on the hill", ""])
def test_a_length_or_an_age_is_no_date(text: str) -> None:
    assert resolve(text, ANCHOR) is None


@pytest.mark.parametrize(
    ("two", "anchor", "year"), [("88", None, "1988"), ("04", None, "2004"), ("88", "1895-01-01", "1888")]
)
def test_two_digits_take_the_century_of_the_document(two: str, anchor: str | None, year: str) -> None:
    assert resolve(f"3 May {two}", anchor) == f"{year}-05-03"


GLUE = "the of last next this since until before from to between and ago later , - 's early mid for past that same"
NUMBERS = "3 14 31 1st 88 1988 2004 1990s 20th century weekend quarter few two ten years 500 bc / q 3"
PIECES = st.sampled_from(
    [
        *sorted({*date_words().months, *date_words().weekdays, *date_words().units, *date_words().days}),
        *GLUE.split(),
        *NUMBERS.split(),
    ]
)
OPEN = re.compile(r"\.\./|/\.\.")


@given(st.lists(PIECES, min_size=1, max_size=7).map(" ".join), st.sampled_from([None, "1988", "1988-08", ANCHOR]))
def test_whatever_comes_out_is_edtf(text: str, anchor: str | None) -> None:
    edtf = resolve(text, anchor, "2003-02-28")
    if edtf is not None:
        parse_edtf(OPEN.sub("", edtf))


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)), st.dates())
def test_a_full_date_is_itself_whatever_the_anchor(day: date, anchor: date) -> None:
    assert resolve(f"{day.day} {month_name[day.month]} {day.year}", f"{anchor}") == f"{day}"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Christmas", "2010-12-25"),
        ("last Christmas", "2009-12-25"),
        ("New Year's Eve 1999", "1999-12-31"),
        ("the end of the year", "2010-12-31"),
        ("month-end", "2010-05-31"),
        ("the end of 2009", "2009"),
        ("in the summer", "2010-06/2010-08"),
        ("since the spring", "2010-03/.."),
        ("the fall of the bank", None),
        ("the day before the outbreak of World War II", "1939-08-31"),
    ],
)
def test_feasts_seasons_and_closings_count_from_the_document(text: str, edtf: str | None) -> None:
    assert resolve(text, "2010-05-02") == edtf


@pytest.mark.parametrize(
    ("text", "reference", "edtf"),
    [
        ("the following autumn", "1805-07", "1805-09/1805-11"),
        ("the following May", "1805-05", "1806-05"),
        ("the previous March", "1805-05", "1805-03"),
        ("the following spring", "1805", "1805-03/1805-05"),
    ],
)
def test_the_following_month_counts_from_the_text(text: str, reference: str, edtf: str) -> None:
    assert resolve(text, "2010-05-02", reference) == edtf
