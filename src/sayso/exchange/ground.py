"""Ground imported lines in a document: find the words, the mentions, and make claims of them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from sayso.exchange.parse import ActorLine, ClaimLine
from sayso.model import (
    Actor,
    ActorRef,
    ActorType,
    Claim,
    Document,
    Evidence,
    Reading,
    SourceRef,
    Span,
    content_id,
)
from sayso.model.errors import GroundingError


def find_words(line: ClaimLine, text: str) -> Span:
    """Return where the line's words stand: at its offsets, else at the one place where they stand up to white space.

    Raises GroundingError where they stand nowhere, or at several places.
    """
    if line.span is not None and line.span.end <= len(text) and line.span.cut(text) == line.words:
        return line.span
    pattern = re.compile(r"\s+".join(re.escape(word) for word in line.words.split()))
    places = [Span(found.start(), found.end()) for found in pattern.finditer(text)]
    if not places:
        raise GroundingError("the evidence does not stand in the document")
    if len(places) > 1:
        raise GroundingError(f"the evidence stands at {len(places)} places; give start and end")
    return places[0]


class Grounder:
    """Collect the grounded claims of one document, and the actors that they need.

    `known` are the document's raw actors; an imported actor with the same name, type and aliases is the same.
    """

    def __init__(self, document: Document, known: Iterable[Actor], by: str) -> None:
        self._document, self._by = document, by
        self._by_key: dict[tuple[object, ...], Actor] = {}
        for actor in known:
            for key in ((actor.name, actor.aliases, actor.type), (actor.name, actor.aliases, None)):
                self._by_key.setdefault(key, actor)
        self._used: dict[str, Actor] = {}
        self._claims: dict[str, Claim] = {}

    def add(self, line: ClaimLine) -> str:
        """Add one line, return its claim's id; raises GroundingError where the words do not stand there."""
        document = self._document
        span = find_words(line, document.text)
        words = span.cut(document.text)
        fact = line.factuality
        key = (document.text_id, span.start, span.end, line.subject.name, line.predicate, line.object.name)
        name = line.id or content_id("claim", *key, fact.polarity, *(source.name for source in line.sources))
        if name in self._claims:
            raise GroundingError(f"the id {name} stands on two lines")
        segment = next((one.index for one in document.segments if one.span.contains(span)), None)
        if segment is None:
            segment = next((one.index for one in document.segments if one.span.overlaps(span)), 0)
        subject, object_ = self._refer(line.subject, span), self._refer(line.object, span)
        self._claims[name] = Claim(
            id=name,
            doc=document.id,
            text_id=document.text_id,
            segment=segment,
            subject=subject,
            predicate=line.predicate,
            object=object_,
            trigger=Span(span.start, span.start),
            evidence=Evidence(span, words),
            reader=self._by,
            factuality=fact,
            time=line.time,
            place=line.place,
            amount=line.amount,
            role=line.role,
            about=line.about,
            sources=tuple(self._credit(source, span) for source in line.sources),
        )
        return name

    def drop(self, ids: Iterable[str]) -> None:
        """Leave claims out again: those that the casefile has."""
        for name in ids:
            self._claims.pop(name, None)

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of the claims collected."""
        return frozenset(self._claims)

    def reading(self) -> Reading:
        """Return what was collected; the words count as read by nobody."""
        claims = sorted(self._claims.values(), key=lambda claim: (claim.evidence.span, claim.id))
        needed = {a for c in claims for a in (c.subject.actor, c.object.actor, *(s.actor for s in c.sources))}
        actors = tuple(actor for name, actor in sorted(self._used.items()) if name in needed)
        return Reading(self._document.id, self._document.text_id, self._by, actors, tuple(claims), (), 0)

    def _actor(self, line: ActorLine) -> Actor:
        """Return the raw actor that a line means, a new one where the document has none."""
        actor = self._by_key.get((line.name, line.aliases, line.type))
        if actor is None:
            kind = line.type or ActorType.THING
            name = content_id("actor", self._document.text_id, self._by, line.name, *line.aliases, kind)
            named = any(char.isupper() for char in line.name)
            actor = Actor(name, self._document.id, line.name, kind, named, line.aliases)
            self._by_key[line.name, line.aliases, kind] = actor
            self._by_key.setdefault((line.name, line.aliases, None), actor)
        self._used[actor.id] = actor
        return actor

    def _mention(self, line: ActorLine, within: Span) -> Span | None:
        """Return where a name or alias, the longest first, stands in the evidence."""
        words = within.cut(self._document.text)
        for name in sorted({line.name, *line.aliases}, key=lambda one: (-len(one), one)):
            found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)
            if found and name:
                return Span(found.start(), found.end()).shift(within.start)
        return None

    def _refer(self, line: ActorLine, within: Span) -> ActorRef:
        """Return a reference; an empty span at the start of the evidence where no name stands in it."""
        span = self._mention(line, within) or Span(within.start, within.start)
        return ActorRef(self._actor(line).id, span, span, span.cut(self._document.text))

    def _credit(self, line: ActorLine, within: Span) -> SourceRef:
        actor, span = self._actor(line), self._mention(line, within)
        bare = SourceRef(actor.id, line.name)
        return bare if span is None else replace(bare, span=span, words=span.cut(self._document.text))
