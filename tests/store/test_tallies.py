"""A union described from counts reads as its raw actors merged, whatever ties."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete

from sayso.actors import merge_actors
from sayso.model import Actor, ActorType
from sayso.store import tables as t
from sayso.store.actor_tables import union_counts
from sayso.store.encode import actor_row
from sayso.store.prepared import upsert
from sayso.store.tallies import describe_counted, seed_counts, shift_counts

FORMS = ("Osman Vale", "OSMAN VALE", "O. Vale", "Vale, Osman", "Vâle")


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as opened:
        for table in (t.actors, union_counts):
            table.create(opened)
        yield opened
    engine.dispose()


def fill(connection: Connection, actors: list[Actor]) -> None:
    """Hold these actors as one union, and no counts."""
    connection.execute(delete(t.actors))
    connection.execute(delete(union_counts))
    upsert(connection, t.actors, [actor_row(actor, actors[0].id) for actor in actors])


raw = st.builds(
    Actor,
    id=st.just("-"),
    doc=st.sampled_from(("d1", "d2")),
    name=st.sampled_from(FORMS),
    type=st.sampled_from((ActorType.PERSON, ActorType.ORGANIZATION)),
    named=st.booleans(),
    aliases=st.lists(st.sampled_from(FORMS), max_size=2, unique=True).map(tuple),
    canonical=st.sampled_from((None, None, "code:a", "code:b")),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(raw, min_size=2, max_size=7), st.data())
def test_counts_describe_a_union_as_its_actors_merged(
    connection: Connection, drawn: list[Actor], data: st.DataObject
) -> None:
    actors = [replace(actor, id=f"a{at}") for at, actor in enumerate(drawn)]
    fill(connection, actors)
    cut = data.draw(st.integers(1, len(actors)))
    gone = replace(actors[0], id="a9")
    seed_counts(connection, {"a0": [*actors[:cut], gone]})
    shift_counts(connection, [("a0", actor) for actor in actors[cut:]], [("a0", gone)])
    for doc in (actors[0].doc, None):
        assert describe_counted(connection, {"a0": doc}) == {"a0": merge_actors(actors)}


def test_many_unions_are_described_at_once(connection: Connection) -> None:
    actors = {f"u{at:02}": Actor(f"u{at:02}", "d", f"Actor {at}", ActorType.PERSON, named=True) for at in range(40)}
    fill(connection, list(actors.values()))
    seed_counts(connection, {union: [actor] for union, actor in actors.items()})
    assert describe_counted(connection, dict.fromkeys(actors, "d")) == actors
