"""Answer about edges: with their claims, or as cards, strongest first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, case, func, literal, or_, select

from sayso.model.edge import Edge, EdgeCard, Root
from sayso.store.asking import Asker, chunks
from sayso.store.attest import ATTESTED, CARDS, card_in, card_of, told_in
from sayso.store.edge_store import EdgeQuery
from sayso.store.edge_tables import actor_counts, attestations, edge_roots, edges, roots
from sayso.store.fetching import Listed

_CARD = tuple(edges.c[name] for name in CARDS)
_CARDS = Listed(lambda: select(*_CARD), edges.c.id)
_ROOTS = Listed(lambda: select(roots.c.key, roots.c.name, roots.c.actor, roots.c.named, roots.c.grade), roots.c.key)
_TOLD = (attestations.c.edge, *(attestations.c[name] for name in ATTESTED), attestations.c.root)
_SURE = attestations.c.confidence >= bindparam("least")
_ATTESTED = Listed(lambda: select(*_TOLD).where(_SURE), attestations.c.edge)
_LIKELIEST = (
    select(*_TOLD)
    .where(attestations.c.edge == bindparam("edge"), _SURE)
    .order_by(attestations.c.confidence.desc(), attestations.c.claim)
    .limit(bindparam("most"))
)
_COUNTS = Listed(lambda: select(actor_counts), actor_counts.c.canonical)


class EdgeShelf(Asker):
    """Answer about edges."""

    def edges(self, ids: Collection[str], min_confidence: float = 0.0, most: int | None = None) -> list[Edge]:
        """Return edges with their claims, by id; at most `most` claims each, those most likely right.

        Claims less sure than `min_confidence` are left out, and with them edges that have no other; unknown ids too.
        """
        with self._forks.reading() as c:
            found = {row[0]: row for row in _CARDS.fetch(self._forks, c, ids)}
            held = self._attestations(c, found, min_confidence, most)
            keys = {row[-1] for rows in held.values() for row in rows}
            known = {
                row[0]: Root(row[0], row[1], row[2], bool(row[3]), row[4]) for row in _ROOTS.fetch(self._forks, c, keys)
            }
        built = []
        for edge in sorted(held):
            items = [told_in(row[1:-1], known[row[-1]]) for row in sorted(held[edge], key=itemgetter(1))]
            if items:
                _, subject, predicate, other, sign = found[edge][:5]
                built.append(Edge(edge, subject, predicate, other, sign, tuple(items)))
        return built

    def _attestations(
        self, c: Connection, found: Mapping[str, Sequence[Any]], min_confidence: float, most: int | None
    ) -> dict[str, list[tuple[Any, ...]]]:
        """Return the attestations of edges, asked for in lists; a heavy edge alone where `most` bounds it."""
        held: dict[str, list[tuple[Any, ...]]] = {edge: [] for edge in found}
        heavy = [edge for edge, row in found.items() if most is not None and row[5] + row[6] > most]
        for edge in heavy:
            held[edge] = self._forks.fetch(c, _LIKELIEST, {"edge": edge, "least": min_confidence, "most": most})
        light = found.keys() - set(heavy)
        for row in _ATTESTED.fetch(self._forks, c, light, least=min_confidence):
            held[row[0]].append(row)
        return held

    def edge_cards(self, ids: Collection[str]) -> dict[str, EdgeCard]:
        """Return edges without their claims, by id; unknown ids are left out."""
        with self._forks.reading() as c:
            return {row[0]: card_in(row) for row in _CARDS.fetch(self._forks, c, ids)}

    def edge_ids(self, start: str, limit: int = 10) -> list[str]:
        """Return ids of edges that begin so, in order."""
        asked = select(edges.c.id).where(edges.c.id.startswith(start, autoescape=True)).order_by(edges.c.id)
        with self._forks.reading() as c:
            return list(c.execute(asked.limit(limit)).scalars())

    def edges_around(
        self, actors: Collection[str], limit_each: int, query: EdgeQuery | None = None
    ) -> dict[str, list[EdgeCard]]:
        """Return the strongest edges of each canonical actor, by rank and id; one without has an empty list."""
        found: dict[str, list[EdgeCard]] = {}
        sides = _around(frozen(query or EdgeQuery()))
        with self._forks.reading() as c:
            for actor in sorted(set(actors)):
                rows: dict[str, Sequence[Any]] = {}
                for asked in sides:
                    held = self._forks.fetch(c, asked, {"actor": actor, "most": limit_each})
                    rows |= {row[0]: row for row in held}
                found[actor] = [card_in(row) for row in sorted(rows.values(), key=_strongest)[:limit_each]]
        return found

    def edges_between(self, one: Collection[str], other: Collection[str], most: int | None = None) -> list[EdgeCard]:
        """Return the edges that have one end among some canonical actors and one among others, by rank and id.

        At most `most`; the question looks up every pair, so let at least one of the two be few.
        """
        rows: dict[str, Any] = {}
        sides = ((one, other),) if set(one) == set(other) else ((one, other), (other, one))
        with self._forks.reading() as c:
            for subjects, objects in sides:
                asked = select(*_CARD).where(edges.c.object.in_(sorted(objects)))
                for some in chunks(sorted(set(subjects))):
                    rows |= {row[0]: row for row in c.execute(asked.where(edges.c.subject.in_(some)))}
        return [card_in(row) for row in sorted(rows.values(), key=_strongest)[:most]]

    def list_edges(self, query: EdgeQuery, limit: int | None = None, after: str | None = None) -> list[EdgeCard]:
        """Return edges by rank and id, strongest first; `after` is the id of the last one seen."""
        asked = choose_edges(select(edges), query).order_by(edges.c.rank.desc(), edges.c.id)
        with self._forks.reading() as c:
            if after is not None:
                rank = c.execute(select(edges.c.rank).where(edges.c.id == after)).scalar()
                if rank is None:
                    return []
                asked = asked.where((edges.c.rank < rank) | ((edges.c.rank == rank) & (edges.c.id > after)))
            return [card_of(row) for row in c.execute(asked.limit(limit)).mappings()]

    def count_edges(self, query: EdgeQuery) -> int:
        """Count the edges that answer."""
        with self._forks.reading() as c:
            return int(c.execute(choose_edges(select(func.count()).select_from(edges), query)).scalar() or 0)

    def actor_counts(self, canonical: Collection[str]) -> dict[str, tuple[int, int]]:
        """Return how many current claims and edges canonical actors have; those without are left out."""
        with self._forks.reading() as c:
            return {actor: (claims, degree) for actor, claims, degree in _COUNTS.fetch(self._forks, c, canonical)}

    def edges_on_root(
        self, key: str, limit: int | None = None, *, alone: bool = False, after: str | None = None
    ) -> list[EdgeCard]:
        """Return the edges that a root asserts or denies, by rank and id; with `alone`, those of no other root."""
        joined = edges.join(edge_roots, edge_roots.c.edge == edges.c.id)
        asked = select(edges).select_from(joined).where(edge_roots.c.root == key)
        if alone:
            other = edge_roots.alias()
            asked = asked.where(~select(other.c.edge).where(other.c.edge == edges.c.id, other.c.root != key).exists())
        with self._forks.reading() as c:
            if after is not None:
                rank = select(edges.c.rank).where(edges.c.id == after).scalar_subquery()
                asked = asked.where(or_(edges.c.rank < rank, and_(edges.c.rank == rank, edges.c.id > after)))
            rows = c.execute(asked.order_by(edges.c.rank.desc(), edges.c.id).limit(limit)).mappings().all()
        return [card_of(row) for row in rows]


def _strongest(row: Sequence[Any]) -> tuple[int, str]:
    return -row[-1], row[0]


def frozen(query: EdgeQuery) -> EdgeQuery:
    """Return a query that can be a key."""
    predicates = None if query.predicates is None else frozenset(query.predicates)
    standings = None if query.standings is None else frozenset(query.standings)
    return replace(query, predicates=predicates, standings=standings)


@lru_cache(maxsize=64)
def _around(query: EdgeQuery) -> tuple[Select[Any], Select[Any]]:
    """Return the two questions for an actor's strongest edges: as subject, as object."""
    actor: BindParameter[str] = bindparam("actor")
    asked = choose_edges(select(*_CARD), query).order_by(edges.c.rank.desc()).limit(bindparam("most"))
    return asked.where(edges.c.subject == actor), asked.where(edges.c.object == actor)


