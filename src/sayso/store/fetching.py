"""Ask questions that are asked very often: compiled once, answered in plain tuples.

To build and compile a statement anew, and to wrap its rows, took three quarters of the time of a small question; a
neighbourhood of two steps asks some hundred of them.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam

from sayso.store.asking import chunks
from sayso.store.forks import Forks

SIZES = (1, 8, 64, 500)
"""Lengths of lists for which a statement is made; a shorter list is filled up with its last value."""


class Listed:
    """Hold a question over a list of keys, made once for each of a few lengths of the list."""

    def __init__(self, asked: Callable[[], Select[Any]], key: ColumnElement[Any]) -> None:
        self._asked, self._key = asked, key
        self._made: dict[int, Select[Any]] = {}

    def fetch(self, forks: Forks, c: Connection, keys: Collection[str], **values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of some keys, in the order of the statement within each 500 keys."""
        for some in chunks(sorted(set(keys))):
            size = next(size for size in SIZES if size >= len(some))
            if size not in self._made:
                names: list[BindParameter[str]] = [bindparam(f"key{at}") for at in range(size)]
                self._made[size] = self._asked().where(self._key.in_(names))
            filled = [*some, *[some[-1]] * (size - len(some))]
            bound = {f"key{at}": key for at, key in enumerate(filled)}
            yield from forks.fetch(c, self._made[size], bound | values)
