"""Read date expressions out of words: takes text and an anchor, gives EDTF (ISO 8601-2).

The text is split into atoms parted by single spaces; a `Found` marks a stretch of that text with its form.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from sayso.reading.anchoring import Anchor, anchor_form, with_year
from sayso.reading.date_calendar import read_day
from sayso.reading.date_forms import (
    Base,
    Calendar,
    Closing,
    Duration,
    Fixed,
    Form,
    Range,
    Related,
    Season,
    Shifted,
    ShiftedFrom,
    Slice,
    Stretch,
    Unit,
)
from sayso.reading.date_points import ABOUT
from sayso.reading.date_rules import any_point, point_rules
from sayso.reading.date_words import END, date_words, read_quantity, split_atoms

EDGE = re.compile(
    r"(?:the )?(?:(?:very )?(?:early|late|later|earlier|mid|middle|beginning|start|end|close|turn|"
    r"outbreak|onset|height|(?:first|last|final|closing|opening|early) (?:days|weeks|months|part)|"
    r"(?:latter|early|later|first|final) part)"
    r"(?: -)?(?: in| of| to| on)?(?: (?:early|late|mid)(?: -)?)? )+"
)
ROUGH = re.compile(r"(?:(?:about|around|circa|ca|c|approximately|roughly|at least|as early as|as late as)(?: \.)? )+")
SLICE = re.compile(
    r"(?:the )?(first|second|third|fourth|latter|last|former|1st|2nd|3rd|4th) (half|quarter|trimester) of (?:the )?"
)
CLOSING = re.compile(r"(?:the )?end of (?:the )?(year|month|week)" + END)
EVE = re.compile(r"(?:the )?eve of (?:the )?")
QUARTER = re.compile(r"q ?([1-4])(?: of)? ")
RELATIONS = (
    ("since", re.compile(r"(?:ever )?since (?:the )?(?:(?:start|beginning) of )?")),
    ("since", re.compile(r"(?:beginning|starting|effective|dat(?:es?|ed|ing) back) (?:in |on |from |with |to )?")),
    ("since", re.compile(r"(?:goes|going|go|stretching|stretches) back (?:to )?")),
    ("until", re.compile(r"(?:up )?(?:until|till|til) (?:the )?|up to ")),
    ("before", re.compile(r"(?:before|prior to|ahead of|earlier than) (?:the )?")),
    ("after", re.compile(r"(?:after|following|post -|subsequent to|in the (?:wake|aftermath) of) (?:the )?")),
    ("after", re.compile(r"(?:period|years|months|days|time) (?:following|after) ")),
)
ONWARD = re.compile(r" (?:onwards?|on|forward)(?= [,.;)]|$)| (?:-|to|until) (?:the )?(?:present|now|today|date)" + END)
RANGE_OPEN = re.compile(r"(from|between) (?:the )?")
RANGE_JOIN = re.compile(r" (to|until|till|through|thru|-|and)(?: the)? ")
PARTNER = re.compile(r" (?:, )?(?:and|or|,|&)(?: in| on| the)* ")
NUMBERS_ONLY = re.compile(r"\d{3}$")


@dataclass(frozen=True, slots=True)
class Found:
    """Mark characters `start` to `end` of a text of atoms as a date of a form; `relation` as in TimeExpression."""

    start: int
    end: int
    form: Form
    relation: str = "in"


def resolve(text: str, anchor: str | None, reference: str | None = None, lean: int = 0) -> str | None:
    """Return the EDTF of the first date in `text`, or None where it holds none that can be resolved.

    `anchor` is the document's date and `reference` the date last mentioned, both EDTF; "the following day" counts from
    the reference, a month without a year goes by what is near. `lean` is -1 where the words around speak of the past,
    1 of the future. Lengths of time ("for 15 years") and ages are no dates.
    """
    line = " ".join(split_atoms(text))
    at = Anchor(read_day(anchor), read_day(reference), lean)
    if NUMBERS_ONLY.match(line):
        return f"0{line}"
    for found in scan(line, 0, len(line)):
        if not isinstance(found.form, Duration):
            return anchor_form(found.form, at)
    return None


def scan(line: str, start: int, end: int, allowed: Callable[[int], bool] | None = None) -> list[Found]:
    """Find all dates of a text of atoms between two offsets, from the left, the longest reading at each place.

    `allowed` tells whether a date may begin at an offset; all may where it is None. Months and seasons without a year
    take that of the date they are coordinated with ("July 30 and August 1, 2016").
    """
    found: list[Found] = []
    at = start
    while 0 <= at < end:
        here = read_expression(line, at) if allowed is None or allowed(at) else None
        if here is not None and here.end <= end:
            found.append(here)
            at = here.end
        at = line.find(" ", at) + 1 or end
    return _share_years(line, found)


def _share_years(line: str, found: list[Found]) -> list[Found]:
    """Give months without a year the year of the date that follows them after "and", "or" or a comma."""
    for i in range(len(found) - 2, -1, -1):
        form, after = found[i].form, found[i + 1]
        if not isinstance(form, Calendar | Season) or not PARTNER.fullmatch(line[found[i].end : after.start]):
            continue
        day = _own_day(after.form)
        if day is not None:
            year = day[0] - (form.month > day[1] > 0)
            found[i] = replace(found[i], form=with_year(form, year))
    return found


def _own_day(form: Form) -> tuple[int, int] | None:
    """Return the year and month of a date that needs no anchor; the month is 0 where only the year is told."""
    if isinstance(form, Fixed):
        day = read_day(form.edtf)
        return (day.year, day.month) if day else None
    if isinstance(form, Season) and isinstance(form.year, int):
        return form.year, form.month
    return None


def read_expression(line: str, at: int) -> Found | None:
    """Read one date expression that begins at an offset: a relation, a range, a shift, a length or a point."""
    for relation, pattern in RELATIONS:
        match = pattern.match(line, at)
        inner = _read_plain(line, match.end()) if match else None
        if inner is not None and not isinstance(inner.form, Duration):
            return Found(at, inner.end, Related(relation, inner.form), relation)
    return _read_plain(line, at) or _read_length(line, at)


def _read_plain(line: str, at: int) -> Found | None:
    """Read a range, a shift or a point, and an open end after it."""
    found = _read_range(line, at) or _read_shift(line, at) or _read_point(line, at)
    if found is None:
        return None
    onward = ONWARD.match(line, found.end)
    if onward and not isinstance(found.form, Range):
        return Found(at, onward.end(), Related("since", found.form), "since")
    return found


def _read_range(line: str, at: int) -> Found | None:
    """Read "from A to B", "between A and B", and "A - B" of two dates that need no anchor."""
    opening = RANGE_OPEN.match(line, at)
    first = _read_point(line, opening.end() if opening else at)
    joint = RANGE_JOIN.match(line, first.end) if first else None
    if first is None or joint is None:
        return None
    word = joint[1]
    if word == "and" and not (opening and opening[1] == "between"):
        return None
    second = _read_point(line, joint.end())
    if second is None:
        return None
    if opening is None and not (_is_told(first.form) and _is_told(second.form)):
        return None
    return Found(at, second.end, Range(first.form, second.form), "between")


def _is_told(form: Form) -> bool:
    """Tell a form that says a calendar date, with or without its year."""
    return isinstance(form, Fixed | Calendar | Season | Slice)


@cache
def _shift_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of "two years ago", "the day before" and "for 15 years"."""
    w = date_words()
    count = rf"(?:the )?(?:{ABOUT} )?({w.quantity}|few|several|a few|many)"
    ago = re.compile(
        rf"{count} ({w.unit})s?(?: and {w.quantity} {w.unit}s?)? "
        r"(ago|back|earlier|later|before|after|from now|hence|previously|afterwards?|prior|beforehand|in the past)"
        + END
    )
    the = re.compile(rf"(?:the |a )?({w.unit}) (before|after|earlier|later|prior){END}")
    length = re.compile(
        rf"for ((?:the |{ABOUT} )*)(past |last )?({ABOUT} )?({w.quantity}) ({w.unit})s?{END}(?! old| of age)"
    )
    return ago, the, length


