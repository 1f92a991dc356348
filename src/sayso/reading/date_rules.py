"""List the rules for one point in time, in the order in which they are tried: each a pattern and what it makes."""

import re
from collections.abc import Callable
from functools import cache

from sayso.reading.date_forms import Base, Calendar, Closing, Fixed, Season, Shifted, ShortYear, Unit
from sayso.reading.date_points import (
    ABOUT,
    DAY,
    ERA,
    PART,
    SHIFT_WORDS,
    YEAR,
    Made,
    day_number,
    fix,
    read_centuries,
    read_century,
    read_day_word,
    read_days_of,
    read_decade,
    read_era_year,
    read_feast,
    read_month_near,
    read_numeric,
    read_past,
    read_season_near,
    read_stretch,
    read_unit,
    read_weekday_near,
    read_weekday_of_week,
    read_years,
    year_reference,
)
from sayso.reading.date_words import END, date_words, either, read_month, read_ordinal

type Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Made]]


@cache
def point_rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which they are tried; the longer reading stands first."""
    w = date_words()
    month, weekday = rf"({w.month})", rf"({w.weekday})"
    named_day = rf"(?:{w.weekday}{PART}?(?: ,)? )?"
    words = "last|next|this|same|that|following|previous|current|past"
    which = rf"(?:of |in |, )?((?:the |this |that )?(?:{words})(?: year)?)"
    which_year = rf"(?:of |in |, )?((?:the )?(?:{words}) year)"
    near = r"(?:early|late|mid)"
    which_one = "last|past|previous|preceding|prior|next|coming|following|ensuing|same|current"
    determiner = rf"(?:(?:the|this|that) )?(?:{which_one})"
    unit = "season|day|night|week|weekend|month|quarter|year|decade|century|morning|evening|afternoon"
    plain = r"(?:this|that)"
    in_it = r"(?:(?<=in )|(?<=during )|(?<=by )|(?<=until )|(?<=since )|(?<=until the )|(?<=since the ))"
    rules: list[tuple[str, Callable[[re.Match[str]], Made]]] = [
        (r"(\d{4}) - (\d{2}) - (\d{2})", lambda m: fix(int(m[1]), int(m[2]), int(m[3]))),
        (either(w.named), lambda m: Fixed(w.named[m[0]])),
        (
            rf"(?:({determiner}|{plain}) )?({either(w.feasts)})(?: of| in| ,)?(?: ({YEAR}))?",
            lambda m: read_feast(m[1], m[2], m[3]),
        ),
        (r"(\d{1,2}) ([/.]) (\d{1,2}) \2 (\d{4}|\d{2})", read_numeric),
        (
            rf"{named_day}(?:the )?({DAY})(?: day)?(?: of)? {month}(?: ,| of)? ({YEAR}|\d{{3}}(?= ,| \.|$))",
            lambda m: fix(int(m[3]), read_month(m[2]), day_number(m[1])),
        ),
        (
            rf"{named_day}{month} (?:the )?({DAY})(?: ,| of)? ({YEAR})",
            lambda m: fix(int(m[3]), read_month(m[1]), day_number(m[2])),
        ),
        (
            rf"({DAY}) {month}(?: ,)? ' ?(\d\d)|({DAY}) ({w.month}) (\d\d)(?= [^a-z%]|$)",
            lambda m: ShortYear(int(m[3] or m[6]), read_month(m[2] or m[5]), day_number(m[1] or m[4])),
        ),
        (
            rf"{month} ({DAY})(?: ,)? ' ?(\d\d)",
            lambda m: ShortYear(int(m[3]), read_month(m[1]), day_number(m[2])),
        ),
        (
            rf"{month} ({DAY})(?: (?:-|to|through|until) | - ?)({DAY})(?:(?: ,)? ({YEAR}))?(?! {w.month})",
            lambda m: read_days_of(m[1], m[2], m[3], m[4]),
        ),
        (
            rf"({DAY})(?: (?:-|to|through|until) | - ?)({DAY})(?: of)? {month}(?:(?: ,)? ({YEAR}))?",
            lambda m: read_days_of(m[3], m[1], m[2], m[4]),
        ),
        (rf"{month}(?: of| in| ,)? ({YEAR}|\d{{3}}(?=$))(?! - \d)", lambda m: fix(int(m[2]), read_month(m[1]))),
        (rf"{month} ' ?(\d\d)", lambda m: ShortYear(int(m[2]), read_month(m[1]))),
        (
            rf"{named_day}{month} (?:the )?({DAY})(?: ,)? {which_year}",
            lambda m: Calendar(read_month(m[1]), day_number(m[2]), year_reference(m[3])),
        ),
        (
            rf"{named_day}(?:the )?({DAY})(?: day)?(?: of)? {month} (last|next)",
            lambda m: Calendar(read_month(m[2]), day_number(m[1]), lean=SHIFT_WORDS[m[3]]),
        ),
        (
            rf"{named_day}(?:the )?({DAY})(?: of)? {month}(?: ,)? {which_year}",
            lambda m: Calendar(read_month(m[2]), day_number(m[1]), year_reference(m[3])),
        ),
        (rf"{named_day}{month} (?:the )?({DAY})", lambda m: Calendar(read_month(m[1]), day_number(m[2]))),
        (
            rf"{named_day}(?:the )?({DAY})(?: day)?(?: of)? {month}",
            lambda m: Calendar(read_month(m[2]), day_number(m[1])),
        ),
        (rf"{month} {which}", lambda m: Calendar(read_month(m[1]), None, year_reference(m[2]))),
        (rf"({determiner}|{plain})(?: {near})? {month}", read_month_near),
        (month, lambda m: Calendar(read_month(m[1]))),
        (
            rf"(?:the )?({w.season})(?: of| ,)? ({YEAR}|\d{{3}}(?= - ))(?: [-/] \d{{2,4}})?",
            lambda m: Season(w.seasons[m[1]], int(m[2])),
        ),
        (rf"(?:the )?({w.season}) {which_year}", lambda m: Season(w.seasons[m[1]], year_reference(m[2]))),
        (rf"({determiner}|{plain}) ({w.season})", read_season_near),
        (
            rf"{in_it}(?:the )?({w.season})(?! (?:of|in|from))",
            lambda m: Season(w.seasons[m[1]]),
        ),
        (r"(?:the )?(1\d|20)(\d)0(?:s| ' s|s ')", lambda m: read_decade(m[1], m[2], "s")),
        (
            r"(?<!his )(?<!her )(?<!their )(?<!my )(?:the )?(?:')? ?(\d)0(?:s| ' s)(?! (?:°|degrees|%))",
            lambda m: Fixed(f"19{m[1]}X") if m[1] >= "2" else None,
        ),
        (rf"(?:the )?(?:nineteen )?({either(w.decades)})", lambda m: Fixed(f"19{w.decades[m[1]]}X")),
        (
            rf"(?:the )?({w.ordinal})(?: -)?(?: century)?(?: ,)? (?:and|to|through|-|until)(?: the)? ({w.ordinal})"
            rf"(?: -)? centur(?:y|ies)(?: ({ERA}))?",
            lambda m: read_centuries(m[1], m[2], m[3]),
        ),
        (
            rf"(?:the )?({w.ordinal})(?: -)? century(?: ({ERA}))?",
            lambda m: read_century(read_ordinal(m[1]), m[2]),
        ),
        (
            rf"(?:the )?(?:fiscal|financial)(?: year)? ({YEAR})(?: [-/] \d{{2,4}})?|fy ?'? ?({YEAR})",
            lambda m: fix(int(m[1] or m[2])),
        ),
        (r"(?:the )?(?:fiscal|financial)(?: year)? '? ?(\d\d)|fy ?'? ?(\d\d)", lambda m: ShortYear(int(m[1] or m[2]))),
        (r"(\d{1,5}) (" + ERA + ")", lambda m: read_era_year(m[1], m[2])),
        (r"(?:the )?year (\d{2,3})", lambda m: fix(int(m[1]))),
        (r"(ad|a \. d \.) (\d{1,4})", lambda m: read_era_year(m[2], m[1])),
        (rf"({YEAR}) ?[-/] ?({YEAR}|\d\d)(?! - )", read_years),
        (rf"(?:the )?(?:calendar )?(?:year )?({YEAR})", lambda m: Fixed(m[1])),
        (r"(?<=to )this (?:very )?day", lambda m: Fixed(None)),
        (rf"(?:the )?{either(w.days)}(?= |$)(?<!overnight ){PART}?", lambda m: read_day_word(m[0])),
        (
            rf"{weekday}{PART}?(?: of| ,)? ((?:last|next|this|the same|the following|the previous|that) week)",
            lambda m: read_weekday_of_week(m[1], m[2]),
        ),
        (rf"(?:({determiner}|{plain}|coming|past) )?{weekday}{PART}?", read_weekday_near),
        (
            rf"((?:the |this |that )?(?:past|last|previous|preceding|next|coming|following|recent)) "
            rf"((?:(?:{ABOUT} )?(?:{w.quantity}|few|several|many|few dozen|couple of))) ({w.unit})s",
            lambda m: read_stretch(m),
        ),
        (rf"((?:the |this )?(?:past)) ({w.unit})", lambda m: read_past(m[1], m[2])),
        (
            rf"({determiner}|{plain}) ({unit})",
            read_unit,
        ),
        (
            r"(?:the )?(year|month)(?: -)? end",
            lambda m: Closing(Unit(m[1])),
        ),
        (
            r"(?:(?<=of )|(?<=earlier in )|(?<=later in )|(?<=early in )|(?<=late in ))(?:the )?(year|month|week)",
            lambda m: Shifted(Unit(m[1]), 0, Base.SPOKEN),
        ),
        (
            r"(?:(?<=throughout )|(?<=later in )|(?<=earlier in ))the day",
            lambda m: Shifted(Unit.DAY, 0, Base.REFERENCE),
        ),
        (r"(?<=since )then", lambda m: Shifted(Unit.DAY, 0, Base.REFERENCE)),
        (r"(?:the |our |these )?(?:weekend)", lambda m: Shifted(Unit.WEEKEND, 0)),
        (either(w.vague), lambda m: Fixed(None)),
    ]
    return tuple((re.compile(pattern + END), build) for pattern, build in rules)


@cache
def any_point() -> re.Pattern[str]:
    """Return one pattern that matches wherever some rule may: a single call that spares most places all the rules."""
    return re.compile("|".join(f"(?:{rule.pattern})".replace(r"\2", "[/.]") for rule, _ in point_rules()))


@cache
def starters() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words with which a date may begin, and those that may only where the next word is one of the first.

    Digits may begin one too. The words of relations, ranges and edges in `dates` are among them.
    """
    w = date_words()
    words = {*w.months, *w.weekdays, *w.seasons, *w.decades, *w.ordinals, *w.numbers}
    words |= {phrase.split(" ")[0] for phrase in (*w.days, *w.named, *w.feasts, *w.vague, *w.numbers)}
    return frozenset(words | w.openers) - w.articles, w.articles
