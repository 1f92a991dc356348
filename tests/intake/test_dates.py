"""Check the dates that documents carry about themselves."""

import pytest

from sayso.intake.dates import date_in_path, find_date, find_dates, iso_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14 Aug 88", "1988-08-14"),
        ("Friday, July 21, 2017", "2017-07-21"),
        ("on 3 February 2015.", "2015-02-03"),
        ("14.05.2014", "2014-05-14"),
        ("2014-05-14", "2014-05-14"),
        ("May 2020", "2020-05"),
        ("no date at all, May", None),
        ("31.02.2015", None),
    ],
)
def test_dates_in_words_become_edtf(text: str, value: str | None) -> None:
    found = find_date(text)
    assert (found[0] if found else None) == value


def test_all_dates_of_a_line_are_found() -> None:
    assert find_dates("7 May 2013, 2 June 2014") == ["2013-05-07", "2014-06-02"]


def test_addresses_file_names_and_headers_carry_dates() -> None:
    assert date_in_path("https://gazette.example/2017/07/21/x", is_address=True) == "2017-07-21"
    assert date_in_path("minutes_20170721") == "2017-07-21"
    assert date_in_path("room 1234567890") is None
    assert iso_date("2021-03-04T10:00:00Z") == "2021-03-04"
    assert iso_date("2021") == "2021"
