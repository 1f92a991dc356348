"""Resolve the forms of dates against a document's date and the date last mentioned; takes a Form, gives EDTF."""

from dataclasses import dataclass, replace

from sayso.reading.date_calendar import Day, read_day, read_last_day
from sayso.reading.date_forms import (
    Base,
    Calendar,
    Closing,
    Fixed,
    Form,
    Range,
    Related,
    Season,
    Shifted,
    ShiftedFrom,
    ShortYear,
    Slice,
    Stretch,
    Unit,
    Weekday,
    YearRef,
)
from sayso.reading.date_steps import find_beside, find_nearest, join, shift, text_of

PIVOT = 30


@dataclass(frozen=True, slots=True)
class Anchor:
    """Hold what relative dates count from.

    `anchor` is the document's date, `reference` the date last mentioned; both may be None. `lean` is -1 where the
    verb speaks of the past, 1 of the future, 0 where nothing is known. A reference that is not `fresh` no longer lends
    its year to bare months. Where the words tell what `recurs`, a bare month is that of every year.
    """

    anchor: Day | None = None
    reference: Day | None = None
    lean: int = 0
    fresh: bool = True
    recurs: bool = False

    def of(self, base: Base) -> Day | None:
        """Return the date of a base; a missing reference falls back on the document's date."""
        told = base is Base.REFERENCE or (base is Base.SPOKEN and self.lean < 0 and self.fresh)
        return (self.reference or self.anchor) if told else self.anchor


def anchor_form(form: Form, at: Anchor) -> str | None:
    """Return a form's EDTF, or None where what it counts from is missing or too vague."""
    match form:
        case Fixed():
            return form.edtf
        case Related():
            return _relate(form.relation, anchor_form(form.form, at))
        case Range():
            return _range(form, at)
        case Slice():
            return _slice(form, at)
        case Stretch():
            return _stretch(form, at.of(form.base))
        case Season():
            return _season(form, at)
        case Shifted():
            return shift(form.unit, form.count, at.of(form.base))
        case Closing():
            last = read_last_day(shift(form.unit, 0, at.of(form.base)))
            return str(last.last()) if last else None
        case ShiftedFrom():
            return shift(form.unit, form.count, read_day(anchor_form(form.form, at)))
        case _:
            day = _point(form, at)
            return _partial(form) if day is None else str(day)


def _point(form: Form, at: Anchor) -> Day | None:
    """Return the single date of a calendar, short-year or weekday form."""
    match form:
        case Calendar():
            return _calendar(form, at)
        case ShortYear():
            return Day.make(_full_year(form.two, at.anchor), form.month or 0, form.day or 0)
        case Weekday():
            return _weekday(form, at)
        case _:
            return None


def _partial(form: Form) -> str | None:
    """Return a date with an unknown year, for a calendar form that nothing dates."""
    if not isinstance(form, Calendar) or form.year is not None:
        return None
    if form.day is None:
        return f"XXXX-{form.month:02d}"
    return f"XXXX-{form.month:02d}-{form.day:02d}" if Day.make(2000, form.month, form.day) else None


def _full_year(two: int, anchor: Day | None) -> int:
    """Return the year that ends in two digits: the last one not more than ten years after the document."""
    if anchor is None:
        return (1900 if two >= PIVOT else 2000) + two
    top = anchor.year + 10
    return top - (top - two) % 100


def _year(ref: YearRef, at: Anchor) -> int | None:
    """Return the year that a reference to a year means."""
    base = at.of(ref.base)
    return base.year + ref.shift if base else None


def _calendar(form: Calendar, at: Anchor) -> Day | None:
    """Give a month or day its year: as told, or nearest to what the text speaks of."""
    month, day = form.month, form.day or 0
    if form.year is not None:
        year = _year(form.year, at)
        return None if year is None else Day.make(year, month, day)
    if form.base is Base.REFERENCE:
        base = at.of(form.base)
        return find_beside(month, day, base, form.lean) if base else None
    if at.recurs and not form.lean:
        return None
    if at.reference and _speaks_of_reference(at) and not form.lean:
        return find_nearest(month, day, at.reference, 0, apart=7)
    if at.anchor is None:
        return None
    return find_nearest(month, day, at.anchor, form.lean or at.lean)


def _speaks_of_reference(at: Anchor) -> bool:
    """Tell whether a bare month belongs to the year last mentioned: not where the future is told as of the document."""
    if at.anchor is None or at.reference is None:
        return True
    return at.lean <= 0 and at.fresh and at.reference.year != at.anchor.year


