"""Reckon with dates of the precision that they have: a year, a month or a day; gives EDTF."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

DATE = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\dX])")
DECADE = re.compile(r"(\d{2,3})(X{1,2})$")


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """Hold a year, or a month in it, or a day; months and days that do not exist are refused by `make`."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def make(cls, year: int, month: int = 0, day: int = 0) -> "Day | None":
        """Return the date, or None where there is no such day."""
        if not -9999 <= year <= MAXYEAR or not 0 <= month <= 12:
            return None
        if day and (not month or day > monthrange(year if year >= 1 else 2000, month)[1]):
            return None
        return cls(year, month, day)

    def __str__(self) -> str:
        """Return EDTF of the precision that is known."""
        year = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        if not self.month:
            return year
        return f"{year}-{self.month:02d}-{self.day:02d}" if self.day else f"{year}-{self.month:02d}"

    def add_days(self, count: int) -> "Day | None":
        """Return the day `count` days on, or None where this is no day or the calendar ends."""
        if not self.day or self.year < 1:
            return None
        try:
            moved = date(self.year, self.month, self.day) + timedelta(days=count)
        except OverflowError:
            return None
        return Day(moved.year, moved.month, moved.day)

    def add_months(self, count: int) -> "Day | None":
        """Return the month `count` months on, or None where the month is not known."""
        if not self.month:
            return None
        year, month = divmod(self.year * 12 + self.month - 1 + count, 12)
        return Day.make(year, month + 1)

    def add_years(self, count: int) -> "Day | None":
        """Return the year `count` years on."""
        return Day.make(self.year + count)

    def weekday(self) -> int | None:
        """Return 1 for Monday to 7 for Sunday, None where the day is not known."""
        return date(self.year, self.month, self.day).isoweekday() if self.day and self.year >= 1 else None

    def last(self) -> "Day":
        """Return the last day that this date covers."""
        month = self.month or 12
        return Day(self.year, month, self.day or monthrange(max(self.year, 1), month)[1])

    def first(self) -> "Day":
        """Return the first day that this date covers."""
        return Day(self.year, self.month or 1, self.day or 1)


def read_day(edtf: str | None) -> Day | None:
    """Read the date of an EDTF string: the start of an interval, or its end where it has no start; decades begin.

    None for None, for an unknown year and for what is no EDTF.
    """
    if not edtf:
        return None
    for side in edtf.split("/"):
        if match := DATE.match(side):
            year, month, day = (int(part) if part else 0 for part in match.groups())
            if month > 12:
                return Day.make(year)
            return Day.make(year, month, day)
        if match := DECADE.match(side):
            return Day.make(int(match[1] + "0" * len(match[2])))
    return None


def read_last_day(edtf: str | None) -> Day | None:
    """Read the end of an interval, or the date itself."""
    return read_day(edtf.split("/")[-1]) or read_day(edtf) if edtf else None
