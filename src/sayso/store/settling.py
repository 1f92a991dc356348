"""Settle a document's actors inside the transaction that writes them, with lookups of what they touch.

Another process may have written since a run began; so nothing is kept between two documents, and what one document
needs is looked up while the write lock is held.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection

from sayso.actors.resolution import judge_actors
from sayso.actors.settling import settle_new
from sayso.model import Actor, Judgement
from sayso.store.blocks import BlockIndex
from sayso.store.components import judgements_on
from sayso.store.raw_actors import canonical_of, members_of
from sayso.store.unions import member_counts


class StoredRoll:
    """Look up what settling needs, on one connection; see `actors.settling.Roll`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def canonical(self, raw: Collection[str]) -> Mapping[str, str]:
        """Return the canonical id of raw ids."""
        return canonical_of(self._c, raw)

    def sizes(self, unions: Collection[str]) -> Mapping[str, int]:
        """Return how many raw actors unions have."""
        return member_counts(self._c, unions)

    def members(self, unions: Collection[str]) -> Mapping[str, str]:
        """Return the raw ids of unions, each with its canonical id."""
        return members_of(self._c, unions)

    def judgements_on(self, raw: Collection[str]) -> Sequence[Judgement]:
        """Return the judgements in force of which a side is among these raw ids."""
        return judgements_on(self._c, raw)


def settle_actors(connection: Connection, actors: Sequence[Actor]) -> tuple[tuple[Judgement, ...], dict[str, str]]:
    """Judge a document's actors against all before; return the rows, and the canonical id of each and of all moved.

    Writes nothing. Actors that are there already are not judged again.
    """
    index, roll = BlockIndex(connection), StoredRoll(connection)
    rows = tuple(judge_actors(actors, index))
    new = dict.fromkeys(actor.id for actor in actors if actor.id not in index.held)
    return rows, {**roll.canonical(index.held), **settle_new(list(new), rows, roll)}
