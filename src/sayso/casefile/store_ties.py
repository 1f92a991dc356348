"""Walk the ties that the store keeps, without loading what is not asked for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from sayso.analysis.adjacency import ALL_TIES, pick_claims
from sayso.model.edge import Attestation, Edge, EdgeCard
from sayso.model.network import TieQuery
from sayso.store.edge_store import EdgeQuery, EdgeStore

PAGE = 200
COUNTED = 5_000
"""Ties of one actor that are counted where only some of them answer; beyond, so many are said."""
LOOKED_AT = 24
"""Claims of a tie from which its sample is picked."""


class StoreTies:
    """Give the ties of a store; keeps the promises of `sayso.analysis.adjacency.Adjacency`."""

    def __init__(self, store: EdgeStore) -> None:
        self._store = store

    def neighbours(
        self, actors: Collection[str], limit_each: int, query: TieQuery = ALL_TIES
    ) -> Mapping[str, Sequence[EdgeCard]]:
        """Return the strongest ties of each actor."""
        found = self._store.edges_around(actors, limit_each, _edge_query(query))
        return {actor: ties for actor, cards in found.items() if (ties := _ties(cards))}

    def degree(self, actors: Collection[str], query: TieQuery = ALL_TIES) -> Mapping[str, int]:
        """Return the number of ties of each actor; of those that a query chooses, at most `COUNTED`."""
        if query == ALL_TIES:
            return {actor: edges for actor, (_, edges) in self._store.actor_counts(actors).items()}
        found = self._store.edges_around(actors, COUNTED, _edge_query(query))
        return {actor: len(_ties(cards)) for actor, cards in found.items()}

    def between(self, actors: Collection[str], limit: int, query: TieQuery = ALL_TIES) -> Sequence[EdgeCard]:
        """Return the strongest ties among some actors."""
        found = self._store.edges_between(actors, actors)
        return list(islice(filter(query.takes, _ties(found)), limit))

    def strongest(self, query: TieQuery = ALL_TIES) -> Iterator[EdgeCard]:
        """Yield all ties, a page at a time."""
        asked, after = _edge_query(query), None
        while page := self._store.list_edges(asked, PAGE, after):
            yield from _ties(page)
            after = page[-1].id

    def total(self, query: TieQuery = ALL_TIES) -> int:
        """Return how many edges answer."""
        return self._store.count_edges(_edge_query(query))

    def load(self, ties: Collection[str]) -> Mapping[str, Edge]:
        """Return whole edges by id."""
        return {edge.id: edge for edge in self._store.edges(ties)} if ties else {}

    def sample(self, ties: Collection[str], each: int) -> Mapping[str, Sequence[Attestation]]:
        """Return some claims of each edge, picked from those most likely right."""
        if not ties:
            return {}
        return {edge.id: pick_claims(edge, each) for edge in self._store.edges(ties, most=LOOKED_AT)}


def _edge_query(query: TieQuery) -> EdgeQuery:
    """Return what the store is asked for."""
    return EdgeQuery(predicates=query.predicates, standings=query.standings, sign=query.sign)


def _ties(cards: Sequence[EdgeCard]) -> list[EdgeCard]:
    """Return edges between two actors; one from an actor to itself is no tie."""
    return [card for card in cards if card.subject != card.object]
