"""Give doubles to tests, ours and yours: a scripted reader, a fixed clock, and a check that a claim is grounded.

A scripted reader finds what was planted: each `Planted` says which words of a document make which claim.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

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
    Metadata,
    Modality,
    OffsetMap,
    Origin,
    Polarity,
    ReaderVersion,
    Reading,
    Segment,
    SourceRef,
    Span,
    Voice,
    content_id,
)
from sayso.model.errors import GroundingError, UnreadableDocument


@dataclass(frozen=True, slots=True)
class Planted:
    """Say that `words`, wherever they stand in a document, claim that `subject` does `predicate` to `object`.

    `subject`, `object` and `source` are names that stand in `words`. A predicate of None plants a frame.
    """

    words: str
    subject: str
    predicate: str | None
    object: str
    polarity: str = "+"
    certainty: str = "certain"
    modality: str = "actual"
    source: str | None = None
    time: str | None = None
    type: ActorType = ActorType.ORGANIZATION
    confidence: float = 0.9
    amount: Amount | None = None
    role: str | None = None


@dataclass(frozen=True)
class ScriptedReader:
    """Read nothing but what was planted; can be sent to another process.

    `broken` are names of documents on which it yields a ValueError, `foreign` those that it refuses for their
    language, `deadly` those on which the whole process ends.
    """

    planted: tuple[Planted, ...] = ()
    release: str = "1"
    broken: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    deadly: frozenset[str] = frozenset()
    seen: list[str] = field(default_factory=list, compare=False)

    @property
    def version(self) -> ReaderVersion:
        """Return `scripted` and the release."""
        return ReaderVersion("scripted", self.release, hashlib.sha256(repr(self.planted).encode()).hexdigest()[:8])

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Exception]:
        """Read documents one after another; `seen` keeps their names."""
        for document in documents:
            self.seen.append(document.name)
            if document.name in self.deadly:
                os._exit(9)
            if document.name in self.broken:
                yield ValueError("planted failure")
            elif document.name in self.foreign:
                yield UnreadableDocument("language", "The document is in another language", "Use another reader.")
            else:
                yield self._read(document)

    def _read(self, document: Document) -> Reading:
        actors: dict[str, Actor] = {}
        claims: list[Claim] = []
        frames: list[Frame] = []
        for planted in self.planted:
            at = document.text.find(planted.words)
            while at >= 0:
                self._plant(document, planted, at, actors, claims, frames)
                at = document.text.find(planted.words, at + 1)
        claims.sort(key=lambda claim: (claim.evidence.span, claim.id))
        return Reading(
            document.id,
            document.text_id,
            str(self.version),
            tuple(actors.values()),
            tuple(claims),
            tuple(frames),
            len(document.text.split()),
        )

    def _plant(
        self,
        document: Document,
        planted: Planted,
        at: int,
        actors: dict[str, Actor],
        claims: list[Claim],
        frames: list[Frame],
    ) -> None:
        def refer(name: str) -> tuple[str, Span]:
            start = at + planted.words.index(name)
            actor = Actor(content_id("actor", document.text_id, name), document.id, name, planted.type, True)
            return actors.setdefault(name, actor).id, Span(start, start + len(name))

        (subject, subject_at), (object_, object_at) = refer(planted.subject), refer(planted.object)
        sources: tuple[SourceRef, ...] = ()
        if planted.source is not None:
            source, source_at = refer(planted.source)
            sources = (SourceRef(source, planted.source, source_at, planted.source, "said"),)
        span = Span(at, at + len(planted.words))
        segment = next((s.index for s in document.segments if s.span.contains(span)), 0)
        fact = Factuality(Polarity(planted.polarity), Certainty(planted.certainty), Modality(planted.modality))
        key = (document.text_id, subject_at.start, object_at.start, len(sources))
        evidence, trigger = Evidence(span, planted.words), Span(subject_at.end, object_at.start)
        if planted.predicate is None:
            arguments = (
                Argument("subject", subject_at, planted.subject, subject),
                Argument("object", object_at, planted.object, object_),
            )
            name = content_id("frame", *key)
            frames.append(Frame(name, document.id, document.text_id, segment, "do", trigger, arguments, evidence, fact))
            return
        claims.append(
            Claim(
                id=content_id("claim", *key),
                doc=document.id,
                text_id=document.text_id,
                segment=segment,
                subject=ActorRef(subject, subject_at, subject_at, planted.subject),
                predicate=planted.predicate,
                object=ActorRef(object_, object_at, object_at, planted.object),
                trigger=trigger,
                evidence=evidence,
                reader=str(self.version),
                factuality=fact,
                time=planted.time,
                sources=sources,
                confidence=planted.confidence,
                amount=planted.amount,
                role=planted.role,
            )
        )


@dataclass(frozen=True, slots=True)
class FixedClock:
    """Tell one time, always."""

    now: datetime = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the fixed time."""
        return self.now


def make_document(text: str, name: str = "doc", metadata: Metadata | None = None) -> Document:
    """Make a document of plain text, one body segment a line, as if found at `<name>.txt`."""
    segments: list[Segment] = []
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip("\n")
        if words:
            digest = hashlib.sha256(words.casefold().encode()).hexdigest()[:16]
            segments.append(Segment(len(segments), Span(at, at + len(words)), Voice.BODY, digest))
        at += len(line)
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest(),
        name=name,
        media_type="text/plain",
        size_bytes=len(text.encode()),
        metadata=metadata or Metadata(),
        origins=(Origin(f"{name}.txt"),),
        text=text,
        text_id=content_id("text", "test-1", text),
        segments=tuple(segments),
        offsets=OffsetMap.identity(len(text)),
    )


def assert_grounded(claim: Claim, document: Document) -> None:
    """Raise GroundingError unless every quote of the claim equals the document's text at its offsets."""
    quotes = [(claim.evidence.span, claim.evidence.words)]
    quotes += [(ref.span, ref.words) for ref in (claim.subject, claim.object)]
    quotes += [(s.span, s.words) for s in claim.sources if s.span is not None and s.words is not None]
    for span, words in quotes:
        if span.cut(document.text) != words:
            raise GroundingError(
                f"{claim.id}: {words!r} is claimed at [{span.start}, {span.end}), the text of {document.name} has "
                f"{span.cut(document.text)!r} there. The reader must quote what stands there."
            )
    if claim.trigger.end > len(document.text):
        raise GroundingError(f"{claim.id}: its trigger is beyond the end of {document.name}.")
