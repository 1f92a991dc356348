"""Keep canonical actors on disk: name, type, aliases, how many documents; in step with raw actors, row by row.

A union of few raw actors is described from these. One of more has its counts kept (`actors.union.tally`), so that a
further mention of an actor with 10,000 of them costs a few rows. Either way the description is that of `merge_actors`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, distinct, func, select, update

from sayso.actors.union import (
    MOST_ALIASES,
    choose_aliases,
    choose_code,
    choose_name,
    choose_type,
    merge_actors,
    tally,
)
from sayso.model import Actor, ActorType, CanonicalActor
from sayso.store import tables as t
from sayso.store.actor_tables import union_counts, unions
from sayso.store.asking import chunks
from sayso.store.encode import actor_of, pack
from sayso.store.keyed import add_up, put

SMALL = 16
"""Up to so many raw actors a union is described from its raw actors: one lookup, no counts to keep."""

BULK = 64
"""When so many raw actors move at once, a union's documents are counted anew."""


_COUNTS = (
    select(union_counts.c.value, union_counts.c.many)
    .where(union_counts.c.union == bindparam("of"), union_counts.c.what == bindparam("kind"))
    .order_by(union_counts.c.many.desc(), union_counts.c.value)
)


@dataclass(frozen=True, slots=True)
class Member:
    """Hold a raw actor and the union in which it is, or was."""

    actor: Actor
    union: str


def shift_members(connection: Connection, come: Sequence[Member], gone: Sequence[Member]) -> None:
    """Describe anew the unions that raw actors came to and went from; `actors` holds what is now."""
    change = Counter(one.union for one in come)
    change.subtract(one.union for one in gone)
    kept = _rows(connection, change)
    now = {union: (kept[union]["members"] if union in kept else 0) + delta for union, delta in change.items()}
    drop_unions(connection, [union for union in kept if not now[union]])
    counted = {union for union, row in kept.items() if row["tallied"]}
    large = {union for union, many in now.items() if many and (many > SMALL or union in counted)}
    small = {union for union, many in now.items() if many and union not in large}
    fresh = large - counted
    members = _members(connection, small | fresh)
    claims = {union: row["claims"] for union, row in kept.items()}
    rows = [_describe_small(union, members[union], claims.get(union, 0)) for union in sorted(small)]
    _seed(connection, {union: members[union] for union in sorted(fresh)})
    old = large - fresh
    _count(connection, [m for m in come if m.union in old], [m for m in gone if m.union in old])
    docs = _documents(connection, {union: kept[union] if union in old else None for union in large}, come, gone)
    rows += _describe_large(connection, {union: (now[union], docs[union], claims.get(union, 0)) for union in large})
    put(connection, unions, rows)


def rename_union(connection: Connection, union: str, name: str) -> None:
    """Give a union another id, all its members having moved there; the new id must be free."""
    connection.execute(update(unions).where(unions.c.id == union).values(id=name))
    connection.execute(update(union_counts).where(union_counts.c.union == union).values(union=name))


def drop_unions(connection: Connection, gone: Sequence[str]) -> None:
    """Strike out unions without members."""
    for some in chunks(sorted(gone)):
        connection.execute(delete(unions).where(unions.c.id.in_(some)))
        connection.execute(delete(union_counts).where(union_counts.c.union.in_(some)))


def member_counts(connection: Connection, wanted: Collection[str]) -> dict[str, int]:
    """Return how many raw actors unions have; those that are not there are left out."""
    found: dict[str, int] = {}
    for some in chunks(sorted(wanted)):
        asked = select(unions.c.id, unions.c.members).where(unions.c.id.in_(some))
        found |= {str(union): int(members) for union, members in connection.execute(asked)}
    return found


def canonical_actor(row: Mapping[Any, Any]) -> CanonicalActor:
    """Return the canonical actor in a row of `unions`."""
    return CanonicalActor(actor_of(row), row["documents"], row["members"], row["claims"])


def set_claims(connection: Connection, counts: Mapping[str, int]) -> None:
    """Set how many claims unions have; unions that are not there are passed over."""
    rows = [{"union_id": union, "count": count} for union, count in sorted(counts.items())]
    if rows:
        named = unions.c.id == bindparam("union_id")
        connection.execute(update(unions).where(named).values(claims=bindparam("count")), rows)


