"""Dates are found in parsed text, anchored, and tied to the events that they date."""

from dataclasses import replace

import pytest

from sayso.model.document import Voice
from sayso.reading.language import Parsed
from sayso.reading.time import find_times, time_of, times_of
from tests.reading.conftest import ParseText


def dated(parsed: Parsed, word: str) -> str | None:
    """Return the time of the first token with this text."""
    return time_of(parsed, find_times(parsed), parsed.table.text.index(word))


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("The minister said on Tuesday that the union had blocked the harbour in March.", "blocked", "2010-03"),
        ("The minister said on Tuesday that the union blocked the harbour.", "blocked", None),
        ("The minister said on Tuesday that the union blocked the harbour.", "said", "2010-06-01"),
        ("Anna Berg, who has led the club since 1997, met Paul Rast in May 2004.", "led", "1997/.."),
        ("Anna Berg, who has led the club since 1997, met Paul Rast in May 2004.", "met", "2004-05"),
        ("He was president from 1990 to 1995.", "president", "1990/1995"),
        ("She has chaired the league for 15 years.", "chaired", "1995/.."),
        ("She chaired the league for 15 years.", "chaired", None),
        ("The company carried out an inspection last week.", "inspection", "2010-05-24/2010-05-30"),
        ("It will meet the mayor on Friday.", "meet", "2010-06-04"),
        ("It met the mayor on Friday.", "met", "2010-05-28"),
        ("The two sides met in 2007 and 2008.", "met", "2007/2008"),
        ("The firm sued the port after the strike of May 2009.", "sued", "2009-05/.."),
        ("In May 2003, the court banned a firm that was seeking to buy the mill.", "buy", "2003-05"),
        ("In May 2003, the guild stayed focused on planning a strike.", "strike", "2003-05"),
        ("In May 2003, the court heard Anna Berg, mayor of the town.", "mayor", None),
        ("Since 2001 the firm has focused its purchases on mills.", "purchases", "2001/.."),
        ("The court fined several members in 2005.", "members", None),
        ("The ties between the two clubs have grown stronger since 2012.", "ties", "2012/.."),
        ("In the mid-1990s the firm bought three mills.", "bought", "199X"),
        ("The troops did not leave the island until 2000.", "leave", "2000"),
        ("The ports met, and since 2001 the towns have traded.", "met", None),
        ("The guild bought the mill and ran it until 1937.", "bought", None),
        ("Fog led to a conflict between Denmark and Sweden in August 2008.", "conflict", "2008-08"),
        ("She rose to fame in 1935, when she appealed to the League.", "appealed", "1935"),
        ("The port agreed to a new plan, but the town dropped it in 2003.", "agreed", None),
        ("In 1990 the court heard a Berg-led guild.", "led", None),
        ("Shortly after the strike in 2009, the firm sued the port.", "sued", "2009"),
        ("On the eve of May 14, 1948, the guild struck.", "struck", "1948-05-13"),
    ],
)
def test_an_event_takes_the_date_that_modifies_it(
    parse_text: ParseText, text: str, word: str, edtf: str | None
) -> None:
    parsed = parse_text(text, "2010-06-02")
    assert dated(parsed, word) == edtf


def test_separate_days_are_separate_occasions(parse_text: ParseText) -> None:
    parsed = parse_text("The boards met on July 30 and August 1, 2016.")
    trigger = parsed.table.text.index("met")
    assert times_of(parsed, find_times(parsed), trigger) == ("2016-07-30", "2016-08-01")
    assert time_of(parsed, find_times(parsed), trigger) == "2016-07-30"


def test_a_dateline_dates_no_event(parse_text: ParseText) -> None:
    parsed = parse_text("Lima, 14 Aug 88 (EFE) -- Dockers closed the port office.", "1988-08-14")
    assert dated(parsed, "closed") is None


def test_the_following_year_counts_from_the_text(parse_text: ParseText) -> None:
    parsed = parse_text("The court opened in May 2011. Two years later it closed.", "2020-01-01")
    assert dated(parsed, "closed") == "2013"


@pytest.mark.parametrize(
    "text",
    [
        "The company bought 2000 trucks.",
        "The council adopted resolution 1904.",
        "They may march to the sea.",
        "Theresa May spoke.",
        "The 15-year-old won.",
        "He earned $2010.",
    ],
)
def test_what_only_looks_like_a_date_is_none(parse_text: ParseText, text: str) -> None:
    assert [time for time in find_times(parse_text(text, "2010-06-02")) if time.edtf] == []


def test_a_vague_word_is_found_without_a_date(parse_text: ParseText) -> None:
    times = find_times(parse_text("The bank currently owns the mill.", "2010-06-02"))
    assert [time.edtf for time in times] == [None]