def _weekday(form: Weekday, at: Anchor) -> Day | None:
    """Return the day of a weekday: the last one, the day itself where it fits, or the next by tense or word."""
    base = at.of(form.base)
    today = base.weekday() if base else None
    if base is None or today is None:
        return None
    if form.week is not None:
        return base.add_days(form.number - today + 7 * form.week)
    lean = form.lean or at.lean
    back = (today - form.number) % 7
    if form.lean < 0 and back == 0:
        back = 7
    if lean <= 0:
        return base.add_days(-back)
    ahead = (form.number - today) % 7
    return base.add_days(ahead or (7 if form.lean else 0))


def _stretch(form: Stretch, base: Day | None) -> str | None:
    """Return the stretch that ends or begins at the base, to the precision of its unit."""
    if base is None:
        return None
    if form.unit is Unit.HOUR:
        return str(base)
    other = shift(form.unit, form.count, base)
    here = shift(form.unit, 0, base)
    if other is None or here is None:
        return None
    return f"{other}/{here}" if form.count < 0 else f"{here}/{other}"


def _season(form: Season, at: Anchor) -> str | None:
    """Return the three months of a season; winter begins in the year that is told."""
    if isinstance(form.year, int):
        first = Day.make(form.year, form.month)
    else:
        told = Calendar(form.month, None, form.year, form.lean, form.base)
        if at.recurs and _is_yearless(told) and not form.lean:
            return f"{_partial(told)}/{_partial(replace(told, month=(form.month + 1) % 12 + 1))}"
        first = _calendar(told, at)
    return join(first, first.add_months(2)) if first else None


def _slice(form: Slice, at: Anchor) -> str | None:
    """Return the months of a half or quarter of a year; any other whole is kept as it is."""
    whole = anchor_form(form.form, at)
    day = read_day(whole)
    if whole is None or day is None or "/" in whole or "X" in whole or day.month:
        return whole
    months = 12 // form.of
    return join(Day.make(day.year, (form.part - 1) * months + 1), Day.make(day.year, form.part * months))


def _range(form: Range, at: Anchor) -> str | None:
    """Join two dates; a side without a year takes the other's."""
    start, end = form.start, form.end
    if isinstance(start, Calendar) and start.year is None:
        closing = anchor_form(end, at)
        opening = _before(start, read_day(closing))
    else:
        opening = anchor_form(start, at)
        closing = _after(end, read_last_day(opening)) if _is_yearless(end) else anchor_form(end, at)
    if opening is None or closing is None:
        return None
    first, last = opening.split("/")[0], closing.split("/")[-1]
    begin, finish = read_day(first), read_last_day(last)
    if begin and finish and begin.first() > finish.last():
        return None
    return first if first == last else f"{first}/{last}"


def _is_yearless(form: Form) -> bool:
    """Tell a month or day without a year."""
    return isinstance(form, Calendar) and form.year is None


def _before(form: Calendar, end: Day | None) -> str | None:
    """Return a start's date by the year of its end: the last one not after it."""
    if end is None:
        return _partial(form)
    return text_of(find_nearest(form.month, form.day or 0, end, -1))


def _after(form: Form, start: Day | None) -> str | None:
    """Return an end's date by the year of its start: the first one not before it."""
    if start is None or not isinstance(form, Calendar):
        return _partial(form)
    return text_of(find_nearest(form.month, form.day or 0, start, 1))


def _relate(relation: str, edtf: str | None) -> str | None:
    """Work a relation into a date: since and after open its end, until and before its start."""
    if edtf is None:
        return None
    if relation in ("since", "after"):
        start = edtf.split("/")[0] if relation == "since" else edtf.split("/")[-1]
        return None if start == ".." else f"{start}/.."
    if relation in ("until", "before"):
        end = edtf.split("/")[-1] if relation == "until" else edtf.split("/")[0]
        return None if end == ".." else f"../{end}"
    return edtf


def with_year(form: Form, year: int) -> Form:
    """Give a month, day or season without a year one; any other form comes back as it is."""
    if isinstance(form, Calendar) and form.year is None and not form.lean:
        day = Day.make(year, form.month, form.day or 0)
        return Fixed(str(day)) if day else form
    if isinstance(form, Season) and form.year is None and not form.lean:
        return replace(form, year=year)
    return form
