"""Answer about edges: with their claims, or as cards, strongest first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select, tuple_

from sayso.model.edge import Attestation, Edge, EdgeCard
from sayso.store.asking import Asker, ask_rows
from sayso.store.attest import attestation_of, card_of, root_of
from sayso.store.edge_store import ContestRow, EdgeQuery
from sayso.store.edge_tables import actor_counts, attestations, contests, edge_roots, edges, roots


class EdgeShelf(Asker):
    """Answer about edges."""

    def edges(self, ids: Collection[str], min_confidence: float = 0.0, most: int | None = None) -> list[Edge]:
        """Return edges with their claims, by id; at most `most` claims each, those most likely right.

        Claims less sure than `min_confidence` are left out, and with them edges that have no other; unknown ids too.
        """
        with self._forks.reading() as c:
            found = {row["id"]: row for row in ask_rows(c, select(edges), edges.c.id, ids)}
            held = _ask_attestations(c, sorted(found), min_confidence, most)
            keys = {row["root"] for rows in held.values() for row in rows}
            known = {row["key"]: root_of(row) for row in ask_rows(c, select(roots), roots.c.key, keys)}
        built = []
        for edge, rows in held.items():
            items: list[Attestation] = [attestation_of(row, known[row["root"]]) for row in rows]
            items.sort(key=lambda item: item.claim)
            if items:
                row = found[edge]
                ends = (row["subject"], row["predicate"], row["object"])
                built.append(Edge(edge, *ends, row["sign"], tuple(items)))
        return built

    def edge_cards(self, ids: Collection[str]) -> dict[str, EdgeCard]:
        """Return edges without their claims, by id; unknown ids are left out."""
        with self._forks.reading() as c:
            return {row["id"]: card_of(row) for row in ask_rows(c, select(edges), edges.c.id, ids)}

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
        with self._forks.reading() as c:
            for actor in sorted(set(actors)):
                rows: dict[str, Any] = {}
                for side in (edges.c.subject, edges.c.object):
                    asked = choose_edges(select(edges).where(side == actor), query).order_by(edges.c.rank.desc())
                    rows |= {row["id"]: row for row in c.execute(asked.limit(limit_each)).mappings()}
                best = sorted(rows.values(), key=lambda row: (-row["rank"], row["id"]))[:limit_each]
                found[actor] = [card_of(row) for row in best]
        return found

    def edges_between(self, one: Collection[str], other: Collection[str]) -> list[EdgeCard]:
        """Return the edges that have one end among some canonical actors and one among others, by rank and id."""
        rows: dict[str, Any] = {}
        with self._forks.reading() as c:
            for subjects, objects in ((one, other), (other, one)):
                asked = select(edges).where(edges.c.object.in_(sorted(objects)))
                rows |= {row["id"]: row for row in ask_rows(c, asked, edges.c.subject, subjects)}
        return [card_of(row) for row in sorted(rows.values(), key=lambda row: (-row["rank"], row["id"]))]

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

    def contests(
        self,
        kind: str | None = None,
        edge_ids: Collection[str] | None = None,
        limit: int | None = None,
        after: ContestRow | None = None,
    ) -> list[ContestRow]:
        """Return contests, those with most roots on the weaker side first, then by kind and ids.

        `edge_ids` keeps those of some edges; `after` is the last one seen.
        """
        asked = select(contests)
        if kind is not None:
            asked = asked.where(contests.c.kind == kind)
        if after is not None:
            key = tuple_(-contests.c.rank, contests.c.kind, contests.c.edge, contests.c.other)
            asked = asked.where(key > tuple_(-after.rank, after.kind, after.edge, after.other))
        ordered = asked.order_by(contests.c.rank.desc(), contests.c.kind, contests.c.edge, contests.c.other)
        with self._forks.reading() as c:
            if edge_ids is None:
                rows: Iterable[Any] = c.execute(ordered.limit(limit)).mappings().all()
            else:
                sides = (contests.c.edge, contests.c.other)
                held = {tuple(row.values()): row for side in sides for row in ask_rows(c, asked, side, edge_ids)}
                rows = [held[key] for key in sorted(held, key=lambda key: (-key[3], *key[:3]))][:limit]
        return [ContestRow(row["kind"], row["edge"], row["other"], row["rank"]) for row in rows]

    def actor_counts(self, canonical: Collection[str]) -> dict[str, tuple[int, int]]:
        """Return how many current claims and edges canonical actors have; those without are left out."""
        with self._forks.reading() as c:
            rows = ask_rows(c, select(actor_counts), actor_counts.c.canonical, canonical)
            return {row["canonical"]: (row["claims"], row["degree"]) for row in rows}

    def edges_on_root(self, key: str, limit: int | None = None) -> list[EdgeCard]:
        """Return the edges that a root asserts or denies, by rank and id."""
        joined = edges.join(edge_roots, edge_roots.c.edge == edges.c.id)
        asked = select(edges).select_from(joined).where(edge_roots.c.root == key)
        with self._forks.reading() as c:
            rows = c.execute(asked.order_by(edges.c.rank.desc(), edges.c.id).limit(limit)).mappings().all()
        return [card_of(row) for row in rows]


def _ask_attestations(
    c: Connection, ids: Sequence[str], min_confidence: float, most: int | None
) -> dict[str, list[Mapping[Any, Any]]]:
    """Return the attestations of edges, asked for in lists; those of a heavy edge alone where `most` bounds them."""
    held: dict[str, list[Mapping[Any, Any]]] = {edge: [] for edge in ids}
    asked = select(attestations)
    if min_confidence > 0:
        asked = asked.where(attestations.c.confidence >= min_confidence)
    heavy: set[str] = set()
    if most is not None:
        size = edges.c.asserted + edges.c.denied
        heavy = {row["id"] for row in ask_rows(c, select(edges.c.id).where(size > most), edges.c.id, ids)}
        best = asked.order_by(attestations.c.confidence.desc(), attestations.c.claim).limit(most)
        for edge in sorted(heavy):
            held[edge] = list(c.execute(best.where(attestations.c.edge == edge)).mappings())
    for row in ask_rows(c, asked, attestations.c.edge, [edge for edge in ids if edge not in heavy]):
        held[row["edge"]].append(row)
    return held


def choose_edges(asked: Select[Any], query: EdgeQuery | None) -> Select[Any]:
    """Narrow a question down to the edges that a query lets through."""
    if query is None:
        return asked
    if query.predicates is not None:
        asked = asked.where(edges.c.predicate.in_(sorted(query.predicates)))
    if query.standings is not None:
        asked = asked.where(edges.c.standing.in_(sorted(query.standings)))
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
