"""Name the shapes that a date takes in words before it is anchored; the grammar makes them, anchoring resolves them."""

from dataclasses import dataclass
from enum import StrEnum


class Base(StrEnum):
    """Name what a relative date counts from: the document's date, or the date last mentioned in the text.

    What is `spoken` of is the date last mentioned where the words around tell the past, else the document's date.
    """

    ANCHOR = "anchor"
    REFERENCE = "reference"
    SPOKEN = "spoken"


class Unit(StrEnum):
    """Name the units that relative dates count in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Fixed:
    """Hold a date that needs no anchor, as EDTF; None for words that give no date ("recently")."""

    edtf: str | None


@dataclass(frozen=True, slots=True)
class YearRef:
    """Hold a year told relative to a base: `shift` years from it ("last year" is -1)."""

    base: Base
    shift: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hold a month, and perhaps a day in it, whose year is not told (`year` None) or told by reference.

    `lean` is -1 for the last, 1 for the next one, as seen from the base.
    """

    month: int
    day: int | None = None
    year: YearRef | None = None
    lean: int = 0
    base: Base = Base.ANCHOR


@dataclass(frozen=True, slots=True)
class ShortYear:
    """Hold a date whose year has two digits ("14 Aug 88")."""

    two: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """Hold a season of three months from `month`; `year` as told, or by reference, or neither."""

    month: int
    year: int | YearRef | None = None
    lean: int = 0
    base: Base = Base.ANCHOR


@dataclass(frozen=True, slots=True)
class Weekday:
    """Hold a weekday, 1 for Monday; `lean` is -1 for the last, 1 for the next, 0 where tense decides.

    `week` shifts by whole weeks where the week is told ("Monday of last week"), None elsewhere.
    """

    number: int
    lean: int = 0
    week: int | None = None
    base: Base = Base.ANCHOR


@dataclass(frozen=True, slots=True)
class Shifted:
    """Hold the unit of time that lies `count` units from the base ("last year", "two days later", "today")."""

    unit: Unit
    count: int
    base: Base = Base.ANCHOR


@dataclass(frozen=True, slots=True)
class ShiftedFrom:
    """Hold the unit of time that lies `count` units from another date ("two days after 3 May 1990")."""

    unit: Unit
    count: int
    form: "Form"


@dataclass(frozen=True, slots=True)
class Closing:
    """Hold the last day of the unit in which the base lies ("by the end of the year")."""

    unit: Unit
    base: Base = Base.SPOKEN


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold a stretch of `count` units that ends (negative) or begins (positive) at the base."""

    unit: Unit
    count: int
    base: Base = Base.ANCHOR


@dataclass(frozen=True, slots=True)
class Slice:
    """Hold the `part`-th of `of` equal parts of a year ("the latter half of 2017")."""

    part: int
    of: int
    form: "Form"


@dataclass(frozen=True, slots=True)
class Range:
    """Hold a stretch from one date to another, both told."""

    start: "Form"
    end: "Form"


@dataclass(frozen=True, slots=True)
class Related:
    """Hold a date with its relation (`since`, `until`, `before`, `after`) worked in when it is anchored."""

    relation: str
    form: "Form"


@dataclass(frozen=True, slots=True)
class Duration:
    """Hold a length of time that is a date only where the verb's tense makes it one ("has led it for 15 years")."""

    unit: Unit
    count: int


type Form = (
    Fixed
    | Calendar
    | ShortYear
    | Season
    | Weekday
    | Shifted
    | ShiftedFrom
    | Closing
    | Stretch
    | Slice
    | Range
    | Related
    | Duration
)
