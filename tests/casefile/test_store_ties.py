"""Hold the ties of a store to the promises that ties in memory keep."""

from collections.abc import Callable, Collection, Sequence
from typing import cast

import pytest

from sayso.analysis.adjacency import Adjacency, MemoryTies
from sayso.analysis.ties import lighten, make_card, rank_card
from sayso.casefile.store_ties import StoreTies
from sayso.model.edge import Edge, EdgeCard, Standing
from sayso.model.light_tie import LightTie
from sayso.model.network import TieQuery
from sayso.model.spoken import Named
from sayso.store.edge_store import EdgeQuery, EdgeStore
from tests.analysis.build import claim, edges_of

EDGES = edges_of(
    [
        *(claim(number, "hub", "pays", f"leaf{number:03}") for number in range(300)),
        claim(400, "hub", "fights", "leaf001", denied=True, doc="d2"),
        claim(401, "hub", "pays", "leaf007", doc="d2"),
        claim(402, "leaf001", "pays", "leaf002"),
        claim(403, "hub", "pays", "hub"),
    ]
)


class ListedEdges:
    """Answer as a store of edges does, from a list."""

    def __init__(self, edges: Sequence[Edge]) -> None:
        self._edges = {edge.id: edge for edge in edges}
        self._cards = sorted(map(make_card, edges), key=rank_card)

    def edges(self, ids: Collection[str], min_confidence: float = 0.0, most: int | None = None) -> list[Edge]:
        return [self._edges[one] for one in sorted(ids) if one in self._edges]

    def surest(self, edge_ids: Collection[str], most: int, *, denied: bool = False) -> dict[str, list[Named]]:
        held = {one: self._edges[one].attestations for one in edge_ids}
        return {
            one: [Named(it.claim, it.denied, it.root.key, it.time, it.attested) for it in items if it.denied is denied]
            for one, items in held.items()
        }

    def root_names(self, keys: Collection[str]) -> dict[str, str]:
        return {key: key for key in keys}

    def edge_cards(self, ids: Collection[str]) -> dict[str, EdgeCard]:
        return {card.id: card for card in self._cards if card.id in ids}

    def ties_around(
        self, actors: Collection[str], limit_each: int, query: EdgeQuery | None = None
    ) -> dict[str, list[LightTie]]:
        ties = self.ties(query)
        return {actor: held for actor in actors if (held := [one for one in ties if actor in one[1:3]][:limit_each])}

    def ties_between(self, actors: Collection[str], most: int, query: EdgeQuery | None = None) -> list[LightTie]:
        return [one for one in self.ties(query) if {one.subject, one.object} <= {*actors}][:most]

    def ties(self, query: EdgeQuery | None) -> list[LightTie]:
        return [lighten(card) for card in self.list_edges(query or EdgeQuery()) if card.subject != card.object]

    def list_edges(self, query: EdgeQuery, limit: int | None = None, after: str | None = None) -> list[EdgeCard]:
        found = [card for card in self._cards if query.standings is None or card.standing in query.standings]
        start = 0 if after is None else [card.id for card in found].index(after) + 1
        return found[start:][:limit]

    def count_edges(self, query: EdgeQuery) -> int:
        return len(self.list_edges(query))

    def actor_counts(self, canonical: Collection[str]) -> dict[str, tuple[int, int]]:
        return {one: (0, len(self.ties_around([one], 1000).get(one, ()))) for one in canonical}


def from_memory() -> Adjacency:
    return MemoryTies(EDGES)


def from_store() -> Adjacency:
    return StoreTies(cast(EdgeStore, ListedEdges(EDGES)))


@pytest.fixture(params=[from_memory, from_store])
def ties(request: pytest.FixtureRequest) -> Adjacency:
    make: Callable[[], Adjacency] = request.param
    return make()


def test_all_ties_come_once_and_strongest_first(ties: Adjacency) -> None:
    found = list(ties.strongest())
    assert found == sorted(set(found), key=rank_card)
    assert (len(found), found[0].object) == (302, "leaf007")


def test_a_hub_gives_no_more_than_is_asked_for(ties: Adjacency) -> None:
    found = ties.neighbours(["hub", "nobody"], 5)
    assert {actor: len(cards) for actor, cards in found.items()} == {"hub": 5}
    assert found["hub"][0].object == "leaf007"


def test_ties_are_chosen_by_standing(ties: Adjacency) -> None:
    denied = TieQuery(standings=frozenset({Standing.DENIED}))
    assert [card.predicate for card in ties.strongest(denied)] == ["fights"]
    assert (ties.total(denied), ties.degree(["hub"], denied)["hub"]) == (1, 1)


def test_ties_among_some_actors_have_both_ends_there(ties: Adjacency) -> None:
    assert [card.object for card in ties.between(["leaf001", "leaf002", "leaf003"], 9)] == ["leaf002"]


def test_claims_are_loaded_for_the_ties_that_are_named(ties: Adjacency) -> None:
    tie = next(iter(ties.strongest()))
    assert [edge.object for edge in ties.load([tie.id, "no such edge"]).values()] == ["leaf007"]
    assert len(ties.sample({tie.id: tie}, 1)[tie.id]) == 1
    assert (ties.load([]), ties.sample({}, 3)) == ({}, {})