def _read_shift(line: str, at: int) -> Found | None:
    """Read a date told by its distance: "two years ago", "three days later", "the day after 3 May 1990"."""
    ago, the, _ = _shift_patterns()
    match = ago.match(line, at)
    if match:
        number, unit, word = match[1], match[2], match[3]
    else:
        match = the.match(line, at)
        if not match:
            return None
        number, unit, word = "one", match[1], match[2]
    kind, times = date_words().units[unit]
    sign = 1 if word in ("later", "after", "from now", "hence", "afterward", "afterwards") else -1
    base = Base.ANCHOR if word in ("ago", "back", "from now", "hence", "in the past") else Base.REFERENCE
    if number.split(" ")[-1] in ("few", "several", "many") or unit in ("second", "minute"):
        form: Form = Shifted(Unit.DAY, 0, base) if kind is Unit.HOUR else Fixed(None)
        return Found(at, match.end(), form)
    count = sign * round(read_quantity(number) * times)
    if word in ("before", "after", "prior"):
        return _read_shift_from(line, at, match.end(), kind, count)
    return Found(at, match.end(), Shifted(kind, count if kind is not Unit.HOUR else 0, base))


def _read_shift_from(line: str, at: int, end: int, unit: Unit, count: int) -> Found | None:
    """Read what "two days before" counts from: the date that follows, or the one last mentioned at a clause's end."""
    if end == len(line) or line[end + 1] in ",.;:)":
        return Found(at, end, Shifted(unit, count, Base.REFERENCE))
    inner = _read_point(line, end + 1) or (_read_point(line, end + 5) if line.startswith("the ", end + 1) else None)
    return Found(at, inner.end, ShiftedFrom(unit, count, inner.form)) if inner else None


