"""Tests for the light ties along which the network is walked."""

from sqlalchemy import delete

from sayso.analysis.ties import lighten
from sayso.model.edge import Standing
from sayso.store import Store, open_store
from sayso.store.casebook import SqlStore
from sayso.store.edge_store import EdgeQuery
from sayso.store.edge_tables import edges
from tests.store.scenes import commit_of, ferry_document

ENDS = [("a", "b", 5), ("c", "a", 7), ("a", "d", 6), ("a", "a", 9), ("b", "c", 1), ("d", "e", 8)]


def kept() -> SqlStore:
    store = open_store(":memory:")
    assert isinstance(store, SqlStore)
    plain = {column.name: 0 for column in edges.columns} | {"predicate": "pays", "standing": Standing.DENIED.value}
    ends = [{"id": one + other, "subject": one, "object": other, "rank": rank} for one, other, rank in ENDS]
    with store._forks.writing() as c:
        c.execute(delete(edges))
        store._forks.insert_new(c, edges, [plain | row for row in ends])
    return store


def test_a_light_tie_is_the_card_of_its_edge_made_lighter(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    (card,) = store.list_edges(EdgeQuery())
    assert store.ties_around([card.subject, "nobody"], 9) == {card.subject: [lighten(card)]}
    assert store.ties_around([card.object], 9) == {card.object: [lighten(card)]}
    assert store.ties_between([card.subject, card.object], 9) == [lighten(card)]


def test_ties_of_either_side_come_strongest_first_and_none_leads_to_itself() -> None:
    found = kept().ties_around(["a", "d"], 2)
    assert {actor: [tie.id for tie in ties] for actor, ties in found.items()} == {"a": ["ca", "ad"], "d": ["de", "ad"]}
    assert kept().ties_around(["a"], 9, EdgeQuery(standings={Standing.SINGLE_ROOT})) == {}


def test_ties_between_some_actors_are_the_strongest_of_every_pair() -> None:
    store = kept()
    assert [tie.id for tie in store.ties_between(["a", "b", "c"], 2)] == ["ca", "ab"]
    assert [tie.id for tie in store.ties_between(["a", "b", "c"], 9)] == ["ca", "ab", "bc"]
    assert store.ties_between([], 9) == store.ties_between(["a"], 9) == []
