"""Keep canonical actors on disk: name, type, aliases, how many documents; in step with raw actors, row by row.

A union of few raw actors is described from these. One of more has its counts kept (`actors.union.tally`), so that a
further mention of an actor with 10,000 of them costs a few rows. Either way the description is that of `merge_actors`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, distinct, func, select, update

from sayso.actors.union import merge_actors
from sayso.model import Actor, CanonicalActor
from sayso.store import tables as t
from sayso.store.actor_tables import union_counts, unions
from sayso.store.asking import chunks
from sayso.store.encode import actor_of, pack
from sayso.store.fetching import Listed
from sayso.store.prepared import ask, change, upsert
from sayso.store.raw_actors import load_members, unions_in
from sayso.store.tallies import describe_counted, seed_counts, shift_counts

SMALL = 16
"""Up to so many raw actors a union is described from its raw actors: one lookup, no counts to keep."""

BULK = 64
"""When so many raw actors move at once, a union's documents are counted anew."""

_ROWS = Listed(lambda: select(unions), unions.c.id)
_SIZES = Listed(lambda: select(unions.c.id, unions.c.members), unions.c.id)
_RENAME = update(unions).where(unions.c.id == bindparam("old")).values(id=bindparam("new"))
_RENAME_COUNTS = update(union_counts).where(union_counts.c.union == bindparam("old")).values(union=bindparam("new"))
_DOCUMENTS = select(func.count(distinct(t.actors.c.doc))).where(t.actors.c.canonical == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Member:
    """Hold a raw actor and the union in which it is, or was."""

    actor: Actor
    union: str


def shift_members(connection: Connection, come: Sequence[Member], gone: Sequence[Member]) -> None:
    """Describe anew the unions that raw actors came to and went from; `actors` holds what is now."""
    moved = Counter(one.union for one in come)
    moved.subtract(one.union for one in gone)
    kept = _rows(connection, moved)
    now = {union: (kept[union]["members"] if union in kept else 0) + delta for union, delta in moved.items()}
    drop_unions(connection, [union for union in kept if not now[union]])
    counted = {union for union, row in kept.items() if row["tallied"]}
    large = {union for union, many in now.items() if many and (many > SMALL or union in counted)}
    small = {union for union, many in now.items() if many and union not in large}
    fresh = large - counted
    members = _gather_members(connection, small | fresh, kept, come)
    claims = {union: row["claims"] for union, row in kept.items()}
    rows = [_describe_small(union, members[union], claims.get(union, 0)) for union in sorted(small)]
    seed_counts(connection, {union: members[union] for union in sorted(fresh)})
    old = large - fresh
    shift_counts(
        connection,
        ((one.union, one.actor) for one in come if one.union in old),
        ((one.union, one.actor) for one in gone if one.union in old),
    )
    docs = _documents(connection, {union: kept[union] if union in old else None for union in large}, come, gone)
    own = {one.actor.id: one.actor.doc for one in come}
    held = {union: own.get(union, kept[union]["doc"] if union in kept else None) for union in sorted(large)}
    for union, whole in (describe_counted(connection, held) if held else {}).items():
        rows.append(_row(union, whole, now[union], docs[union], tallied=True, claims=claims.get(union, 0)))
    _write(connection, kept, rows)


def _write(connection: Connection, kept: Mapping[str, dict[str, Any]], rows: Sequence[dict[str, Any]]) -> None:
    """Write rows; where only the numbers differ, these alone, which no index holds."""
    grown: list[dict[str, Any]] = []
    other: list[dict[str, Any]] = []
    for row in rows:
        numbers = {name: row[name] for name in ("members", "documents")}
        if row["id"] in kept and kept[row["id"]] | numbers == row:
            grown.append({"id": row["id"], **numbers})
        else:
            other.append(row)
    change(connection, unions, grown)
    upsert(connection, unions, other)


def rename_union(connection: Connection, union: str, name: str) -> None:
    """Give a union another id, all its members having moved there; the new id must be free."""
    connection.execute(_RENAME, {"old": union, "new": name})
    connection.execute(_RENAME_COUNTS, {"old": union, "new": name})


def drop_unions(connection: Connection, gone: Sequence[str]) -> None:
    """Strike out unions without members."""
    for some in chunks(sorted(gone)):
        connection.execute(delete(unions).where(unions.c.id.in_(some)))
        connection.execute(delete(union_counts).where(union_counts.c.union.in_(some)))


def member_counts(connection: Connection, wanted: Collection[str]) -> dict[str, int]:
    """Return how many raw actors unions have; those that are not there are left out."""
    return {union: int(members) for union, members in _SIZES.rows(connection, wanted)}


def canonical_actor(row: Mapping[Any, Any]) -> CanonicalActor:
    """Return the canonical actor in a row of `unions`."""
    return CanonicalActor(actor_of(row), row["documents"], row["members"], row["claims"])


def set_claims(connection: Connection, counts: Mapping[str, int]) -> None:
    """Set how many claims unions have; unions that are not there are passed over."""
    change(connection, unions, [{"id": union, "claims": count} for union, count in sorted(counts.items())])


def describe_anew(connection: Connection, wanted: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the rows that unions should have, worked out from their raw actors; for checks and recounts."""
    members = load_members(connection, set(wanted))
    return {union: _describe_small(union, held, 0) for union, held in members.items() if held}


def _describe_small(union: str, members: Sequence[Actor], claims: int) -> dict[str, Any]:
    """Return the row of a union described from its raw actors."""
    docs = len({actor.doc for actor in members})
    return _row(union, merge_actors(members), len(members), docs, tallied=False, claims=claims)


def _row(union: str, actor: Actor, members: int, docs: int, *, tallied: bool, claims: int) -> dict[str, Any]:
    return {
        "id": union,
        "doc": actor.doc,
        "name": actor.name,
        "type": actor.type.value,
        "named": actor.named,
        "aliases": pack(actor.aliases),
        "known_as": actor.canonical,
        "members": members,
        "documents": docs,
        "tallied": tallied,
        "claims": claims,
    }


def _documents(
    connection: Connection, large: Mapping[str, Any], come: Sequence[Member], gone: Sequence[Member]
) -> dict[str, int]:
    """Return how many documents name large unions, given their rows, if any, as they were.

    Where few documents changed, these alone are looked at.
    """
    came, went = (Counter((one.actor.doc, one.union) for one in members) for members in (come, gone))
    changed = sorted(key for key in came.keys() | went.keys() if large.get(key[1]) is not None)
    docs = {doc for doc, _ in changed}
    if len(docs) <= BULK:
        numbers = {union: int(row["documents"]) for union, row in large.items() if row is not None}
        now = Counter(unions_in(connection, docs))
        for key in changed:
            numbers[key[1]] += (now[key] > 0) - (now[key] - came[key] + went[key] > 0)
    else:
        numbers = {}
    for union in large.keys() - numbers.keys():
        numbers[union] = int(ask(connection, _DOCUMENTS, {"of": union})[0][0])
    return numbers


def _rows(connection: Connection, wanted: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the rows of unions by id; those that are not there are left out."""
    found: dict[str, dict[str, Any]] = {}
    names = [column.name for column in unions.c]
    for values in _ROWS.rows(connection, list(wanted)):
        row = dict(zip(names, values, strict=True))
        found[row["id"]] = row | {"named": bool(row["named"]), "tallied": bool(row["tallied"])}
    return found


def _gather_members(
    connection: Connection, wanted: Collection[str], kept: Collection[str], come: Iterable[Member]
) -> dict[str, list[Actor]]:
    """Return the raw actors of unions, in order of id: those of a union that was not there are those that came."""
    found: defaultdict[str, list[Actor]] = defaultdict(list)
    found.update(load_members(connection, [union for union in wanted if union in kept]))
    for member in sorted(come, key=lambda one: one.actor.id):
        if member.union in wanted and member.union not in kept:
            found[member.union].append(member.actor)
    return found
