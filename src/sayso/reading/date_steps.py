"""Step from a known date to another: the nearest month, a unit some steps away, a week; takes a Day, gives a Day."""

from sayso.reading.date_calendar import Day
from sayso.reading.date_forms import Unit

# From Friday on "this weekend" is the one that comes or is there; earlier in the week it is the last one.
WEEKEND_FROM = 5
SPANS = {Unit.DECADE: 10, Unit.CENTURY: 100}


def find_nearest(month: int, day: int, base: Day, lean: int, apart: int = 8) -> Day | None:
    """Return the last occurrence before the base (-1), the next one after it (1), or the likeliest (0).

    The likeliest is that of the base's own year unless the months lie `apart` or more: news seldom says a bare month
    of another year (GUM: 8 rights dates of the coming winter that 7 loses).
    """
    year = base.year
    if base.month and lean == 0:
        gap = month - base.month
        year += (gap <= -apart) - (gap >= apart)
    elif base.month and lean:
        order = (month, day) if base.day and day else (month, 0)
        here = (base.month, base.day) if base.day and day else (base.month, 0)
        if lean < 0 and order > here:
            year -= 1
        if lean > 0 and order < here:
            year += 1
    return Day.make(year, month, day)


def find_beside(month: int, day: int, base: Day, side: int) -> Day | None:
    """Return the occurrence strictly before (-1) or after (1) the base, in its own year where it has no month."""
    near = find_nearest(month, day, base, side)
    if near is None or not base.month or not near.first() <= base.first() <= near.last():
        return near
    return Day.make(near.year + side, month, day)


def shift(unit: Unit, count: int, base: Day | None) -> str | None:
    """Return the unit of time that lies `count` units from the base; None where the base is not precise enough."""
    if base is None:
        return None
    if unit is Unit.YEAR:
        return text_of(base.add_years(count))
    if unit is Unit.MONTH:
        return text_of(base.add_months(count))
    if unit in SPANS:
        wide = SPANS[unit]
        start = base.year // wide * wide + count * wide
        return str(start)[: -len(str(wide)) + 1] + "X" * (len(str(wide)) - 1) if start >= 1000 else None
    if unit is Unit.QUARTER:
        first = base.add_months(3 * count - (base.month - 1) % 3) if base.month else None
        return join(first, first.add_months(2)) if first else None
    if unit in (Unit.WEEK, Unit.WEEKEND):
        return _week(base, count, weekend=unit is Unit.WEEKEND)
    if count == 0 or unit is Unit.HOUR:
        return str(base)
    return text_of(base.add_days(count))


def _week(base: Day, count: int, *, weekend: bool) -> str | None:
    """Return a week from Monday to Sunday, or its last two days.

    "This weekend" is the last one until Thursday, "last weekend" the last one that is over.
    """
    today = base.weekday()
    if today is None:
        return None
    if weekend:
        latest = 6 - today if today >= WEEKEND_FROM else -1 - today
        back = min(count, 0) if today >= WEEKEND_FROM or count >= 0 else count + 1
        start = base.add_days(latest + 7 * back + (7 if count > 0 else 0))
        return join(start, start.add_days(1)) if start else None
    start = base.add_days(1 - today + 7 * count)
    return join(start, start.add_days(6)) if start else None


def join(first: Day | None, last: Day | None) -> str | None:
    """Return an interval, or None where a side is missing."""
    return None if first is None or last is None else f"{first}/{last}"


def text_of(day: Day | None) -> str | None:
    """Return a day's EDTF or None."""
    return None if day is None else str(day)
