"""Fix what the store must be told to keep edges in step: what a claim's root is, what stands, what disagrees.

The answers are analysis's; the store asks through this protocol, inside the transaction that writes a document.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sayso.model import Claim
from sayso.model.document import Metadata
from sayso.model.edge import Attestation, DocumentCard, Edge, Root
from sayso.model.spoken import Spoken
from sayso.store.fold import fold

type Days = tuple[int, int]
"""First and last day as ordinals, both included."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what weighing some claims takes: their documents, and who is who.

    As `sayso.analysis.RootFinder` wants them: canonical ids and names of raw actors, the first of copied documents,
    the actors that voices are, the grades of canonical actors and of folded names.
    """

    documents: Mapping[str, DocumentCard] = field(default_factory=dict)
    canonical: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, bool] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)
    voices: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Hold one claim as an edge counts it, with the days of which it may and does speak.

    `may` are the widest days, to look for overlaps; `spoken` is what a date asks for.
    """

    edge: str
    subject: str
    predicate: str
    object: str
    sign: int
    attestation: Attestation
    may: Days
    known: Days | None
    spoken: Spoken


@dataclass(frozen=True, slots=True)
class Tally:
    """Count what an edge's standing follows from: claims that assert and that deny it as actual, roots that assert it
    as certain and those of them that are trusted, and whether roots disagree over it.
    """

    actual: int
    refused: int
    certain: int
    trusted_roots: int
    contested: bool


def grade_of(grades: Mapping[str, str], actor: str | None, name: str) -> str | None:
    """Return the grade of a root: its actor's, else that of its name."""
    return grades.get(actor or "") or grades.get(fold(name))


class EdgeRules(Protocol):
    """Answer for the store what edges follow from; pure, and the same for the same records."""

    def weigh(self, claims: Sequence[Claim], facts: Facts) -> list[Weighed]:
        """Return each claim as its edge counts it, in the order given."""
        ...

    def key(self, subject: str, predicate: str, other: str) -> tuple[str, str, str]:
        """Return the id of an edge between canonical actors, and its subject and object in the order of its kind."""
        ...

    def stand(self, tally: Tally) -> str:
        """Return the standing of an edge."""
        ...

    def disputes(self, one: Edge, other: Edge | None = None) -> Collection[str]:
        """Return the kinds of contest within one edge, or between two."""
        ...

    def post(self, predicate: str) -> bool:
        """Tell whether a predicate is one that a single subject holds at a time."""
        ...

    def trusts(self, root: Root) -> bool:
        """Tell whether a root counts towards being well supported; of the root, key and grade are given."""
        ...

    def voice(self, metadata: Metadata) -> str | None:
        """Return the plain name in which a document speaks, or None."""
        ...

    def plain(self, name: str) -> str:
        """Return the plain form of an actor's name, to compare with voices."""
        ...

    @property
    def one_text(self) -> float:
        """Return the share of a text that must stand in another for the two to be one root."""
        ...
