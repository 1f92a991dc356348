"""Find how two actors are connected.

Breadth-first search from both ends (Pohl 1971), one level at a time and the smaller side first, over the strongest ties
of each actor. A path passes no actor twice. Actors with many ties are not led through: that two actors are both tied
to a state says nothing of the two. Everything is bounded, and the answer says which bound was met.

The strength of a path is that of its weakest step, a step's that of its strongest tie, in independent roots (the
maximum capacity path, Hu 1961); among equals the mean decides.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from sayso.analysis.adjacency import ALL_TIES, Adjacency
from sayso.analysis.ties import Dated, Moment
from sayso.model.errors import UsageError
from sayso.model.network import TieQuery

MOST_HOPS = 6
"""Beyond this nearly everybody is tied to everybody."""
HUB_LIMIT = 200
"""More ties than this make a hub. A choice: in a network of news a person or group of note has some tens."""
TIES_EACH, ACTORS_EACH_LEVEL, TIES_OF_AN_END = 40, 40, 5
"""Bounds of a search: ties looked at of each actor (of the two ends so many times more), actors expanded of a level."""
WIDER = 2
"""Where nothing is found within the bounds, they are so many times wider in one more search."""


@dataclass(frozen=True, slots=True)
class PathQuery:
    """Ask for paths between two canonical actors.

    `ties` chooses the ties that a step may take. `through` are actors of which a path passes each, `avoid` those that
    it never passes. `hub_limit` is the number of ties above which an actor is not led through (None: no limit); the
    two ends and `through` are never avoided. `strongest` puts strong paths before short ones.
    """

    start: str
    end: str
    max_hops: int = 4
    limit: int = 5
    strongest: bool = False
    ties: TieQuery = ALL_TIES
    through: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    hub_limit: int | None = HUB_LIMIT
    ties_each: int = TIES_EACH
    actors_each_level: int = ACTORS_EACH_LEVEL


@dataclass(frozen=True, slots=True)
class FoundPath:
    """Hold one path: its actors, and the ties of each step, strongest first."""

    actors: tuple[str, ...]
    steps: tuple[tuple[Dated, ...], ...]

    @property
    def weakest(self) -> int:
        """Return the independent roots of the weakest step."""
        return min(step[0].card.roots for step in self.steps)

    @property
    def mean(self) -> float:
        """Return the independent roots of the steps on average."""
        return sum(step[0].card.roots for step in self.steps) / len(self.steps)


@dataclass(frozen=True, slots=True)
class FoundPaths:
    """Hold the paths found, in order, and what the search did.

    `complete` tells that no bound was met that could have hidden a path that belongs here. `hubs` are the actors that
    were not led through with their numbers of ties: first those that both ends lead to, then those with most.
    `expanded` counts actors whose ties were asked for.
    `capped` names the bounds that were met: `ties`, `actors`, `candidates`. `undated` counts ties passed over because a
    date was asked and nothing about them is dated.
    """

    paths: tuple[FoundPath, ...]
    complete: bool
    hubs: tuple[tuple[str, int], ...] = ()
    expanded: int = 0
    capped: tuple[str, ...] = ()
    undated: int = 0


def find_paths(
    adjacency: Adjacency,
    query: PathQuery,
    moment: Moment,
    barred: Callable[[Collection[str]], Collection[str]] = lambda _: (),
) -> FoundPaths:
    """Return at most `limit` paths, shortest first, or strongest first where that is asked.

    Equal ones come by the other measure, then by the ids of their actors. Where the two actors are not connected
    within `max_hops` there is no path. `barred` picks, from some actors, those that no path is led through for
    what they are. Raises UsageError where both ends are one actor, an end is avoided, or a number makes no sense.
    """
    from sayso.analysis.path_search import PathSearch

    _check(query)
    found = PathSearch(adjacency, query, moment, barred).run()
    if found.paths or not {"actors", "ties"} & set(found.capped):
        return found
    wider = replace(query, ties_each=query.ties_each * WIDER, actors_each_level=query.actors_each_level * WIDER)
    return PathSearch(adjacency, wider, moment, barred).run()


def _check(query: PathQuery) -> None:
    if query.start == query.end:
        raise UsageError("A path needs two actors; both names mean the same one.")
    if not 1 <= query.max_hops <= MOST_HOPS:
        raise UsageError(f"max_hops must be from 1 to {MOST_HOPS}, not {query.max_hops}.")
    if query.limit < 1:
        raise UsageError(f"limit must be 1 or more, not {query.limit}.")
    if query.avoid & ({query.start, query.end} | query.through):
        raise UsageError("An actor cannot be avoided and be an end of the path or passed through.")


def rank_by_length(path: FoundPath) -> tuple[int, int, float, tuple[str, ...]]:
    """Return what sorts short paths first, then strong ones."""
    return len(path.steps), -path.weakest, -path.mean, path.actors


def rank_by_strength(path: FoundPath) -> tuple[int, float, int, tuple[str, ...]]:
    """Return what sorts strong paths first, then short ones."""
    return -path.weakest, -path.mean, len(path.steps), path.actors
