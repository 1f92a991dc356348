"""Say of what time a claim speaks: its own time, or its document's date where the text gives none."""

from dataclasses import replace
from datetime import date, timedelta

from sayso.analysis.interval import Interval, parse_interval
from sayso.model.edge import Attestation
from sayso.model.errors import UsageError

# An undated claim in the present tense speaks of the time about its document's date; two documents less than two
# years apart may so contradict each other. A choice, not a measurement.
ABOUT = timedelta(days=365)


def spoken_time(item: Attestation) -> Interval | None:
    """Return the time of a claim, cut at what attests it; None where neither claim nor document has a readable date.

    A start without an end (`1986/..`) is certain up to the document's date. A claim without a time is attested on
    the document's date.
    """
    told, seen = _read(item.time), _read(item.attested)
    if told is None:
        return seen
    if told.latest == date.max and told.sure is not None and seen is not None and seen.latest >= told.sure[0]:
        return replace(told, sure=(told.sure[0], max(told.sure[1], seen.earliest)))
    return told


def window(item: Attestation) -> Interval:
    """Return the widest time of which a claim may speak, to look for overlaps: a year round an undated one's document,
    all time where nothing is dated.
    """
    told = spoken_time(item)
    if told is None:
        return Interval(date.min, date.max, None)
    if item.time is not None:
        return told
    return replace(told, earliest=_move(told.earliest, -ABOUT), latest=_move(told.latest, ABOUT))


def published(item: Attestation) -> Interval | None:
    """Return when a claim was published, or None where its document has no readable date."""
    return _read(item.attested)


def _read(edtf: str | None) -> Interval | None:
    """Read an EDTF string; one that is none counts as no date, since a claim is not lost for its date."""
    if not edtf:
        return None
    try:
        return parse_interval(edtf)
    except UsageError:
        return None


def _move(day: date, by: timedelta) -> date:
    """Move a day, but not out of the calendar."""
    try:
        return day + by
    except OverflowError:
        return day