def describe_anew(connection: Connection, wanted: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the rows that unions should have, worked out from their raw actors; for checks and recounts."""
    members = _members(connection, set(wanted))
    return {union: _describe_small(union, held, 0) for union, held in members.items() if held}


def _describe_small(union: str, members: Sequence[Actor], claims: int) -> dict[str, Any]:
    """Return the row of a union described from its raw actors."""
    docs = len({actor.doc for actor in members})
    return _row(union, merge_actors(members), len(members), docs, tallied=False, claims=claims)


def _describe_large(connection: Connection, wanted: Mapping[str, tuple[int, int, int]]) -> list[dict[str, Any]]:
    """Return the rows of unions described from their counts, given how many members, documents and claims they have."""
    own: dict[str, Actor] = {}
    few: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    asked = select(union_counts).where(union_counts.c.what.in_(("type", "named", "code")))
    for some in chunks(sorted(wanted)):
        for row in connection.execute(select(t.actors).where(t.actors.c.id.in_(some))).mappings():
            own[row["id"]] = actor_of(row)
        for row in connection.execute(asked.where(union_counts.c.union.in_(some))).mappings():
            few[row["union"], row["what"]][row["value"]] = int(row["many"])
    rows = []
    for union, (members, docs, claims) in sorted(wanted.items()):
        kind = choose_type({ActorType(one): n for one, n in few[union, "type"].items()}, own[union].type)
        name = _best_name(connection, union, kind)
        whole = Actor(
            id=union,
            doc=own[union].doc,
            name=name,
            type=kind,
            named=bool(few[union, "named"]),
            aliases=choose_aliases(_counts(connection, union, "form", MOST_ALIASES + 1), name),
            canonical=choose_code(few[union, "code"]),
        )
        rows.append(_row(union, whole, members, docs, tallied=True, claims=claims))
    return rows


def _best_name(connection: Connection, union: str, kind: ActorType) -> str:
    """Return the best name: mostly one is used more than the next; only where they tie are all looked at."""
    names = _counts(connection, union, f"name:{kind.value}", 2)
    if len(set(names.values())) == len(names):
        return next(iter(names))
    every = _counts(connection, union, f"name:{kind.value}")
    most = max(every.values())
    tied = sorted(name for name, many in every.items() if many == most)
    return choose_name(tied, _counts(connection, union, "form"), kind)


def _counts(connection: Connection, union: str, what: str, most: int | None = None) -> dict[str, int]:
    """Return what is counted of a union, what is used most first."""
    asked = _COUNTS if most is None else _COUNTS.limit(most)
    return {str(value): int(many) for value, many in connection.execute(asked, {"of": union, "kind": what})}


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


def _seed(connection: Connection, members: Mapping[str, Sequence[Actor]]) -> None:
    """Begin the counts of unions that have become large."""
    rows = [
        {"union": union, "what": what, "value": value, "many": many}
        for union, held in members.items()
        for (what, value), many in tally(held).items()
    ]
    put(connection, union_counts, rows)


def _count(connection: Connection, come: Sequence[Member], gone: Sequence[Member]) -> None:
    """Add to the counts of large unions who came, and take off who went."""
    change: Counter[tuple[str, str, str]] = Counter()
    for members, sign in ((come, 1), (gone, -1)):
        for member in members:
            for (what, value), many in tally([member.actor]).items():
                change[member.union, what, value] += sign * many
    rows = [
        {"union": union, "what": what, "value": value, "many": many}
        for (union, what, value), many in sorted(change.items())
        if many
    ]
    add_up(connection, union_counts, rows)


def _in_documents(connection: Connection, docs: Collection[str]) -> Counter[tuple[str, str]]:
    """Count the raw actors of documents by union."""
    asked = select(t.actors.c.doc, t.actors.c.canonical).where(t.actors.c.doc.in_(sorted(docs)))
    return Counter((doc, union) for doc, union in connection.execute(asked))


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
        now = _in_documents(connection, docs)
        for key in changed:
            numbers[key[1]] += (now[key] > 0) - (now[key] - came[key] + went[key] > 0)
    else:
        numbers = {}
    for union in large.keys() - numbers.keys():
        asked = select(func.count(distinct(t.actors.c.doc))).where(t.actors.c.canonical == union)
        numbers[union] = int(connection.execute(asked).scalar() or 0)
    return numbers


def _rows(connection: Connection, wanted: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for some in chunks(sorted(wanted)):
        found |= {row["id"]: row for row in connection.execute(select(unions).where(unions.c.id.in_(some))).mappings()}
    return found


def _members(connection: Connection, wanted: Collection[str]) -> dict[str, list[Actor]]:
    found: dict[str, list[Actor]] = {union: [] for union in wanted}
    asked = select(t.actors).order_by(t.actors.c.id)
    for some in chunks(sorted(wanted)):
        for row in connection.execute(asked.where(t.actors.c.canonical.in_(some))).mappings():
            found[row["canonical"]].append(actor_of(row))
    return found
