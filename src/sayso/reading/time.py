"""Find the dates of a parsed document; takes a Parsed, gives TimeExpressions. `dating` ties them to events next."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.reading.anchoring import Anchor, anchor_form
from sayso.reading.date_antiquity import is_old_year, speaks_of_antiquity
from sayso.reading.date_calendar import Day, read_day, read_last_day
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
    Stretch,
    Weekday,
)
from sayso.reading.date_rules import starters
from sayso.reading.date_tense import LEANS, Tense, has_perfect, tense_of
from sayso.reading.date_words import date_words, split_atoms
from sayso.reading.dates import Found, scan
from sayso.reading.dating import time_of, times_of
from sayso.reading.language import Parsed
from sayso.reading.parts import TimeExpression

__all__ = ["find_times", "time_of", "times_of"]

# A date mentioned further back than this many tokens no longer lends its year to a document that has a date; 150 is
# about five sentences of news.
REFERENCE_TOKENS = 150
# A report's own date stands in its first lines, and its page may be filed a week before or after.
HEAD_TOKENS = 60
FILED_DAYS = 7
YEAR = re.compile(r"(?:[01]\d{3}|20\d{2})$")
OLD = re.compile(r"\d{3}")
DATED = re.compile(r"\d{4}|\bad ?\d|year \d|\d0s|\d0 's|\d/\d|\dth-|\d\.\d+\.\d")
PLURAL = frozenset({"NNS"})
NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "GPE", "FAC", "LAW", "PRODUCT", "NORP", "LOC"})
COUNTS = frozenset({"CARDINAL", "QUANTITY", "MONEY", "TIME", "PERCENT"})
POSSESSIVES = frozenset({"his", "her", "their", "my", "your", "our"})


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one sentence as atoms parted by spaces, with the token of each atom."""

    text: str
    starts: list[int]
    owners: list[int]

    def token(self, offset: int) -> int:
        """Return the token that owns the atom at an offset."""
        return self.owners[bisect_right(self.starts, offset) - 1]


def find_times(parsed: Parsed) -> list[TimeExpression]:
    """Return all date expressions in order of the text, anchored on the document's date or the comment's own.

    Vague words ("recently") give an expression without EDTF. A document without a date still gives absolute dates,
    and months with the year last mentioned. Empty input gives an empty list.
    """
    found: list[TimeExpression] = []
    gate = _gate()
    lower = parsed.table.lower
    anchors = _Anchors(parsed)
    for first, last in parsed.sentences:
        words = lower[first : last + 1]
        joined = " ".join(words)
        if not gate.isdisjoint(words) or DATED.search(joined) or (anchors.old and OLD.search(joined)):
            found += _find_in(parsed, first, last, anchors)
    return found


@cache
def _gate() -> frozenset[str]:
    """Return the words one of which every date holds, but for dates of numbers alone."""
    w = date_words()
    words = {*w.months, *(f"{m}." for m in w.months), *w.weekdays, *w.seasons, *w.units, *w.decades}
    words |= {f"{unit}s" for unit in w.units} | {"centuries", "weekend", "weekends", "fy", "ad", "bc", "circa"}
    words |= {name.split(" ")[-1] for name in (*w.days, *w.named, *w.feasts, *w.vague)}
    words |= {"morning", "afternoon", "evening", "wwii", "wwi", "ii", "fiscal", "post-2001", "season", "then"}
    return frozenset(words - {"second", "seconds", "minute", "minutes", "past", "ago", "present"})


class _Anchors:
    """Keep what dates count from while the text is read from its start."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._document = read_last_day(parsed.document.metadata.date)
        self._reference: Day | None = None
        self._mentioned = 0
        self._timely = False
        self.old = speaks_of_antiquity(parsed.document.text)

    def at(self, token: int, tense: Tense | None) -> Anchor:
        """Return the anchor of an expression at a token.

        What the present tells of a bare month is true of every year, but in a text that speaks of its own days: there
        it is what is to come ("The trial opens in May").
        """
        segment = self._parsed.document.segments[self._parsed.segments[token]]
        anchor = read_last_day(segment.speaker_date) or self._document
        fresh = token - self._mentioned <= REFERENCE_TOKENS
        recurs = tense is Tense.TIMELESS or (tense in (Tense.PRESENT, Tense.POSSIBLE) and not self._timely)
        return Anchor(anchor, self._reference, LEANS.get(tense, 0), fresh, recurs)

    def mention(self, token: int, edtf: str | None) -> None:
        """Remember the date last mentioned."""
        day = read_day(edtf)
        if day is not None:
            self._reference, self._mentioned = day, token
            near = self._document is not None and abs(day.year - self._document.year) <= 1
            self._timely |= near and day.month > 0

    def open_report(self, first: int, last: int, edtf: str | None) -> None:
        """Take the date that stands alone over a report for the document's: pages are often filed days later."""
        day, table = read_day(edtf), self._parsed.table
        if day is None or not day.day or self._document is None or last > HEAD_TOKENS:
            return
        segments, segment = self._parsed.segments, self._parsed.segments[first]
        around = [*range(max(0, first - 2), first), *range(last + 1, min(last + 3, len(segments)))]
        alone = all(segments[i] != segment or table.pos[i] in ("PUNCT", "SPACE") for i in around)
        if alone and any(day.add_days(days) == self._document for days in range(-FILED_DAYS, FILED_DAYS + 1)):
            self._document = day


