"""Put times into periods: each into the narrowest run of whole periods that surely holds it."""

from datetime import date

from sayso.analysis.interval import Interval, parse_interval
from sayso.model.errors import UsageError
from sayso.model.flow import ALL_TIME, UNDATED

PERIODS = ("day", "month", "year", "decade", "century", ALL_TIME)
"""The lengths of a period that may be asked for."""

_LETTERS = {"day": 10, "month": 7, "year": 4, "decade": 3, "century": 2}


def read_time(edtf: str | None) -> Interval | None:
    """Read an EDTF string; one that is none counts as no time, since a claim is not lost for its date."""
    if not edtf:
        return None
    try:
        return parse_interval(edtf)
    except UsageError:
        return None


def check_period(period: str) -> str:
    """Return a length of period that is known; raises UsageError listing those that are."""
    if period not in PERIODS:
        raise UsageError(f"There is no period {period!r}. Known are: {', '.join(PERIODS)}.")
    return period


def period_of(time: Interval | None, period: str = "year") -> str:
    """Return the EDTF period that surely holds a time: `2017`, `198X`, `2015/2018`, `1986/..`; or `undated`.

    A time that is vaguer than the period asked for gets the vaguer period that holds all days on which it may lie; a
    decade or century that is filled from its first to its last year is written as one. Raises UsageError for an
    unknown period.
    """
    check_period(period)
    if time is None:
        return UNDATED
    if period == ALL_TIME:
        return ALL_TIME
    first = "" if time.earliest == date.min else _label(time.earliest, period)
    last = "" if time.latest == date.max else _label(time.latest, period)
    if not first and not last:
        return UNDATED
    if first == last:
        return first
    return _filled(time) or f"{first or '..'}/{last or '..'}"


def _label(day: date, period: str) -> str:
    """Return the EDTF period of one length in which a day lies."""
    return day.isoformat()[: _LETTERS[period]].ljust(4, "X") if period != "day" else day.isoformat()


def _filled(time: Interval) -> str | None:
    """Return the month, year, decade or century that a time fills from the first to the last day, or None."""
    for period in ("month", "year", "decade", "century"):
        label = _label(time.earliest, period)
        whole = parse_interval(label)
        if (whole.earliest, whole.latest) == (time.earliest, time.latest):
            return label
    return None
