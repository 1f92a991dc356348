"""Read a bibliography in CSL-JSON, as Zotero and others write it: what it says of each source."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.exchange.sound_text import check_encoding, check_texts
from sayso.model.errors import ExchangeError
from sayso.model.plain_words import clean

MOST_ITEMS = 200_000
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_OF_HOUSES = frozenset({"book", "chapter", "report", "thesis", "paper-conference", "legislation"})
"""Kinds of item of which the house that printed it is the publisher, not what it stands in."""
_MOST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Source:
    """Hold what an item says; what it does not say is None, or empty. `digest` is the SHA-256 of a document's bytes."""

    label: str
    digest: str | None = None
    address: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None


def read_csl(text: str) -> Iterator[Source | tuple[str, str]]:
    """Yield the sources in order, in place of one that is none its label and the reason.

    Raises ExchangeError for what is no array of items, and for more than 200,000.
    """
    text = text.lstrip("\ufeff")
    try:
        check_encoding(text)
        items = json.loads(text)
    except ExchangeError as error:  # itself a ValueError
        raise ExchangeError(f"The bibliography {error}.") from error
    except json.JSONDecodeError as error:
        raise ExchangeError(
            f"The bibliography is no JSON: {error.msg}, line {error.lineno:,}. Export it as CSL JSON once more."
        ) from error
    except (ValueError, RecursionError) as error:
        raise ExchangeError(
            "The bibliography is no JSON that can be read: it is nested too deeply, or a number has too many digits."
        ) from error
    if isinstance(items, dict) and isinstance(items.get("items"), list):
        items = items["items"]
    if not isinstance(items, list) or len(items) > MOST_ITEMS:
        raise ExchangeError(f"A bibliography in CSL-JSON is one array of at most {MOST_ITEMS:,} items.")
    for number, item in enumerate(items, 1):
        yield _read_item(item, number)


def _read_item(item: object, number: int) -> Source | tuple[str, str]:
    """Return what an item says, or its label and why it says nothing."""
    if not isinstance(item, dict):
        return f"item {number}", "it is no item with fields"
    if "predicate" in item and "evidence" in item:
        return f"item {number}", "it is a claim: claims stand one a line, without brackets and commas between them"
    try:
        check_texts(item)
    except ExchangeError as error:
        return f"item {number}", f"it {error}"
    return _source(item, number)


def _source(item: Mapping[str, Any], number: int) -> Source:
    title = _text(item.get("title"))
    held = _DIGEST.search(f"{item.get('note') or ''} {item.get('id') or ''}")
    house = _text(item.get("publisher"))
    stands_in = _text(item.get("container-title"))
    of_house = item.get("type") in _OF_HOUSES
    return Source(
        label=f"item {number} ({(title or _text(item.get('id')) or 'without title')[:_MOST_LABEL]})",
        digest=held.group() if held else None,
        address=_text(item.get("URL")),
        title=title,
        authors=tuple(name for one in _list(item.get("author")) if (name := _name(one))),
        publisher=(house or stands_in) if of_house else (stands_in or house),
        date=_date(item.get("issued")),
    )


def _name(author: object) -> str | None:
    if not isinstance(author, dict):
        return None
    literal = _text(author.get("literal"))
    if literal:
        return literal
    parts = (author.get(part) for part in ("given", "dropping-particle", "non-dropping-particle", "family", "suffix"))
    return " ".join(text for part in parts if (text := _text(part))) or None


def _date(issued: object) -> str | None:
    """Return a date as EDTF; None for a stretch of time, which is no day of publishing, and for what cannot be read."""
    if not isinstance(issued, dict):
        return None
    parts = _list(issued.get("date-parts"))
    if len(parts) == 1 and isinstance(parts[0], list):
        numbers = [int(part) for part in parts[0][:3] if str(part).isascii() and str(part).isdigit()]
        if numbers and 1 <= numbers[0] <= 9999 and all(1 <= one <= 31 for one in numbers[1:]):
            date = "-".join(f"{number:0{4 if at == 0 else 2}}" for at, number in enumerate(numbers))
            return f"{date}~" if issued.get("circa") else date
    return None if parts else _text(issued.get("literal") or issued.get("raw"))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return " ".join(clean(value).split()) or None if isinstance(value, str) else None
