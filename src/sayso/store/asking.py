"""Ask in chunks: lists that one statement takes, and no question left open while the caller works."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select

from sayso.model.errors import StoreError
from sayso.store import tables as t
from sayso.store.forks import Forks
from sayso.store.rules import EdgeRules

CHUNK = 500
"""How many values one statement lists: far below SQLite's limit of 32,766, and past the gain of longer lists."""


class Asker:
    """Hold what questions are asked of.

    `rules` are asked for when something is written that edges follow from, and not before.
    """

    def __init__(self, forks: Forks, rules: Callable[[], EdgeRules] | None = None) -> None:
        self._forks = forks
        self._make_rules = rules

    @cached_property
    def _rules(self) -> EdgeRules:
        if self._make_rules is None:
            where = self._forks.location
            raise StoreError(f"{where} was opened without rules for edges: it can be read and not written.")
        return self._make_rules()


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
