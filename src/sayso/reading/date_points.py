"""Make the form of one point in time from what a rule of `date_rules` matched."""

import re

from sayso.reading.date_calendar import Day
from sayso.reading.date_forms import (
    Base,
    Calendar,
    Fixed,
    Form,
    Range,
    Season,
    Shifted,
    ShortYear,
    Stretch,
    Unit,
    Weekday,
    YearRef,
)
from sayso.reading.date_words import (
    date_words,
    read_month,
    read_ordinal,
    read_quantity,
    read_weekday,
)

type Made = Form | None

YEAR = r"(?:[01]\d{3}|20\d{2})"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
PART = r"(?: (?:morning|afternoon|evening|night|noon|dawn|midnight))"
ERA = r"(?:b c e|b c|b \. c \.|bce|bc|a \. d \.|ad|ce)"
BEFORE_ERA = ("b", "bc", "bce")
ABOUT = (
    r"(?:about|nearly|almost|some|over|more than|less than|around|exactly|just|at least|only|roughly|approximately"
    r"|close to)"
)
SHIFT_WORDS = {"last": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "current": 0, "present": 0}
REFERENCE_WORDS = {"following": 1, "previous": -1, "preceding": -1, "prior": -1, "same": 0, "that": 0, "ensuing": 1}
UNITS = {"night": "day", "morning": "day", "evening": "day", "afternoon": "day", "season": "year"}
FEW = ("few", "several", "many")


def year_reference(words: str) -> YearRef:
    """Return the year that "this year", "the same year" or "of last year" mean."""
    return YearRef(*_shift_of(words.replace("year", "").split()))


def _shift_of(words: list[str]) -> tuple[Base, int]:
    """Return the base and shift of determiners such as "this past" or "the following"."""
    for word in words:
        if word in REFERENCE_WORDS:
            return Base.REFERENCE, REFERENCE_WORDS[word]
    shifts = [SHIFT_WORDS[word] for word in words if word in SHIFT_WORDS]
    if "the" in words and shifts == [1]:
        return Base.REFERENCE, 1
    return Base.ANCHOR, next((s for s in shifts if s), 0)


def day_number(text: str) -> int:
    """Return the number of "5th" or "05"."""
    return int(re.sub(r"\D", "", text))


def fix(year: int, month: int = 0, day: int = 0) -> Made:
    """Return a date that stands by itself, or None where there is no such day."""
    made = Day.make(year, month, day)
    return Fixed(str(made)) if made else None


def read_decade(century: str, ten: str, plural: str) -> Made:
    """Return a decade; hundreds before 2000 are centuries ("the 1600s")."""
    if ten == "0" and century < "20":
        return Fixed(f"{century}XX")
    return Fixed(f"{century}{ten}X")


def read_century(number: int, era: str | None) -> Made:
    """Return a century, before or after the year 1."""
    if not 1 <= number <= 30:
        return None
    if era and era.replace(" .", "").split(" ")[0] in BEFORE_ERA:
        return Fixed(f"-{number * 100 - 1:04d}/-{(number - 1) * 100:04d}")
    return Fixed(f"{number - 1:02d}XX")


def read_era_year(year: str, era: str) -> Made:
    """Return a year before or after the year 1; 1 BC is the year 0 of EDTF."""
    number = int(year.replace(",", ""))
    if era.replace(" .", "").split(" ")[0] in BEFORE_ERA:
        return fix(1 - number) if number > 1 else None
    return fix(number)


def read_numeric(match: re.Match[str]) -> Made:
    """Return a date of numbers; where day and month cannot be told apart, the year alone."""
    first, second, year = int(match[1]), int(match[3]), match[4]
    if first > 12 or second > 12 or first == second:
        day, month = (first, second) if first > 12 or first == second else (second, first)
        return fix(int(year), month, day) if len(year) == 4 else ShortYear(int(year), month, day)
    return fix(int(year)) if len(year) == 4 else ShortYear(int(year))


def read_years(match: re.Match[str]) -> Made:
    """Return a stretch of years ("1986-87", "1990 - 1995")."""
    first, last = match[1], match[2]
    last = first[: len(first) - len(last)] + last
    return Range(Fixed(first), Fixed(last)) if first < last else None


