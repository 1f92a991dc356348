"""Answer about actors that very many documents name at the cost of what is shown."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from sayso.model import Verdict
from sayso.store import tables as t
from sayso.store.actor_store import SaidPage
from sayso.store.actor_tables import union_names, unions
from sayso.store.asking import Asker, ask_rows, chunks
from sayso.store.components import machine_judgements, persons_judgements
from sayso.store.edge_tables import attestations, edge_roots, edges


class ActorPages(Asker):
    """Answer about canonical actors, a page at a time."""

    def some_raw(self, canonical: str, most: int | None) -> tuple[str, ...]:
        """Return the first raw ids under a canonical one."""
        asked = select(t.actors.c.id).where(t.actors.c.canonical == canonical).order_by(t.actors.c.id)
        with self._forks.reading() as c:
            return tuple(c.execute(asked.limit(most)).scalars())

    def said_by(self, raw: Collection[str]) -> frozenset[str]:
        """Return the current claims that credit one of these raw actors, anywhere in the chain."""
        both = and_(t.claims.c.id == t.claim_sources.c.claim, t.claims.c.run == t.claim_sources.c.run)
        asked = select(t.claims.c.id).select_from(t.claim_sources.join(t.claims, both)).where(t.claims.c.current)
        with self._forks.reading() as c:
            return frozenset(row["id"] for row in ask_rows(c, asked, t.claim_sources.c.actor, raw))

    def said_on_root(self, key: str, most: int) -> SaidPage:
        """Return the first claims that rest on a root, by edge and claim, and how many there are in all."""
        own = select(edge_roots.c.edge).where(edge_roots.c.root == key).order_by(edge_roots.c.edge).limit(most)
        counted = edge_roots.c.actual + edge_roots.c.planned + edge_roots.c.denied
        asked = select(attestations.c.claim).where(attestations.c.root == key)
        found: list[str] = []
        with self._forks.reading() as c:
            total = c.execute(select(func.sum(counted)).where(edge_roots.c.root == key)).scalar() or 0
            for some in chunks(list(c.execute(own).scalars())):
                here = asked.where(attestations.c.edge.in_(some)).order_by(attestations.c.edge, attestations.c.claim)
                found += c.execute(here.limit(most - len(found))).scalars()
                if len(found) >= most:
                    break
        return SaidPage(tuple(found), int(total))

    def twins(self, canonical: str, raw: Collection[str], most: int | None) -> list[str]:
        """Return the canonical ids of named actors that may be the same: those judged so, and those that share a name.

        `raw` are the raw ids of the actor whose judgements are looked at. Those with most claims come first, then by
        name and id; those that were parted from it are left out.
        """
        with self._forks.reading() as c:
            near, apart = _judged(c, raw)
            ruled = {canonical} | _canonical(c, apart)
            judged = _canonical(c, near) - ruled
            names = select(union_names.c.folded).where(union_names.c.union == canonical)
            names = names.order_by(union_names.c.many.desc()).limit(most)
            alike = select(union_names.c.union).where(union_names.c.folded.in_(list(c.execute(names).scalars())))
            wanted: ColumnElement[bool] = or_(unions.c.id.in_(sorted(judged)), unions.c.id.in_(alike))
            asked = select(unions.c.id).where(wanted, unions.c.named, unions.c.id.not_in(sorted(ruled)))
            order = (unions.c.claims.desc(), unions.c.name, unions.c.id)
            return list(c.execute(asked.order_by(*order).limit(most)).scalars())

    def count_claims(self, canonical: str, min_confidence: float) -> int:
        """Count the current claims, sure enough, of which a canonical actor is subject or object."""
        own = or_(edges.c.subject == canonical, edges.c.object == canonical)
        asked = select(func.count()).select_from(attestations.join(edges, edges.c.id == attestations.c.edge))
        with self._forks.reading() as c:
            return int(c.execute(asked.where(own, attestations.c.confidence >= min_confidence)).scalar() or 0)


def _judged(c: Connection, raw: Collection[str]) -> tuple[set[str], set[str]]:
    """Return the raw actors of which it is judged that they may be the same as these, and that they are not."""
    from sayso.actors import effective

    own = frozenset(raw)
    unsettled = [Verdict.UNSURE.value, Verdict.DIFFERENT.value]
    ends: set[str] = set()
    for some in chunks(sorted(own)):
        for side in (t.judgements.c.left, t.judgements.c.right):
            asked: Any = select(t.judgements.c.left, t.judgements.c.right)
            ends.update(*c.execute(asked.where(side.in_(some), t.judgements.c.verdict.in_(unsettled))).all())
    machine = machine_judgements(c, ends & own) if ends else {}
    rows = effective([*machine.values(), *persons_judgements(c, own).values()])
    held = [(pair, row.verdict) for pair, row in rows.items() if own.intersection(pair)]
    near = {other for pair, verdict in held if verdict is Verdict.UNSURE for other in pair}
    apart = {other for pair, verdict in held if verdict is Verdict.DIFFERENT for other in pair}
    return near - own, apart - own


def _canonical(c: Connection, raw: Collection[str]) -> set[str]:
    return {row["canonical"] for row in ask_rows(c, select(t.actors.c.canonical), t.actors.c.id, raw)}
