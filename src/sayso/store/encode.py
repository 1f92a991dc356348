"""Turn records into rows and rows into records, without loss."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sayso.model import (
    Actor,
    ActorRef,
    ActorType,
    Amount,
    Argument,
    Certainty,
    Claim,
    Document,
    Evidence,
    Factuality,
    Frame,
    Judgement,
    Metadata,
    Modality,
    OffsetMap,
    Piece,
    Polarity,
    Segment,
    SourceRef,
    Span,
    Verdict,
    Voice,
)

type Row = dict[str, Any]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # `json.dumps` would make one a call


def pack(value: object) -> str:
    """Return compact JSON."""
    return _ENCODER.encode(value)


def document_row(document: Document, status: str, voice: str | None = None) -> Row:
    """Return the row of a document; `status` is a document's status as in DocumentRow, `voice` its plain name."""
    known = document.metadata
    return {
        "id": document.id,
        "name": document.name,
        "media_type": document.media_type,
        "size_bytes": document.size_bytes,
        "title": known.title,
        "authors": pack(known.authors),
        "publisher": known.publisher,
        "date": known.date,
        "date_found": known.date_found,
        "language": known.language,
        "text_id": document.text_id,
        "status": status,
        "first": document.id,
        "voice": voice,
    }


def metadata_of(row: Mapping[Any, Any]) -> Metadata:
    """Return the metadata in a document's row."""
    return Metadata(
        title=row["title"],
        authors=tuple(json.loads(row["authors"])),
        publisher=row["publisher"],
        date=row["date"],
        date_found=row["date_found"],
        language=row["language"],
    )


def pack_offsets(offsets: OffsetMap) -> bytes:
    """Return an offset map as compressed JSON: length in the clean text, raw start, raw length, page, box."""
    pieces = [
        [p.clean.end - p.clean.start, p.raw.start, p.raw.end - p.raw.start, *([p.page, p.box] if p.page else [])]
        for p in offsets.pieces
    ]
    return zlib.compress(pack(pieces).encode(), 1)


def offsets_of(packed: bytes) -> OffsetMap:
    """Return the offset map that `pack_offsets` packed."""
    pieces, at = [], 0
    for length, raw, raw_length, *rest in json.loads(zlib.decompress(packed)):
        page, box = rest or (None, None)
        placed = None if box is None else (box[0], box[1], box[2], box[3])
        pieces.append(Piece(Span(at, at + length), Span(raw, raw + raw_length), page, placed))
        at += length
    return OffsetMap(tuple(pieces))


def segment_row(text_id: str, segment: Segment) -> Row:
    """Return the row of a segment."""
    return {
        "text_id": text_id,
        "index": segment.index,
        "start": segment.span.start,
        "end": segment.span.end,
        "voice": segment.voice.value,
        "digest": segment.digest,
        "speaker": segment.speaker,
        "speaker_date": segment.speaker_date,
        "page": segment.page,
    }


def segment_of(row: Mapping[Any, Any]) -> Segment:
    """Return the segment in a row."""
    return Segment(
        row["index"],
        Span(row["start"], row["end"]),
        Voice(row["voice"]),
        row["digest"],
        row["speaker"],
        row["speaker_date"],
        row["page"],
    )


def actor_row(actor: Actor, canonical: str) -> Row:
    """Return the row of a raw actor."""
    return {
        "id": actor.id,
        "doc": actor.doc,
        "name": actor.name,
        "type": actor.type.value,
        "named": actor.named,
        "aliases": pack(actor.aliases),
        "known_as": actor.canonical,
        "canonical": canonical,
    }


def actor_of(row: Mapping[Any, Any]) -> Actor:
    """Return the raw actor in a row."""
    aliases = tuple(json.loads(row["aliases"]))
    return Actor(
        row["id"], row["doc"], row["name"], ActorType(row["type"]), bool(row["named"]), aliases, row["known_as"]
    )


def claim_row(claim: Claim, run: str, symmetric: bool, current: bool = True) -> Row:
    """Return the row of a claim; its sources are rows of their own."""
    fact = claim.factuality
    return {
        "id": claim.id,
        "run": run,
        "doc": claim.doc,
        "text_id": claim.text_id,
        "segment": claim.segment,
        "subject": claim.subject.actor,
        "predicate": claim.predicate,
        "object": claim.object.actor,
        "symmetric": symmetric,
        "current": current,
        "polarity": fact.polarity.value,
        "certainty": fact.certainty.value,
        "modality": fact.modality.value,
        "time": claim.time,
        "place": claim.place,
        "amount": None if claim.amount is None else pack_amount(claim.amount),
        "role": claim.role,
        "about": claim.about,
        "start": claim.evidence.span.start,
        "end": claim.evidence.span.end,
        "words": claim.evidence.words,
        "places": pack([_pack_ref(claim.subject), _pack_ref(claim.object), _pair(claim.trigger)]),
        "confidence": claim.confidence,
        "reader": claim.reader,
    }