def choose_edges(asked: Select[Any], query: EdgeQuery | None) -> Select[Any]:
    """Narrow a question down to the edges that a query lets through."""
    if query is None:
        return asked
    if query.predicates is not None:
        asked = asked.where(edges.c.predicate.in_([literal(one) for one in sorted(query.predicates)]))
    if query.standings is not None:
        asked = asked.where(edges.c.standing.in_([literal(one) for one in sorted(query.standings)]))
    if query.sign is not None:
        asked = asked.where(edges.c.sign == query.sign)
    if query.contested is not None:
        asked = asked.where(edges.c.contested == query.contested)
    if query.denied is not None:
        asked = asked.where((edges.c.denied if query.denied else edges.c.asserted) > 0)
    if query.known_by is not None:
        asked = asked.where(edges.c.known_from <= query.known_by.toordinal())
    if query.from_day is not None:
        asked = asked.where(edges.c.may_to >= query.from_day.toordinal())
    if query.to_day is not None:
        asked = asked.where(edges.c.may_from <= query.to_day.toordinal())
    return asked


def edge_table(min_confidence: float) -> Any:
    """Return the edges as a table with their counters: the kept one, or one counted anew without what is less sure."""
    if min_confidence <= 0:
        return edges
    denied = func.sum(case((attestations.c.polarity == "-", 1), else_=0))
    return (
        select(
            edges.c.id,
            edges.c.subject,
            edges.c.predicate,
            edges.c.object,
            (func.count() - denied).label("asserted"),
            denied.label("denied"),
        )
        .select_from(attestations.join(edges, edges.c.id == attestations.c.edge))
        .where(and_(attestations.c.confidence >= min_confidence))
        .group_by(edges.c.id, edges.c.subject, edges.c.predicate, edges.c.object)
        .subquery()
    )
