"""Answer about actors that very many documents name at the cost of what is shown."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, func, or_, select

from sayso.model import Judgement, Verdict
from sayso.store import tables as t
from sayso.store.actor_store import SaidPage
from sayso.store.actor_tables import union_names, unions
from sayso.store.asking import Asker
from sayso.store.components import persons_judgements
from sayso.store.decisions import decision_actors
from sayso.store.edge_store import EdgeQuery, TieRow
from sayso.store.edge_tables import attestations, edge_roots, edges
from sayso.store.edges import choose_edges, frozen
from sayso.store.encode import judgement_of
from sayso.store.fetching import Crossed, Listed

_RAW = select(t.actors.c.id).where(t.actors.c.canonical == bindparam("canonical")).order_by(t.actors.c.id)
_SOME_RAW = _RAW.limit(bindparam("most"))
_CANONICAL = Listed(lambda: select(t.actors.c.id, t.actors.c.canonical), t.actors.c.id)
_CREDITED = and_(t.claims.c.id == t.claim_sources.c.claim, t.claims.c.run == t.claim_sources.c.run)
_SAID = Listed(
    lambda: select(t.claims.c.id).select_from(t.claim_sources.join(t.claims, _CREDITED)).where(t.claims.c.current),
    t.claim_sources.c.actor,
)
_ON_ROOT = edge_roots.c.root == bindparam("root")
_COUNT_SAID = select(func.sum(edge_roots.c.actual + edge_roots.c.planned + edge_roots.c.denied)).where(_ON_ROOT)
_EDGES_SAID = select(edge_roots.c.edge).where(_ON_ROOT).order_by(edge_roots.c.edge).limit(bindparam("most"))
_SAID_OF_EDGE = (
    select(attestations.c.claim)
    .where(attestations.c.edge == bindparam("edge"), attestations.c.root == bindparam("root"))
    .order_by(attestations.c.polarity, attestations.c.doubt, attestations.c.claim)
    .limit(bindparam("most"))
)
_TIE = (edges.c.id, edges.c.subject, edges.c.predicate, edges.c.object, edges.c.sign, edges.c.rank)
_UNSETTLED = (Verdict.UNSURE.value, Verdict.DIFFERENT.value)


def _ask_judged() -> Select[Any]:
    named: list[BindParameter[str]] = [bindparam(f"verdict{at}", verdict) for at, verdict in enumerate(_UNSETTLED)]
    return select(t.judgements.c.left, t.judgements.c.right).where(t.judgements.c.verdict.in_(named))


_JUDGED = tuple(Listed(_ask_judged, side) for side in (t.judgements.c.left, t.judgements.c.right))
_BETWEEN = Crossed(lambda: select(t.judgements), t.judgements.c.left, t.judgements.c.right)
"""All that reading judged of a few pairs; one actor may be judged to be the same as thousands."""
_RULED = Listed(lambda: select(decision_actors.c.actor), decision_actors.c.actor)
_NAMES = (
    select(union_names.c.folded).where(union_names.c.union == bindparam("union")).order_by(union_names.c.many.desc())
)
_SOME_NAMES = _NAMES.limit(bindparam("most"))
_BEARERS = Listed(lambda: select(union_names.c.union), union_names.c.folded)
_WEIGHTS = Listed(lambda: select(-unions.c.claims, unions.c.name, unions.c.id).where(unions.c.named), unions.c.id)


class ActorPages(Asker):
    """Answer about canonical actors, a page at a time."""

    def some_raw(self, canonical: str, most: int | None) -> tuple[str, ...]:
        """Return the first raw ids under a canonical one."""
        asked = _RAW if most is None else _SOME_RAW
        with self._forks.reading() as c:
            return tuple(row[0] for row in self._forks.fetch(c, asked, {"canonical": canonical, "most": most}))

    def said_by(self, raw: Collection[str]) -> frozenset[str]:
        """Return the current claims that credit one of these raw actors, anywhere in the chain."""
        with self._forks.reading() as c:
            return frozenset(row[0] for row in _SAID.fetch(self._forks, c, raw))

    def said_on_root(self, key: str, most: int) -> SaidPage:
        """Return claims that rest on a root, edge by edge, the surest of each first, and how many there are in all."""
        found: list[str] = []
        with self._forks.reading() as c:
            ((total,),) = self._forks.fetch(c, _COUNT_SAID, {"root": key})
            for (edge,) in self._forks.fetch(c, _EDGES_SAID, {"root": key, "most": most}):
                held = {"root": key, "edge": edge, "most": most - len(found)}
                found += (row[0] for row in self._forks.fetch(c, _SAID_OF_EDGE, held))
                if len(found) >= most:
                    break
        return SaidPage(tuple(found), int(total or 0))

    def tie_page(
        self, actor: str, looked_at: int, query: EdgeQuery, most: int, of_each: int
    ) -> tuple[list[TieRow], bool]:
        """Return a canonical actor's strongest edges, strongest first, and whether there were more to look at.

        Of the strongest `looked_at` of either side the first `most`, and the first `of_each` of every predicate; each
        says how many of its predicate were looked at on its side.
        """
        sides = _sides(frozen(query))
        with self._forks.reading() as c:
            told, taken = (self._forks.fetch(c, asked, {"actor": actor, "most": looked_at}) for asked in sides)
        ties = _best_of(told, most, of_each)
        ties += _best_of([row for row in taken if row[1] != row[3]], most, of_each)
        return sorted(ties, key=lambda row: (-row.rank, row.id)), max(len(told), len(taken)) >= looked_at

    def twins(self, canonical: str, raw: Collection[str], most: int | None) -> list[str]:
        """Return the canonical ids of named actors that may be the same: those judged so, and those that share a name.

        `raw` are the raw ids of the actor whose judgements are looked at. Those with most claims come first, then by
        name and id; those that were parted from it are left out.
        """
        with self._forks.reading() as c:
            near, apart = self._judged(c, raw)
            ruled = {canonical} | {row[1] for row in _CANONICAL.fetch(self._forks, c, apart)}
            meant = {row[1] for row in _CANONICAL.fetch(self._forks, c, near)}
            names = self._forks.fetch(c, _NAMES if most is None else _SOME_NAMES, {"union": canonical, "most": most})
            meant.update(row[0] for row in _BEARERS.fetch(self._forks, c, [row[0] for row in names]))
            rows = sorted(_WEIGHTS.fetch(self._forks, c, meant - ruled))
        return [row[-1] for row in rows[:most]]

    def _judged(self, c: Connection, raw: Collection[str]) -> tuple[set[str], set[str]]:
        """Return the raw actors of which it is judged that they may be the same as these, and that they are not."""
        from sayso.actors import effective

        own = frozenset(raw)
        open_ = {pair for side in _JUDGED for pair in side.fetch(self._forks, c, own)}
        lefts, rights = {left for left, _ in open_}, {right for _, right in open_}
        machine = sorted(_BETWEEN.fetch(self._forks, c, lefts, rights))
        ruled = {row[0] for row in _RULED.fetch(self._forks, c, own)}
        persons = persons_judgements(c, ruled) if ruled else {}
        rows = effective([*(_judgement_in(row) for row in machine), *persons.values()])
        held = [(pair, row.verdict) for pair, row in rows.items() if own.intersection(pair)]
        near = {other for pair, verdict in held if verdict is Verdict.UNSURE for other in pair}
        apart = {other for pair, verdict in held if verdict is Verdict.DIFFERENT for other in pair}
        return near - own, apart - own

    def count_claims(self, canonical: str, min_confidence: float) -> int:
        """Count the current claims, sure enough, of which a canonical actor is subject or object."""
        own = or_(edges.c.subject == canonical, edges.c.object == canonical)
        asked = select(func.count()).select_from(attestations.join(edges, edges.c.id == attestations.c.edge))
        with self._forks.reading() as c:
            return int(c.execute(asked.where(own, attestations.c.confidence >= min_confidence)).scalar() or 0)


def _best_of(rows: Sequence[tuple[Any, ...]], most: int, of_each: int) -> list[TieRow]:
    """Return the first of some edges and the first of each predicate, with how many there are of it."""
    many = Counter(row[2] for row in rows)
    taken: Counter[str] = Counter()
    found: list[TieRow] = []
    for place, (edge, subject, predicate, other, sign, rank) in enumerate(rows):
        taken[predicate] += 1
        if place < most or taken[predicate] <= of_each:
            found.append(TieRow(edge, subject, predicate, other, sign, rank, many[predicate]))
    return found


def _judgement_in(row: Sequence[Any]) -> Judgement:
    return judgement_of(dict(zip(t.judgements.c.keys(), row, strict=True)))


@lru_cache(maxsize=64)
def _sides(query: EdgeQuery) -> tuple[Select[Any], Select[Any]]:
    """Return the questions for an actor's edges, strongest first: as subject, as object; answered by an index alone."""
    asked = choose_edges(select(*_TIE), query).limit(bindparam("most"))
    asked = asked.order_by(edges.c.rank.desc(), edges.c.predicate.desc(), edges.c.id.desc())
    return asked.where(edges.c.subject == bindparam("actor")), asked.where(edges.c.object == bindparam("actor"))
