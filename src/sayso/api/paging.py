"""Cut lists into pages by key, never by offset: a row that is added meanwhile moves no other row to another page."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import dropwhile, islice
from typing import Any

import orjson

from sayso.api.parameters import Values
from sayso.model.bounded import Bounded
from sayso.model.errors import UsageError

type Key = Callable[[Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Page[Item]:
    """Hold one page of a list; `next` is what to send as `after` for the page that follows, None on the last.

    `left_out` says in a sentence what of the casefile was not looked at; None where all was.
    """

    items: tuple[Item, ...]
    next: str | None = None
    left_out: str | None = None


def cut_page[Item](items: Iterable[Item], key: Key, values: Values, name: str) -> Page[Item]:
    """Return the page that follows `values["after"]`, at most `values["limit"]` long.

    `items` come in ascending order of `key`; no more of them are taken than the page needs, and one. Raises UsageError
    for an `after` that is not one of this list's.
    """
    limit, after = int(values["limit"]), values.get("after")
    waiting: Iterator[Item] = iter(items)
    left_out = _left_out(items)
    if after is not None:
        end = read_cursor(str(after), values, name)
        waiting = dropwhile(lambda item: _stands_before(key(item), end), waiting)
    found = tuple(islice(waiting, limit + 1))
    if len(found) <= limit:
        return Page(found, None, left_out)
    return Page(found[:limit], make_cursor(key(found[limit - 1]), values, name), left_out)


def give_page[Item](ask: Callable[..., Iterable[Item]], key: Key, values: Values, name: str) -> Page[Item]:
    """Return a page of a list that goes on after an id by itself; the last part of `key` is the id."""
    limit, after = int(values["limit"]), values.get("after")
    end = None if after is None else read_cursor(str(after), values, name)[-1]
    if end is not None and not isinstance(end, str):
        raise UsageError("'after' is not one that this list gave. Begin again without it.")
    answered = ask(limit=limit + 1, after=end)
    found = tuple(islice(answered, limit + 1))
    if len(found) <= limit:
        return Page(found, None, _left_out(answered))
    return Page(found[:limit], make_cursor(key(found[limit - 1])[-1:], values, name), _left_out(answered))


def _left_out(items: Iterable[object]) -> str | None:
    return (items.left_out or None) if isinstance(items, Bounded) else None


def make_cursor(end: tuple[Any, ...], values: Values, name: str) -> str:
    """Return where a page ended, in letters that a URL takes."""
    return urlsafe_b64encode(orjson.dumps([_digest(values, name), *end])).decode("ascii").rstrip("=")


def read_cursor(cursor: str, values: Values, name: str) -> tuple[Any, ...]:
    """Return the key at which a page ended; raises UsageError for what was not made here for the same question."""
    wrong = "'after' is not one that this list gave. Begin again without it."
    try:
        whole = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (orjson.JSONDecodeError, NotBase64, ValueError) as error:
        raise UsageError(wrong) from error
    if not isinstance(whole, list) or len(whole) < 2:
        raise UsageError(wrong)
    digest, *end = whole
    if digest != _digest(values, name):
        raise UsageError("'after' is of another question. Ask with the same parameters, or begin again without it.")
    return tuple(end)


def _stands_before(key: tuple[Any, ...], end: tuple[Any, ...]) -> bool:
    """Tell whether an item is not yet past the end of the page before."""
    try:
        return key <= end
    except TypeError as error:
        raise UsageError("'after' is not one that this list gave. Begin again without it.") from error


def _digest(values: Values, name: str) -> str:
    """Return a few letters that stand for the question, its place left out."""
    asked = sorted((key, value) for key, value in values.items() if key not in {"limit", "after"})
    return blake2b(orjson.dumps([name, asked]), digest_size=6).hexdigest()
