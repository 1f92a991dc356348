"""Keep on disk whom a new actor could be: blocking keys, and actors that write themselves alike.

The same answers as `actors.ActorIndex`, at a few lookups a document. An actor is filed once: the first of those that
write themselves alike stands under its keys, the others lead to it by a digest of how they write themselves. Under a
crowded key nobody more is filed, so that it costs what one lookup costs however large the casefile grows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from heapq import nsmallest

from sqlalchemy import Connection, delete, func, select

from sayso.actors.index import MOST_CANDIDATES, Key, blocking_keys, choose, likeness, most_under
from sayso.model import Actor
from sayso.store import tables as t
from sayso.store.actor_tables import blocks, likenesses
from sayso.store.encode import actor_of
from sayso.store.fetching import Listed
from sayso.store.fold import fold
from sayso.store.prepared import ask, insert_new
from sayso.store.raw_actors import COLUMNS, actor_at, canonical_of

_SHARING = Listed(lambda: select(blocks.c.key, blocks.c.likeness), blocks.c.key)
_STANDING = Listed(lambda: select(blocks.c.key, func.count()).group_by(blocks.c.key), blocks.c.key)
_FILED = Listed(
    lambda: select(likenesses.c.number, *COLUMNS).join(t.actors, likenesses.c.actor == t.actors.c.id),
    likenesses.c.number,
)
_FIRST = Listed(
    lambda: select(likenesses.c.digest, *COLUMNS).join(t.actors, likenesses.c.actor == t.actors.c.id),
    likenesses.c.digest,
)
_DIGESTS = Listed(lambda: select(likenesses.c.digest), likenesses.c.digest)
_LAST = select(func.max(likenesses.c.number))


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
        self._found: dict[str, list[Actor]] = {}

    def expect(self, actors: Sequence[Actor]) -> frozenset[str]:
        """Look up at once what these actors will be asked about; return the ids that are held already."""
        self.held = frozenset(canonical_of(self._c, [actor.id for actor in actors]))
        named = [actor for actor in actors if actor.named and actor.id not in self.held]
        self._alike |= _representatives(self._c, {digest(likeness(actor)) for actor in named})
        asking = [actor for actor in named if self.alike(actor) is None]
        self._find(asking)
        return self.held

    def alike(self, actor: Actor) -> Actor | None:
        """Return the first actor that writes itself the same in every form, in another document, or None."""
        found = self._alike.get(digest(likeness(actor))) if actor.named else None
        return found if found is not None and found.doc != actor.doc else None

    def candidates(self, actor: Actor) -> list[Actor]:
        """Return the few actors that this one could be, those that share most keys first."""
        if not actor.named:
            return []
        if actor.id not in self._found:
            self._find([actor])
        return self._found[actor.id]

    def _find(self, actors: Sequence[Actor]) -> None:
        """Look up whom these actors could be, all at once."""
        self._count([key for actor in actors for key in self._keys_of(actor)])
        telling = {
            actor.id: [number for number, key in self._keys_of(actor).items() if self._many[number] <= most_under(key)]
            for actor in actors
        }
        under: defaultdict[int, list[int]] = defaultdict(list)
        wanted = {number for keys in telling.values() for number in keys if self._many[number]}
        for key, likeness_number in _SHARING.rows(self._c, wanted):
            under[key].append(likeness_number)
        ranked = {raw: _rank(under[key] for key in keys) for raw, keys in telling.items()}
        numbers = {number for ranks in ranked.values() for number, _ in ranks}
        filed = {row[0]: actor_at(row[1:]) for row in _FILED.rows(self._c, numbers)}
        for raw, ranks in ranked.items():
            self._found[raw] = choose([(filed[n], many) for n, many in ranks if n in filed and filed[n].id != raw])

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
    for (known,) in _DIGESTS.rows(connection, first):
        del new[known]
    if not new:
        return
    last = ask(connection, _LAST, {})[0][0] or 0
    rows = [{"number": last + at, "digest": d, "actor": actor.id} for at, (d, actor) in enumerate(new.items(), 1)]
    insert_new(connection, likenesses, rows)
    keys = [{digest("\x1f".join(key)): key for key in blocking_keys(actor)} for actor in new.values()]
    standing = Counter(_standing(connection, sorted({number for one in keys for number in one})))
    postings = []
    for row, one in zip(rows, keys, strict=True):
        for number, key in sorted(one.items()):
            if standing[number] <= most_under(key):
                standing[number] += 1
                postings.append({"key": number, "likeness": row["number"]})
    insert_new(connection, blocks, postings)


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


def _rank(shared: Iterable[Iterable[int]]) -> list[tuple[int, int]]:
    """Return who stands under most of some keys, with how many, then in order of number; one more than are chosen."""
    counts = Counter(number for under in shared for number in under)
    return nsmallest(MOST_CANDIDATES + 1, counts.items(), key=lambda item: (-item[1], item[0]))


def _standing(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    """Return how many stand under keys, at most one more than telling keys may have."""
    return {int(key): int(many) for key, many in _STANDING.rows(connection, keys)}


def _representatives(connection: Connection, digests: Iterable[int]) -> dict[int, Actor]:
    """Return the first actors filed of those that write themselves so, by digest."""
    return {row[0]: actor_at(row[1:]) for row in _FIRST.rows(connection, list(digests))}
