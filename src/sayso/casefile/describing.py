"""Work out what a person's description of a document changes."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

from sayso.analysis.interval import parse_interval
from sayso.model import Metadata
from sayso.model.decision import Change
from sayso.model.errors import UsageError
from sayso.store.describing import JOIN

MOST_LETTERS = 2_000


class Description(TypedDict, total=False):
    """Name what may be said of a document; None or nothing takes a field away. `date` is EDTF."""

    title: str | None
    authors: Sequence[str]
    publisher: str | None
    date: str | None


def change_fields(metadata: Metadata, wanted: Mapping[str, object]) -> tuple[Change, ...]:
    """Return what changes, in the order of the fields; raises UsageError for what makes no sense."""
    unknown = sorted(wanted.keys() - _FIELDS.keys())
    if unknown:
        raise UsageError(f"A document has no {', '.join(unknown)}. Give some of: {', '.join(_FIELDS)}.")
    found = []
    for field, check in _FIELDS.items():
        if field not in wanted:
            continue
        before = JOIN.join(metadata.authors) if field == "authors" else getattr(metadata, field)
        after = check(wanted[field])
        if (before or None) != after:
            found.append(Change(field, before or None, after))
    return tuple(found)


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{value!r} is no text.")
    words = " ".join((value or "").split())
    if len(words) > MOST_LETTERS:
        raise UsageError(f"A text of {len(words):,} letters is too long here; {MOST_LETTERS:,} is the most.")
    return words or None


def _authors(value: object) -> str | None:
    given = [value] if isinstance(value, str) else value or []
    if not isinstance(given, Sequence):
        raise UsageError(f"{value!r} is no list of authors.")
    names = [name for one in given if (name := _text(one))]
    if any(JOIN.strip() in name for name in names):
        raise UsageError("Give authors one by one: a name has no semicolon.")
    return JOIN.join(names) or None


def _date(value: object) -> str | None:
    written = _text(value)
    if written is not None:
        parse_interval(written)
        if "/" in written or written[:1] in "[{":
            raise UsageError(f"{written!r} is no date of one document. Write EDTF, such as 2018-05-03 or 2018-05.")
    return written


_FIELDS: Mapping[str, Callable[[object], str | None]] = {
    "title": _text,
    "authors": _authors,
    "publisher": _text,
    "date": _date,
}
