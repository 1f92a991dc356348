"""Describe an edge: all claims with one subject, predicate and object, with the roots that they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from sayso.model.claim import Amount, Factuality, Modality, Polarity
from sayso.model.document import Metadata, Segment


@dataclass(frozen=True, slots=True)
class PredicateTraits:
    """Hold what analysis must know of a predicate.

    `kind` is `state` (holds over an interval) or `event` (happens at a time); `sign` is +1, -1 or 0. `exclusive` marks
    a post: one object has one such subject at a time.
    """

    family: str
    kind: str
    sign: int
    symmetric: bool = False
    exclusive: bool = False


class DocumentFacts(Protocol):
    """Give what say-so needs of a document; `Document` and `DocumentCard` both fit."""

    @property
    def id(self) -> str:
        """Return the document's id."""
        ...

    @property
    def metadata(self) -> Metadata:
        """Return title, authors, publisher and date."""
        ...

    @property
    def segments(self) -> Sequence[Segment]:
        """Return its voices; those without claims may be left out."""
        ...


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """Hold a document without its text; `name` is the file's name without its last ending."""

    id: str
    metadata: Metadata
    segments: tuple[Segment, ...] = ()
    name: str = ""


COMMENTER = "commenter:"
"""What the key of a root begins with that is a commenter."""


@dataclass(frozen=True, slots=True, order=True)
class Root:
    """Name the source whose word a claim rests on.

    Two claims have one root if and only if `key` is equal. `name` is for people; `actor` is the canonical actor, or
    None where the root is a document's author, publisher or an unnamed source; `named` is False for "officials".
    `grade` is the Admiralty grade A to F that a person gave the source, or None.
    """

    key: str
    name: str
    actor: str | None = None
    named: bool = True
    grade: str | None = None

    @property
    def is_comment(self) -> bool:
        """Tell whether it is a reader who comments below a text."""
        return self.key.startswith(COMMENTER)


@dataclass(frozen=True, slots=True)
class Attestation:
    """Hold one claim as an edge needs it.

    `time` is the claim's EDTF or None; `attested` the EDTF date of the document (of the comment for a comment) or
    None. `say_so` are names, outermost first; `role`, `amount`, `place` and `about` are the claim's qualifiers.
    """

    claim: str
    doc: str
    factuality: Factuality
    root: Root
    say_so: tuple[str, ...]
    time: str | None = None
    attested: str | None = None
    role: str | None = None
    confidence: float = 0.5
    amount: Amount | None = None
    place: str | None = None
    about: str | None = None

    @property
    def denied(self) -> bool:
        """Tell whether the claim denies the edge."""
        return self.factuality.polarity is Polarity.DENIED

    @property
    def actual(self) -> bool:
        """Tell whether the claim speaks of what is, not of what is planned or supposed."""
        return self.factuality.modality is Modality.ACTUAL


@dataclass(frozen=True, slots=True)
class Edge:
    """Hold all claims with one subject, predicate and object by canonical actor.

    `id` hashes the three. Where the predicate is symmetric, `subject` <= `object` as strings. `attestations` stand in
    the order of their claims' ids; never empty.
    """

    id: str
    subject: str
    predicate: str
    object: str
    sign: int
    attestations: tuple[Attestation, ...]

    @property
    def asserted(self) -> tuple[Attestation, ...]:
        """Return the claims that assert the edge."""
        return tuple(item for item in self.attestations if not item.denied)

    @property
    def denied(self) -> tuple[Attestation, ...]:
        """Return the claims that deny the edge."""
        return tuple(item for item in self.attestations if item.denied)

    @property
    def roots(self) -> tuple[Root, ...]:
        """Return the independent roots of the claims that assert the edge as actual, ordered by key."""
        return tuple(sorted({item.root.key: item.root for item in self.asserted if item.actual}.values()))

    @property
    def denying_roots(self) -> tuple[Root, ...]:
        """Return the independent roots of the claims that deny the edge, ordered by key."""
        return tuple(sorted({item.root.key: item.root for item in self.denied}.values()))


@dataclass(frozen=True, slots=True)
class EdgeCard:
    """Hold an edge without its claims: what a picture or a list needs of it.

    `asserted` and `denied` count claims, `roots` and `denying_roots` independent roots as in `Edge`. `sure` are the
    first and last day of which a claim certainly speaks that asserts it as actual and more than possible; `may` the
    widest days of which any claim may speak; `known` the first and last day of publication; each None where nothing is
    dated. `ended` tells that a claim states an end, `vague` that one asserts it hedged or at no certain day,
    `refused` that one denies it as actual: with none of the three, `sure` answers of every date.
    """

    id: str
    subject: str
    predicate: str
    object: str
    sign: int
    asserted: int
    denied: int
    roots: int
    denying_roots: int
    standing: "Standing"
    contested: bool = False
    sure: tuple[date, date] | None = None
    may: tuple[date, date] | None = None
    known: tuple[date, date] | None = None
    ended: bool = False
    vague: bool = False
    refused: bool = False


class Standing(StrEnum):
    """Say how well an edge is supported; the rules stand at `sayso.analysis.standing`."""

    WELL_SUPPORTED = "well supported"
    SINGLE_ROOT = "single root"
    CONTESTED = "contested"
    DENIED = "denied"
    ONLY_HEDGED = "only hedged"
    ONLY_INTENDED = "only intended"


class Holding(StrEnum):
    """Say whether a state holds on a date."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does not hold"
    LAST_ATTESTED = "last attested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer whether an edge holds on a date.

    `as_of` is the EDTF date of the last attestation where `value` is LAST_ATTESTED. `claims` are the ids that speak
    for the answer; `contested` tells that others, of other roots, speak against it.
    """

    value: Holding
    as_of: str | None = None
    claims: tuple[str, ...] = ()
    contested: bool = False

    @property
    def may_hold(self) -> bool:
        """Tell whether the edge holds on the date or may hold: dated vaguely, hedged or contested."""
        return self.value is Holding.HOLDS or (self.value is Holding.UNKNOWN and bool(self.claims))

    def __str__(self) -> str:
        """Return the words for people: `holds`, `does not hold`, `last attested 2005`, `unknown`."""
        return f"{self.value} {self.as_of}" if self.value is Holding.LAST_ATTESTED and self.as_of else str(self.value)


class ContestKind(StrEnum):
    """Name the ways in which claims disagree."""

    DENIAL = "denial"
    OPPOSITE_SIGN = "opposite sign"
    TWO_HOLDERS = "two holders"
    DIFFERENT_SUMS = "different sums"


@dataclass(frozen=True, slots=True)
class Contest:
    """Hold one disagreement: one edge (a denial) or two; `claims` and `against` are claim ids of either side."""

    kind: ContestKind
    edges: tuple[Edge, ...]
    claims: tuple[str, ...]
    against: tuple[str, ...]
