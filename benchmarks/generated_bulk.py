"""Put many documents in at once: what the store keeps in step document by document is brought in step once a batch.

The code that writes is the store's own. Put off until the end of a batch are the upkeep of edges and that of canonical
actors; who is who is settled by the same functions over lookups in memory instead of the file. A small casefile made
so has the rows of one made document by document (tested), but for roots that nothing rests on any more and the ids
that edges had in between.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sayso.actors import ActorIndex
from sayso.actors.resolution import judge_actors
from sayso.actors.settling import settle_new
from sayso.model import Actor, Judgement
from sayso.store import enrolment, keeper, settling

_POOLED = ("_docs", "_voices", "_raw", "_claims", "_ruled")


class MemoryRoll:
    """Know who is who of all actors so far; a Roll as settling has it."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        self._judged: defaultdict[str, list[Judgement]] = defaultdict(list)

    def canonical(self, raw: Collection[str]) -> Mapping[str, str]:
        """Return the canonical id of raw ids."""
        return {one: self.names[one] for one in raw if one in self.names}

    def sizes(self, unions: Collection[str]) -> Mapping[str, int]:
        """Return how many raw actors unions have."""
        return {union: len(self._members[union]) for union in unions if union in self._members}

    def members(self, unions: Collection[str]) -> Mapping[str, str]:
        """Return the raw ids of unions, each with its canonical id."""
        return {raw: union for union in sorted(unions) for raw in sorted(self._members.get(union, ()))}

    def judgements_on(self, raw: Collection[str]) -> Sequence[Judgement]:
        """Return the judgements of which a side is among these raw ids."""
        found = {id(row): row for one in sorted(raw) for row in self._judged.get(one, ())}
        return list(found.values())

    def take(self, canonical: Mapping[str, str], rows: Sequence[Judgement]) -> None:
        """Add what a document settled."""
        for raw, name in canonical.items():
            before = self.names.get(raw)
            if before == name:
                continue
            if before is not None:
                self._members[before].discard(raw)
                if not self._members[before]:
                    del self._members[before]
            self.names[raw] = name
            self._members[name].add(raw)
        for row in rows:
            self._judged[row.left].append(row)
            self._judged[row.right].append(row)


class Bulk:
    """Stand in for the store's upkeep while documents are put in; used for one casefile from its beginning."""

    def __init__(self) -> None:
        self._index, self._roll = ActorIndex(), MemoryRoll()
        self._ids: dict[str, None] = {}
        self._start: dict[str, str] = {}
        self._pool: dict[str, set[str]] = {name: set() for name in _POOLED}
        self._keeper: Any = None

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Put off upkeep inside, and do it at the end."""
        stand_in: Any = keeper
        held = (settling.settle_actors, stand_in.note_actors, stand_in.follow_actors, stand_in.Keeper.keep)
        settle, note, follow, keep = self._settle, self._note, self._follow, self._keep
        take = stand_in.Keeper.take_claims
        settling.settle_actors = settle
        stand_in.note_actors, stand_in.follow_actors = note, follow
        stand_in.Keeper.keep = lambda one: keep(one)
        stand_in.Keeper.take_claims = lambda one, claims, document, again: take(one, claims, document, again=True)
        try:
            yield
        finally:
            settling.settle_actors = held[0]
            stand_in.note_actors, stand_in.follow_actors, stand_in.Keeper.keep = held[1:]
            stand_in.Keeper.take_claims = take
        self._catch_up()

    def _settle(self, connection: object, actors: Sequence[Actor]) -> tuple[tuple[Judgement, ...], dict[str, str]]:
        """Do what `settle_actors` does, in memory."""
        del connection
        fresh = [actor for actor in actors if actor.id not in self._index]
        rows = tuple(judge_actors(fresh, self._index))
        settled = settle_new([actor.id for actor in fresh], rows, self._roll)
        for raw in settled:
            if raw in self._roll.names and raw not in self._ids:
                self._start[raw] = self._roll.names[raw]
        self._roll.take(settled, rows)
        for actor in fresh:
            self._index.add(actor)
        return rows, settled

    def _note(self, connection: object, written: Collection[str], moved: Collection[str]) -> None:
        """Remember who is to be followed up."""
        del connection
        self._ids |= dict.fromkeys((*written, *sorted(moved)))

    def _follow(self, connection: object, before: object) -> None:
        """Put it off."""

    def _keep(self, keeper: Any) -> None:
        """Remember what edges are to be brought in step with."""
        for name, held in self._pool.items():
            held |= getattr(keeper, name)
        self._keeper = keeper

    def _catch_up(self) -> None:
        """Bring actors and edges in step with all that was put off."""
        if self._keeper is None:
            return
        connection = self._keeper._c
        before = enrolment.Before(tuple(self._ids), {}, dict(self._start))
        enrolment.follow_actors(connection, before)
        last = keeper.Keeper(self._keeper._forks, connection, self._keeper._rules)
        for name, held in self._pool.items():
            setattr(last, name, set(held))
            held.clear()
        last.keep()
        self._ids.clear()
        self._start.clear()
        self._keeper = None