def test_a_comment_counts_from_its_own_date(parse_text: ParseText) -> None:
    parsed = parse_text("The mill closed yesterday.", "2010-06-02", voice=Voice.COMMENT)
    segments = tuple(replace(s, speaker_date="2011-01-02") for s in parsed.document.segments)
    commented = replace(parsed, document=replace(parsed.document, segments=segments))
    assert [time.edtf for time in find_times(commented)] == ["2011-01-01"]


def test_a_text_without_words_has_no_dates(parse_text: ParseText) -> None:
    assert find_times(parse_text("")) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The bay froze in 1835. The wind is strong in July.", "XXXX-07"),
        ("The bay froze in 1835. Ferries can be late between October and April.", "XXXX-10/XXXX-04"),
        ("The bay froze in 1835. August is the month of the regatta.", "XXXX-08"),
        ("The bay froze in 1835. Markets fill the square during the summer.", "XXXX-06/XXXX-08"),
        ("The bay froze in 1835. Most ships sank in July.", "1835-07"),
        ("The club met last week. The trial opens in July.", "2010-07"),
        ("The bay froze in 2008. The vote is to be held in July.", "2010-07"),
        ("The bay froze in 2008. It does freeze in January.", "XXXX-01"),
        ("To this day the bay freezes in January.", "XXXX-01"),
        ("They are to meet on Friday.", "2010-06-04"),
        ("They might meet on Friday.", "2010-06-04"),
    ],
)
def test_a_bare_month_goes_by_the_tense(parse_text: ParseText, text: str, edtf: str) -> None:
    assert find_times(parse_text(text, "2010-06-02"))[-1].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The firm was founded in May 1995. Over the next five years it bought three mills.", "1995/2000"),
        ("The firm was founded in May 1995. Over the next five years it will buy three mills.", "2010/2015"),
        ("The firm was founded in May 1995. It bought a mill later in the year.", "1995"),
        ("The firm was founded in May 1995. It will buy a mill later in the year.", "2010"),
    ],
)
def test_what_is_spoken_of_goes_by_the_tense(parse_text: ParseText, text: str, edtf: str) -> None:
    assert find_times(parse_text(text, "2010-06-02"))[-1].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The abbey was built in AD 511. It burned down in 612.", ["0511", "0612"]),
        ("The abbot died in December of 384.", ["0384-12"]),
        ("Ships came in the year 71.", ["0071"]),
        ("The abbey was built in AD 511. It sold 612 candles.", ["0511"]),
        ("The firm was founded in 1990. It works in 112 towns.", ["1990"]),
    ],
)
def test_a_year_of_three_digits_is_one_in_a_text_on_old_days(parse_text: ParseText, text: str, edtf: list[str]) -> None:
    assert [time.edtf for time in find_times(parse_text(text, "2010-06-02"))] == edtf


def test_a_season_and_then_count_from_the_text(parse_text: ParseText) -> None:
    times = find_times(
        parse_text("She won in 2004. She won again the following season. Since then she has lost.", "2010")
    )
    assert [time.edtf for time in times] == ["2004", "2005", "2005/.."]


def test_the_date_over_a_report_is_its_own(parse_text: ParseText) -> None:
    parsed = parse_text(
        "Dockers close the port\n\nWednesday, June 2, 2010\n\nDockers closed it yesterday.", "2010-06-05"
    )
    assert find_times(parsed)[-1].edtf == "2010-06-01"


def test_another_date_over_a_report_is_not_its_own(parse_text: ParseText) -> None:
    parsed = parse_text(
        "Dockers close the port\n\nWednesday, June 2, 1999\n\nDockers closed it yesterday.", "2010-06-05"
    )
    assert find_times(parsed)[-1].edtf == "2010-06-04"


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("Pirates raided the port in May 2003. During this raid a guard was wounded.", "wounded", "2003-05"),
        ("Pirates raided the port in May 2003. The raid wounded a guard.", "wounded", "2003-05"),
        ("The boards held a meeting on 4 June 2009. At the meeting Rast asked for a loan.", "asked", "2009-06-04"),
        ("The boards held a meeting on 4 June 2009. At a meeting Rast asked for a loan.", "asked", None),
        ("The boards held a meeting on 4 June 2009. At the meeting in July Rast asked for a loan.", "asked", "2009-07"),
        ("The election took place on 4 June 2009. Anna Berg was elected mayor.", "elected", "2009-06-04"),
        ("The election took place on 4 June 2009. Anna Berg has been elected mayor.", "elected", None),
        ("The election of 2001 was calm. The election of 2005 was not. Anna Berg was elected.", "elected", None),
        ("The firm was blamed for a May 2003 bombing that killed a guard.", "killed", "2003-05"),
        ("The port saw a raid in May 2003. The raid was followed in 2007 by a strike.", "raid", "2003-05"),
        ("The government of 2003 fell. The government sold the port.", "sold", None),
    ],
)
def test_an_occasion_named_again_keeps_its_date(parse_text: ParseText, text: str, word: str, edtf: str | None) -> None:
    assert dated(parse_text(text, "2010-06-02"), word) == edtf
