"""Tell of a claim what the edge is that it belongs to: its standing, whether it is contested, on whose root it rests.

The one place at which filters touch edges: where they are had from is known here alone.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sayso.casefile.ties import make_edges
from sayso.model.edge import PredicateTraits
from sayso.model.filter import Filter
from sayso.model.view import ClaimView
from sayso.store import ClaimQuery, Store


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """Hold what a claim's edge says of it."""

    standing: str
    contested: bool
    root: str


class EdgeFacts:
    """Look up edges of claims; those of one actor where `raw` names it, else all, once."""

    def __init__(self, store: Store, traits: Mapping[str, PredicateTraits], raw: Collection[str] | None = None) -> None:
        self._store = store
        self._traits = traits
        self._raw = raw
        self._facts: dict[str, ClaimFacts] | None = None

    def of(self, claim: str) -> ClaimFacts | None:
        """Return what the edge of a claim says of it; None for a claim that is not there."""
        if self._facts is None:
            self._facts = self._look_up()
        return self._facts.get(claim)

    def answers(self, view: ClaimView, asked: Filter) -> bool:
        """Tell whether a claim's edge answers to `standing`, `contested` and `root`."""
        facts = self.of(view.claim.id)
        if facts is None:
            return False
        if asked.standing and facts.standing not in asked.standing:
            return False
        if asked.contested is not None and facts.contested is not asked.contested:
            return False
        return asked.root is None or facts.root == asked.root

    def _look_up(self) -> dict[str, ClaimFacts]:
        from sayso.analysis import contested, standing

        # A contest may be with an edge of other actors, so all are looked at where it matters.
        edges = make_edges(self._store, ClaimQuery(), self._traits)
        fought = {edge.id for contest in contested(edges, self._traits) for edge in contest.edges}
        return {
            item.claim: ClaimFacts(standing(edge).value, edge.id in fought, item.root.key)
            for edge in edges
            for item in edge.attestations
        }
