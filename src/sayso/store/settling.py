"""Settle a document's actors inside the transaction that writes them, with lookups of what they touch.

Another process may have written since a run began; so nothing is kept between two documents, and what one document
needs is looked up while the write lock is held.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, select

from sayso.actors.resolution import judge_actors
from sayso.actors.settling import settle_new
from sayso.model import Actor, Judgement
from sayso.store import tables as t
from sayso.store.asking import chunks
from sayso.store.blocks import BlockIndex
from sayso.store.components import judgements_on
from sayso.store.unions import member_counts


class StoredRoll:
    """Look up what settling needs, on one connection; see `actors.settling.Roll`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def canonical(self, raw: Collection[str]) -> Mapping[str, str]:
        """Return the canonical id of raw ids."""
        return self._pairs(select(t.actors.c.id, t.actors.c.canonical), t.actors.c.id, raw)

    def sizes(self, unions: Collection[str]) -> Mapping[str, int]:
        """Return how many raw actors unions have."""
        return member_counts(self._c, unions)

    def members(self, unions: Collection[str]) -> Mapping[str, str]:
        """Return the raw ids of unions, each with its canonical id."""
        return self._pairs(select(t.actors.c.id, t.actors.c.canonical), t.actors.c.canonical, unions)

    def judgements_on(self, raw: Collection[str]) -> Sequence[Judgement]:
        """Return the judgements in force of which a side is among these raw ids."""
        return judgements_on(self._c, raw)

    def _pairs(self, asked: Select[Any], key: Column[Any], wanted: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for some in chunks(sorted(wanted)):
            found |= {str(one): str(other) for one, other in self._c.execute(asked.where(key.in_(some)))}
        return found


def settle_actors(connection: Connection, actors: Sequence[Actor]) -> tuple[tuple[Judgement, ...], dict[str, str]]:
    """Judge a document's actors against all before; return the rows, and the canonical id of each and of all moved.

    Writes nothing. Actors that are there already are not judged again.
    """
    index, roll = BlockIndex(connection), StoredRoll(connection)
    rows = tuple(judge_actors(actors, index))
    new = dict.fromkeys(actor.id for actor in actors if actor.id not in index.held)
    return rows, {**roll.canonical(index.held), **settle_new(list(new), rows, roll)}
