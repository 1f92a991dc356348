"""Search for paths from both ends at once; `sayso.analysis.paths` says what is found and in which order."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched, islice, pairwise

from sayso.analysis.adjacency import Adjacency
from sayso.analysis.paths import (
    TIES_OF_AN_END,
    FoundPath,
    FoundPaths,
    PathQuery,
    rank_by_length,
    rank_by_strength,
)
from sayso.analysis.ties import Dated, Moment, other_end, rank_card
from sayso.model.light_tie import LightTie

WALKS, CANDIDATES = 20_000, 1_000
"""Bounds of weighing: ways from one end, whole paths of one length."""
AT_ONCE = 20
"""Candidates that are settled together: enough for most answers, few enough to load."""


@dataclass(slots=True)
class _Side:
    """Hold what one end has reached: actors in the order met at each depth, and the ties of the expanded ones."""

    start: str
    levels: list[list[str]]
    depth: dict[str, int]
    ties: dict[str, dict[str, list[LightTie]]] = field(default_factory=dict)


class PathSearch:
    """Search from both ends; holds what has been met."""

    def __init__(
        self,
        adjacency: Adjacency,
        query: PathQuery,
        moment: Moment,
        barred: Callable[[Collection[str]], Collection[str]],
    ) -> None:
        self._adjacency, self._query, self._moment, self._barred = adjacency, query, moment, barred
        self._sides = [_Side(end, [[end]], {end: 0}) for end in (query.start, query.end)]
        self._free = {query.start, query.end} | query.through
        self._degree: dict[str, int] = {}
        self._hubs: dict[str, int] = {}
        self._promised: dict[tuple[str, str], int] = {}
        self._pairs: dict[tuple[str, str], tuple[Dated, ...]] = {}
        self._capped: set[str] = set()
        self._undated: set[str] = set()
        self._expanded = 0

    def run(self) -> FoundPaths:
        """Look for paths of one hop, then of two, and so on; strong ones are known only when all are seen."""
        query = self._query
        found: list[FoundPath] = []
        for hops in range(1, query.max_hops + 1):
            self._expand(min(self._sides, key=lambda side: (len(side.levels), len(side.levels[-1]))))
            found += self._settle(self._candidates(hops))
            if not query.strongest and len(found) >= query.limit:
                break
        found.sort(key=rank_by_strength if query.strongest else rank_by_length)
        capped = tuple(sorted(self._capped))
        return FoundPaths(
            paths=tuple(found[: query.limit]),
            complete=not capped,
            hubs=tuple(sorted(self._hubs.items(), key=self._rank_hub)),
            expanded=self._expanded,
            capped=capped,
            undated=len(self._undated),
        )

    def _rank_hub(self, hub: tuple[str, int]) -> tuple[bool, int, str]:
        """Return what sorts hubs: those that would have joined the two ends first, then those with most ties."""
        return not all(hub[0] in side.depth for side in self._sides), -hub[1], hub[0]

    def _expand(self, side: _Side) -> None:
        """Ask for the ties of a side's outermost actors and make the actors at their other ends its next level."""
        inner = self._passable(side.levels[-1])
        most = self._query.actors_each_level
        if len(inner) > most:
            self._capped.add("actors")
        inner = inner[:most]
        each = self._query.ties_each * (TIES_OF_AN_END if len(side.levels) == 1 else 1)
        met = self._adjacency.neighbours(inner, each + 1, self._query.ties) if inner else {}
        self._expanded += len(inner)
        reached: dict[str, tuple[bool, int, int, str]] = {}
        for actor in inner:
            cards = met.get(actor, ())
            if len(cards) > each:
                self._capped.add("ties")
            side.ties[actor] = held = self._by_other(actor, cards[:each])
            for other, ties in held.items():
                if other not in side.depth:
                    rank = (other not in self._query.through, *rank_card(ties[0]))
                    reached[other] = min(reached.get(other, rank), rank)
        side.levels.append(sorted(reached, key=lambda actor: (reached[actor], actor)))
        side.depth |= dict.fromkeys(reached, len(side.levels) - 1)

    def _by_other(self, actor: str, cards: Iterable[LightTie]) -> dict[str, list[LightTie]]:
        """Return the ties of an actor that may stand, by the actor at the other end, strongest first."""
        held: dict[str, list[LightTie]] = {}
        for card in cards:
            other = other_end(card, actor)
            if other in self._query.avoid:
                continue
            if self._moment.may_stand(card):
                held.setdefault(other, []).append(card)
            elif self._moment.is_undated(card):
                self._undated.add(card.id)
        return held

    def _passable(self, actors: Sequence[str]) -> list[str]:
        """Return the actors that a path may be led through, in the order given; the others are noted as hubs."""
        limit = self._query.hub_limit
        if limit is None:
            return list(actors)
        unknown = [actor for actor in actors if actor not in self._degree and actor not in self._free]
        if unknown:
            self._degree |= self._adjacency.degree(unknown)
        kept = []
        for actor in actors:
            ties = self._degree.get(actor, 0)
            if actor in self._free or ties <= limit:
                kept.append(actor)
            else:
                self._hubs[actor] = ties
        return kept

    def _candidates(self, hops: int) -> Iterator[tuple[str, ...]]:
        """Yield the actors of paths of so many hops, in the order in which the strongest ties lead to them."""
        left, right = self._sides
        ends: dict[str, list[tuple[str, ...]]] = {}
        for half in self._walks(right, left.depth):
            ends.setdefault(half[-1], []).append(half)
        meets = self._walks(left, ends)
        allowed = self._free.union(self._passable(sorted({half[-1] for half in meets} - self._free)))
        for half in meets:
            if half[-1] in allowed:
                for other in ends[half[-1]]:
                    path = (*half, *reversed(other[:-1]))
                    if len(set(path)) == hops + 1 and self._query.through <= set(path):
                        yield path

    def _walks(self, side: _Side, wanted: Collection[str]) -> list[tuple[str, ...]]:
        """Return ways from a side's end, as long as it has been expanded, to wanted actors; none passes one twice."""
        length = len(side.levels) - 1
        ways: list[tuple[str, ...]] = [(side.start,)]
        for step in range(1, length + 1):
            onward = (
                (*way, other)
                for way in ways
                for other in side.ties.get(way[-1], ())
                if other not in way and (step < length or other in wanted)
            )
            ways = list(islice(onward, WALKS + 1))
            if len(ways) > WALKS:
                self._capped.add("candidates")
        return [way for way in ways if way[-1] in wanted]

    def _settle(self, candidates: Iterable[tuple[str, ...]]) -> list[FoundPath]:
        """Return the best of the candidates whose every step stands on the dates asked."""
        some = list(islice(candidates, CANDIDATES + 1))
        if len(some) > CANDIDATES:
            self._capped.add("candidates")
        ranked = sorted((*self._promise(path), path) for path in some[:CANDIDATES])
        found: list[FoundPath] = []
        limit = self._query.limit
        for best in batched(ranked, AT_ONCE):
            if len(found) >= limit and (self._moment.keeps_counts or -best[0][0] < found[limit - 1].weakest):
                break
            middles = {actor for _, _, path in best for actor in path[1:-1]} - self._free
            barred = frozenset(self._barred(middles))
            paths = [path for _, _, path in best if barred.isdisjoint(path)]
            self._look_up(paths)
            for path in paths:
                steps = tuple(self._pairs[pair] for pair in pairwise(path))
                if all(steps):
                    found.append(FoundPath(path, steps))
            found.sort(key=rank_by_strength)
        return found[:limit]

    def _promise(self, path: tuple[str, ...]) -> tuple[int, float]:
        """Return what sorts the path first that is strongest by its cards; as of an earlier day none has more roots."""
        roots = []
        for pair in pairwise(path):
            if pair not in self._promised:
                self._promised[pair] = self._between(*pair)[0].roots
            roots.append(self._promised[pair])
        return -min(roots), -sum(roots) / len(roots)

    def _between(self, one: str, other: str) -> list[LightTie]:
        """Return the ties between two neighbours, from the side and the actor that saw most of them."""
        seen = [
            ties
            for side in self._sides
            for first, second in ((one, other), (other, one))
            if (ties := side.ties.get(first, {}).get(second))
        ]
        return max(seen, key=len)

    def _look_up(self, paths: Iterable[tuple[str, ...]]) -> None:
        """Settle every step of some paths in one go."""
        pairs = {pair for path in paths for pair in pairwise(path)} - self._pairs.keys()
        ties = {pair: self._between(*pair) for pair in sorted(pairs)}
        ids = dict.fromkeys(tie.id for held in ties.values() for tie in held)
        cards = self._adjacency.cards(ids)
        settled = self._moment.settle([cards[one] for one in ids if one in cards], self._adjacency)
        standing = {dated.card.id: dated for dated in settled if self._query.ties.takes(dated.card)}
        for pair, held in ties.items():
            kept = [standing[tie.id] for tie in held if tie.id in standing]
            self._pairs[pair] = tuple(sorted(kept, key=lambda dated: rank_card(dated.card)))
