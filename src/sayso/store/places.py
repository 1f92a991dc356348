"""Look up what stands behind rows of the search index, as far as filters and counts need it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Integer, Select, and_, bindparam, cast, func, or_, select

from sayso.model import Voice
from sayso.model.search import HitKind, Place, PlaceQuery
from sayso.store import tables as t

_ROWS: BindParameter[Any] = bindparam("rows", expanding=True, literal_execute=True)


def _question() -> Select[Any]:
    r, d, c, f, s = t.search_rows, t.documents, t.claims, t.frames, t.segments
    is_claim = and_(r.c.kind == HitKind.CLAIM.value, c.c.id == r.c.ref, c.c.run == r.c.owner, c.c.current)
    is_frame = and_(r.c.kind == HitKind.FRAME.value, f.c.id == r.c.ref, f.c.run == r.c.owner, f.c.current)
    number = func.coalesce(c.c.segment, f.c.segment, cast(r.c.ref, Integer))
    return (
        select(
            *(r.c.id, r.c.kind, r.c.ref, r.c.doc, d.c.name, d.c.title, d.c.publisher, d.c.date, d.c.text_id),
            *(c.c.polarity, c.c.certainty, c.c.modality, c.c.time, c.c.predicate, c.c.subject, c.c.object),
            *(c.c.confidence, f.c.lemma, f.c.detail, s.c.index, s.c.voice, s.c.speaker, s.c.speaker_date),
            func.coalesce(c.c.start, f.c.start, s.c.start).label("start"),
            func.coalesce(c.c.end, f.c.end, s.c.end).label("end"),
        )
        .select_from(
            r.join(d, d.c.id == r.c.doc)
            .outerjoin(c, is_claim)
            .outerjoin(f, is_frame)
            .outerjoin(s, and_(s.c.text_id == d.c.text_id, s.c.index == number))
        )
        .where(
            r.c.id.in_(_ROWS),
            or_(
                and_(r.c.kind == HitKind.SEGMENT.value, r.c.owner == d.c.text_id),
                c.c.id.is_not(None),
                f.c.id.is_not(None),
            ),
        )
    )


_QUESTION = _question()


def read_places(c: Connection, ranks: Mapping[int, float], wanted: PlaceQuery) -> Iterator[Place]:
    """Yield the places behind rows that are current and answer, in no order."""
    if not ranks:
        return
    keep = _Sieve(wanted)
    for row in c.execute(_QUESTION, {"rows": list(ranks)}).all():
        detail = json.loads(row.detail) if row.detail else None
        if keep.lets(row, detail):
            yield _place(row, ranks[row.id], detail)


class _Sieve:
    """Tell which rows answer to a query."""

    def __init__(self, wanted: PlaceQuery) -> None:
        self._wanted = wanted
        self._kinds = frozenset(wanted.kinds)
        self._actors = None if wanted.actors is None else frozenset(wanted.actors)
        self._docs = None if wanted.docs is None else frozenset(wanted.docs)
        self._states = wanted.denied is not None or wanted.certainty is not None or wanted.modality is not None

    def lets(self, row: Any, detail: Sequence[Any] | None) -> bool:
        """Tell whether a row answers; `detail` is a frame's."""
        wanted = self._wanted
        if row.kind not in self._kinds or (self._docs is not None and row.doc not in self._docs):
            return False
        if wanted.voices is not None and row.voice not in wanted.voices:
            return False
        if row.kind == HitKind.SEGMENT:
            return not self._states and self._actors is None and wanted.predicates is None
        if row.kind == HitKind.CLAIM:
            if row.confidence < wanted.min_confidence:
                return False
            if wanted.predicates is not None and row.predicate not in wanted.predicates:
                return False
            return self._meets((row.polarity, row.certainty, row.modality), (row.subject, row.object))
        if wanted.predicates is not None or detail is None:
            return False
        return self._meets(detail[2], [one[4] for one in detail[1]])

    def _meets(self, fact: Sequence[str], actors: Sequence[str | None]) -> bool:
        """Tell whether a statement's actors and its three scales answer."""
        if self._actors is not None and not any(actor in self._actors for actor in actors):
            return False
        return not self._states or self._holds(*fact)

    def _holds(self, polarity: str, certainty: str, modality: str) -> bool:
        """Tell whether a statement's three scales answer."""
        wanted = self._wanted
        if wanted.denied is not None and (polarity == "-") is not wanted.denied:
            return False
        if wanted.certainty is not None and certainty not in wanted.certainty:
            return False
        return wanted.modality is None or modality in wanted.modality


def _place(row: Any, rank: float, detail: Sequence[Any] | None) -> Place:
    voice = Voice(row.voice) if row.voice else Voice.BODY
    fact = detail[2] if detail is not None else (row.polarity, row.certainty, row.modality)
    return Place(
        row=row.id,
        rank=rank,
        kind=HitKind(row.kind),
        ref=row.ref,
        doc=row.doc,
        document=row.name,
        title=row.title,
        publisher=row.publisher,
        published=row.date,
        text_id=row.text_id,
        segment=row.index or 0,
        start=row.start or 0,
        end=row.end or 0,
        voice=voice,
        speaker=row.speaker,
        attested=(row.speaker_date if voice is Voice.COMMENT else None) or row.date,
        polarity=fact[0],
        certainty=fact[1],
        modality=fact[2],
        time=row.time if detail is None else detail[3],
        predicate=row.predicate,
        subject=row.subject,
        object=row.object,
        confidence=row.confidence,
        lemma=row.lemma,
        credited=() if detail is None else tuple((one[0], one[1]) for one in detail[4]),
    )


def read_words(c: Connection, places: Sequence[Place]) -> list[str]:
    """Return the words of places, in their order: the whole segment, or the evidence of a claim or frame."""
    asked = select(t.texts.c.id, func.substr(t.texts.c.body, bindparam("first"), bindparam("size")))
    asked = asked.where(t.texts.c.id == bindparam("text"))
    found = []
    for place in places:
        values = {"text": place.text_id, "first": place.start + 1, "size": place.end - place.start}
        row = c.execute(asked, values).first()
        found.append("" if row is None else str(row[1]))
    return found