def _read_length(line: str, at: int) -> Found | None:
    """Read a length of time that runs up to now: "for the past 15 years" is a date, "for 15 years" by its verb."""
    match = _shift_patterns()[2].match(line, at)
    if not match:
        return None
    unit, times = date_words().units[match[5]]
    count = round(read_quantity(match[4]) * times)
    if unit is Unit.HOUR or not count:
        return None
    if match[2] or "past " in match[1] or "last " in match[1]:
        return Found(at, match.end(), Related("since", Stretch(unit, -count)), "since")
    return Found(at, match.end(), Duration(unit, count), "since")


def _read_point(line: str, at: int) -> Found | None:
    """Read one point in time, with the words that make it early, late or rough before it."""
    sliced = SLICE.match(line, at)
    quarter = None if sliced else QUARTER.match(line, at)
    if sliced or quarter:
        match = sliced or quarter
        inner = _read_point(line, match.end()) if match else None
        if inner is not None and match is not None:
            return Found(at, inner.end, _slice(match, inner.form))
    if eve := EVE.match(line, at):
        inner = _read_point(line, eve.end())
        return Found(at, inner.end, ShiftedFrom(Unit.DAY, -1, inner.form)) if inner else None
    if closing := CLOSING.match(line, at):
        return Found(at, closing.end(), Closing(Unit(closing[1])))
    begin = at
    for pattern in (ROUGH, EDGE, ROUGH):
        if match := pattern.match(line, begin):
            begin = match.end()
    if not any_point().match(line, begin):
        return None
    for rule, build in point_rules():
        if match := rule.match(line, begin):
            form = build(match)
            if form is not None:
                return Found(at, match.end(), form)
    return None


def _slice(match: re.Match[str], form: Form) -> Slice:
    """Return the half or quarter that a match names."""
    if match.re is QUARTER:
        return Slice(int(match[1]), 4, form)
    of = {"half": 2, "quarter": 4, "trimester": 3}[match[2]]
    parts = {"first": 1, "former": 1, "second": 2, "third": 3, "fourth": 4, "latter": of, "last": of}
    return Slice(parts.get(match[1]) or int(match[1][0]), of, form)
