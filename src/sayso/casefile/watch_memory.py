"""Remember how like actors are to the entries of lists, as long as both stay what they are.

What is compared are the names of an actor and the entries of a list. A judgement changes neither, nor does a ruling
on a claim, so that only actors that are new or named anew are compared when matches are asked for again.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.actors.comparison import Comparison
from sayso.actors.watching import compare_entry
from sayso.model import Actor, Verdict
from sayso.model.watch import WatchEntry, Watchlist
from sayso.store import Store

MOST = 200_000
"""How many actors are remembered of one list; beyond it all is forgotten and compared anew."""


class Likeness(NamedTuple):
    """Hold an entry and how like it an actor is."""

    entry: WatchEntry
    found: Comparison


type _Known = dict[Actor, tuple[Likeness, ...]]


class MatchMemory:
    """Remember likenesses by list; one casefile has one, and it is gone with it."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[tuple[str, str], _Known]] = {}

    def like(self, store: Store, actors: Sequence[Actor], lists: Mapping[str, Watchlist]) -> Iterator[list[Likeness]]:
        """Yield for each actor the entries that the rules do not hold for another's, in the order given."""
        known = [self._learn(store, actors, one) for one in lists.values()]
        for actor in actors:
            yield [one for some in known for one in some[actor]]

    def _learn(self, store: Store, actors: Sequence[Actor], listed: Watchlist) -> _Known:
        """Return what is known of a list, after comparing the actors that were not compared with it before."""
        mark = (listed.digest, listed.added_at)
        held = self._held.get(listed.name)
        known: _Known = held[1] if held is not None and held[0] == mark and len(held[1]) < MOST else {}
        self._held[listed.name] = (mark, known)
        missing = [actor for actor in actors if actor not in known]
        near = store.entries_like(missing, [listed.name]) if missing else {}
        for actor in missing:
            compared = (Likeness(entry, compare_entry(actor, entry)) for entry in near[actor.id])
            known[actor] = tuple(one for one in compared if one.found.verdict is not Verdict.DIFFERENT)
        return known
