"""Answer which edges to walk along: as light ties, strongest first, from indexes alone wherever these tell."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, select, union_all

from sayso.model.light_tie import LightTie
from sayso.store.asking import Asker
from sayso.store.edge_store import EdgeQuery
from sayso.store.edge_tables import edges
from sayso.store.edges import choose_edges, frozen
from sayso.store.fetching import Crossed

_TIE = tuple(edges.c[name] for name in LightTie._fields)
_ORDER = ("rank", "predicate", "id")
"""Strongest first is the order of the indexes backwards; where ties are cut, it also tells between equal ones."""


class WalkShelf(Asker):
    """Answer about the ties of actors; an edge from an actor to itself is none."""

    def ties_around(
        self, actors: Collection[str], limit_each: int, query: EdgeQuery | None = None
    ) -> dict[str, list[LightTie]]:
        """Return the strongest ties of each canonical actor, by rank; actors without one are left out."""
        asked, width = _around(frozen(query or EdgeQuery())), len(_TIE)
        found: dict[str, list[LightTie]] = {}
        with self._forks.reading() as c:
            for actor in sorted(set(actors)):
                rows = self._forks.fetch(c, asked, {"actor": actor, "most": limit_each})
                if rows:
                    found[actor] = [LightTie._make(row[:width]) for row in rows]
        return found

    def ties_between(self, actors: Collection[str], most: int, query: EdgeQuery | None = None) -> list[LightTie]:
        """Return the strongest ties between two of some canonical actors, by rank and id.

        The question looks up every pair, so let them be few.
        """
        asked = _between(frozen(query or EdgeQuery()))
        with self._forks.reading() as c:
            rows = list(asked.fetch(self._forks, c, actors, actors, most=most))
        rows.sort(key=lambda row: (-row[-1], row[0]))
        return [LightTie._make(row[:-1]) for row in rows[:most]]


@lru_cache(maxsize=64)
def _around(query: EdgeQuery) -> CompoundSelect[Any]:
    """Return the question for an actor's strongest ties: as subject and as object, merged in the order of the rank."""
    asked = choose_edges(select(*_TIE, edges.c.rank, edges.c.predicate), query).where(edges.c.subject != edges.c.object)
    actor: BindParameter[str] = bindparam("actor")
    both = union_all(asked.where(edges.c.subject == actor), asked.where(edges.c.object == actor))
    order = (both.selected_columns[name].desc() for name in _ORDER)
    return both.order_by(*order).limit(bindparam("most"))


@lru_cache(maxsize=64)
def _between(query: EdgeQuery) -> Crossed:
    """Return the question for the strongest ties between some actors and others, answered by the index of pairs."""

    def ask() -> Select[Any]:
        asked = choose_edges(select(*_TIE, edges.c.rank), query).where(edges.c.subject != edges.c.object)
        # The sign is turned so that nobody takes an index in the order of the rank, and walks all edges of an actor.
        return asked.order_by(-edges.c.rank, edges.c.id).limit(bindparam("most"))

    return Crossed(ask, edges.c.subject, edges.c.object)