def read_unit(match: re.Match[str]) -> Made:
    """Return the unit of "last week", "the following day", "this year"."""
    unit = UNITS.get(match[2], match[2])
    base, shift = _shift_of(match[1].split())
    if unit == Unit.WEEKEND and match[1] in ("this past", "the past"):
        shift = 0
    return Shifted(Unit(unit), shift, base)


def read_weekday_near(match: re.Match[str]) -> Made:
    """Return a weekday with its determiner."""
    base, shift = _shift_of((match[1] or "").split())
    lean = shift if base is Base.ANCHOR else (shift or -1)
    return Weekday(read_weekday(match[2]), lean, base=base)


def read_month_near(match: re.Match[str]) -> Made:
    """Return a month with its determiner ("last August", "the following May")."""
    base, shift = _shift_of(match[1].split())
    month = read_month(match[2])
    if base is Base.REFERENCE:
        return Calendar(month, None, YearRef(base, 0)) if shift == 0 else Calendar(month, lean=shift, base=base)
    return Calendar(month, None, YearRef(base, 0)) if match[1] == "this" else Calendar(month, lean=shift)


def read_season_near(match: re.Match[str]) -> Made:
    """Return a season with its determiner ("last summer")."""
    base, shift = _shift_of(match[1].split())
    month = date_words().seasons[match[2]]
    return Season(month, YearRef(base, 0)) if shift == 0 else Season(month, lean=shift, base=base)


def read_day_word(words: str) -> Made:
    """Return "today" and its like, whatever part of the day is named."""
    days = date_words().days
    for word in sorted(days, key=len, reverse=True):
        if words.startswith(word):
            return Shifted(Unit.DAY, days[word])
    return None


def read_feast(determiner: str | None, feast: str, year: str | None) -> Made:
    """Return the day of a feast ("last Christmas", "New Year's Eve 1999")."""
    month, day = date_words().feasts[feast]
    if year:
        return fix(int(year), month, day)
    base, shift = _shift_of((determiner or "").split())
    if base is Base.REFERENCE and shift == 0:
        return Calendar(month, day, YearRef(base, 0))
    return Calendar(month, day, lean=shift, base=base if shift else Base.ANCHOR)


def read_days_of(month: str, first: str, last: str, year: str | None) -> Made:
    """Return a stretch of days in one month."""
    number, start, end = read_month(month), day_number(first), day_number(last)
    if start >= end:
        return None
    if year is None:
        return Range(Calendar(number, start), Calendar(number, end))
    opening, closing = fix(int(year), number, start), fix(int(year), number, end)
    return Range(opening, closing) if opening and closing else None


def read_centuries(first: str, last: str, era: str | None) -> Made:
    """Return a stretch of centuries."""
    opening, closing = read_century(read_ordinal(first), era), read_century(read_ordinal(last), era)
    return Range(opening, closing) if opening and closing else None


def read_weekday_of_week(weekday: str, week: str) -> Made:
    """Return a weekday of a week that is told."""
    base, shift = _shift_of(week.split())
    return Weekday(read_weekday(weekday), week=shift, base=base)


def read_stretch(match: re.Match[str]) -> Made:
    """Return a stretch whose number may carry "about"."""
    return _stretch_of(match[1], re.sub(rf"^{ABOUT} ", "", match[2]), match[3])


def _stretch_of(determiner: str, quantity: str, unit_word: str) -> Made:
    """Return the stretch of units before or after the base."""
    base, shift = _shift_of([word for word in determiner.split() if word != "the"])
    unit, times = date_words().units[unit_word]
    if quantity.split(" ")[0] in FEW:
        return Shifted(Unit.DAY, 0) if unit is Unit.HOUR else Fixed(None)
    sign = 1 if shift > 0 else -1
    if determiner == "the next":
        base = Base.SPOKEN
    return Stretch(unit, sign * max(1, round(read_quantity(quantity) * times)), base)


def read_past(determiner: str, unit_word: str) -> Made:
    """Return the stretch of "the past year"; "this past week" is the week before."""
    if determiner == "this past" and unit_word in ("week", "month", "year"):
        return Shifted(Unit(unit_word), -1)
    if unit_word == "weekend":
        return Shifted(Unit.WEEKEND, 0)
    return _stretch_of("past", "one", unit_word)
