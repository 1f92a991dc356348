"""Read of a document's claims what its text is marked with: two statements, compiled once, and no whole claims.

A claim has some twenty fields, of which a page of 2,000 marks needs half; to make the claims whole took half of the
time in which such a page is answered.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Float, and_, bindparam, select

from sayso.model import Factuality, Span
from sayso.store import tables as t
from sayso.store.claim_rows import factuality_of
from sayso.store.fetching import Listed
from sayso.store.forks import Forks

_c, _s = t.claims.c, t.claim_sources.c
_MARK = (
    *(_c.id, _c.run, _c.segment, _c.subject, _c.predicate, _c.object),
    *(_c.polarity, _c.certainty, _c.modality, _c.start, _c.end, _c.places),
)
_SURE = _c.confidence >= bindparam("least", type_=Float)
_MARKS = Listed(lambda: select(*_MARK).where(_c.current, _SURE).order_by(_c.start, _c.end, _c.id, _c.run), _c.doc)
_BOTH = and_(_c.id == _s.claim, _c.run == _s.run)
_CREDITED = Listed(
    lambda: select(_s.claim, _s.run, _s.name).join(t.claims, _BOTH).where(_c.current).order_by(_s.depth), _c.doc
)


class ClaimPlace(NamedTuple):
    """Hold where a claim stands and what it says; `subject` and `object` are raw actors' ids.

    `sources` are the names of the credited sources, outermost first.
    """

    id: str
    segment: int
    subject: str
    predicate: str
    object: str
    factuality: Factuality
    evidence: Span
    trigger: Span
    sources: tuple[str, ...]


def fetch_marks(forks: Forks, c: Connection, doc: str, min_confidence: float) -> Iterator[ClaimPlace]:
    """Yield what a document's current claims say that are sure enough, in order of place."""
    credited: dict[tuple[str, str], tuple[str, ...]] = {}
    for claim, run, name in _CREDITED.fetch(forks, c, [doc]):
        credited[claim, run] = (*credited.get((claim, run), ()), name)
    for row in _MARKS.fetch(forks, c, [doc], least=min_confidence):
        claim, run, segment, subject, predicate, other, polarity, certainty, modality, start, end, places = row
        yield ClaimPlace(
            claim,
            segment,
            subject,
            predicate,
            other,
            factuality_of(polarity, certainty, modality),
            Span(start, end),
            Span(*json.loads(places)[2]),
            credited.get((claim, run), ()),
        )
