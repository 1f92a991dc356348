"""Read what a page shows of claims: the claims themselves, their sources, documents and voices.

Each is one statement for many keys, compiled once; the records are built from plain tuples.
"""

import json
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, select

from sayso.model import (
    ActorRef,
    Certainty,
    Claim,
    Evidence,
    Factuality,
    Metadata,
    Modality,
    Polarity,
    Segment,
    SourceRef,
    Span,
    Voice,
)
from sayso.model.edge import DocumentCard
from sayso.store import tables as t
from sayso.store.encode import amount_of
from sayso.store.fetching import Listed
from sayso.store.forks import Forks

_c, _s, _d, _g = t.claims.c, t.claim_sources.c, t.documents.c, t.segments.c
_CLAIM = (
    *(_c.id, _c.run, _c.doc, _c.text_id, _c.segment, _c.subject, _c.predicate, _c.object, _c.places),
    *(_c.start, _c.end, _c.words, _c.reader, _c.polarity, _c.certainty, _c.modality),
    *(_c.time, _c.place, _c.amount, _c.role, _c.about, _c.confidence),
)
_CLAIMS = Listed(lambda: select(*_CLAIM).where(_c.current), _c.id)
_SOURCE = (_s.claim, _s.run, _s.actor, _s.name, _s.start, _s.end, _s.words, _s.cue)
_SOURCES = Listed(lambda: select(*_SOURCE).order_by(_s.depth), _s.claim)
_CARD = (_d.id, _d.name, _d.title, _d.authors, _d.publisher, _d.date, _d.date_found, _d.language)
_CARDS = Listed(lambda: select(*_CARD), _d.id)
_SEGMENT = (_g.index, _g.start, _g.end, _g.voice, _g.digest, _g.speaker, _g.speaker_date, _g.page)
_OF_DOC = t.documents.join(t.segments, _g.text_id == _d.text_id)
_COMMENTS = Listed(
    lambda: select(_d.id, *_SEGMENT).select_from(_OF_DOC).where(_g.voice == Voice.COMMENT.value).order_by(_g.index),
    _d.id,
)
_HERE = and_(_g.text_id == _c.text_id, _g.index == _c.segment)
_VOICES = Listed(lambda: select(_c.id, *_SEGMENT).select_from(t.claims.join(t.segments, _HERE)), _c.id)


def fetch_claims(forks: Forks, c: Connection, ids: Collection[str]) -> dict[str, Claim]:
    """Return current claims by id; unknown ones are left out."""
    rows = list(_CLAIMS.fetch(forks, c, ids))
    sources: dict[tuple[str, str], list[SourceRef]] = {}
    for claim, run, actor, name, start, end, words, cue in _SOURCES.fetch(forks, c, [row[0] for row in rows]):
        span = None if start is None else Span(start, end)
        sources.setdefault((claim, run), []).append(SourceRef(actor, name, span, words, cue))
    return {row[0]: _claim_in(row, tuple(sources.get((row[0], row[1]), ()))) for row in rows}


def fetch_cards(forks: Forks, c: Connection, docs: Collection[str]) -> dict[str, DocumentCard]:
    """Return documents by id without text and segments; unknown ones are left out."""
    return {
        doc: DocumentCard(
            doc, Metadata(title, tuple(json.loads(authors)), publisher, date, date_found, language), (), name
        )
        for doc, name, title, authors, publisher, date, date_found, language in _CARDS.fetch(forks, c, docs)
    }


def fetch_speakers(forks: Forks, c: Connection, docs: Collection[str]) -> dict[str, list[Segment]]:
    """Return the segments of documents that are comments, in order; documents without one are left out."""
    found: dict[str, list[Segment]] = {}
    for doc, index, start, end, voice, *rest in _COMMENTS.fetch(forks, c, docs):
        found.setdefault(doc, []).append(Segment(index, Span(start, end), _voice(voice), *rest))
    return found


def fetch_voices(forks: Forks, c: Connection, claims: Collection[str]) -> dict[str, Segment]:
    """Return the segment that each claim stands in; one that stands in none is left out."""
    return {
        claim: Segment(index, Span(start, end), _voice(voice), *rest)
        for claim, index, start, end, voice, *rest in _VOICES.fetch(forks, c, claims)
    }


@cache
def factuality_of(polarity: str, certainty: str, modality: str) -> Factuality:
    """Return the three scales in the columns of a claim; there are few, each made once."""
    return Factuality(Polarity(polarity), Certainty(certainty), Modality(modality))


@cache
def _voice(name: str) -> Voice:
    return Voice(name)


def _claim_in(row: Sequence[Any], sources: tuple[SourceRef, ...]) -> Claim:
    """Return the claim in the columns `_CLAIM`."""
    name, _, doc, text_id, segment, subject, predicate, other, places, start, end, words, reader = row[:13]
    polarity, certainty, modality, time, place, amount, role, about, confidence = row[13:]
    one, two, trigger = json.loads(places)
    return Claim(
        name,
        doc,
        text_id,
        segment,
        ActorRef(subject, Span(one[0], one[1]), Span(one[2], one[3]), one[4]),
        predicate,
        ActorRef(other, Span(two[0], two[1]), Span(two[2], two[3]), two[4]),
        Span(*trigger),
        Evidence(Span(start, end), words),
        reader,
        factuality_of(polarity, certainty, modality),
        time,
        place,
        None if amount is None else amount_of(amount),
        role,
        about,
        sources,
        confidence,
    )
