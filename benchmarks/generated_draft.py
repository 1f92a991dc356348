"""Hold an invented document while it grows, and give its parts their ids when the text is whole."""

import hashlib
from dataclasses import dataclass, field
from random import Random

from generated_world import Figure

from sayso.model import (
    Actor,
    ActorRef,
    ActorType,
    Amount,
    Argument,
    Claim,
    Document,
    Evidence,
    Factuality,
    Frame,
    Metadata,
    OffsetMap,
    Origin,
    Reading,
    Segment,
    SourceRef,
    Span,
    Voice,
    content_id,
)

ALIAS_SHARE = 0.1
"""How often an actor that was named is named by its short name."""


@dataclass
class Draft:
    """Grow a document: text, segments, actors by name, claims, frames; ids come when the text is whole."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    segments: list[tuple[int, int, Voice, str | None, str | None]] = field(default_factory=list)
    actors: dict[str, tuple[ActorType, bool, set[str]]] = field(default_factory=dict)
    claims: list["Planned"] = field(default_factory=list)
    frames: list[tuple[Span, Span, Span, str, str, int]] = field(default_factory=list)
    cast: list[Figure] = field(default_factory=list)

    def write(self, words_: str) -> Span:
        """Append words; return where they stand."""
        begun = self.at
        self.parts.append(words_)
        self.at += len(words_)
        return Span(begun, self.at)

    def name(self, rng: Random, full: str, short: str, kind: ActorType, named: bool = True) -> tuple[str, Span, str]:
        """Write an actor's name, sometimes the short one where the full one was there; return name, place, words."""
        known = full in self.actors
        aliases = self.actors.setdefault(full, (kind, named, set()))[2]
        shown = short if known and short != full and rng.random() < ALIAS_SHARE else full
        if shown != full:
            aliases.add(shown)
        return full, self.write(shown), shown


@dataclass(frozen=True, slots=True)
class Planned:
    """Hold a claim before its ids are known; actors are full names."""

    subject: tuple[str, Span, str]
    predicate: str
    object: tuple[str, Span, str]
    trigger: Span
    sentence: Span
    segment: int
    said: Factuality
    sources: tuple[tuple[str, Span, str, str], ...]
    time: str | None
    role: str | None
    amount: Amount | None
    confidence: float


def finish(number: int, draft: Draft, metadata: Metadata, reader: str) -> tuple[Document, Reading]:
    """Give ids to a whole text."""
    text = "".join(draft.parts)
    name, text_id = f"generated-{number:07}", content_id("text", "generated-1", text)
    document = Document(
        id=hashlib.sha256(text.encode()).hexdigest(),
        name=name,
        media_type="text/plain",
        size_bytes=len(text.encode()),
        metadata=metadata,
        origins=(Origin(f"{name}.txt"),),
        text=text,
        text_id=text_id,
        segments=tuple(_segment(index, held, text) for index, held in enumerate(draft.segments)),
        offsets=OffsetMap.identity(len(text)),
    )
    actors = {
        full: Actor(content_id("actor", text_id, full), document.id, full, kind, named, tuple(sorted(aliases)))
        for full, (kind, named, aliases) in draft.actors.items()
    }
    claims = tuple(_claim_of(planned, document, actors, reader) for planned in draft.claims)
    frames = tuple(_frame_of(held, document, actors) for held in draft.frames)
    reading = Reading(document.id, text_id, reader, tuple(actors.values()), claims, frames, len(text.split()))
    return document, reading


def _segment(index: int, held: tuple[int, int, Voice, str | None, str | None], text: str) -> Segment:
    begun, end, voice, speaker, spoken = held
    digest = hashlib.sha256(text[begun:end].casefold().encode()).hexdigest()[:16]
    return Segment(index, Span(begun, end), voice, digest, speaker, spoken)


def _claim_of(planned: Planned, document: Document, actors: dict[str, Actor], reader: str) -> Claim:
    (subject, left, _), (other, right, _) = planned.subject, planned.object
    key = (document.text_id, left.start, planned.trigger.start, right.start, len(planned.sources))
    words_ = planned.sentence.cut(document.text)
    return Claim(
        id=content_id("claim", *key),
        doc=document.id,
        text_id=document.text_id,
        segment=planned.segment,
        subject=ActorRef(actors[subject].id, left, left, planned.subject[2]),
        predicate=planned.predicate,
        object=ActorRef(actors[other].id, right, right, planned.object[2]),
        trigger=planned.trigger,
        evidence=Evidence(planned.sentence, words_),
        reader=reader,
        factuality=planned.said,
        time=planned.time,
        role=planned.role,
        amount=planned.amount,
        sources=tuple(SourceRef(actors[who].id, who, at, shown, cue) for who, at, shown, cue in planned.sources),
        confidence=planned.confidence,
    )


def _frame_of(held: tuple[Span, Span, Span, str, str, int], document: Document, actors: dict[str, Actor]) -> Frame:
    sentence, trigger, left, who, lemma, index = held
    return Frame(
        id=content_id("frame", document.text_id, trigger.start),
        doc=document.id,
        text_id=document.text_id,
        segment=index,
        lemma=lemma,
        trigger=trigger,
        arguments=(Argument("subject", left, left.cut(document.text), actors[who].id),),
        evidence=Evidence(sentence, sentence.cut(document.text)),
    )
