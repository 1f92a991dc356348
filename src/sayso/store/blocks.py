"""Keep on disk whom a new actor could be: blocking keys, and actors that write themselves alike.

The same answers as `actors.ActorIndex`, at a few lookups a document. An actor is filed once: the first of those that
write themselves alike stands under its keys, the others lead to it by a digest of how they write themselves. Under a
crowded key nobody more is filed, so that it costs what one lookup costs however large the casefile grows.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
)

from sayso.actors.index import MOST_CANDIDATES, Key, blocking_keys, choose, likeness, most_under
from sayso.model import Actor
from sayso.store import tables as t
from sayso.store.actor_tables import blocks, likenesses
from sayso.store.asking import chunks
from sayso.store.encode import actor_of
from sayso.store.fold import fold

_SHARING = (
    select(blocks.c.likeness, func.count().label("keys"))
    .where(blocks.c.key.in_(bindparam("keys", expanding=True)))
    .group_by(blocks.c.likeness)
    .order_by(func.count().desc(), blocks.c.likeness)
    .limit(MOST_CANDIDATES + 1)
)
_STANDING = (
    select(blocks.c.key, func.count()).where(blocks.c.key.in_(bindparam("keys", expanding=True))).group_by(blocks.c.key)
)


class BlockIndex:
    """Answer as `actors.ActorIndex` does, from what is filed; serves one connection and one document at a time.

    `held` are the ids, of those expected last, that were there.
    """

    def __init__(self, connection: Connection) -> None:
        self._c = connection
        self.held: frozenset[str] = frozenset()
        self._alike: dict[int, Actor] = {}
        self._many: dict[int, int] = {}
        self._keys: dict[str, dict[int, Key]] = {}

    def expect(self, actors: Sequence[Actor]) -> frozenset[str]:
        """Look up at once what these actors will be asked about; return the ids that are held already."""
        self.held = _held(self._c, [actor.id for actor in actors])
        named = [actor for actor in actors if actor.named and actor.id not in self.held]
        self._alike |= _representatives(self._c, {digest(likeness(actor)) for actor in named})
        asking = [actor for actor in named if self.alike(actor) is None]
        self._count([key for actor in asking for key in self._keys_of(actor)])
        return self.held

    def alike(self, actor: Actor) -> Actor | None:
        """Return the first actor that writes itself the same in every form, in another document, or None."""
        found = self._alike.get(digest(likeness(actor))) if actor.named else None
        return found if found is not None and found.doc != actor.doc else None

    def candidates(self, actor: Actor) -> list[Actor]:
        """Return the few actors that this one could be, those that share most keys first."""
        if not actor.named:
            return []
        keys = self._keys_of(actor)
        self._count([key for key in keys if key not in self._many])
        telling = [number for number, key in keys.items() if self._many[number] <= most_under(key)]
        if not telling:
            return []
        shared = [(number, many) for number, many in self._c.execute(_SHARING, {"keys": telling})]
        asked = select(t.actors, likenesses.c.number).join(likenesses, likenesses.c.actor == t.actors.c.id)
        rows = self._c.execute(asked.where(likenesses.c.number.in_([number for number, _ in shared]))).mappings()
        found = {row["number"]: actor_of(row) for row in rows}
        return choose([(found[n], many) for n, many in shared if n in found and found[n].id != actor.id])

    def _keys_of(self, actor: Actor) -> dict[int, Key]:
        """Return an actor's keys by number; worked out once."""
        if actor.id not in self._keys:
            self._keys[actor.id] = {digest("\x1f".join(key)): key for key in blocking_keys(actor)}
        return self._keys[actor.id]

    def _count(self, keys: Sequence[int]) -> None:
        """Count who stands under keys; the number of a crowded key is only known to be too large."""
        wanted = sorted(set(keys) - self._many.keys())
        self._many |= dict.fromkeys(wanted, 0) | _standing(self._c, wanted)


