"""Read title, authors, publisher and date from a document's own first and last lines."""

import re

from sayso.intake.dates import find_date, find_dates
from sayso.intake.opening import HEAD_BLOCKS, match_dateline, match_day, opens_many_days
from sayso.model import Metadata, Voice

_NAME = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|de|van|von|der|al|bin|el|la|da|dos)){1,4}"
_BY = re.compile(
    rf"(?:[Bb]y|BY|Written by|Reported by|Author:|Authors:) (?P<names>{_NAME}(?:(?:, | and |, and | & ){_NAME}){{0,5}})"
)
_BIO = re.compile(
    rf"(?P<name>{_NAME}) (?:is|was) (?:an?|the) (?:[\w’'-]+ ){{0,5}}?"
    r"(?:author of|(?:senior |research |visiting |resident |distinguished |adjunct )*(?:fellow|scholar|analyst|"
    r"correspondent|editor|reporter|researcher|columnist|journalist|professor|writer|director|associate|contributor)\b)",
    re.IGNORECASE,
)
_EDITOR = re.compile(rf"[Ee]ditor (?:for|of|at) (?:the )?(?P<name>{_NAME})")
_LABELLED = re.compile(r"[^.!?]{3,110}:\s*\S")
_LAST_LINES = 6


def find_metadata(paragraphs: list[str], voices: list[Voice]) -> Metadata:
    """Return what the first and last paragraphs say of the document; fields that they do not say stay None."""
    texts = [re.sub(r"\s+", " ", text).strip() for text in paragraphs]
    date, found = _date(texts, voices)
    return Metadata(
        title=_title(texts, voices),
        authors=_authors(texts, voices),
        publisher=_publisher(texts, voices),
        date=date,
        date_found=found,
    )


def _title(texts: list[str], voices: list[Voice]) -> str | None:
    """Return the heading before all body text, or None."""
    for text, voice in zip(texts[:4], voices, strict=False):
        if voice is Voice.TITLE:
            return text
        if voice is Voice.BODY:
            return None
    return None


def _read(texts: list[str], voices: list[Voice]) -> list[str]:
    return [t for t, voice in zip(texts, voices, strict=True) if voice in (Voice.BODY, Voice.TITLE, Voice.FOOTNOTE)]


def _date(texts: list[str], voices: list[Voice]) -> tuple[str | None, str | None]:
    """Return date and how it was found: a dateline, a line of its own or a byline, a labelled line of the head.

    Of several labelled dates (made available, updated) the last in time counts. A day that opens a paragraph is the
    document's where no other near it does: a chronology has many.
    """
    first = texts[:6]
    for text in first:
        dateline = match_dateline(text)
        if dateline and dateline["date"] and (found := find_date(dateline["date"])):
            return found[0], "dateline"
    for text in first:
        found = find_date(text[:120])
        if found and (found[1] < 20 and _is_stamp(text, found[1], found[2])):
            return found[0], "dateline"
        if (
            found
            and re.match(r"(?:by|posted|published|updated|last (?:updated|modified)) ", text[:16], re.IGNORECASE)
            and len(text) < 120
        ):
            return found[0], "byline"
    opening = next((day for text in first if (day := match_day(text))), None)
    if opening and not opens_many_days(texts[:HEAD_BLOCKS]) and (found := find_date(opening)):
        return found[0], "dateline"
    labelled = [value for text in first if is_labelled_date(text) for value in find_dates(text[text.index(":") :])]
    return (max(labelled), "header") if labelled else (None, None)


def _is_stamp(text: str, start: int, end: int) -> bool:
    """Tell whether a line is a date, or begins with one before a sentence's capital."""
    before, after = text[:start].strip(" ,"), text[end:].strip()
    weekday = re.fullmatch(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|", before, re.IGNORECASE)
    return weekday is not None and (
        not after
        or (bool(before) and after[0].isupper())
        or re.fullmatch(r"[\d:. ]{0,6}(?:[ap]\.?m\.?)?[ A-Z]{0,5}", after) is not None
    )


def is_labelled_date(text: str) -> bool:
    """Tell whether a line of a document's head is a label with its date ("Date of update: 3 May 2011")."""
    return "date" in text.split(":")[0].lower() and len(text) < 260 and bool(_LABELLED.match(text) and find_date(text))


def is_byline(text: str) -> bool:
    """Tell whether a line only names the authors, with a date or place at most."""
    by = _BY.match(text)
    return by is not None and len(text) < 120 and not re.search(r"[a-z]{4,}", text[by.end() :].lower().split("|")[0])


def _authors(texts: list[str], voices: list[Voice]) -> tuple[str, ...]:
    for text in texts[:6]:
        by = _BY.match(text)
        if by and len(text) < 160:
            return tuple(dict.fromkeys(name for name in re.split(r", and |, | and | & ", by["names"]) if name))
    names = []
    for text in _read(texts, voices)[-_LAST_LINES:]:
        bio = _BIO.match(text)
        if bio and len(text) < 400:
            names.append(bio["name"])
    return tuple(dict.fromkeys(names))


def _publisher(texts: list[str], voices: list[Voice]) -> str | None:
    for text in texts[:4]:
        dateline = match_dateline(text)
        if dateline and dateline["wire"]:
            return dateline["wire"].strip()
    for text in _read(texts, voices)[-_LAST_LINES:]:
        editor = _EDITOR.search(text)
        if editor and len(text) < 400 and _BIO.match(text):
            return editor["name"].rstrip(".")
    return None
