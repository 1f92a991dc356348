"""Say of what time a claim speaks: its own time, or its document's date where the text gives none."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from sayso.analysis.interval import Interval, parse_interval
from sayso.model.edge import Attestation
from sayso.model.errors import UsageError

# An undated claim in the present tense speaks of the time about its document's date; two documents less than two
# years apart may so contradict each other. A choice, not a measurement.
ABOUT = timedelta(days=365)


def spoken_time(item: Attestation) -> Interval | None:
    """Return the time of a claim, cut at what attests it; None where neither claim nor document has a readable date.

    A start without an end (`1986/..`) is certain up to the document's date. A claim without a time is attested on
    the document's date; one of a post that was over then ("former commander") speaks of some time before it. A
    stretch that runs up to the document's own date has not ended.
    """
    return _speak(item.time, item.attested, item.role)


@lru_cache(maxsize=65_536)
def _speak(time: str | None, attested: str | None, role: str | None) -> Interval | None:
    told, seen = _read(time), _read(attested)
    if told is None:
        past = seen is not None and is_over(role)
        return Interval(date.min, seen.latest, None, ends=True) if seen is not None and past else seen
    if told.latest == date.max and told.sure is not None and seen is not None and seen.latest >= told.sure[0]:
        return replace(told, sure=(told.sure[0], max(told.sure[1], seen.earliest)))
    if told.starts and told.ends and told.sure is not None and seen is not None:
        # "For ten years", in words of the tenth: up to now, which is no end.
        return replace(told, ends=not (told.sure[1] <= seen.latest and seen.earliest <= told.latest))
    return told


def window(item: Attestation) -> Interval:
    """Return the widest time of which a claim may speak, to look for overlaps: a year round an undated one's document,
    all time where nothing is dated.
    """
    return _widen(item.time, item.attested, item.role)


@lru_cache(maxsize=65_536)
def _widen(time: str | None, attested: str | None, role: str | None) -> Interval:
    told = _speak(time, attested, role)
    if told is None:
        return Interval(date.min, date.max, None)
    if time is not None or is_over(role):
        return told
    return replace(told, earliest=_move(told.earliest, -ABOUT), latest=_move(told.latest, ABOUT))


@lru_cache(maxsize=4096)
def is_over(role: str | None) -> bool:
    """Tell whether a role says of itself that it is no longer held when the words are written ("ex-minister")."""
    words = re.findall(r"[^\W\d_]+", role.casefold()) if role else []
    over, articles = _load_words()
    return next((word for word in words if word not in articles), "") in over


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


@lru_cache(maxsize=1)
def _load_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that say that a post is over, and those that may stand before them."""
    import yaml

    text = files("sayso.analysis").joinpath("data", "roles.yaml").read_text(encoding="utf-8")
    loaded: dict[str, list[str]] = yaml.safe_load(text)
    return frozenset(loaded["over"]), frozenset(loaded["articles"])
