"""Cut an edge down to what had been published by a date.

There are two clocks. One tells when something held (`holds_on`); this one tells when it had been said. A claim was
known on a date where its document had certainly been published by then: the last possible day of `attested` (the
comment's date for a comment) is on or before the last day of the date asked for. A claim of a document without a
readable date was never known, and is handed out apart instead of being given a date.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sayso.analysis.interval import parse_interval
from sayso.analysis.span import published
from sayso.model.edge import Attestation, Edge


def known_by(edge: Edge, known_on: str) -> Edge | None:
    """Return an edge with those of its claims that had been published by an EDTF date; None where none had.

    Raises UsageError where `known_on` is no EDTF.
    """
    day = parse_interval(known_on).latest
    return keep_claims(edge, lambda item: was_known(item, day))


def keep_claims(edge: Edge, wanted: Callable[[Attestation], bool]) -> Edge | None:
    """Return an edge with those of its claims that are wanted, the edge itself where all are; None without any."""
    kept = tuple(item for item in edge.attestations if wanted(item))
    if len(kept) == len(edge.attestations):
        return edge
    return replace(edge, attestations=kept) if kept else None


def was_known(item: Attestation, day: date) -> bool:
    """Tell whether a claim had certainly been published by a day."""
    seen = published(item)
    return seen is not None and seen.latest <= day


def split_undated(edge: Edge) -> tuple[Edge | None, tuple[Attestation, ...]]:
    """Part an edge into its claims of dated documents (None where there is none) and those of undated ones."""
    undated = tuple(item for item in edge.attestations if published(item) is None)
    if not undated:
        return edge, ()
    dated = tuple(item for item in edge.attestations if published(item) is not None)
    return (replace(edge, attestations=dated) if dated else None), undated
