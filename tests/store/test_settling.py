import random
from dataclasses import replace
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.actors import ActorIndex, canonical_ids, merge_actors, resolve
from sayso.model import Actor
from sayso.store import Store, open_store
from sayso.store.actor_step import check_unions, recount_unions
from sayso.store.casebook import SqlStore
from tests.store.crowds import commit_actors, crowd
from tests.store.scenes import make_rules


def differences(store: Store) -> list[str]:
    """Return what is kept of actors and differs from a recount."""
    with cast(SqlStore, store)._forks.reading() as c:
        return [str(finding) for finding in check_unions(c)]


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 14))
def test_judgements_and_canonical_ids_are_those_of_everything_at_once(seed: int, documents: int) -> None:
    store, index, rows, everybody = open_store(":memory:", rules=make_rules), ActorIndex(), [], list[Actor]()
    for text, actors in crowd(seed, documents):
        commit_actors(store, text, actors)
        rows += resolve(actors, index)
        everybody += actors
    assert [(r.left, r.right, r.verdict, r.score) for r in store.judgements()] == [
        (r.left, r.right, r.verdict, r.score) for r in rows
    ]
    assert store.canonical() == canonical_ids(rows, sorted(actor.id for actor in everybody))
    assert differences(store) == []
    store.close()


def test_crowds_settle_as_everything_at_once(store: Store) -> None:
    index, rows, everybody = ActorIndex(), [], list[Actor]()
    for text, actors in crowd(7, 120):
        commit_actors(store, text, actors)
        rows += resolve(actors, index)
        everybody += actors
    settled = canonical_ids(rows, sorted(actor.id for actor in everybody))
    assert store.canonical() == settled
    assert differences(store) == []
    held = store.unions(set(settled.values()))
    assert max(map(len, held.values())) > 16


def test_a_newer_reading_of_the_names_is_followed(store: Store) -> None:
    chosen = random.Random(3)
    texts = list(crowd(3, 30))
    for text, actors in texts:
        commit_actors(store, text, actors)
    for text, actors in texts[::3]:
        renamed = [replace(a, name=chosen.choice(("Osman Vale", "Dock Union")), aliases=()) for a in actors]
        commit_actors(store, text, renamed, run="r2")
    assert differences(store) == []


def test_a_recount_changes_nothing(store: Store) -> None:
    for text, actors in crowd(5, 40):
        commit_actors(store, text, actors)
    with cast(SqlStore, store)._forks.writing() as c:
        recount_unions(c)
    assert differences(store) == []


def test_a_union_reads_as_its_members_merged(store: Store) -> None:
    for text, actors in crowd(11, 60):
        commit_actors(store, text, actors)
    raw = {actor.id: actor for actor in store.actors()}
    for union, members in store.unions(set(store.canonical().values())).items():
        assert store.union_actors([union])[union].actor == merge_actors([raw[one] for one in members])


def test_a_recount_finds_and_mends_what_is_wrong(store: Store) -> None:
    for text, actors in crowd(13, 8):
        commit_actors(store, text, actors)
    with cast(SqlStore, store)._forks.writing() as c:
        c.exec_driver_sql("UPDATE unions SET name = 'Nobody' WHERE id = (SELECT min(id) FROM unions)")
    assert [finding.code for finding in store.recount(repair=True)] == ["union"]
    assert list(store.recount()) == []
