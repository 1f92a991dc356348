"""List contests: all of them or an actor's, as ranges of an index that stands in the order of the list."""

from functools import cache
from typing import Any

from sqlalchemy import Select, Table, bindparam, select, tuple_

from sayso.store.asking import Asker
from sayso.store.edge_store import ContestRow
from sayso.store.edge_tables import contest_actors, contests, tenures

_NAMES = ("kind", "edge", "other")
_ONE = select(contests.c.turn).where(*(contests.c[name] == bindparam(name) for name in _NAMES))
_NO_LIMIT = 2**62
"""More than any list has: one statement serves with and without a limit."""

_ONES, _OTHERS = tenures.alias(), tenures.alias()
_MEETING = (
    select(_ONES.c.claim, _OTHERS.c.claim)
    .where(
        _ONES.c.edge == bindparam("edge"),
        _OTHERS.c.edge == bindparam("other"),
        *(_OTHERS.c[name] == _ONES.c[name] for name in ("predicate", "object", "role")),
        _OTHERS.c.sure_from <= _ONES.c.sure_to,
        _OTHERS.c.sure_to >= _ONES.c.sure_from,
        _OTHERS.c.root != _ONES.c.root,
    )
    .limit(bindparam("most"))
)


class ContestShelf(Asker):
    """Answer about contests."""

    def contests(
        self,
        kind: str | None = None,
        actor: str | None = None,
        limit: int | None = None,
        after: ContestRow | None = None,
    ) -> list[ContestRow]:
        """Return contests, those with most roots on the weaker side first, then by kind and ids.

        `actor` keeps those of a canonical actor's edges; `after` is the last one seen.
        """
        asked = _list(contests if actor is None else contest_actors, of_kind=kind is not None, on=after is not None)
        values = {"actor": actor, "kind": kind, "most": _NO_LIMIT if limit is None else limit}
        if after is not None:
            values |= {f"last_{name}": getattr(after, name) for name in ("turn", *_NAMES)}
        with self._forks.reading() as c:
            return [ContestRow(*row) for row in self._forks.fetch(c, asked, values)]

    def contest(self, kind: str, edge: str, other: str) -> ContestRow | None:
        """Return one contest, or None where there is no such."""
        with self._forks.reading() as c:
            rows = self._forks.fetch(c, _ONE, {"kind": kind, "edge": edge, "other": other})
        return ContestRow(kind, edge, other, rows[0][0]) if rows else None

    def meeting_holders(self, edge: str, other: str, most: int) -> list[str]:
        """Return claims of two edges that put their subjects into one post at one time, at most so many of each."""
        with self._forks.reading() as c:
            pairs = self._forks.fetch(c, _MEETING, {"edge": edge, "other": other, "most": most})
        return sorted({claim for pair in pairs for claim in pair})


@cache
def _list(table: Table, *, of_kind: bool, on: bool) -> Select[Any]:
    """Return the question for a list, from its start or going on after a contest."""
    order = [table.c[name] for name in ("turn", *_NAMES)]
    asked = select(*order[1:], order[0]).order_by(*order).limit(bindparam("most"))
    if "actor" in table.c:
        asked = asked.where(table.c.actor == bindparam("actor"))
    if of_kind:
        asked = asked.where(table.c.kind == bindparam("kind"))
    if on:
        last = [bindparam(f"last_{column.name}", type_=column.type) for column in order]
        asked = asked.where(tuple_(*order) > tuple_(*last))
    return asked
