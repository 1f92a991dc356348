"""Describe what changed between two dates, two sets of documents or two sets of sources."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.edge import Root
from sayso.model.view import ClaimView


class ChangeKind(StrEnum):
    """Name the ways in which what is said changes; the rules stand at `sayso.analysis.change`."""

    REVERSED = "reversed"
    NEWLY_DENIED = "newly denied"
    ENDED = "ended"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    REFINED = "refined"
    NEW = "new"
    GONE_QUIET = "gone quiet"


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one change: the edges that it is of, and the claims that speak before and after.

    `edges` are ids: one, or for a reversed pair those of before and those of after. `before` and `after` are ids of
    claims in order; one of them may be empty. `roots` are those whose word the change rests on: of what is after, or
    of what was before where nothing is. `words` say what changed, and on whose word.
    """

    kind: ChangeKind
    edges: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    roots: tuple[Root, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ChangedEdge:
    """Name an edge that a change is of."""

    id: str
    subject: str
    subject_id: str
    predicate: str
    object: str
    object_id: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Show one change with names and claims.

    `before` and `after` hold the surest claims of each root, `before_total` and `after_total` count all. `id` follows
    from kind and edges.
    """

    id: str
    kind: ChangeKind
    words: str
    edges: tuple[ChangedEdge, ...]
    roots: tuple[Root, ...]
    before: tuple[ClaimView, ...]
    after: tuple[ClaimView, ...]
    before_total: int
    after_total: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Hold what changed: a page of changes, how many there are of each kind, and what no date could place.

    `by` is `held`, `known`, `doc` or `source`; `undated` are the ids of claims that were left out because their
    documents have no date.
    """

    by: str
    changes: tuple[ChangeView, ...]
    totals: tuple[tuple[ChangeKind, int], ...]
    undated: tuple[str, ...] = ()
