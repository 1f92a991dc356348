import pytest

from sayso.model.date_words import date_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2005", "2005"),
        ("2010-05", "May 2010"),
        ("2018-05-03", "3 May 2018"),
        ("198X", "the 1980s"),
        ("18XX", "the 1800s"),
        ("1986/..", "since 1986"),
        ("../1999-04", "until April 1999"),
        ("2010-05/2010-06", "May to June 2010"),
        ("2007/2009", "2007 to 2009"),
        ("1984~", "about 1984"),
        ("2001-22", "summer 2001"),
        ("[1667,1668]", "[1667,1668]"),
        ("2001-99", "2001-99"),
    ],
)
def test_dates_read_as_people_say_them(edtf: str, words: str) -> None:
    assert date_words(edtf) == words
