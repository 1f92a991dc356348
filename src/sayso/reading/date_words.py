"""Load the words of the date grammar and build its patterns; all words are in lower case, parted by single spaces."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sayso.reading.date_forms import Unit

ATOM = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:st|nd|rd|th|s)?(?![a-z\d])|\d+|[a-z]+|[^\sa-z\d]")
END = r"(?= |$)"


@dataclass(frozen=True, slots=True)
class DateWords:
    """Hold the data of `dates.yaml` and the patterns built from it, as sources of regular expressions."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    units: Mapping[str, tuple[Unit, int]]
    days: Mapping[str, int]
    named: Mapping[str, str]
    feasts: Mapping[str, tuple[int, int]]
    vague: tuple[str, ...]
    capital_only: frozenset[str]
    numbered: frozenset[str]
    counted: frozenset[str]
    month_after: frozenset[str]
    war_after: frozenset[str]
    carrying: frozenset[str]
    events: frozenset[str]
    occasions: frozenset[str]
    soon: frozenset[str]
    opening: Mapping[str, str]
    copulas: frozenset[str]
    openers: frozenset[str]
    articles: frozenset[str]
    month: str
    weekday: str
    season: str
    quantity: str
    ordinal: str
    unit: str


def split_atoms(text: str) -> list[str]:
    """Split words into the atoms that the grammar reads: words, numbers, ordinals and single signs, lower-cased."""
    return ATOM.findall(text.lower().replace("’", "'").replace("–", "-").replace("—", "-"))


def either(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True)) + ")"


def _with_point(names: Mapping[str, int]) -> str:
    """Return a pattern of names of which only the shortened ones may carry a full point."""
    short = [name for name in names if any(other.startswith(name) and other != name for other in names)]
    return f"(?:{either(name for name in names if name not in short)}|{either(short)}(?: \\.)?)"


@cache
def date_words() -> DateWords:
    """Return the words, read once."""
    import yaml

    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "dates.yaml").read_text(encoding="utf-8"))
    small = [word for word, n in data["numbers"].items() if " " not in word and 1 <= n <= 9 and len(word) > 2]
    tens = [word for word, n in data["numbers"].items() if 20 <= n <= 90]
    words = either(data["numbers"])
    quantity = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?: \. \d+)?|{either(tens)} (?:- )?{either(small)}|{words})"
    return DateWords(
        months=data["months"],
        weekdays=data["weekdays"],
        seasons=data["seasons"],
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        decades=data["decades"],
        units={word: (Unit(unit), count) for word, (unit, count) in data["units"].items()},
        days=data["days"],
        named={name: str(value) for name, value in data["named"].items()},
        feasts={name: (int(value[:2]), int(value[3:])) for name, value in data["feasts"].items()},
        vague=tuple(data["vague"]),
        capital_only=frozenset(data["capital_only"]),
        numbered=frozenset(data["numbered"]),
        counted=frozenset(data["counted"]),
        month_after=frozenset(data["month_after"]),
        war_after=frozenset(data["war_after"]),
        carrying=frozenset(data["carrying"]),
        events=frozenset(data["events"]),
        occasions=frozenset(data["occasions"]),
        soon=frozenset(data["soon"]),
        opening=data["opening"],
        copulas=frozenset(data["copulas"]),
        openers=frozenset(data["openers"]),
        articles=frozenset(data["articles"]),
        month=_with_point(data["months"]),
        weekday=_with_point(data["weekdays"]),
        season=either(data["seasons"]),
        quantity=quantity + r"(?: 1 / 2| and a half)?",
        ordinal=rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{either(data['ordinals'])})",
        unit=either(data["units"]),
    )


def read_quantity(text: str) -> float:
    """Return the number that a quantity's words mean; halves count."""
    words = date_words().numbers
    half = 0.5 if text.endswith((" 1 / 2", " and a half")) else 0.0
    text = text.removesuffix(" 1 / 2").removesuffix(" and a half").replace(" - ", " ")
    if text in words:
        return words[text] + half
    if text[0].isdigit():
        return float(text.replace(",", "").replace(" ", "")) + half
    return sum(words[word] for word in text.split(" ")) + half


def read_ordinal(text: str) -> int:
    """Return the number that an ordinal means."""
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text))
    return date_words().ordinals[text]


def read_month(text: str) -> int:
    """Return a month's number."""
    return date_words().months[text.removesuffix(" .")]


def read_weekday(text: str) -> int:
    """Return a weekday's number, 1 for Monday."""
    return date_words().weekdays[text.removesuffix(" .")]