def _find_in(parsed: Parsed, first: int, last: int, anchors: _Anchors) -> list[TimeExpression]:
    """Find the dates of one sentence."""
    line = _line_of(parsed, first, last, old=anchors.old)
    begins = _begins(line)
    expressions: list[TimeExpression] = []
    for found in scan(line.text, 0, len(line.text), begins.__contains__):
        start, end = line.token(found.start), line.token(found.end - 1)
        if not _is_date(parsed, line, found, start, end):
            continue
        form = found.form
        if isinstance(form, Duration):
            if not has_perfect(parsed, start, end):
                continue
            form = Related("since", Stretch(form.unit, -form.count))
        tense = tense_of(parsed, start, end) if _leans(form) else None
        edtf = anchor_form(form, anchors.at(start, tense))
        if not _is_stretch(form):
            anchors.mention(start, edtf)
        if isinstance(form, Fixed):
            anchors.open_report(start, end, edtf)
        expressions.append(TimeExpression(start, end, edtf, found.relation))
    return expressions


def _line_of(parsed: Parsed, first: int, last: int, *, old: bool) -> Line:
    """Split a sentence into atoms; a month or weekday that wants a capital and has none becomes a blank.

    In a text that speaks of `old` days a year of three digits is written with four.
    """
    capital, table = date_words().capital_only, parsed.table
    atoms: list[str] = []
    owners: list[int] = []
    for i in range(first, last + 1):
        word = table.lower[i]
        if word in capital and (table.text[i] == word or table.pos[i] in ("AUX", "VERB")):
            parts: Sequence[str] = ("_",)
        elif old and is_old_year(table, i):
            parts = (f"0{word}",)
        else:
            parts = (word,) if word.isalpha() and word.isascii() else split_atoms(word)
        atoms += parts
        owners += [i] * len(parts)
    starts, at = [], 0
    for atom in atoms:
        starts.append(at)
        at += len(atom) + 1
    return Line(" ".join(atoms), starts, owners)


def _begins(line: Line) -> set[int]:
    """Return the offsets at which a date may begin, by the first word and after an article by the second."""
    words, articles = starters()
    atoms = line.text.split(" ")
    able = [atom in words or atom[0].isdigit() for atom in atoms]
    after = [*able[1:], False]
    return {
        start
        for start, atom, here, then in zip(line.starts, atoms, able, after, strict=True)
        if here or (then and atom in articles)
    }


def _is_date(parsed: Parsed, line: Line, found: Found, start: int, end: int) -> bool:
    """Refuse what only looks like a date: counts, numbers of things, ages, names."""
    table, w = parsed.table, date_words()
    words = line.text[found.start : found.end]
    before = table.lower[start - 1] if start else ""
    after = table.lower[end + 1] if end + 1 < len(table.lower) else ""
    if after in ("old", "-old") or (before in POSSESSIVES and words[0].isdigit()):
        return False
    if YEAR.match(words):
        return _is_year(parsed, start, before, after)
    form = found.form
    if isinstance(form, Calendar) and form.day is None and form.year is None and not form.lean and " " not in words:
        return table.ent[start] not in NAMES and (before in w.month_after or table.ent[start] == "DATE")
    if isinstance(form, Weekday) and " " not in words:
        return table.ent[start] not in NAMES
    if words in w.named and "war" in words.replace("wwi", "war"):
        return before in w.war_after
    return True


def _is_year(parsed: Parsed, token: int, before: str, after: str) -> bool:
    """Tell a year from a count, an hour or the number of a resolution."""
    table, w = parsed.table, date_words()
    if before in w.numbered or after in w.counted or table.text[token] != table.lower[token]:
        return False
    if before == "at" or before.endswith("$"):
        return False
    plural = after != "" and table.tag[token + 1] in PLURAL
    if table.ent[token] == "DATE" or before in w.month_after:
        return not plural or table.head[token] != token + 1
    return not plural and table.ent[token] not in COUNTS and table.text[token] >= "1800"


def _is_stretch(form: Form) -> bool:
    """Tell a stretch up to now, which sets no year for what follows."""
    return isinstance(form, Stretch) or (isinstance(form, Related) and isinstance(form.form, Stretch))


def _leans(form: Form) -> bool:
    """Tell a form whose date the tense of its verb decides."""
    if isinstance(form, Related):
        return _leans(form.form)
    if isinstance(form, Range):
        return _leans(form.start) or _leans(form.end)
    if isinstance(form, Weekday | Calendar | Season):
        return not form.lean
    return isinstance(form, Shifted | Stretch | Closing) and form.base is Base.SPOKEN
