"""Look raw actors up by lists of keys, with statements that are kept."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from sayso.model import Actor, ActorType
from sayso.store import tables as t
from sayso.store.fetching import Listed

COLUMNS = tuple(column for column in t.actors.c if column.name != "canonical")
"""What a raw actor is made of, in the order in which `actor_at` takes it."""

_WHOLE = (t.actors.c.canonical, *COLUMNS)
_BY_ID = Listed(lambda: select(*_WHOLE), t.actors.c.id)
_BY_UNION = Listed(lambda: select(*_WHOLE).order_by(t.actors.c.id), t.actors.c.canonical)
_CANONICAL = Listed(lambda: select(t.actors.c.id, t.actors.c.canonical), t.actors.c.id)
_MEMBERS = Listed(lambda: select(t.actors.c.id, t.actors.c.canonical), t.actors.c.canonical)
_SPOKEN = Listed(lambda: select(t.actors.c.doc, t.actors.c.canonical), t.actors.c.doc)
_TYPES = {kind.value: kind for kind in ActorType}


def actor_at(values: Sequence[Any]) -> Actor:
    """Return the raw actor in values of `COLUMNS`."""
    raw, doc, name, kind, named, aliases, known_as = values
    forms = () if aliases == "[]" else tuple(json.loads(aliases))
    return Actor(raw, doc, name, _TYPES[kind], bool(named), forms, known_as)


def load_actors(connection: Connection, ids: Collection[str]) -> dict[str, Actor]:
    """Return raw actors by id, in the order of the ids given; those that are not there are left out."""
    found = {row[1]: actor_at(row[1:]) for row in _BY_ID.rows(connection, ids)}
    return {raw: found[raw] for raw in ids if raw in found}


def load_members(connection: Connection, unions: Collection[str]) -> dict[str, list[Actor]]:
    """Return the raw actors of unions, in order of id; every union asked for is there."""
    found: dict[str, list[Actor]] = {union: [] for union in unions}
    for row in _BY_UNION.rows(connection, unions):
        found[row[0]].append(actor_at(row[1:]))
    return found


def canonical_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the canonical id of raw ids; those that are not there are left out."""
    return _pairs(_CANONICAL.rows(connection, ids))


def members_of(connection: Connection, unions: Collection[str]) -> dict[str, str]:
    """Return the raw ids of unions, each with its canonical id."""
    return _pairs(_MEMBERS.rows(connection, unions))


def unions_in(connection: Connection, docs: Collection[str]) -> list[tuple[str, str]]:
    """Return document and union of every raw actor of some documents."""
    return [(doc, union) for doc, union in _SPOKEN.rows(connection, docs)]


def _pairs(rows: Iterable[tuple[Any, ...]]) -> dict[str, str]:
    return {str(key): str(value) for key, value in rows}
