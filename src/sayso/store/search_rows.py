"""Keep beside the search index what filters and counts ask of a place, in step with what answers.

So that some hundred places are looked up in one table and by number: to join documents, claims, frames and segments
to each took half of the time of a search.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from sayso.model import Actor, Claim, Factuality, Frame, Segment, Voice
from sayso.model.search import HitKind
from sayso.store import tables as t
from sayso.store.asking import ask_rows
from sayso.store.decisions import RUN

type Row = dict[str, Any]

_STATED = ("predicate", "polarity", "certainty", "modality", "time")
"""What a row repeats of its claim; a person's correction may change each."""
_CHANGES = (*_STATED, "current", "actors", "types")
_UPDATE = (
    update(t.search_rows)
    .where(t.search_rows.c.id == bindparam("row"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGES})
)


def segment_spot(doc: str, text_id: str, segment: Segment, words: str) -> Row:
    """Return the row of a segment, with the words that are indexed."""
    return _spot(HitKind.SEGMENT, str(segment.index), doc, text_id, segment.index, segment) | {"body": words}


def claim_spot(claim: Claim, run: str, segment: Segment | None, ends: Sequence[Actor]) -> Row:
    """Return the row of a claim, with the words that are indexed: its own and the names of its two ends."""
    row = _spot(HitKind.CLAIM, claim.id, claim.doc, run, claim.segment, segment) | _scales(claim.factuality)
    row |= {"predicate": claim.predicate, "time": claim.time, "confidence": claim.confidence}
    row |= {"actors": join_actors(*(end.id for end in ends)), "types": join_types(end.type for end in ends)}
    return row | {"body": " ".join([*(end.name for end in ends), claim.evidence.words])}


def frame_spot(frame: Frame, run: str, segment: Segment | None, words: str) -> Row:
    """Return the row of a frame, with the words that are indexed."""
    row = _spot(HitKind.FRAME, frame.id, frame.doc, run, frame.segment, segment) | _scales(frame.factuality)
    named = join_actors(*(argument.actor for argument in frame.arguments if argument.actor is not None))
    return row | {"time": frame.time, "actors": named, "body": words}


def join_actors(*raw: str) -> str:
    """Return raw ids as one text; ids hold no space."""
    return " ".join(raw)


def join_types(types: Iterable[str]) -> str:
    """Return types of actors as one text, each once, in order."""
    return " ".join(sorted(set(types)))


def settle_rows(c: Connection, doc: str) -> int:
    """Let the rows of one document's claims and frames say what now answers; return how many said otherwise.

    A claim answers by the row of the run that it stands in; one that a person corrected, by the row of the reading
    that it would stand in otherwise, with what was corrected.
    """
    r = t.search_rows.c
    asked = select(t.search_rows).where(r.doc == doc, r.kind != HitKind.SEGMENT.value).order_by(r.id)
    held = [dict(row) for row in c.execute(asked).mappings()]
    right = _claims_standing(c, doc, [row for row in held if row["kind"] == HitKind.CLAIM.value])
    f = t.frames.c
    frames = {(one, run) for one, run in c.execute(select(f.id, f.run).where(f.doc == doc, f.current))}
    wrong = []
    for row in held:
        if row["kind"] == HitKind.FRAME.value:
            new = row | {"current": (row["ref"], row["owner"]) in frames}
        else:
            new = row | right.get(row["id"], {"current": False})
        if new != row:
            wrong.append({"row": row["id"]} | {f"new_{name}": new[name] for name in _CHANGES})
    if wrong:
        c.execute(_UPDATE, wrong)
    return len(wrong)


def _claims_standing(c: Connection, doc: str, rows: Sequence[Mapping[str, Any]]) -> dict[int, Row]:
    """Return what the rows must say by which claims answer, by number."""
    k = t.claims.c
    asked = select(k.id, k.run, k.subject, k.object, *(k[name] for name in _STATED)).where(k.doc == doc, k.current)
    standing = {one["id"]: one for one in c.execute(asked).mappings()}
    sides = {raw for one in standing.values() for raw in (one["subject"], one["object"])}
    known = ask_rows(c, select(t.actors.c.id, t.actors.c.type), t.actors.c.id, sides)
    types = {row["id"]: row["type"] for row in known}
    owners: dict[str, dict[str, int]] = {}
    for row in rows:
        owners.setdefault(row["ref"], {}).setdefault(row["owner"], row["id"])
    order: list[str] | None = None
    right = {}
    for ref, held in owners.items():
        claim = standing.get(ref)
        if claim is None:
            continue
        chosen = held.get(claim["run"])
        if chosen is None:
            order = _runs_of(c, doc) if order is None else order
            chosen = next((held[run] for run in order if run in held), None)
        if chosen is not None:
            ends = (claim["subject"], claim["object"])
            right[chosen] = {name: claim[name] for name in _STATED} | {
                "current": True,
                "actors": join_actors(*ends),
                "types": join_types(types[end] for end in ends if end in types),
            }
    return right


def _runs_of(c: Connection, doc: str) -> list[str]:
    """Return the runs by which a document's claims answer where nobody ruled on them: the reader's, then imports."""
    u = t.runs.c
    asked = select(u.id).where(u.doc == doc, u.current, u.reader != RUN).order_by(u.imported, u.id)
    return list(c.execute(asked).scalars())


def _spot(kind: HitKind, ref: str, doc: str, owner: str, number: int, segment: Segment | None) -> Row:
    row: Row = dict.fromkeys((*_STATED, "actors", "types", "confidence"))
    voice = Voice.BODY if segment is None else segment.voice
    said = segment.speaker_date if segment is not None and voice is Voice.COMMENT else None
    row |= {"kind": kind.value, "ref": ref, "doc": doc, "owner": owner, "current": True}
    return row | {"segment": number, "voice": voice.value, "said": said}


def _scales(fact: Factuality) -> Row:
    return {
        "polarity": fact.polarity.value,
        "certainty": fact.certainty.value,
        "modality": fact.modality.value,
    }


def by_number(segments: Iterable[Segment]) -> dict[int, Segment]:
    """Return segments by their number."""
    return {segment.index: segment for segment in segments}
