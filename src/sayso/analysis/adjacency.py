"""Fix how the network is walked: from actors to their strongest ties, never to all of them.

`Adjacency` is the seam between searches and whatever holds the ties; `MemoryTies` holds edges in memory.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from sayso.analysis.ties import make_card, other_end, rank_card
from sayso.model import Certainty
from sayso.model.edge import Attestation, Edge, EdgeCard
from sayso.model.network import TieQuery

ALL_TIES = TieQuery()


class Adjacency(Protocol):
    """Give ties by their actors.

    Ordering: ties come strongest first (`rank_card`), always. An edge from an actor to itself is no
    tie. Unknown actors have no ties and raise nothing. One instance answers for one state of the casefile.
    """

    def neighbours(
        self, actors: Collection[str], limit_each: int, query: TieQuery = ALL_TIES
    ) -> Mapping[str, Sequence[EdgeCard]]:
        """Return at most `limit_each` ties of each actor, as subject or object; actors without one are left out."""
        ...

    def degree(self, actors: Collection[str], query: TieQuery = ALL_TIES) -> Mapping[str, int]:
        """Return how many ties each actor has; actors without one may be left out."""
        ...

    def between(self, actors: Collection[str], limit: int, query: TieQuery = ALL_TIES) -> Sequence[EdgeCard]:
        """Return at most `limit` ties whose both ends are among the actors."""
        ...

    def strongest(self, query: TieQuery = ALL_TIES) -> Iterator[EdgeCard]:
        """Yield all ties, lazily."""
        ...

    def total(self, query: TieQuery = ALL_TIES) -> int:
        """Return how many ties there are."""
        ...

    def load(self, ties: Collection[str]) -> Mapping[str, Edge]:
        """Return whole edges by id; unknown ids are left out."""
        ...

    def sample(self, ties: Collection[str], each: int) -> Mapping[str, Sequence[Attestation]]:
        """Return at most `each` claims that assert and `each` that deny, for each edge, as `pick_claims` does."""
        ...


class MemoryTies:
    """Hold edges in memory and give their ties; keeps the promises of `Adjacency`."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self._edges = {edge.id: edge for edge in edges if edge.subject != edge.object}
        self._ties = sorted(map(make_card, self._edges.values()), key=rank_card)
        self._of: defaultdict[str, list[EdgeCard]] = defaultdict(list)
        for tie in self._ties:
            self._of[tie.subject].append(tie)
            self._of[tie.object].append(tie)

    def neighbours(
        self, actors: Collection[str], limit_each: int, query: TieQuery = ALL_TIES
    ) -> Mapping[str, Sequence[EdgeCard]]:
        """Return the strongest ties of each actor."""
        found = {actor: list(islice(filter(query.takes, self._of.get(actor, ())), limit_each)) for actor in actors}
        return {actor: ties for actor, ties in found.items() if ties}

    def degree(self, actors: Collection[str], query: TieQuery = ALL_TIES) -> Mapping[str, int]:
        """Return the number of ties of each actor."""
        return {actor: sum(map(query.takes, self._of.get(actor, ()))) for actor in actors}

    def between(self, actors: Collection[str], limit: int, query: TieQuery = ALL_TIES) -> Sequence[EdgeCard]:
        """Return the strongest ties among some actors."""
        held = frozenset(actors)
        inside = {tie for actor in held for tie in self._of.get(actor, ()) if other_end(tie, actor) in held}
        return sorted(filter(query.takes, inside), key=rank_card)[:limit]

    def strongest(self, query: TieQuery = ALL_TIES) -> Iterator[EdgeCard]:
        """Yield all ties."""
        return filter(query.takes, self._ties)

    def total(self, query: TieQuery = ALL_TIES) -> int:
        """Return how many ties answer."""
        return sum(map(query.takes, self._ties))

    def load(self, ties: Collection[str]) -> Mapping[str, Edge]:
        """Return edges by id."""
        return {tie: self._edges[tie] for tie in ties if tie in self._edges}

    def sample(self, ties: Collection[str], each: int) -> Mapping[str, Sequence[Attestation]]:
        """Return some claims of each edge."""
        return {tie: pick_claims(edge, each) for tie, edge in self.load(ties).items()}


_SURENESS = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}


def pick_claims(edge: Edge, each: int, first: Collection[str] = ()) -> tuple[Attestation, ...]:
    """Return at most `each` claims that assert an edge, then as many that deny it; the claims in `first` come first.

    The surest stand first (actual, certain, likely to be right); a root's second claim comes after every other root's
    first, so that few claims name many roots.
    """
    return (*_pick(edge.asserted, each, first), *_pick(edge.denied, each, first))


def _pick(items: Sequence[Attestation], each: int, first: Collection[str]) -> list[Attestation]:
    """Return the first claim of each root, the surest first, then the rest."""
    ahead: list[Attestation] = []
    rest: list[Attestation] = []
    seen: set[str] = set()
    for item in sorted(items, key=lambda item: (item.claim not in first, _doubt(item))):
        (rest if item.root.key in seen else ahead).append(item)
        seen.add(item.root.key)
    return [*ahead, *rest][:each]


def _doubt(item: Attestation) -> tuple[bool, int, float, str]:
    """Return what sorts the claim first that speaks most surely."""
    return not item.actual, _SURENESS[item.factuality.certainty], -round(item.confidence, 6), item.claim
