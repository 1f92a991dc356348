"""Look up what stands behind rows of the search index, as far as filters and counts need it, and their words."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from sayso.model.search import HitKind, Place, PlaceDocument, PlaceQuery, PlaceText
from sayso.store import tables as t
from sayso.store.edge_tables import attestations, edges
from sayso.store.fetching import Listed
from sayso.store.forks import Forks

type Spot = tuple[Any, ...]
"""What a row says, in the order of a Place's fields from `row` on."""


def _spots() -> Select[Any]:
    r = t.search_rows.c
    return select(
        *(r.id, r.kind, r.ref, r.doc, r.owner, r.segment, r.voice, r.said),
        *(r.polarity, r.certainty, r.modality, r.time, r.predicate, r.confidence, r.actors, r.types),
    ).where(r.current)


def _documents() -> Select[Any]:
    d = t.documents.c
    return select(d.id, d.name, d.title, d.publisher, d.date, d.text_id)


def _claims() -> Select[Any]:
    k = t.claims.c
    return select(k.id, k.start, k.words).where(k.current)


def _frames() -> Select[Any]:
    f = t.frames.c
    return select(f.id, f.start, f.words, f.lemma).where(f.current)


def _details() -> Select[Any]:
    f = t.frames.c
    return select(f.id, f.detail).where(f.current)


def _segment() -> Select[Any]:
    s, body = t.segments.c, t.texts.c.body
    words = func.substr(body, s.start + 1, s.end - s.start)
    both = t.segments.join(t.texts, t.texts.c.id == s.text_id)
    wanted = (s.text_id == bindparam("text"), s.index == bindparam("number"))
    return select(s.start, words).select_from(both).where(*wanted)


def _standings() -> Select[Any]:
    return select(attestations.c.claim, edges.c.standing).join(edges, edges.c.id == attestations.c.edge)


_SPOTS = Listed(_spots, t.search_rows.c.id)
_DOCUMENTS = Listed(_documents, t.documents.c.id)
_CLAIMS = Listed(_claims, t.claims.c.id)
_FRAMES = Listed(_frames, t.frames.c.id)
_DETAILS = Listed(_details, t.frames.c.id)
_STANDINGS = Listed(_standings, attestations.c.claim)
_SEGMENT = _segment()


class PlaceReader:
    """Read places that are current and answer to a query; keeps the documents that it has looked up."""

    def __init__(self, forks: Forks, c: Connection, wanted: PlaceQuery) -> None:
        self._forks, self._c, self._sieve = forks, c, _Sieve(wanted)
        self.documents: dict[str, PlaceDocument] = {}

    def read(self, ranks: Mapping[int, float]) -> list[Place]:
        """Return the places behind rows, best first, of one rank that read last first."""
        lets = self._sieve.lets
        spots = [spot for spot in _SPOTS.fetch(self._forks, self._c, ranks) if lets(spot)]
        self._learn({spot[3] for spot in spots})
        found = []
        for spot in spots:
            document = self.documents.get(spot[3])
            if document is not None and (spot[1] != HitKind.SEGMENT or spot[4] == document.text_id):
                found.append(Place(ranks[spot[0]], spot[7] or document.date, *spot))
        found.sort(key=lambda place: (place.rank, -place.row))
        return found

    def _learn(self, docs: set[str]) -> None:
        """Look up documents that are not known yet."""
        new = docs - self.documents.keys()
        for row in _DOCUMENTS.fetch(self._forks, self._c, new):
            self.documents[row[0]] = PlaceDocument._make(row)


class _Sieve:
    """Tell which rows answer to a query."""

    def __init__(self, wanted: PlaceQuery) -> None:
        self._wanted = wanted
        self._kinds = frozenset(wanted.kinds)
        self._actors = None if wanted.actors is None else frozenset(wanted.actors)
        self._docs = None if wanted.docs is None else frozenset(wanted.docs)
        self._states = wanted.denied is not None or wanted.certainty is not None or wanted.modality is not None
        self._claims_alone = self._states or self._actors is not None or wanted.predicates is not None

    def lets(self, spot: Spot) -> bool:
        """Tell whether a row answers."""
        _, kind, _, doc, _, _, voice, _, polarity, certainty, modality, _, predicate, confidence, actors, _ = spot
        wanted = self._wanted
        if kind not in self._kinds or (self._docs is not None and doc not in self._docs):
            return False
        if wanted.voices is not None and voice not in wanted.voices:
            return False
        if confidence is not None and confidence < wanted.min_confidence:
            return False
        if not self._claims_alone:
            return True
        if kind == HitKind.SEGMENT or (wanted.predicates is not None and predicate not in wanted.predicates):
            return False
        if self._actors is not None and self._actors.isdisjoint((actors or "").split()):
            return False
        return not self._states or self._holds(polarity, certainty, modality)

    def _holds(self, polarity: str, certainty: str, modality: str) -> bool:
        """Tell whether a statement's three scales answer."""
        wanted = self._wanted
        if wanted.denied is not None and (polarity == "-") is not wanted.denied:
            return False
        if wanted.certainty is not None and certainty not in wanted.certainty:
            return False
        return wanted.modality is None or modality in wanted.modality


def read_texts(forks: Forks, c: Connection, places: Sequence[Place]) -> list[PlaceText]:
    """Return the words of places, in their order: the whole segment, or the evidence of a claim or frame."""
    words = {("claim", row[0]): PlaceText(*row[1:]) for row in _CLAIMS.fetch(forks, c, _refs(places, HitKind.CLAIM))}
    words |= {("frame", row[0]): PlaceText(*row[1:]) for row in _FRAMES.fetch(forks, c, _refs(places, HitKind.FRAME))}
    found = []
    for place in places:
        if place.kind == HitKind.SEGMENT:
            rows = forks.fetch(c, _SEGMENT, {"text": place.owner, "number": place.segment})
            found.append(PlaceText(*rows[0]) if rows else PlaceText(0, ""))
        else:
            found.append(words.get((place.kind, place.ref), PlaceText(0, "")))
    return found


def _refs(places: Sequence[Place], kind: HitKind) -> set[str]:
    return {place.ref for place in places if place.kind == kind}


def read_standings(forks: Forks, c: Connection, claims: Collection[str]) -> dict[str, str]:
    """Return the standing of the edges of claims; those without are left out."""
    found: Iterator[tuple[str, str]] = ((row[0], row[1]) for row in _STANDINGS.fetch(forks, c, claims))
    return dict(found)


def read_credits(forks: Forks, c: Connection, frames: Collection[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the sources that current frames credit, raw ids with names."""
    rows = _DETAILS.fetch(forks, c, frames)
    return {frame: tuple((one[0], one[1]) for one in json.loads(detail)[4]) for frame, detail in rows}
