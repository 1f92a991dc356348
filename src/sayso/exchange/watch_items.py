"""Hold what a parser of watchlists yields, and make entries of a list's own words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import IO, Any

from sayso.model import ActorType
from sayso.model.plain_words import clean
from sayso.model.watch import WatchEntry

MOST_LINE_BYTES = 4 * 2**20
"""A longer line is refused: entries of the longest real lists have some hundred kilobytes."""
MOST_NAMES = 500
MOST_NAME = 500
"""Letters of a name; what is longer is no name."""
MOST_REMARKS = 2_000

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WRITTEN = re.compile(r"(?:(\d{1,2}) )?(?:([A-Za-z]{3})[a-z]* )?(\d{4})")
_MONTHS = {
    name: at
    for at, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}


@dataclass(frozen=True, slots=True)
class Refused:
    """Say which record is no entry, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Passed:
    """Name a kind of record that a list may hold and that is no entry."""

    kind: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Give a date of the list; the latest of all is its version."""

    date: str


type Item = WatchEntry | Refused | Passed | Dated


@dataclass(slots=True)
class Draft:
    """Gather what a list says of one entry."""

    id: str
    name: str
    type: ActorType | None = None
    aliases: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    remarks: str | None = None

    def finish(self, listed: str, place: str) -> WatchEntry | Refused:
        """Return the entry, or why it is none: every entry has an id and a name."""
        key, name = _plain(self.id), _plain(self.name)
        if not key or len(key) > MOST_NAME or any(letter.isspace() for letter in key):
            return Refused(place, "it has no id" if not key else "its id is no single word")
        if not any(letter.isalnum() for letter in name):
            return Refused(place, f"{key} has no name")
        if len(name) > MOST_NAME:
            return Refused(place, f"{key} has a name of {len(name):,} letters")
        known = {name.casefold(), ""}
        return WatchEntry(
            list=listed,
            id=key,
            name=name,
            type=self.type,
            aliases=_names(self.aliases, known),
            weak=_names(self.weak, known),
            births=_distinct(filter(None, map(read_birth, self.births))),
            countries=_distinct(filter(None, map(read_country, self.countries))),
            topics=_distinct(_plain(topic)[:MOST_NAME] for topic in self.topics),
            remarks=_plain(self.remarks or "")[:MOST_REMARKS] or None,
        )


@lru_cache(maxsize=1)
def load_layouts() -> Mapping[str, Mapping[str, Any]]:
    """Return `data/watch.yaml`: kinds of actor by layout, and the properties of FollowTheMoney."""
    import yaml

    text = files("sayso.exchange").joinpath("data", "watch.yaml").read_text(encoding="utf-8")
    held: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)
    return held


def type_of(layout: str, word: str) -> ActorType | None:
    """Return the kind of actor that a layout's word means; raises KeyError for a word that is not in the data."""
    kind = load_layouts()[layout][word]
    return None if kind is None else ActorType(kind)


def read_lines(stream: IO[bytes]) -> Iterator[tuple[int, str | Refused]]:
    """Yield each line that is not blank with its number, and in place of one that is too long or no text why."""
    number = 0
    while line := stream.readline(MOST_LINE_BYTES):
        number += 1
        if len(line) == MOST_LINE_BYTES and not line.endswith(b"\n"):
            while (rest := stream.readline(MOST_LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield number, Refused(f"line {number}", f"it is longer than {MOST_LINE_BYTES:,} bytes")
            continue
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
        if text.strip().strip("\x1a"):
            yield number, text


def read_birth(words: str) -> str | None:
    """Return a date as EDTF: `1960-03-12`, `12 Mar 1960`, `circa 1960` (`1960~`); None for what is none."""
    text = " ".join(words.split())
    about = bool(re.match(r"(?i)(circa|approximately|about|c\.)", text))
    found = _DAY.match(text)
    if found:
        year, month, day = found.groups()
    else:
        written = _WRITTEN.search(text)
        if written is None:
            return None
        day, month, year = written.groups()
        number = _MONTHS.get((month or "").casefold())
        month = None if number is None else f"{number:02}"
        day = f"{int(day):02}" if day and month else None
    date = "-".join(part for part in (year, month, day) if part)
    return f"{date}~" if about else date


@lru_cache(maxsize=4096)
def read_country(words: str) -> str | None:
    """Return the code of a country in small letters where its name or code is known, else the words in small ones."""
    text = _plain(words).casefold().replace("_", " ")
    if not text or text == "-0-":
        return None
    if len(text) == 2 and text.isascii() and text.isalpha():
        return text
    import pycountry

    try:
        return str(pycountry.countries.lookup(text).alpha_2).lower()
    except LookupError:
        return text[:MOST_NAME]


def _names(given: Iterable[str], known: set[str]) -> tuple[str, ...]:
    """Return names that say something, each once in whatever case, without those known; at most 500."""
    found: dict[str, str] = {}
    for name in map(_plain, given):
        folded = name.casefold()
        if folded not in known and len(name) <= MOST_NAME and any(letter.isalnum() for letter in name):
            found.setdefault(folded, name)
            known.add(folded)
    return tuple(found.values())[:MOST_NAMES]


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _plain(words: str) -> str:
    return " ".join(clean(words).split())
