"""Answer about edges of hubs at the cost of what is shown: an actor's strongest ties, the surest claims of each."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select

from sayso.model.edge import Edge, EdgeCard
from sayso.store import tables as t
from sayso.store.asking import Asker, ask_rows
from sayso.store.attest import attestation_of, card_of, root_of
from sayso.store.edge_store import EdgeQuery, TieRow
from sayso.store.edge_tables import attestations, edges, roots
from sayso.store.edges import choose_edges
from sayso.store.fetching import Listed

_TIE = (edges.c.id, edges.c.subject, edges.c.predicate, edges.c.object, edges.c.sign, edges.c.rank)

_HERE = and_(t.segments.c.text_id == t.claims.c.text_id, t.segments.c.index == t.claims.c.segment)
_SPOKEN = Listed(
    lambda: (
        select(t.claims.c.id)
        .join(t.segments, _HERE)
        .where(t.claims.c.current, t.segments.c.voice == bindparam("voice"))
    ),
    t.claims.c.id,
)


class EdgePages(Asker):
    """Answer about the edges of actors that have very many."""

    def tie_rows(
        self, actor: str, most: int | None, query: EdgeQuery | None = None, best: tuple[int, int] | None = None
    ) -> list[TieRow]:
        """Return the ids of a canonical actor's edges, strongest first, at most `most` of either side.

        With `best`, of these the first so many of either side, and so many of each predicate.
        """
        found: list[TieRow] = []
        own = (edges.c.subject == actor, and_(edges.c.object == actor, edges.c.subject != actor))
        with self._forks.reading() as c:
            for side in own:
                asked = choose_edges(select(*_TIE).where(side), query)
                asked = asked.order_by(edges.c.rank.desc(), edges.c.id.desc()).limit(most)
                found += (TieRow(*row) for row in c.execute(asked if best is None else _best(asked, *best)))
        return sorted(found, key=lambda row: (-row.rank, row.id))

    def edge_samples(self, ids: Collection[str], most: int, min_confidence: float = 0.0) -> list[tuple[EdgeCard, Edge]]:
        """Return edges by id with at most `most` claims that assert and as many that deny, those that speak surest.

        Claims less sure than `min_confidence` are left out, and with them edges that have no other; unknown ids too.
        """
        with self._forks.reading() as c:
            found = {row["id"]: row for row in ask_rows(c, select(edges), edges.c.id, ids)}
            small = [one for one, row in found.items() if max(row["asserted"], row["denied"]) <= most]
            rows = list(_all_rows(c, small, min_confidence))
            rows += _sure_rows(c, sorted(found.keys() - set(small)), most, min_confidence)
            return [(card_of(found[edge.id]), edge) for edge in _build(c, found, rows)]

    def edges_of_claims(self, claims: Collection[str]) -> list[Edge]:
        """Return the edges of current claims, by id, with these claims alone; unknown claims are left out."""
        with self._forks.reading() as c:
            rows = list(ask_rows(c, select(attestations), attestations.c.claim, claims))
            found = {row["id"]: row for row in ask_rows(c, select(edges), edges.c.id, {row["edge"] for row in rows})}
            return _build(c, found, rows)

    def spoken_by(self, claims: Collection[str], voice: str) -> frozenset[str]:
        """Return those of some current claims that stand in a segment of this voice."""
        with self._forks.reading() as c:
            return frozenset(row[0] for row in _SPOKEN.fetch(self._forks, c, claims, voice=voice))


def _best(asked: Select[Any], most: int, of_each: int) -> Select[Any]:
    """Take of some edges the strongest, and the strongest of each predicate, with how many there are of it."""
    held = asked.subquery()
    order = (held.c.rank.desc(), held.c.id)
    placed = select(
        held,
        func.count().over(partition_by=held.c.predicate).label("alike"),
        func.row_number().over(partition_by=held.c.predicate, order_by=order).label("place"),
        func.row_number().over(order_by=order).label("overall"),
    ).subquery()
    kept = or_(placed.c.place <= of_each, placed.c.overall <= most)
    return select(*(column for column in placed.c if column.name not in ("place", "overall"))).where(kept)


def _all_rows(c: Connection, ids: Collection[str], min_confidence: float) -> Sequence[Mapping[Any, Any]]:
    """Return every claim of some edges."""
    asked = select(attestations)
    if min_confidence > 0:
        asked = asked.where(attestations.c.confidence >= min_confidence)
    return list(ask_rows(c, asked, attestations.c.edge, ids))


def _sure_rows(c: Connection, ids: Collection[str], most: int, min_confidence: float) -> Sequence[Mapping[Any, Any]]:
    """Return the surest claims of either polarity of some edges."""
    own = attestations.c
    place = func.row_number().over(partition_by=(own.edge, own.polarity), order_by=(own.doubt, own.claim))
    rows: list[Mapping[Any, Any]] = []
    for some in (sorted(ids)[at : at + 100] for at in range(0, len(ids), 100)):
        ranked = select(attestations.c.edge, attestations.c.claim, place.label("place"))
        ranked = ranked.where(attestations.c.edge.in_(some))
        if min_confidence > 0:
            ranked = ranked.where(attestations.c.confidence >= min_confidence)
        held = ranked.subquery()
        both = and_(attestations.c.edge == held.c.edge, attestations.c.claim == held.c.claim)
        asked = select(attestations).join(held, both).where(held.c.place <= most)
        rows += c.execute(asked).mappings().all()
    return rows


def _build(c: Connection, found: Mapping[str, Mapping[Any, Any]], rows: Sequence[Mapping[Any, Any]]) -> list[Edge]:
    """Return edges by id from their rows and those of their claims."""
    known = {row["key"]: root_of(row) for row in ask_rows(c, select(roots), roots.c.key, {r["root"] for r in rows})}
    held: dict[str, list[Mapping[Any, Any]]] = {}
    for row in rows:
        held.setdefault(row["edge"], []).append(row)
    built = []
    for one in sorted(held):
        edge = found[one]
        items = (attestation_of(row, known[row["root"]]) for row in sorted(held[one], key=lambda row: row["claim"]))
        ends = (edge["subject"], edge["predicate"], edge["object"])
        built.append(Edge(one, *ends, edge["sign"], tuple(items)))
    return built