def source_rows(claim: Claim, run: str) -> Iterable[Row]:
    """Yield the rows of a claim's credited sources."""
    for depth, source in enumerate(claim.sources):
        yield {
            "claim": claim.id,
            "run": run,
            "depth": depth,
            "actor": source.actor,
            "name": source.name,
            "start": None if source.span is None else source.span.start,
            "end": None if source.span is None else source.span.end,
            "words": source.words,
            "cue": source.cue,
        }


def claim_of(row: Mapping[Any, Any], sources: Sequence[Mapping[Any, Any]]) -> Claim:
    """Return the claim in a row and in the rows of its sources, in order of depth."""
    subject, object_, trigger = json.loads(row["places"])
    return Claim(
        id=row["id"],
        doc=row["doc"],
        text_id=row["text_id"],
        segment=row["segment"],
        subject=_ref_of(row["subject"], subject),
        predicate=row["predicate"],
        object=_ref_of(row["object"], object_),
        trigger=Span(*trigger),
        evidence=Evidence(Span(row["start"], row["end"]), row["words"]),
        reader=row["reader"],
        factuality=Factuality(Polarity(row["polarity"]), Certainty(row["certainty"]), Modality(row["modality"])),
        time=row["time"],
        place=row["place"],
        amount=None if row["amount"] is None else amount_of(row["amount"]),
        role=row["role"],
        about=row["about"],
        sources=tuple(_source_of(source) for source in sources),
        confidence=row["confidence"],
    )


def frame_row(frame: Frame, run: str) -> Row:
    """Return the row of a frame."""
    fact = frame.factuality
    detail = [
        _pair(frame.trigger),
        [[a.role, *_pair(a.span), a.words, a.actor] for a in frame.arguments],
        [fact.polarity.value, fact.certainty.value, fact.modality.value],
        frame.time,
        [[s.actor, s.name, None if s.span is None else _pair(s.span), s.words, s.cue] for s in frame.sources],
    ]
    return {
        "id": frame.id,
        "run": run,
        "doc": frame.doc,
        "text_id": frame.text_id,
        "segment": frame.segment,
        "lemma": frame.lemma,
        "current": True,
        "start": frame.evidence.span.start,
        "end": frame.evidence.span.end,
        "words": frame.evidence.words,
        "detail": pack(detail),
    }


def frame_of(row: Mapping[Any, Any]) -> Frame:
    """Return the frame in a row."""
    trigger, arguments, fact, time, sources = json.loads(row["detail"])
    return Frame(
        id=row["id"],
        doc=row["doc"],
        text_id=row["text_id"],
        segment=row["segment"],
        lemma=row["lemma"],
        trigger=Span(*trigger),
        arguments=tuple(Argument(role, Span(start, end), words, actor) for role, start, end, words, actor in arguments),
        evidence=Evidence(Span(row["start"], row["end"]), row["words"]),
        factuality=Factuality(Polarity(fact[0]), Certainty(fact[1]), Modality(fact[2])),
        time=time,
        sources=tuple(SourceRef(a, n, None if s is None else Span(*s), w, c) for a, n, s, w, c in sources),
    )


def judgement_row(judgement: Judgement) -> Row:
    """Return the row of a judgement."""
    return {
        "left": judgement.left,
        "right": judgement.right,
        "verdict": judgement.verdict.value,
        "by": judgement.by,
        "score": judgement.score,
        "reasons": pack(judgement.reasons),
        "made_at": judgement.made_at,
    }


def judgement_of(row: Mapping[Any, Any]) -> Judgement:
    """Return the judgement in a row."""
    reasons = tuple(json.loads(row["reasons"]))
    return Judgement(
        row["left"], row["right"], Verdict(row["verdict"]), row["by"], row["score"], reasons, row["made_at"]
    )


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _pack_ref(ref: ActorRef) -> list[object]:
    return [ref.span.start, ref.span.end, ref.head.start, ref.head.end, ref.words]


def _ref_of(actor: str, packed: Sequence[Any]) -> ActorRef:
    start, end, head_start, head_end, words = packed
    return ActorRef(actor, Span(start, end), Span(head_start, head_end), words)


def _source_of(row: Mapping[Any, Any]) -> SourceRef:
    span = None if row["start"] is None else Span(row["start"], row["end"])
    return SourceRef(row["actor"], row["name"], span, row["words"], row["cue"])


def pack_amount(amount: Amount) -> str:
    """Return a sum as compact JSON."""
    return pack([str(amount.value), amount.currency, amount.status, amount.part_of, amount.approximate])


@lru_cache(maxsize=4096)
@lru_cache(maxsize=16_384)
def amount_of(packed: str) -> Amount:
    """Return the sum that `pack_amount` packed."""
    value, currency, status, part_of, approximate = json.loads(packed)
    return Amount(Decimal(value), currency, status, part_of, approximate)
