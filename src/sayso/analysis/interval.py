"""Read EDTF (ISO 8601-2) of levels 0, 1 and 2 into possible and certain bounds.

A plain date is the whole of its period: `2005` is certain from the first to the last day of 2005. A masked one
(`198X`) is some day in it: possible throughout, certain nowhere. `~` and `%` widen the possible by one unit of the
date's precision, `?` by nothing, and all three take the certainty away. An interval runs from some day in its start
to some day in its end (ISO 8601-2, 4.2): `2010-05/2010-06` is possible from 1 May to 30 June and certain from 31 May
to 1 June. Years outside 1 to 9999 are cut to those.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sayso.model.errors import UsageError

_DATE = re.compile(
    r"(?P<year>-?\d{4,}|-?[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?(?:T[\d:.Zz+-]+)?(?:S\d+)?"
)
_LONG_YEAR = re.compile(r"Y(?P<sign>-?)\d+(?:E\d+)?(?:S\d+)?")
_LONGEST = 100  # of one date: a year of thousands of digits is no year
# Level 1 and 2 seasons, quarters, thirds and halves: first month and length in months. Winter begins in December of
# the same year here, since EDTF leaves its year open and the later half is then wrong by no more than two months.
_PARTS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 1), 25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 1)}
_PARTS |= {29: (9, 3), 30: (12, 1), 31: (3, 3), 32: (6, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)}
_PARTS |= {37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6)}


@dataclass(frozen=True, slots=True)
class Interval:
    """Hold possible and certain bounds, days included.

    Possibly from `earliest` to `latest`; certainly from `sure[0]` to `sure[1]`, or on no day where `sure` is None. An
    open side has `date.min` or `date.max` as its possible bound. `starts` and `ends` tell that the text states a start
    or an end; a plain date states neither.
    """

    earliest: date
    latest: date
    sure: tuple[date, date] | None
    starts: bool = False
    ends: bool = False

    def may_meet(self, other: "Interval") -> bool:
        """Tell whether the two may share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def surely_meets(self, asked: "Interval") -> bool:
        """Tell whether this certainly touches what is asked: a certain day in it, or lying in it altogether."""
        if asked.earliest <= self.earliest and self.latest <= asked.latest:
            return True
        return self.sure is not None and self.sure[0] <= asked.latest and asked.earliest <= self.sure[1]


@lru_cache(maxsize=16384)
def parse_interval(edtf: str) -> Interval:
    """Read an EDTF string of level 0, 1 or 2; raises UsageError where it is none or runs backwards."""
    text = edtf.strip()
    if text[:1] in ("[", "{") and text[-1:] in ("]", "}"):
        return _read_set(text)
    start, slash, end = text.partition("/")
    if not slash:
        return _read_date(text)
    if start == end:
        return _read_date(start)
    return _join(start, end, text)


def _join(start: str, end: str, text: str) -> Interval:
    """Read an interval; `..` and nothing at all both leave a side open."""
    first = None if start in ("", "..") else _read_date(start)
    last = None if end in ("", "..") else _read_date(end)
    if first is None and last is None:
        raise _refuse(text)
    if last is None and first is not None:
        # Held from the start on; until when, only what attests it can say.
        day = first.latest
        return Interval(first.earliest, date.max, (day, day), starts=True)
    if first is None and last is not None:
        day = last.earliest
        return Interval(date.min, last.latest, (day, day), ends=True)
    assert first is not None
    assert last is not None
    if first.earliest > last.latest:
        raise UsageError(f"EDTF interval {text!r} runs backwards; give the earlier date first")
    sure = (first.latest, last.earliest) if first.latest <= last.earliest else None
    return Interval(first.earliest, last.latest, sure, starts=True, ends=True)


def _read_set(text: str) -> Interval:
    """Read `[..1999]`, `[1667,1668]` (one of) or `{1960..1965}` (all of) as the bounds round its members."""
    members = [member.strip() for member in text[1:-1].split(",")]
    earliest, latest = date.max, date.min
    for member in members:
        first, dots, last = member.partition("..")
        low = _read_date(first).earliest if first else date.min
        high = _read_date(last).latest if last else date.max
        if not dots:
            high = _read_date(first).latest
        if not first and not last:
            raise _refuse(text)
        if low > high:
            raise UsageError(f"EDTF set {text!r} runs backwards; give the earlier date first")
        earliest, latest = min(earliest, low), max(latest, high)
    whole = text[0] == "{" and len(members) == 1 and earliest > date.min and latest < date.max
    return Interval(earliest, latest, (earliest, latest) if whole else None)


def _read_date(text: str) -> Interval:
    """Read one date with its marks of doubt."""
    bare = text.translate({ord(mark): None for mark in "?~%"})
    long = _LONG_YEAR.fullmatch(bare)
    if long:
        far = date.min if long["sign"] else date.max
        return Interval(far, far, None)
    found = _DATE.fullmatch(bare)
    if not found or found["day"] == "00" or len(bare) > _LONGEST:
        raise _refuse(text)
    low, high, years, days = _bounds(found["year"], found["month"], found["day"], text)
    masked = "X" in bare or "S" in bare
    if "~" in text or "%" in text:
        low, high = _step(low, -years, -days), _step(high, years, days)
    return Interval(low, high, None if masked or bare != text else (low, high))


def _bounds(year: str, month: str | None, day: str | None, text: str) -> tuple[date, date, int, int]:
    """Return first day, last day and the unit of precision of a date, in years and in days."""
    if year.startswith("-") or year == "0000":
        return date.min, date.min, 1, 0
    low_year, high_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    low_year, high_year = max(1, min(low_year, 9999)), max(1, min(high_year, 9999))
    if month is None:
        return date(low_year, 1, 1), date(high_year, 12, 31), 1, 0
    first, length = _months(month, text)
    last = first + length - 1
    if day is None or length > 1:
        return date(low_year, first, 1), _month_end(high_year, last), 0, 31 * length
    low_day, high_day = int(day.replace("X", "0")) or 1, int(day.replace("X", "9"))
    if "X" in day + year:
        return _clip(low_year, first, low_day), _clip(high_year, first, high_day), 0, 1
    try:
        return date(low_year, first, low_day), date(high_year, first, high_day), 0, 1
    except ValueError as error:
        raise _refuse(text) from error


def _months(month: str, text: str) -> tuple[int, int]:
    """Return the first month and how many there are; masked months may be any of the year or of their tens."""
    if month == "XX":
        return 1, 12
    if month in ("0X", "X0"):
        return (1, 9) if month == "0X" else (10, 1)
    if month == "1X":
        return 10, 3
    if "X" in month:
        return 1, 12
    if int(month) in _PARTS:
        return _PARTS[int(month)]
    if not 1 <= int(month) <= 12:
        raise _refuse(text)
    return int(month), 1


def _month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _clip(year: int, month: int, day: int) -> date:
    """Return a day of a month, or the month's last day."""
    return min(date(year, month, min(day, monthrange(year, month)[1])), _month_end(year, month))


def _step(day: date, years: int, days: int) -> date:
    """Move a day, but not out of the calendar."""
    edge = date.max if years + days > 0 else date.min
    try:
        return _clip(day.year + years, day.month, day.day) + timedelta(days=days)
    except (OverflowError, ValueError):
        return edge


def _refuse(text: str) -> UsageError:
    """Make the error for a string that is no EDTF."""
    return UsageError(f"{text!r} is no EDTF date; write 2005, 2005-06-30, 198X, 1986/.. or 2010-05/2010-06")
