import pytest

from sayso.model.errors import UsageError
from sayso.store import ActorQuery, Store
from tests.store.crowds import commit_actors, crowd
from tests.store.scenes import commit_of, ferry_document


def fill(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    for text, actors in crowd(21, 25):
        commit_actors(store, text, actors)


def test_actors_come_by_claims_then_name_then_id(store: Store) -> None:
    fill(store)
    rows = [(-one.claims, one.actor.name, one.actor.id) for one in store.list_unions(ActorQuery())]
    assert rows == sorted(rows)
    assert rows[0][0] == -2


def test_pages_give_every_actor_once(store: Store) -> None:
    fill(store)
    whole = store.list_unions(ActorQuery())
    pages = store.list_unions(ActorQuery(), 7)
    while page := store.list_unions(ActorQuery(after=pages[-1].actor.id), 7):
        pages += page
    assert pages == whole


def test_a_page_after_nobody_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no actor"):
        store.list_unions(ActorQuery(after="actor-0"))


def test_a_name_is_found_by_the_start_of_its_words_and_else_by_its_letters(store: Store) -> None:
    fill(store)
    assert {one.actor.name for one in store.list_unions(ActorQuery(like="barlow li"))} == {"Barlow Lines"}
    assert {one.actor.name for one in store.list_unions(ActorQuery(like="arlow"))} == {"Barlow Lines"}
    assert store.list_unions(ActorQuery(like="nobody")) == []


def test_a_misspelt_name_is_near_the_one_that_is_there(store: Store) -> None:
    fill(store)
    assert "barlow lines" in store.near_names("barlo lines")
    assert store.near_names("") == []


def test_a_folded_name_leads_to_its_actors(store: Store) -> None:
    fill(store)
    (found,) = store.named_unions("barlow lines")
    assert store.union_actors([found])[found].documents == 1
    assert store.named_unions("nobody") == []
