"""Ground imported lines in a document: find the words, the mentions, and make claims of them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from sayso.exchange.details import ActorDetails, Details
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

UNNAMED = "import"
"""Under which reader's name claims stand whose lines name none."""


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

    `known` are the document's raw actors; an imported actor with the same name, type and aliases is the same, unless
    its line names another by id. `taken` tells of an id whether an actor elsewhere has it. `by` is the reader's name of
    the claims; where None it is the one that a line tells, or `import`.
    """

    def __init__(
        self,
        document: Document,
        known: Iterable[Actor],
        by: str | None,
        taken: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._document, self._by, self._taken = document, by, taken
        self._by_key: dict[tuple[object, ...], Actor] = {}
        self._by_id: dict[str, Actor] = {}
        for actor in known:
            self._by_id[actor.id] = actor
            for key in ((actor.name, actor.aliases, actor.type), (actor.name, actor.aliases, None)):
                self._by_key.setdefault(key, actor)
        self._used: dict[str, Actor] = {}
        self._claims: dict[str, Claim] = {}

    def add(self, line: ClaimLine) -> str:
        """Add one line, return its claim's id; raises GroundingError where the words do not stand there."""
        document = self._document
        span = find_words(line, document.text)
        name = line.id or self._name(line, span)
        if name in self._claims:
            raise GroundingError(f"the id {name} stands on two lines")
        more = line.details or Details()
        if more.text != document.text_id or line.span != span:
            more = _without_offsets(more)
        bare = Span(span.start, span.start)
        self._claims[name] = Claim(
            id=name,
            doc=document.id,
            text_id=document.text_id,
            segment=self._segment(more, span),
            subject=self._refer(line.subject, more.subject, span),
            predicate=line.predicate,
            object=self._refer(line.object, more.object, span),
            trigger=self._check(more.trigger or bare),
            evidence=Evidence(span, span.cut(document.text)),
            reader=self._by or more.reader or UNNAMED,
            factuality=line.factuality,
            time=line.time,
            place=line.place,
            amount=line.amount,
            role=line.role,
            about=line.about,
            sources=tuple(self._credit(source, more.source(depth), span) for depth, source in enumerate(line.sources)),
            confidence=0.5 if more.confidence is None else more.confidence,
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
        document = self._document
        return Reading(document.id, document.text_id, self._by or UNNAMED, actors, tuple(claims), (), 0)

    def _name(self, line: ClaimLine, span: Span) -> str:
        """Return an id for a line that gives none: from all that it says, so that two lines share one only if alike."""
        fact = line.factuality
        said = (line.time, line.place, line.amount, line.role, line.about)
        key = (self._document.text_id, span.start, span.end, line.subject.name, line.predicate, line.object.name)
        more = (fact.polarity, fact.certainty, fact.modality, *said)
        return content_id("claim", *key, *more, *(source.name for source in line.sources))

    def _segment(self, more: Details, span: Span) -> int:
        """Return the segment that a line tells, else the first that holds its words, or touches them."""
        segments = self._document.segments
        if more.segment is not None and any(one.index == more.segment for one in segments):
            return more.segment
        found = next((one.index for one in segments if one.span.contains(span)), None)
        if found is None:
            found = next((one.index for one in segments if one.span.overlaps(span)), 0)
        return found

    def _check(self, span: Span) -> Span:
        """Return a span; raises GroundingError where it reaches beyond the text."""
        if span.end > len(self._document.text):
            raise GroundingError(f"[{span.start}, {span.end}) reaches beyond the end of the text")
        return span

    def _actor(self, line: ActorLine, more: ActorDetails) -> Actor:
        """Return the raw actor that a line means, a new one where the document has none."""
        actor = (
            self._told(line, more) if more.id is not None else self._by_key.get((line.name, line.aliases, line.type))
        )
        if actor is None:
            kind = line.type or more.type or ActorType.THING
            name = content_id("actor", self._document.text_id, self._by or UNNAMED, line.name, *line.aliases, kind)
            actor = self._keep(self._make(name, line, more))
        self._used[actor.id] = actor
        return actor

    def _told(self, line: ActorLine, more: ActorDetails) -> Actor:
        """Return the actor of the id that a line tells.

        Where that id is another actor's here or elsewhere, it is one of its own whose id comes from both.
        """
        actor = self._make(more.id or "", line, more)
        held = self._by_id.get(actor.id)
        if (held is None and self._taken(actor.id)) or held not in (None, actor):
            named = (actor.name, *actor.aliases, actor.type, actor.named, actor.canonical)
            actor = replace(actor, id=content_id("actor", self._document.text_id, actor.id, *named))
        return self._by_id.get(actor.id) or self._keep(actor)

    def _make(self, name: str, line: ActorLine, more: ActorDetails) -> Actor:
        named = any(char.isupper() for char in line.name) if more.named is None else more.named
        kind = line.type or more.type or ActorType.THING
        return Actor(name, self._document.id, line.name, kind, named, line.aliases, more.known_as)

    def _keep(self, actor: Actor) -> Actor:
        self._by_id[actor.id] = actor
        self._by_key.setdefault((actor.name, actor.aliases, actor.type), actor)
        self._by_key.setdefault((actor.name, actor.aliases, None), actor)
        return actor

    def _mention(self, line: ActorLine, within: Span) -> Span | None:
        """Return where a name or alias, the longest first, stands in the evidence."""
        words = within.cut(self._document.text)
        for name in sorted({line.name, *line.aliases}, key=lambda one: (-len(one), one)):
            found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)
            if found and name:
                return Span(found.start(), found.end()).shift(within.start)
        return None

    def _refer(self, line: ActorLine, more: ActorDetails, within: Span) -> ActorRef:
        """Return a reference; an empty span at the start of the evidence where no name stands in it."""
        span = more.at or self._mention(line, within) or Span(within.start, within.start)
        head = more.head or span
        return ActorRef(self._actor(line, more).id, self._check(span), self._check(head), span.cut(self._document.text))

    def _credit(self, line: ActorLine, more: ActorDetails, within: Span) -> SourceRef:
        """Return a source; one that says what it is, and not where, stands nowhere in the text."""
        span = more.at if more.id is not None else self._mention(line, within)
        bare = SourceRef(self._actor(line, more).id, more.name or line.name, cue=more.cue)
        if span is None:
            return bare
        return replace(bare, span=self._check(span), words=span.cut(self._document.text))


def _without_offsets(more: Details) -> Details:
    """Return details of another text, or of words that stand elsewhere now: names are looked for anew."""

    def bare(actor: ActorDetails) -> ActorDetails:
        return replace(actor, id=None, at=None, head=None)

    return replace(
        more,
        segment=None,
        trigger=None,
        subject=bare(more.subject),
        object=bare(more.object),
        sources=tuple(bare(source) for source in more.sources),
    )
