"""Keep the rows of contests, and the lists of actors' contests that follow from them, in step with each other."""

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from sayso.model.edge import ContestKind
from sayso.store.edge_tables import contest_actors, contests, edges
from sayso.store.encode import Row
from sayso.store.fetching import Listed
from sayso.store.forks import Forks

type Found = set[tuple[str, str, str]]
"""Contests by kind and by the ids of their edges, the smaller first; one edge is named twice."""
type Turns = dict[tuple[str, str, str], int]
"""The turn of each contest."""

_KEYS = (contests.c.kind, contests.c.edge, contests.c.other, contests.c.turn)
_OF = tuple(Listed(partial(select, *_KEYS), side) for side in (contests.c.edge, contests.c.other))
_LEFT = tuple(Listed(partial(select, side), side) for side in (contests.c.edge, contests.c.other))
_SIDE = (edges.c.id, edges.c.subject, edges.c.object, edges.c.roots, edges.c.denying_roots)
_SIDES = Listed(partial(select, *_SIDE), edges.c.id)


class ContestRows:
    """Write, forget and order contests, inside the caller's transaction."""

    def __init__(self, forks: Forks, connection: Connection) -> None:
        self._forks, self._c = forks, connection

    def of(self, edge_ids: Collection[str]) -> Turns:
        """Return the contests of some edges with the turn of each."""
        rows = (row for side in _OF for row in side.fetch(self._forks, self._c, edge_ids))
        return {(kind, edge, other): turn for kind, edge, other, turn in rows}

    def write(self, found: Found) -> None:
        """Write contests that are not kept yet; their edges must be."""
        if found:
            sides = self._sides(found)
            self._put({key: turn_of(key[0], sides[key[1]], sides[key[2]]) for key in found}, sides)

    def put(self, turns: Turns) -> None:
        """Write contests with turns that are known, as when their edges have other ids now."""
        self._put(turns, self._sides(turns))

    def take(self, turns: Turns) -> None:
        """Forget contests that are kept with these turns; their edges must still be there."""
        self._take(turns, self._sides(turns))

    def drop(self, turns: Turns) -> set[str]:
        """Forget contests that are kept with these turns; return the edges that are in no other."""
        self.take(turns)
        met = {one for _, edge, other in turns for one in (edge, other)}
        return met - {row[0] for side in _LEFT for row in side.fetch(self._forks, self._c, met)}

    def order(self, changed: Collection[str]) -> None:
        """Give the contests of edges their turns anew, whose roots have become many more."""
        held = self.of(changed)
        sides = self._sides(held)
        turns = {key: turn_of(key[0], sides[key[1]], sides[key[2]]) for key in held}
        moved = {key: turn for key, turn in turns.items() if turn != held[key]}
        self._take({key: held[key] for key in moved}, sides)
        self._put(moved, sides)

    def _sides(self, found: Iterable[tuple[str, str, str]]) -> dict[str, tuple[Any, ...]]:
        ids = {one for _, edge, other in found for one in (edge, other)}
        return {row[0]: row for row in _SIDES.fetch(self._forks, self._c, ids)}

    def _put(self, turns: Turns, sides: Mapping[str, tuple[Any, ...]]) -> None:
        rows = [_row(key, turn) for key, turn in sorted(turns.items())]
        self._forks.insert_new(self._c, contests, rows)
        self._forks.insert_new(self._c, contest_actors, _listed(rows, sides))

    def _take(self, turns: Turns, sides: Mapping[str, tuple[Any, ...]]) -> None:
        rows = [_row(key, turn) for key, turn in sorted(turns.items())]
        self._forks.remove(self._c, contests, rows)
        self._forks.remove(self._c, contest_actors, _listed(rows, sides))


def turn_of(kind: str, one: tuple[Any, ...], other: tuple[Any, ...]) -> int:
    """Return what orders contests: the size of the weaker side in roots, then of the stronger, in powers of two.

    The largest are the smallest numbers, so that the order of the list is that of the key. Powers of two, so that a
    contest is ordered anew seldom, however many claims its edges get.
    """
    against: int = one[4] if kind == ContestKind.DENIAL.value else other[3]
    sides: list[int] = sorted((one[3], against))
    return -(sides[0].bit_length() * 64 + sides[1].bit_length())


def _row(key: tuple[str, str, str], turn: int) -> Row:
    kind, edge, other = key
    return {"kind": kind, "edge": edge, "other": other, "turn": turn}


def _listed(rows: Iterable[Row], sides: Mapping[str, tuple[Any, ...]]) -> list[Row]:
    """Return each contest once for each actor that is an end of one of its edges."""
    found = []
    for row in rows:
        one, other = sides[row["edge"]], sides[row["other"]]
        found += [row | {"actor": actor} for actor in sorted({one[1], one[2], other[1], other[2]})]
    return found
