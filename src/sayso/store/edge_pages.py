"""Answer about edges of hubs at the cost of what is shown: an actor's strongest ties, the surest claims of each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from sayso.model import Amount, Polarity
from sayso.model.edge import Edge, EdgeCard, Root
from sayso.store import tables as t
from sayso.store.asking import Asker
from sayso.store.attest import ATTESTED, CARDS, card_in, told_in
from sayso.store.edge_store import EdgeQuery, TieRow, ToldSum
from sayso.store.edge_tables import attestations, edges, roots
from sayso.store.edges import choose_edges
from sayso.store.encode import amount_of, pack_amount
from sayso.store.fetching import Crossed, Listed, Stacked

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
_TOLD = (attestations.c.edge, *(attestations.c[name] for name in ATTESTED), attestations.c.root)
_SURE = attestations.c.confidence >= bindparam("least")
_CARDS = Listed(lambda: select(*(edges.c[name] for name in CARDS)), edges.c.id)
_ROOTS = Listed(lambda: select(roots.c.key, roots.c.name, roots.c.actor, roots.c.named, roots.c.grade), roots.c.key)
_ALL = Listed(lambda: select(*_TOLD).where(_SURE), attestations.c.edge)
_OF_CLAIMS = Listed(lambda: select(*_TOLD), attestations.c.claim)


def _surest(polarity: str) -> Stacked:
    """Make the question for the surest claims on one side of an edge."""
    return Stacked(
        lambda edge, _: (
            select(*_TOLD)
            .where(attestations.c.edge == edge, attestations.c.polarity == polarity, _SURE)
            .order_by(attestations.c.doubt, attestations.c.claim)
            .limit(bindparam("most"))
        )
    )


_SUREST = {side.value: _surest(side.value) for side in Polarity}
_WITH_SUM = attestations.c.amount.is_not(None)
_ASSERTS = attestations.c.polarity == Polarity.ASSERTED.value
_ONE_SUM = tuple(attestations.c[name] for name in ("edge", "claim", "root", "amount"))
_FIRST_SUMS = Stacked(
    lambda edge, _: (
        select(*_ONE_SUM)
        .where(attestations.c.edge == edge, _ASSERTS, _WITH_SUM)
        .order_by(attestations.c.doubt, attestations.c.claim)
        .limit(bindparam("most"))
    )
)
_SUMS_OF_ROOTS = Crossed(
    lambda: select(attestations.c.edge, attestations.c.root, attestations.c.claim).where(_ASSERTS, _WITH_SUM),
    attestations.c.edge,
    attestations.c.root,
)
_EQUAL_SUMS = Crossed(lambda: select(*_ONE_SUM).where(_ASSERTS, _WITH_SUM), attestations.c.edge, attestations.c.amount)


class EdgePages(Asker):
    """Answer about the edges of actors that have very many."""

    def tie_rows(self, actor: str, most: int | None, query: EdgeQuery | None = None) -> list[TieRow]:
        """Return the ids of a canonical actor's edges, strongest first, at most `most` of either side."""
        found: list[TieRow] = []
        own = (edges.c.subject == actor, and_(edges.c.object == actor, edges.c.subject != actor))
        with self._forks.reading() as c:
            for side in own:
                asked = choose_edges(select(*_TIE).where(side), query)
                asked = asked.order_by(edges.c.rank.desc(), edges.c.id.desc()).limit(most)
                found += (TieRow(*row) for row in c.execute(asked))
        return sorted(found, key=lambda row: (-row.rank, row.id))

    def edge_samples(
        self, ids: Collection[str], most: int, min_confidence: float = 0.0, sides: str = "+-"
    ) -> list[tuple[EdgeCard, Edge]]:
        """Return edges by id with at most `most` claims that assert and as many that deny, those that speak surest.

        Of an edge with more, those of some `sides` alone may be asked for.

        Claims less sure than `min_confidence` are left out, and with them edges that have no other; unknown ids too.
        """
        with self._forks.reading() as c:
            found = {row[0]: row for row in _CARDS.fetch(self._forks, c, ids)}
            small = [one for one, row in found.items() if max(row[5], row[6]) <= most]
            rows = list(_ALL.fetch(self._forks, c, small, least=min_confidence))
            many = sorted(found.keys() - set(small))
            for side, counted in (("+", 5), ("-", 6)):
                asked = [(one, None) for one in many if side in sides and found[one][counted]]
                rows += _SUREST[side].fetch(self._forks, c, asked, least=min_confidence, most=most)
            return [(card_in(found[edge.id]), edge) for edge in self._build(c, found, rows)]

    def told_sums(self, ids: Collection[str], most: int) -> dict[str, list[ToldSum]]:
        """Return, by edge, the surest `most` claims that assert it and tell a sum, the surest first."""
        found: dict[str, list[ToldSum]] = {}
        with self._forks.reading() as c:
            asked = [(one, None) for one in sorted(set(ids))]
            for edge, claim, root, amount in _FIRST_SUMS.fetch(self._forks, c, asked, most=most):
                found.setdefault(edge, []).append(ToldSum(claim, root, amount_of(amount)))
        return found

    def sums_of_roots(self, roots_of: Mapping[str, Collection[str]]) -> list[Edge]:
        """Return edges, by id, with all claims that assert them and tell a sum on the word of the roots named."""
        with self._forks.reading() as c:
            keys = {key for held in roots_of.values() for key in held}
            asked = _SUMS_OF_ROOTS.fetch(self._forks, c, roots_of, keys)
            claims = [claim for edge, root, claim in asked if root in roots_of[edge]]
            rows = [row for row in _OF_CLAIMS.fetch(self._forks, c, claims) if row[0] in roots_of]
            found = {row[0]: row for row in _CARDS.fetch(self._forks, c, roots_of)}
            return self._build(c, found, rows)

    def equal_sums(self, sums: Mapping[str, Collection[Amount]]) -> dict[str, list[ToldSum]]:
        """Return the claims that assert an edge and tell one of the sums named for it, by edge and in no order."""
        wanted = {(edge, pack_amount(one)) for edge, named in sums.items() for one in named}
        found: dict[str, list[ToldSum]] = {edge: [] for edge in sums}
        with self._forks.reading() as c:
            texts = {text for _, text in wanted}
            for edge, claim, root, amount in _EQUAL_SUMS.fetch(self._forks, c, sums, texts):
                if (edge, amount) in wanted:
                    found[edge].append(ToldSum(claim, root, amount_of(amount)))
        return found

    def edges_of_claims(self, claims: Collection[str]) -> list[Edge]:
        """Return the edges of current claims, by id, with these claims alone; unknown claims are left out."""
        with self._forks.reading() as c:
            rows = list(_OF_CLAIMS.fetch(self._forks, c, claims))
            found = {row[0]: row for row in _CARDS.fetch(self._forks, c, {row[0] for row in rows})}
            return self._build(c, found, rows)

    def _build(self, c: Connection, found: Mapping[str, Sequence[Any]], rows: Iterable[Sequence[Any]]) -> list[Edge]:
        """Return edges by id from their rows and those of their claims."""
        held: dict[str, list[Sequence[Any]]] = {}
        for row in rows:
            held.setdefault(row[0], []).append(row)
        keys = {row[-1] for some in held.values() for row in some}
        known = {
            key: Root(key, name, actor, bool(named), grade)
            for key, name, actor, named, grade in _ROOTS.fetch(self._forks, c, keys)
        }
        built = []
        for one in sorted(held):
            items = (told_in(row[1:-1], known[row[-1]]) for row in sorted(held[one], key=itemgetter(1)))
            _, subject, predicate, other, sign = found[one][:5]
            built.append(Edge(one, subject, predicate, other, sign, tuple(items)))
        return built

    def spoken_by(self, claims: Collection[str], voice: str) -> frozenset[str]:
        """Return those of some current claims that stand in a segment of this voice."""
        with self._forks.reading() as c:
            return frozenset(row[0] for row in _SPOKEN.fetch(self._forks, c, claims, voice=voice))
