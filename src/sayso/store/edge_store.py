"""Fix what a store keeps of edges, in step with the claims."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from sayso.model import Amount
from sayso.model.bond import Bond
from sayso.model.edge import Edge, EdgeCard
from sayso.model.light_tie import LightTie
from sayso.model.source import SourceRow
from sayso.model.view import Finding
from sayso.store.told_store import ToldStore


class MovedEdge(NamedTuple):
    """Say where an edge went: a claim that it had, and the edge of that claim now; None where it has none."""

    claim: str
    edge: str | None


@dataclass(frozen=True, slots=True)
class EdgeQuery:
    """Choose edges; None lets everything through.

    `denied` True keeps those that a claim denies, False those that one asserts. `known_by` keeps those of which a
    claim had been published on that day; `from_day` and `to_day` those of which a claim may speak of the days between.
    """

    predicates: Collection[str] | None = None
    standings: Collection[str] | None = None
    sign: int | None = None
    contested: bool | None = None
    denied: bool | None = None
    known_by: date | None = None
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True, slots=True)
class ContestRow:
    """Name one disagreement: within `edge`, where `other` is the same, or between two.

    `turn` orders them, the weightiest smallest.
    """

    kind: str
    edge: str
    other: str
    turn: int


@dataclass(frozen=True, slots=True)
class TieRow:
    """Name one edge as far as it takes to choose which to load; `rank` orders, the strongest highest.

    `alike` counts the edges looked at with the same predicate on the same side of the actor.
    """

    id: str
    subject: str
    predicate: str
    object: str
    sign: int
    rank: int
    alike: int = 1


@dataclass(frozen=True, slots=True)
class ToldSum:
    """Name a claim that tells a sum, and the key of the root on whose word."""

    claim: str
    root: str
    amount: Amount


class EdgeStore(ToldStore, Protocol):
    """Answer about edges at the cost of what is asked for; counters are those of the last commit."""

    def edges(self, ids: Collection[str], min_confidence: float = 0.0, most: int | None = None) -> list[Edge]:
        """Return edges with their claims, by id; at most `most` claims each, those most likely right."""
        ...

    def edge_cards(self, ids: Collection[str]) -> dict[str, EdgeCard]:
        """Return edges without their claims, by id; unknown ids are left out."""
        ...

    def edge_ids(self, start: str, limit: int = 10) -> list[str]:
        """Return ids of edges that begin so, in order."""
        ...

    def moved_edge(self, edge: str) -> MovedEdge | None:
        """Return where an edge went whose ends were merged, parted or renamed; None where no edge had this id."""
        ...

    def edges_around(
        self, actors: Collection[str], limit_each: int, query: EdgeQuery | None = None
    ) -> dict[str, list[EdgeCard]]:
        """Return the strongest edges of each canonical actor, by rank and id; one without has an empty list."""
        ...

    def edges_between(self, one: Collection[str], other: Collection[str], most: int | None = None) -> list[EdgeCard]:
        """Return the edges with one end among some canonical actors and one among others, by rank and id."""
        ...

    def ties_around(
        self, actors: Collection[str], limit_each: int, query: EdgeQuery | None = None
    ) -> dict[str, list[LightTie]]:
        """Return the strongest edges of each canonical actor to others, by rank; actors without one are left out."""
        ...

    def ties_between(self, actors: Collection[str], most: int, query: EdgeQuery | None = None) -> list[LightTie]:
        """Return the strongest edges between two of some canonical actors, by rank and id."""
        ...

    def bonds(self, actors: Collection[str], predicates: Collection[str], most: int) -> list[Bond]:
        """Return, of each pair of canonical actors, the edge of these predicates that most roots assert as actual.

        Of an edge that more than `most` claims assert the roots are those of the `most` surest.
        """
        ...

    def list_edges(self, query: EdgeQuery, limit: int | None = None, after: str | None = None) -> list[EdgeCard]:
        """Return edges by rank and id, strongest first; `after` is the id of the last one seen."""
        ...

    def count_edges(self, query: EdgeQuery) -> int:
        """Count the edges that answer."""
        ...

    def contests(
        self,
        kind: str | None = None,
        actor: str | None = None,
        limit: int | None = None,
        after: ContestRow | None = None,
    ) -> list[ContestRow]:
        """Return contests, all or a canonical actor's: most roots on the weaker side first, then by kind and ids."""
        ...

    def contest(self, kind: str, edge: str, other: str) -> ContestRow | None:
        """Return one contest, or None where there is no such."""
        ...

    def meeting_holders(self, edge: str, other: str, most: int) -> list[str]:
        """Return claims of two edges that put their subjects into one post at one time, at most so many of each."""
        ...

    def actor_counts(self, canonical: Collection[str]) -> dict[str, tuple[int, int]]:
        """Return how many current claims and edges canonical actors have; those without are left out."""
        ...

    def edges_on_root(
        self, key: str, limit: int | None = None, *, alone: bool = False, after: str | None = None
    ) -> list[EdgeCard]:
        """Return the edges that a root asserts or denies, by rank and id; with `alone`, those of no other root.

        `after` is the id of the last one seen.
        """
        ...

    def source_rows(
        self, like: str | None = None, named: bool | None = None, limit: int | None = None, after: str | None = None
    ) -> list[SourceRow]:
        """Return roots by the number of edges that they stand behind, most first, then by key.

        `like` are letters of the name, `after` is the key of the last one seen.
        """
        ...

    def tie_rows(self, actor: str, most: int | None, query: EdgeQuery | None = None) -> list[TieRow]:
        """Return the ids of a canonical actor's edges, strongest first, at most `most` of either side."""
        ...

    def tie_page(
        self, actor: str, looked_at: int, query: EdgeQuery, most: int, of_each: int
    ) -> tuple[list[TieRow], bool]:
        """Return a canonical actor's strongest edges, strongest first, and whether there were more to look at.

        Of the strongest `looked_at` of either side the first `most`, and the first `of_each` of every predicate.
        """
        ...

    def edge_samples(
        self, ids: Collection[str], most: int, min_confidence: float = 0.0, sides: str = "+-"
    ) -> list[tuple[EdgeCard, Edge]]:
        """Return edges by id with at most `most` claims that assert and as many that deny, those that speak surest.

        Of an edge with more, those of some `sides` alone may be asked for.
        """
        ...

    def told_sums(self, ids: Collection[str], most: int) -> dict[str, list[ToldSum]]:
        """Return, by edge, the surest `most` claims that assert it and tell a sum, the surest first."""
        ...

    def sums_of_roots(self, roots_of: Mapping[str, Collection[str]]) -> list[Edge]:
        """Return edges, by id, with all claims that assert them and tell a sum on the word of the roots named."""
        ...

    def equal_sums(self, sums: Mapping[str, Collection[Amount]]) -> dict[str, list[ToldSum]]:
        """Return the claims that assert an edge and tell one of the sums named for it, by edge and in no order."""
        ...

    def edges_of_claims(self, claims: Collection[str]) -> list[Edge]:
        """Return the edges of current claims, by id, with these claims alone; unknown claims are left out."""
        ...

    def spoken_by(self, claims: Collection[str], voice: str) -> frozenset[str]:
        """Return those of some current claims that stand in a segment of this voice."""
        ...

    def needs_rebuild(self) -> bool:
        """Tell whether edges are to be built anew: the file was made by a version that kept fewer."""
        ...

    def recount(self, *, repair: bool = False) -> Iterator[Finding]:
        """Build all of it from nothing; yield what differs from what is kept. With `repair` the new ones stay."""
        ...
