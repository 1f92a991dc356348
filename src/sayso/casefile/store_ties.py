"""Walk the ties that the store keeps, without loading what is not asked for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import attrgetter

from sayso.analysis.adjacency import ALL_TIES, NO_CLAIMS, Word, one_a_root
from sayso.analysis.answering import answer_cards
from sayso.analysis.holds import Days
from sayso.model.edge import Answer, Edge, EdgeCard, PredicateTraits
from sayso.model.light_tie import LightTie
from sayso.model.network import TieQuery
from sayso.model.spoken import Named, Spoken
from sayso.store.edge_store import EdgeQuery, EdgeStore

PAGE = 200
COUNTED = 5_000
"""Ties of one actor that are counted where only some of them answer; beyond, so many are said."""
LOOKED_AT = 3
"""Claims on one side of a tie from which its sample is picked."""
FEW, LOOKED_AT_OF_FEW = 24, 16
"""Where a sample is of so few ties, as those of a path, more claims are looked at, so that it names more roots."""


class StoreTies:
    """Give the ties of a store; keeps the promises of `sayso.analysis.adjacency.Adjacency`."""

    def __init__(self, store: EdgeStore) -> None:
        self._store = store
        self._seen: dict[str, list[Spoken]] = {}

    def neighbours(
        self, actors: Collection[str], limit_each: int, query: TieQuery = ALL_TIES
    ) -> Mapping[str, Sequence[LightTie]]:
        """Return the strongest ties of each actor."""
        return self._store.ties_around(actors, limit_each, _edge_query(query))

    def degree(self, actors: Collection[str], query: TieQuery = ALL_TIES) -> Mapping[str, int]:
        """Return the number of ties of each actor; of those that a query chooses, at most `COUNTED`."""
        if query == ALL_TIES:
            return {actor: edges for actor, (_, edges) in self._store.actor_counts(actors).items()}
        found = self._store.ties_around(actors, COUNTED, _edge_query(query))
        return {actor: len(ties) for actor, ties in found.items()}

    def between(self, actors: Collection[str], limit: int, query: TieQuery = ALL_TIES) -> Sequence[LightTie]:
        """Return the strongest ties among some actors."""
        return self._store.ties_between(actors, limit, _edge_query(query))

    def strongest(self, query: TieQuery = ALL_TIES) -> Iterator[EdgeCard]:
        """Yield all ties, a page at a time."""
        asked, after = _edge_query(query), None
        while page := self._store.list_edges(asked, PAGE, after):
            yield from _ties(page)
            after = page[-1].id

    def total(self, query: TieQuery = ALL_TIES) -> int:
        """Return how many edges answer."""
        return self._store.count_edges(_edge_query(query))

    def cards(self, ties: Collection[str]) -> Mapping[str, EdgeCard]:
        """Return ties as cards, by id."""
        return self._store.edge_cards(ties) if ties else {}

    def load(self, ties: Collection[str]) -> Mapping[str, Edge]:
        """Return whole edges by id."""
        return {edge.id: edge for edge in self._store.edges(ties)} if ties else {}

    def answers(
        self, ties: Collection[EdgeCard], asked: Days, traits: Mapping[str, PredicateTraits]
    ) -> dict[str, Answer]:
        """Return answers, those of edges with many claims from a few of them."""
        return answer_cards(self._store, ties, asked, traits, seen=self._seen)

    def sample(
        self, ties: Mapping[str, EdgeCard], each: int, first: Mapping[str, Collection[str]] = NO_CLAIMS
    ) -> Mapping[str, Sequence[Word]]:
        """Return some claims of each edge, picked from those that answered for it and those that speak most surely."""
        if not ties:
            return {}
        ahead = {tie: self._ahead(card, first.get(tie, ())) for tie, card in ties.items()}
        sides = [self._side(ties, ahead, each, denied=denied) for denied in (False, True)]
        names = self._store.root_names({item.root for side in sides for items in side.values() for item in items})
        return {
            tie: tuple(
                Word(item.claim, item.denied, names.get(item.root, ""), item.time, item.attested)
                for side in sides
                for item in side.get(tie, ())
            )
            for tie in ties
        }

    def _ahead(self, card: EdgeCard, named: Collection[str]) -> list[Spoken]:
        """Return the claims of a tie that were read for its answer and are named, then the rest if all were read."""
        held = self._seen.get(card.id, ())
        if not named:
            return list(held) if len(held) == card.asserted + card.denied else []
        chosen = [item for item in held if item.claim in named]
        if len(held) < card.asserted + card.denied:
            return sorted(chosen)[:LOOKED_AT]
        return [*chosen, *(item for item in held if item.claim not in named)]

    def _side(
        self, ties: Mapping[str, EdgeCard], ahead: Mapping[str, Sequence[Spoken]], each: int, *, denied: bool
    ) -> dict[str, list[Spoken | Named]]:
        """Return claims of one side of each edge; asks for more where those that come first are too few."""
        found: dict[str, list[Spoken | Named]] = {}
        wanting = []
        for tie, card in ties.items():
            count = card.denied if denied else card.asserted
            if count:
                found[tie] = [item for item in ahead[tie] if item.denied is denied]
                if len(found[tie]) < min(each, count):
                    wanting.append(tie)
        most = LOOKED_AT_OF_FEW if len(ties) <= FEW else LOOKED_AT
        for tie, more in (self._store.surest(wanting, most, denied=denied) if wanting else {}).items():
            known = {item.claim for item in found[tie]}
            found[tie] += [item for item in more if item.claim not in known]
        return {tie: one_a_root(items, attrgetter("root"), each) for tie, items in found.items()}


def _edge_query(query: TieQuery) -> EdgeQuery:
    """Return what the store is asked for."""
    return EdgeQuery(predicates=query.predicates, standings=query.standings, sign=query.sign)


def _ties(cards: Sequence[EdgeCard]) -> list[EdgeCard]:
    """Return edges between two actors; one from an actor to itself is no tie."""
    return [card for card in cards if card.subject != card.object]