def digest(text: str) -> int:
    """Return a number of 64 bits for a text, the same in every process; a signed one, as databases keep it."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def file_actors(connection: Connection, actors: Iterable[Actor]) -> None:
    """File actors under their keys, in order; those that write themselves like one that is filed need no place.

    Filing an actor again changes nothing. Unnamed actors are not filed.
    """
    first: dict[int, Actor] = {}
    for actor in actors:
        if actor.named:
            first.setdefault(digest(likeness(actor)), actor)
    new = dict(first)
    for some in chunks(sorted(first)):
        for known in connection.execute(select(likenesses.c.digest).where(likenesses.c.digest.in_(some))).scalars():
            del new[known]
    if not new:
        return
    last = connection.execute(select(func.max(likenesses.c.number))).scalar() or 0
    rows = [{"number": last + at, "digest": d, "actor": actor.id} for at, (d, actor) in enumerate(new.items(), 1)]
    connection.execute(insert(likenesses), rows)
    keys = [{digest("\x1f".join(key)): key for key in blocking_keys(actor)} for actor in new.values()]
    standing = Counter(_standing(connection, sorted({number for one in keys for number in one})))
    postings = []
    for row, one in zip(rows, keys, strict=True):
        for number, key in sorted(one.items()):
            if standing[number] <= most_under(key):
                standing[number] += 1
                postings.append({"key": number, "likeness": row["number"]})
    if postings:
        connection.execute(insert(blocks), postings)


def drop_actors(connection: Connection, actors: Iterable[Actor]) -> list[Actor]:
    """Take out actors that write themselves otherwise from now on, given as they were; return who takes their place.

    Another that wrote itself like one of them is to be filed instead, if there is one among the first hundred of its
    name.
    """
    heirs = []
    for actor in actors:
        own = digest(likeness(actor))
        asked = select(likenesses.c.number).where(likenesses.c.actor == actor.id, likenesses.c.digest == own)
        number = connection.execute(asked).scalar()
        if number is None:
            continue
        keys = [digest("\x1f".join(key)) for key in blocking_keys(actor)]
        connection.execute(delete(blocks).where(blocks.c.key.in_(keys), blocks.c.likeness == number))
        connection.execute(delete(likenesses).where(likenesses.c.number == number))
        heirs += _heirs(connection, actor)
    return heirs


def _heirs(connection: Connection, actor: Actor) -> list[Actor]:
    asked = select(t.actors).join(t.actor_names, t.actor_names.c.actor == t.actors.c.id)
    asked = asked.where(t.actor_names.c.folded == fold(actor.name), t.actors.c.id != actor.id)
    others = map(actor_of, connection.execute(asked.order_by(t.actors.c.id).limit(100)).mappings())
    return [other for other in others if likeness(other) == likeness(actor)][:1]


def _held(connection: Connection, ids: Sequence[str]) -> frozenset[str]:
    found: set[str] = set()
    for some in chunks(sorted(set(ids))):
        found |= set(connection.execute(select(t.actors.c.id).where(t.actors.c.id.in_(some))).scalars())
    return frozenset(found)


def _standing(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    """Return how many stand under keys, at most one more than telling keys may have."""
    found: dict[int, int] = {}
    for some in chunks(keys):
        found |= {int(key): int(many) for key, many in connection.execute(_STANDING, {"keys": list(some)})}
    return found


def _representatives(connection: Connection, digests: Iterable[int]) -> dict[int, Actor]:
    """Return the first actors filed of those that write themselves so, by digest."""
    found: dict[int, Any] = {}
    asked = select(t.actors, likenesses.c.digest).join(likenesses, likenesses.c.actor == t.actors.c.id)
    for some in chunks(sorted(digests)):
        for row in connection.execute(asked.where(likenesses.c.digest.in_(some))).mappings():
            found[row["digest"]] = actor_of(row)
    return found
