"""Work out anew what is kept of actors and of copies, for casefiles of an older layout and for the doctor."""

from collections.abc import Iterator
from itertools import batched
from typing import Any

from sqlalchemy import Connection, delete, select

from sayso.model.view import Finding
from sayso.store import tables as t
from sayso.store.actor_tables import ACTOR_INDEXES, ACTOR_TABLES, COPY_TABLES, unions
from sayso.store.asking import CHUNK
from sayso.store.encode import actor_of
from sayso.store.union_names import shift_names
from sayso.store.unions import Member, describe_anew, shift_members

_AGAIN = "Run `sayso doctor --recount --repair`: it works out anew what is kept of actors."


def lay_out_actors(connection: Connection) -> None:
    """Make the tables of canonical actors and blocking keys where they are missing, and fill them."""
    for table in ACTOR_TABLES:
        table.create(connection, checkfirst=True)
    for index in ACTOR_INDEXES:
        index.create(connection, checkfirst=True)
    recount_unions(connection)


def lay_out_copies(connection: Connection) -> None:
    """Make the tables of shingles where they are missing, and file every document's text."""
    for table in COPY_TABLES:
        table.create(connection, checkfirst=True)
    if connection.execute(select(t.documents.c.id).limit(1)).first() is None:
        return
    from sayso.store.shingles import refile_prints

    refile_prints(connection)


def recount_unions(connection: Connection) -> None:
    """Describe every canonical actor anew from its raw actors, and file these anew under their blocking keys.

    Claims of unions are left at nothing: whoever counts claims sets them. Raw actors are taken in order of id.
    """
    from sayso.store.blocks import file_actors

    for table in ACTOR_TABLES:
        connection.execute(delete(table))
    ids = list(connection.execute(select(t.actors.c.id).order_by(t.actors.c.id)).scalars())
    for some in batched(ids, CHUNK):
        rows = connection.execute(select(t.actors).where(t.actors.c.id.in_(some)).order_by(t.actors.c.id))
        file_actors(connection, [actor_of(row) for row in rows.mappings()])
    for union in _unions(connection):
        rows = connection.execute(select(t.actors).where(t.actors.c.canonical.in_(union)))
        come = [Member(actor_of(row), row["canonical"]) for row in rows.mappings()]
        shift_members(connection, come, ())
        shift_names(connection, come, ())


def check_unions(connection: Connection) -> Iterator[Finding]:
    """Yield the canonical actors that are not kept as a recount would have them, in order of id."""
    kept = set(connection.execute(select(unions.c.id)).scalars())
    for some in _unions(connection):
        kept -= set(some)
        right = describe_anew(connection, some)
        rows = connection.execute(select(unions).where(unions.c.id.in_(some))).mappings()
        held = {row["id"]: row for row in rows}
        for union in some:
            wrong = _differing(held.get(union), right[union])
            if wrong:
                yield Finding("union", union, f"What is kept of this actor differs from a recount in {wrong}.", _AGAIN)
    for union in sorted(kept):
        yield Finding("union", union, "This actor is kept and has no members.", _AGAIN)


def _differing(kept: Any, right: dict[str, Any]) -> str:
    """Return what differs between a row and a recount, as a list of words."""
    if kept is None:
        return "everything: it is not there"
    return ", ".join(name for name in right if name not in ("tallied", "claims") and kept[name] != right[name])


def _unions(connection: Connection) -> Iterator[tuple[str, ...]]:
    """Yield the canonical ids of all raw actors in order, some hundred at a time."""
    asked = select(t.actors.c.canonical).distinct().order_by(t.actors.c.canonical)
    yield from batched(list(connection.execute(asked).scalars()), CHUNK)
