"""Ask questions that are asked very often: compiled once, answered in plain tuples.

To build and compile a statement anew, and to wrap its rows, took three quarters of the time of a small question; a
neighbourhood of two steps asks some hundred of them.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import batched
from typing import Any

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    and_,
    any_,
    bindparam,
    column,
    func,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from sayso.store.asking import chunks
from sayso.store.encode import Row
from sayso.store.forks import Forks
from sayso.store.prepared import ask

SIZES = (1, 8, 32, 64, 160, 500)
"""Lengths of lists for which a statement is made; a shorter list is filled up with its last value."""

PAIRS = (1, 8, 32, 128)
"""Lengths of lists of pairs."""


def _takes_lists(c: Connection) -> bool:
    """Tell whether the database takes a list as one parameter; else a statement names each value.

    PostgreSQL plans one statement for lists of any length once; 500 parameters cost 1 ms each time.
    """
    return c.dialect.name == "postgresql"


def _is_listed(key: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    return key == any_(bindparam(name, type_=ARRAY(key.type)))


def _is_paired(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[bool]:
    lists = (bindparam(name, type_=ARRAY(side.type)) for name, side in (("ones", one), ("others", other)))
    pairs = func.unnest(*lists).table_valued("one", "other").render_derived()
    return tuple_(one, other).in_(select(pairs.c.one, pairs.c.other))


def _name(asked: Select[Any], rows: Sequence[tuple[Any, ...]]) -> list[Row]:
    """Return rows by the names of their columns."""
    names = [column.name for column in asked.selected_columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


class Listed:
    """Hold a question over a list of keys, made once for each of a few lengths of the list."""

    def __init__(self, asked: Callable[[], Select[Any]], key: ColumnElement[Any]) -> None:
        self._asked, self._key = asked, key
        self._made: dict[int, Select[Any]] = {}

    def fetch(
        self, forks: Forks, c: Connection, keys: Collection[str] | Collection[int], **values: Any
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of some keys, in the order of the statement within each 500 keys."""
        for asked, bound in self._bind(c, keys, values):
            yield from forks.fetch(c, asked, bound)

    def rows(self, c: Connection, keys: Collection[Any], **values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the same, asked on a connection that holds the write lock."""
        for asked, bound in self._bind(c, keys, values):
            yield from ask(c, asked, bound)

    def named(self, c: Connection, keys: Collection[Any], **values: Any) -> list[Row]:
        """Return the same as rows by the names of their columns; booleans are numbers, which are equal to them."""
        found: list[Row] = []
        for asked, bound in self._bind(c, keys, values):
            found += _name(asked, ask(c, asked, bound))
        return found

    def _bind(
        self, c: Connection, keys: Collection[Any], values: dict[str, Any]
    ) -> Iterator[tuple[Select[Any], dict[str, Any]]]:
        wanted: list[Any] = sorted(set(keys))
        for some in chunks(wanted):
            if _takes_lists(c):
                if 0 not in self._made:
                    self._made[0] = self._asked().where(_is_listed(self._key, "keys"))
                yield self._made[0], {"keys": list(some)} | values
                continue
            size = next(size for size in SIZES if size >= len(some))
            if size not in self._made:
                names: list[BindParameter[Any]] = [bindparam(f"key{at}") for at in range(size)]
                self._made[size] = self._asked().where(self._key.in_(names))
            filled = [*some, *[some[-1]] * (size - len(some))]
            yield self._made[size], {f"key{at}": key for at, key in enumerate(filled)} | values


STACKS = (1, 4, 16, 48)
"""How many questions one stacked statement holds; places left over are asked of no key."""


class Stacked:
    """Hold a question of one key, with its own order and limit, to be asked of many keys in one statement.

    `asked` makes it from parameters for the key and for a number that goes with it.
    """

    def __init__(self, asked: Callable[[ColumnElement[str], ColumnElement[int]], Select[Any]]) -> None:
        self._asked = asked
        self._made: dict[int, Select[Any]] = {}

    def fetch(
        self, forks: Forks, c: Connection, keys: Sequence[tuple[str, int | None]], **values: Any
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of keys in the order given, those of one key in the order of the question."""
        if _takes_lists(c):
            yield from self._fetch_lists(forks, c, keys, values)
            return
        for start in range(0, len(keys), STACKS[-1]):
            some = keys[start : start + STACKS[-1]]
            size = next(size for size in STACKS if size >= len(some))
            if size not in self._made:
                self._made[size] = self._make(size)
            bound: dict[str, Any] = {}
            for at in range(size):
                bound[f"key{at}"], bound[f"number{at}"] = some[at] if at < len(some) else (None, None)
            yield from forks.fetch(c, self._made[size], bound | values)

    def _fetch_lists(
        self, forks: Forks, c: Connection, keys: Sequence[tuple[str, int | None]], values: dict[str, Any]
    ) -> Iterator[tuple[Any, ...]]:
        if not keys:
            return
        if 0 not in self._made:
            lists = (bindparam("keys", type_=ARRAY(String)), bindparam("numbers", type_=ARRAY(Integer)))
            given = func.unnest(*lists).table_valued(column("key", String), column("number", Integer)).render_derived()
            each = self._asked(given.c.key, given.c.number).lateral()
            self._made[0] = select(*each.c).select_from(given.join(each, true()))
        bound = {"keys": [key for key, _ in keys], "numbers": [number for _, number in keys]}
        yield from forks.fetch(c, self._made[0], bound | values)

    def _make(self, size: int) -> Select[Any]:
        each = [
            self._asked(bindparam(f"key{at}", type_=String), bindparam(f"number{at}", type_=Integer)).subquery()
            for at in range(size)
        ]
        return select(union_all(*map(select, each)).subquery())


CROSSED = (1, 8, 24, 64, 500)
"""Lengths of either of two lists that are crossed."""


class Crossed:
    """Hold a question over two lists of keys, of which every pair is looked up, made once for each of a few lengths."""

    def __init__(self, asked: Callable[[], Select[Any]], one: ColumnElement[Any], other: ColumnElement[Any]) -> None:
        self._asked, self._one, self._other = asked, one, other
        self._made: dict[tuple[int, int], Select[Any]] = {}

    def fetch(
        self, forks: Forks, c: Connection, ones: Collection[str], others: Collection[str], **values: Any
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of all pairs, in the order of the statement within each 500 keys of either list."""
        for some in chunks(sorted(set(ones))):
            for more in chunks(sorted(set(others))):
                if _takes_lists(c):
                    if (0, 0) not in self._made:
                        both = _is_listed(self._one, "ones"), _is_listed(self._other, "others")
                        self._made[0, 0] = self._asked().where(*both)
                    yield from forks.fetch(c, self._made[0, 0], {"ones": list(some), "others": list(more)} | values)
                    continue
                sizes = _least(CROSSED, some), _least(CROSSED, more)
                if sizes not in self._made:
                    names: list[list[BindParameter[Any]]] = [
                        [bindparam(f"{side}{at}") for at in range(n)] for side, n in zip("ab", sizes, strict=True)
                    ]
                    self._made[sizes] = self._asked().where(self._one.in_(names[0]), self._other.in_(names[1]))
                bound = _fill("a", sizes[0], some) | _fill("b", sizes[1], more)
                yield from forks.fetch(c, self._made[sizes], bound | values)


def _least(sizes: Sequence[int], keys: Sequence[Any]) -> int:
    """Return the least length that holds some keys."""
    return next(size for size in sizes if size >= len(keys))


def _fill(name: str, size: int, keys: Sequence[Any]) -> dict[str, Any]:
    """Return parameters for keys, with the last one in the places left over."""
    return {f"{name}{at}": keys[min(at, len(keys) - 1)] for at in range(size)}


class Paired:
    """Hold a question over a list of pairs of values, made once for each of a few lengths of the list."""

    def __init__(self, asked: Callable[[], Select[Any]], one: ColumnElement[Any], other: ColumnElement[Any]) -> None:
        self._asked, self._one, self._other = asked, one, other
        self._made: dict[int, Select[Any]] = {}

    def named(self, c: Connection, pairs: Collection[tuple[Any, Any]]) -> list[Row]:
        """Return the rows of some pairs by the names of their columns; booleans are numbers."""
        found: list[Row] = []
        for some in batched(sorted(set(pairs)), PAIRS[-1]):
            if _takes_lists(c):
                if 0 not in self._made:
                    self._made[0] = self._asked().where(_is_paired(self._one, self._other))
                ones, others = zip(*some, strict=True)
                found += _name(self._made[0], ask(c, self._made[0], {"ones": list(ones), "others": list(others)}))
                continue
            size = next(size for size in PAIRS if size >= len(some))
            if size not in self._made:
                either = (and_(self._one == bindparam(f"a{n}"), self._other == bindparam(f"b{n}")) for n in range(size))
                self._made[size] = self._asked().where(or_(*either))
            bound: dict[str, Any] = {}
            for at in range(size):
                bound[f"a{at}"], bound[f"b{at}"] = some[min(at, len(some) - 1)]
            asked = self._made[size]
            found += _name(asked, ask(c, asked, bound))
        return found
