"""Give an explanation its JSON shape; `docs/cli.md` documents it under `explain`."""

from collections.abc import Iterable

from sayso.cli.shapes import Shape, qualifiers_shape
from sayso.model.claim import Factuality
from sayso.model.explanation import (
    CreditNote,
    Explanation,
    FrameNote,
    MeaningNote,
    MentionNote,
    ObjectionNote,
    ScopeNote,
    SentenceNote,
    TimeNote,
)
from sayso.model.span import Span


def explanation_shape(found: Explanation) -> Shape:
    """Return a whole explanation."""
    return {
        "document": found.document,
        "reader": found.reader,
        "sentences": [_sentence(sentence) for sentence in found.sentences],
    }


def _sentence(note: SentenceNote) -> Shape:
    return {
        **_at(note.span, note.words),
        "voice": note.voice,
        "mentions": [_mention(mention) for mention in note.mentions],
        "sources": [_credit(credit) for credit in note.credits],
        "scopes": [_scope(scope) for scope in note.scopes],
        "times": [_time(time) for time in note.times],
        "frames": [_frame(frame) for frame in note.frames],
    }


def _at(span: Span, words: str) -> Shape:
    return {"start": span.start, "end": span.end, "text": words}


def _places(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _mention(note: MentionNote) -> Shape:
    return {
        **_at(note.span, note.words),
        "kind": note.kind,
        "actor": {"number": note.number, "name": note.actor, "type": note.type.value, "named": note.named},
        "first": [note.first.start, note.first.end],
        "mentions": note.mentions,
    }


def _credit(note: CreditNote) -> Shape:
    return {
        "source": note.source,
        "at": None if note.span is None else [note.span.start, note.span.end],
        "cue": note.cue,
        "content": _places(note.content),
        "depth": note.depth,
        "passes_on": note.passes_on,
    }


def _scope(note: ScopeNote) -> Shape:
    return {**_at(note.span, note.words), "effect": note.effect, "covers": _places(note.covers)}


def _time(note: TimeNote) -> Shape:
    return {**_at(note.span, note.words), "edtf": note.edtf, "relation": note.relation}


def _frame(note: FrameNote) -> Shape:
    return {
        **_at(note.trigger, note.words),
        "kind": note.kind,
        "lemma": note.lemma,
        "arguments": [
            {
                "role": part.role,
                **_at(part.span, part.words),
                "actor": part.actor,
                "type": None if part.type is None else part.type.value,
            }
            for part in note.arguments
        ],
        **_factuality(note.factuality),
        "claims": [_meaning(meaning) for meaning in note.meanings],
        "objections": [_objection(objection) for objection in note.objections],
    }


def _factuality(said: Factuality) -> Shape:
    return {"polarity": said.polarity.value, "certainty": said.certainty.value, "modality": said.modality.value}


def _meaning(note: MeaningNote) -> Shape:
    claim = note.claim
    return {
        "id": claim.id,
        "subject": {"name": note.subject, **_at(claim.subject.span, claim.subject.words)},
        "predicate": claim.predicate,
        "object": {"name": note.object, **_at(claim.object.span, claim.object.words)},
        **_factuality(claim.factuality),
        **qualifiers_shape(claim),
        "sources": [{"name": source.name, "cue": source.cue} for source in claim.sources],
        "confidence": round(claim.confidence, 4),
        "why": {
            "sense": note.sense or None,
            "slots": list(note.slots),
            "carries": note.carries,
            "chance": None if note.chance is None else round(note.chance, 4),
            "scopes": [_scope(scope) for scope in note.scopes],
            "times": [_time(time) for time in note.times],
            "factors": [{"feature": factor.feature, "weight": factor.weight} for factor in note.factors],
        },
    }


def _objection(note: ObjectionNote) -> Shape:
    return {
        "reason": note.reason.value,
        "code": note.reason.name.lower().replace("_", "-"),
        "predicate": note.predicate,
        "sense": note.sense,
        "side": note.side,
        "role": note.role,
        "words": note.words,
        "type": None if note.type is None else note.type.value,
        "wants": [kind.value for kind in note.wants],
        "confidence": None if note.confidence is None else round(note.confidence, 4),
        "floor": note.floor,
    }
