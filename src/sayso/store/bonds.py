"""Answer which edges of some kinds tie some actors: the best supported one of each pair, and on whose word."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, literal, select

from sayso.model import Modality, Polarity
from sayso.model.bond import Bond
from sayso.model.edge import Root
from sayso.store.asking import Asker
from sayso.store.edge_tables import attestations, edge_roots, edges, roots
from sayso.store.fetching import Crossed, Listed, Stacked

_TIE = tuple(edges.c[name] for name in ("id", "subject", "predicate", "object", "roots", "asserted"))
_ROOTS = Listed(lambda: select(roots.c.key, roots.c.name, roots.c.actor, roots.c.named, roots.c.grade), roots.c.key)
_ALL = Listed(lambda: select(edge_roots.c.edge, edge_roots.c.root).where(edge_roots.c.actual > 0), edge_roots.c.edge)
_SUREST = Stacked(
    lambda edge, _: (
        select(attestations.c.edge, attestations.c.root)
        .where(
            attestations.c.edge == edge,
            attestations.c.polarity == Polarity.ASSERTED.value,
            attestations.c.modality == Modality.ACTUAL.value,
        )
        .order_by(attestations.c.doubt, attestations.c.claim)
        .limit(bindparam("most"))
    )
)


class BondShelf(Asker):
    """Answer about ties among actors whom an edge rests on."""

    def bonds(self, actors: Collection[str], predicates: Collection[str], most: int) -> list[Bond]:
        """Return, of each pair of canonical actors, the edge of these predicates that most roots assert as actual.

        Those on most roots come first, then by id; an edge from an actor to itself is none. Of an edge that more than
        `most` claims assert the roots are those of the `most` surest.
        """
        if not actors or not predicates:
            return []
        with self._forks.reading() as c:
            found = _between(frozenset(predicates)).fetch(self._forks, c, actors, actors)
            best = _best(found)
            held = self._roots_of(c, best, most)
        return [Bond(row[0], row[1], row[2], row[3], held[row[0]]) for row in best]

    def _roots_of(self, c: Connection, rows: Sequence[tuple[Any, ...]], most: int) -> dict[str, tuple[Root, ...]]:
        """Return roots of edges, by id."""
        few = [row[0] for row in rows if row[5] <= most]
        many = [(row[0], None) for row in rows if row[5] > most]
        keys: dict[str, set[str]] = {row[0]: set() for row in rows}
        pairs = [*_ALL.fetch(self._forks, c, few), *_SUREST.fetch(self._forks, c, many, most=most)]
        for edge, root in pairs:
            keys[edge].add(root)
        known = {
            key: Root(key, name, actor, bool(named), grade)
            for key, name, actor, named, grade in _ROOTS.fetch(self._forks, c, {root for _, root in pairs})
        }
        return {edge: tuple(sorted(known[root] for root in held)) for edge, held in keys.items()}


def _best(rows: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the edge on most roots of each pair of actors, whichever is the subject."""
    found: dict[frozenset[str], tuple[Any, ...]] = {}
    for row in sorted(rows, key=lambda row: (-row[4], row[0])):
        found.setdefault(frozenset((row[1], row[3])), row)
    return list(found.values())


@lru_cache(maxsize=16)
def _between(predicates: frozenset[str]) -> Crossed:
    """Return the question for the edges of some predicates between some actors, answered by the index of pairs."""

    def ask() -> Select[Any]:
        named = [literal(one) for one in sorted(predicates)]
        asked = select(*_TIE).where(edges.c.predicate.in_(named), edges.c.roots > 0)
        return asked.where(edges.c.subject != edges.c.object)

    return Crossed(ask, edges.c.subject, edges.c.object)
