"""Fix how the network is walked: from actors to their strongest ties, never to all of them.

`Adjacency` is the seam between searches and whatever holds the ties; `MemoryTies` holds edges in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from sayso.analysis.holds import Days, answer_of, is_state, speak, stands
from sayso.analysis.ties import lighten, make_card, other_end, rank_card
from sayso.model import Certainty
from sayso.model.edge import Answer, Attestation, Edge, EdgeCard, PredicateTraits
from sayso.model.light_tie import LightTie
from sayso.model.network import TieQuery

ALL_TIES = TieQuery()
NO_CLAIMS: Mapping[str, Collection[str]] = {}


class Word(NamedTuple):
    """Hold a claim as far as a picture names it: `said_by` is the name of its root, `time` and `attested` are EDTF."""

    claim: str
    denied: bool
    said_by: str
    time: str | None
    attested: str | None


def word_of(item: Attestation) -> Word:
    """Return a claim as a picture names it."""
    return Word(item.claim, item.denied, item.root.name, item.time, item.attested)


class Adjacency(Protocol):
    """Give ties by their actors.

    Ordering: ties come strongest first (`rank_card`), always. An edge from an actor to itself is no
    tie. Unknown actors have no ties and raise nothing. One instance answers for one state of the casefile.
    """

    def neighbours(
        self, actors: Collection[str], limit_each: int, query: TieQuery = ALL_TIES
    ) -> Mapping[str, Sequence[LightTie]]:
        """Return at most `limit_each` ties of each actor, as subject or object; actors without one are left out."""
        ...

    def degree(self, actors: Collection[str], query: TieQuery = ALL_TIES) -> Mapping[str, int]:
        """Return how many ties each actor has; actors without one may be left out."""
        ...

    def between(self, actors: Collection[str], limit: int, query: TieQuery = ALL_TIES) -> Sequence[LightTie]:
        """Return at most `limit` ties whose both ends are among the actors."""
        ...

    def strongest(self, query: TieQuery = ALL_TIES) -> Iterator[EdgeCard]:
        """Yield all ties, lazily."""
        ...

    def total(self, query: TieQuery = ALL_TIES) -> int:
        """Return how many ties there are."""
        ...

    def cards(self, ties: Collection[str]) -> Mapping[str, EdgeCard]:
        """Return ties as cards, by id; unknown ids are left out."""
        ...

    def load(self, ties: Collection[str]) -> Mapping[str, Edge]:
        """Return whole edges by id; unknown ids are left out."""
        ...

    def answers(
        self, ties: Collection[EdgeCard], asked: Days, traits: Mapping[str, PredicateTraits]
    ) -> dict[str, Answer]:
        """Return the answers of those ties that stand on the days asked, by id.

        Value, date and `contested` are those of `holds_on`; `claims` may be some of the claims, the surest.
        """
        ...

    def sample(
        self, ties: Mapping[str, EdgeCard], each: int, first: Mapping[str, Collection[str]] = NO_CLAIMS
    ) -> Mapping[str, Sequence[Word]]:
        """Return at most `each` claims that assert and `each` that deny, for each edge, as `pick_claims` does.

        The claims in `first` come first, by edge.
        """
        ...


class MemoryTies:
    """Hold edges in memory and give their ties; keeps the promises of `Adjacency`."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self._edges = {edge.id: edge for edge in edges if edge.subject != edge.object}
        self._ties = sorted(map(make_card, self._edges.values()), key=rank_card)
        self._cards = {tie.id: tie for tie in self._ties}
        self._of: defaultdict[str, list[EdgeCard]] = defaultdict(list)
        for tie in self._ties:
            self._of[tie.subject].append(tie)
            self._of[tie.object].append(tie)

    def neighbours(
        self, actors: Collection[str], limit_each: int, query: TieQuery = ALL_TIES
    ) -> Mapping[str, Sequence[LightTie]]:
        """Return the strongest ties of each actor."""
        found = {actor: list(islice(filter(query.takes, self._of.get(actor, ())), limit_each)) for actor in actors}
        return {actor: list(map(lighten, ties)) for actor, ties in found.items() if ties}

    def degree(self, actors: Collection[str], query: TieQuery = ALL_TIES) -> Mapping[str, int]:
        """Return the number of ties of each actor."""
        return {actor: sum(map(query.takes, self._of.get(actor, ()))) for actor in actors}

    def between(self, actors: Collection[str], limit: int, query: TieQuery = ALL_TIES) -> Sequence[LightTie]:
        """Return the strongest ties among some actors."""
        held = frozenset(actors)
        inside = {tie for actor in held for tie in self._of.get(actor, ()) if other_end(tie, actor) in held}
        return list(map(lighten, sorted(filter(query.takes, inside), key=rank_card)[:limit]))

    def strongest(self, query: TieQuery = ALL_TIES) -> Iterator[EdgeCard]:
        """Yield all ties."""
        return filter(query.takes, self._ties)

    def total(self, query: TieQuery = ALL_TIES) -> int:
        """Return how many ties answer."""
        return sum(map(query.takes, self._ties))

    def cards(self, ties: Collection[str]) -> Mapping[str, EdgeCard]:
        """Return cards by id."""
        return {tie: self._cards[tie] for tie in ties if tie in self._cards}

    def load(self, ties: Collection[str]) -> Mapping[str, Edge]:
        """Return edges by id."""
        return {tie: self._edges[tie] for tie in ties if tie in self._edges}

    def answers(
        self, ties: Collection[EdgeCard], asked: Days, traits: Mapping[str, PredicateTraits]
    ) -> dict[str, Answer]:
        """Return answers from all claims."""
        edges = self.load([card.id for card in ties])
        found = {
            tie: answer_of(map(speak, edge.attestations), asked, is_state=is_state(traits.get(edge.predicate)))
            for tie, edge in edges.items()
        }
        return {tie: answer for tie, answer in found.items() if stands(answer)}

    def sample(
        self, ties: Mapping[str, EdgeCard], each: int, first: Mapping[str, Collection[str]] = NO_CLAIMS
    ) -> Mapping[str, Sequence[Word]]:
        """Return some claims of each edge."""
        edges = self.load(ties)
        return {tie: tuple(map(word_of, pick_claims(edge, each, first.get(tie, ())))) for tie, edge in edges.items()}


