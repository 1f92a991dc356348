"""Find words in segments, claims and frames."""

import re
from collections.abc import Sequence

from sqlalchemy import Connection, select

from sayso.model import Span
from sayso.model.view import HitKind, SearchHit
from sayso.store import tables as t
from sayso.store.asking import current_claims
from sayso.store.forks import Forks

EXCERPT = 200
"""How many characters an excerpt has at most: two lines of a terminal."""

_WORD = re.compile(r"\w+")


def find_words(forks: Forks, words: str, limit: int, min_confidence: float = 0.0) -> list[SearchHit]:
    """Return the places where all words stand, best first, without claims less sure; no words find nothing."""
    wanted = _WORD.findall(words)
    if not wanted or limit < 1:
        return []
    room = limit * 3
    while True:
        with forks.reading() as c:
            found = list(forks.find(c, wanted, room))
            hits = [_hit(c, kind, ref, doc, rank, wanted, min_confidence) for kind, ref, doc, rank in found]
        once = {(hit.kind, hit.id, hit.text): hit for hit in reversed(hits) if hit is not None}
        kept = list(once.values())[::-1]
        if len(kept) >= limit or len(found) < room or min_confidence <= 0:
            return kept[:limit]
        room *= 4  # what is less sure took the places


def _hit(
    c: Connection, kind: str, ref: str, doc: str, rank: float, wanted: Sequence[str], min_confidence: float
) -> SearchHit | None:
    """Fetch what one row of the index stands for; None where it answers no more, or is a claim less sure."""
    document = c.execute(
        select(t.documents.c.name, t.documents.c.title, t.documents.c.text_id).where(t.documents.c.id == doc)
    ).one()
    if kind == HitKind.SEGMENT:
        place = select(t.segments.c.start, t.segments.c.end).where(
            t.segments.c.text_id == document.text_id, t.segments.c.index == int(ref)
        )
        row = c.execute(place).first()
        body = c.execute(select(t.texts.c.body).where(t.texts.c.id == document.text_id)).scalar()
        text = None if row is None or body is None else body[row.start : row.end]
    else:
        is_claim = kind == HitKind.CLAIM
        table = t.claims if is_claim else t.frames
        current = current_claims(min_confidence) if is_claim else [t.frames.c.current]
        text = c.execute(select(table.c.words).where(table.c.id == ref, *current)).scalar()
    if text is None:
        return None
    excerpt, marks = excerpt_of(text, wanted)
    return SearchHit(
        HitKind(kind), doc if kind == HitKind.SEGMENT else ref, document.name, document.title, excerpt, marks, rank
    )


def excerpt_of(text: str, wanted: Sequence[str], room: int = EXCERPT) -> tuple[str, tuple[Span, ...]]:
    """Cut a text round the first of the words, at word borders; return it with the places of the words in it."""
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in wanted), re.IGNORECASE)
    first = pattern.search(text)
    start = 0 if first is None else max(0, first.start() - room // 3)
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + room)
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), start + 1)
    cut = text[start:end]
    shown = ("…" if start else "") + cut + ("…" if end < len(text) else "")
    return shown, tuple(Span(m.start(), m.end()) for m in pattern.finditer(shown))
