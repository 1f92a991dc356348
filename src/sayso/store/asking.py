"""Ask in chunks: lists that one statement takes, and no question left open while the caller works."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select

from sayso.store import tables as t
from sayso.store.forks import Forks

CHUNK = 500
"""How many values one statement lists: far below SQLite's limit of 32,766, and past the gain of longer lists."""


class Asker:
    """Hold what questions are asked of."""

    def __init__(self, forks: Forks) -> None:
        self._forks = forks


def current_claims(min_confidence: float = 0.0) -> list[ColumnElement[bool]]:
    """Return the conditions on claims that are current, and at least so likely to be right."""
    found: list[ColumnElement[bool]] = [t.claims.c.current]
    return [*found, t.claims.c.confidence >= min_confidence] if min_confidence > 0 else found


def chunks[T](items: Sequence[T]) -> Iterable[Sequence[T]]:
    """Cut a list into pieces that one statement takes."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def ask_rows(c: Connection, asked: Select[Any], key: ColumnElement[str], ids: Collection[str] | None) -> Iterable[Any]:
    """Ask for some keys, in lists that one statement takes; None asks for all."""
    if ids is None:
        yield from c.execute(asked).mappings().all()
        return
    for some in chunks(sorted(set(ids))):
        yield from c.execute(asked.where(key.in_(some))).mappings().all()