_SURENESS = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}


def pick_claims(edge: Edge, each: int, first: Collection[str] = ()) -> tuple[Attestation, ...]:
    """Return at most `each` claims that assert an edge, then as many that deny it; the claims in `first` come first.

    The surest stand first (actual, certain, likely to be right); a root's second claim comes after every other root's
    first, so that few claims name many roots.
    """
    return (*_pick(edge.asserted, each, first), *_pick(edge.denied, each, first))


def _pick(items: Sequence[Attestation], each: int, first: Collection[str]) -> list[Attestation]:
    """Return the first claim of each root, the surest first, then the rest."""
    ordered = sorted(items, key=lambda item: (item.claim not in first, _doubt(item)))
    return one_a_root(ordered, lambda item: item.root.key, each)


def one_a_root[T](items: Sequence[T], root: Callable[[T], str], most: int) -> list[T]:
    """Return at most `most` claims, the first of each root ahead of every second one; else they keep their order."""
    if len(items) < 2:
        return list(items[:most])
    ahead: list[T] = []
    rest: list[T] = []
    seen: set[str] = set()
    for item in items:
        key = root(item)
        if key in seen:
            rest.append(item)
            continue
        ahead.append(item)
        if len(ahead) == most:
            return ahead
        seen.add(key)
    return [*ahead, *rest][:most]


def _doubt(item: Attestation) -> tuple[bool, int, float, str]:
    """Return what sorts the claim first that speaks most surely."""
    return not item.actual, _SURENESS[item.factuality.certainty], -round(item.confidence, 6), item.claim
