"""Fix what a store of decisions takes and gives."""

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from sayso.model import Claim
from sayso.model.decision import AuditReport, ClaimRulings, Decision, DecisionQuery, Ruling


class DecisionStore(Protocol):
    """Keep decisions: a chain that is appended alone, and what each decision does now.

    Everything that a decision changes is changed in its own transaction. Nothing is ever lost: what finds nothing to
    lie over is an orphan. Raises NotFound and UsageError for an undo of what is not there or undone already.
    """

    def decide(self, decision: Decision, symmetric: frozenset[str]) -> Ruling:
        """Append a decision, and lay it over what it concerns."""
        ...

    def take_decisions(self, decisions: Sequence[Decision], symmetric: frozenset[str]) -> int:
        """Append the decisions of another chain that are not here yet; return how many."""
        ...

    def rulings(self, query: DecisionQuery) -> list[Ruling]:
        """Return the decisions that answer, in order of number, or the newest first."""
        ...

    def claim_rulings(self, claims: Collection[str]) -> dict[str, ClaimRulings]:
        """Return what people ruled of claims; those of which nobody ruled are left out."""
        ...

    def rejected(self, claims: Collection[str] | None = None) -> Iterator[Claim]:
        """Yield rejected claims by document, evidence and id; None gives all."""
        ...

    def disputed_claims(self) -> list[str]:
        """Return the ids of the claims on which the latest words of several people differ, in order."""
        ...

    def rejected_ids(self, start: str, limit: int = 10) -> list[str]:
        """Return ids of rejected claims that begin so, in order."""
        ...

    def grades(self) -> dict[str, str]:
        """Return the grade of each source: by canonical actor id, and by folded name."""
        ...

    def voices(self, folded: str) -> list[str]:
        """Return the names of publishers, authors and commenters that fold to this, in order."""
        ...

    def audit(self, known: str | None = None) -> AuditReport:
        """Check the chain of decisions; `known` is a hash that must stand in it."""
        ...

    def decisions(self) -> Iterator[Decision]:
        """Yield the whole chain in order."""
        ...
