"""Show how a scene is read, sentence by sentence; takes a Scene, gives an Explanation, and decides nothing itself.

Frames, drafts, claims and what kept a sense from a frame come from the stages that read; which words opened a scope and
which expression gave a date comes from asking those stages again without them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.model.claim import Claim
from sayso.model.explanation import (
    ArgumentNote,
    CreditNote,
    Explanation,
    Factor,
    FrameNote,
    MeaningNote,
    MentionNote,
    ObjectionNote,
    Reason,
    ScopeNote,
    SentenceNote,
    TimeNote,
)
from sayso.model.span import Span
from sayso.reading.assembly import Assembler
from sayso.reading.confidence import weigh
from sayso.reading.drafts import ROLES, Draft, Objection
from sayso.reading.frames import FrameFinder
from sayso.reading.meaning import Meaning
from sayso.reading.openers import Opener, Openers
from sayso.reading.particulars import Particulars
from sayso.reading.parts import Credit, Mention, TimeExpression
from sayso.reading.reader import make_reading
from sayso.reading.scene import Scene
from sayso.reading.sight import RawFrame
from sayso.vocabulary import Vocabulary

FACTORS = 5
"""How many features of a claim's confidence are shown: with five, three quarters of the log odds are told."""
NEAREST_FIRST = tuple(Reason)[::-1]
CARRIED = "carried sum"


@dataclass(slots=True)
class _Read:
    """Gather what became of one frame."""

    frame: RawFrame
    objections: list[Objection]
    made: list[tuple[Claim, Draft]] = field(default_factory=list)
    carried: list[tuple[Claim, Claim]] = field(default_factory=list)
    passed: list[ObjectionNote] = field(default_factory=list)


class _Reads:
    """Hold what became of frames, by trigger and kind."""

    def __init__(self, reads: Iterable[_Read]) -> None:
        self._held = {(read.frame.trigger, read.frame.kind): read for read in reads}

    def of(self, frame: RawFrame) -> _Read:
        """Return what became of a frame; one that is made beside the sentence's own is added."""
        return self._held.setdefault((frame.trigger, frame.kind), _Read(frame, []))

    def at(self, token: int, lemma: str) -> _Read:
        """Return the first frame at a token, or a new one for a sum that is carried on."""
        here = (read for (trigger, _), read in self._held.items() if trigger == token)
        return next(here, None) or self.of(RawFrame(token, CARRIED, lemma, token, {}))

    def in_order(self) -> list[_Read]:
        """Return all in order of the text."""
        return sorted(self._held.values(), key=lambda read: read.frame.trigger)


def explain(scene: Scene, vocabulary: Vocabulary) -> Explanation:
    """Return how a scene is read; its claims are those of its reading, with the same ids."""
    return _Explainer(scene, vocabulary).explanation()


class _Explainer:
    """Explain one scene."""

    def __init__(self, scene: Scene, vocabulary: Vocabulary) -> None:
        self.scene = scene
        self.vocabulary = vocabulary
        self.parsed = scene.parsed
        self.assembler = Assembler(scene)
        self.reads = self._read()
        self.openers = Openers(scene.parsed)

    def explanation(self) -> Explanation:
        """Return the whole."""
        by_sentence: dict[int, list[_Read]] = defaultdict(list)
        for read in self.reads:
            by_sentence[self.parsed.sentence_of[read.frame.trigger]].append(read)
        mentions = self._by_sentence(self.scene.entities.mentions)
        return Explanation(
            document=self.parsed.document.name,
            reader=self.scene.reader,
            sentences=tuple(
                self._sentence(number, by_sentence[number], mentions[number])
                for number in range(len(self.parsed.sentences))
            ),
        )

    def _read(self) -> list[_Read]:
        """Read the scene as it is always read, and gather for each frame what became of it."""
        make_reading(self.scene, self.vocabulary, self.assembler)
        reads = _Reads(self._frames())
        for claim, draft in self.assembler.made:
            reads.of(draft.frame).made.append((claim, draft))
        for passed in self.assembler.passed_over:
            confidence = None if passed.claim is None else passed.claim.confidence
            sense = passed.draft.sense
            floor = self.assembler.floor(passed.draft)
            note = ObjectionNote(passed.reason, sense.predicate, sense.word, confidence=confidence, floor=floor)
            reads.of(passed.draft.frame).passed.append(note)
        tokens = {start: token for token, start in enumerate(self.parsed.starts)}
        for claim, like in self.assembler.carried:
            token = tokens[claim.trigger.start]
            reads.at(token, self.parsed.table.lemma[token]).carried.append((claim, like))
        return reads.in_order()

    def _frames(self) -> Iterator[_Read]:
        """Yield each frame with what kept senses from it."""
        scene, objections = self.scene, list[Objection]()
        meaning = Meaning(scene.entities, self.vocabulary, scene.amounts, objections)
        for frame in FrameFinder(scene.parsed, scene.entities, self.vocabulary).frames():
            meaning.drafts(frame)
            yield _Read(frame, objections.copy())
            objections.clear()

    def _by_sentence(self, mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
        """Return mentions by the sentence that they stand in; one in an aside stands with the token before it."""
        found: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            found[self.parsed.sentence_of[max(mention.first, 0)]].append(mention)
        return found

    # --- sentences

    def _sentence(self, number: int, reads: Sequence[_Read], mentions: Sequence[Mention]) -> SentenceNote:
        """Return one sentence."""
        first, last = self.parsed.sentences[number]
        openers = self.openers.find(number, (read.frame.host for read in reads))
        times = [one for one in self.scene.times if first <= one.first <= last]
        return SentenceNote(
            span=self.parsed.span(first, last),
            words=self.parsed.words(first, last),
            voice=self.parsed.voice(first).value,
            mentions=tuple(map(self._mention, mentions)),
            credits=tuple(self._credits(first, last)),
            scopes=tuple(map(self._scope, openers)),
            times=tuple(map(self._time, times)),
            frames=tuple(self._frame(read, openers, times) for read in reads),
        )

    def _mention(self, mention: Mention) -> MentionNote:
        entity = self.scene.entities.entities[mention.entity]
        first = self.scene.entities.mentions[entity.mentions[0]]
        return MentionNote(
            span=mention.span,
            words=mention.words,
            kind=mention.kind.value,
            actor=entity.name,
            type=entity.type,
            number=entity.index + 1,
            named=entity.named,
            first=first.span,
            mentions=len(entity.mentions),
        )

    def _credits(self, first: int, last: int) -> Iterator[CreditNote]:
        """Yield the credits whose cue or content stands in a sentence."""
        for credit in self.scene.credits:
            inside = any(first <= token <= last for token in credit.cue)
            if inside or any(start <= last and first <= end for start, end in credit.content):
                yield self._credit(credit)

    def _credit(self, credit: Credit) -> CreditNote:
        words, span = credit.bare, None
        if credit.source is not None:
            mention = self.scene.entities.mention_at(credit.source)
            span = self.parsed.span(credit.source, credit.source) if mention is None else mention.span
            words = span.cut(self.parsed.document.text)
        return CreditNote(
            source=words,
            span=span,
            cue=" ".join(self.parsed.words(token, token) for token in credit.cue),
            content=tuple(self.parsed.span(start, end) for start, end in credit.content),
            depth=credit.depth,
            passes_on=credit.passes_on,
        )

    def _scope(self, opener: Opener) -> ScopeNote:
        span = self.parsed.span(opener.token, opener.token)
        covers = tuple(self.parsed.span(token, token) for token in opener.covers)
        return ScopeNote(span, span.cut(self.parsed.document.text), opener.effect, covers)

    def _time(self, time: TimeExpression) -> TimeNote:
        span = self.parsed.span(time.first, time.last)
        return TimeNote(span, span.cut(self.parsed.document.text), time.edtf, time.relation)

    # --- frames

    def _frame(self, read: _Read, openers: Sequence[Opener], times: Sequence[TimeExpression]) -> FrameNote:
        frame = read.frame
        over = tuple(self._scope(opener) for opener in openers if frame.host in opener.covers)
        meanings = [self._meaning(claim, draft, over, times) for claim, draft in read.made]
        meanings += [self._sum(claim, like, over) for claim, like in read.carried]
        trigger = self.parsed.span(frame.trigger, frame.trigger)
        objections = sorted(
            dict.fromkeys([*read.passed, *map(self._objection, read.objections)]),
            key=lambda one: NEAREST_FIRST.index(one.reason),
        )
        return FrameNote(
            trigger=trigger,
            words=trigger.cut(self.parsed.document.text),
            kind=frame.kind,
            lemma=frame.word,
            arguments=tuple(self._arguments(frame)),
            factuality=self.scene.judge.judge(frame.host),
            meanings=tuple(meanings),
            objections=tuple(objections),
        )

    def _arguments(self, frame: RawFrame) -> Iterator[ArgumentNote]:
        for role, heads in frame.args.items():
            for head in heads:
                span, entity = self._words_at(head), self.scene.entities.entity_at(head)
                yield ArgumentNote(
                    role=ROLES.get(role, role),
                    span=span,
                    words=span.cut(self.parsed.document.text),
                    actor=None if entity is None else entity.name,
                    type=None if entity is None else entity.type,
                )

    def _words_at(self, head: int) -> Span:
        """Return the span of the mention at a head, or of the word alone."""
        mention = self.scene.entities.mention_at(head)
        return self.parsed.span(head, head) if mention is None else mention.span

    def _meaning(
        self, claim: Claim, draft: Draft, over: tuple[ScopeNote, ...], times: Sequence[TimeExpression]
    ) -> MeaningNote:
        names = self.assembler.actors
        dated = [] if claim.time is None else self._dated_by(draft.frame, times)
        factors = weigh(draft, claim, self.parsed, self.scene.entities)[:FACTORS]
        return MeaningNote(
            claim=claim,
            subject=names[claim.subject.actor].name,
            object=names[claim.object.actor].name,
            sense=f"{draft.sense.kind} {draft.sense.word}" if draft.sense.subject else "",
            slots=(ROLES.get(draft.slots[0], draft.slots[0]), ROLES.get(draft.slots[1], draft.slots[1])),
            scopes=over,
            times=tuple(map(self._time, dated)),
            factors=tuple(Factor(name, round(weight, 3)) for name, weight in factors),
            chance=draft.chance,
        )

    def _sum(self, claim: Claim, like: Claim, over: tuple[ScopeNote, ...]) -> MeaningNote:
        names = self.assembler.actors
        sides = names[claim.subject.actor].name, names[claim.object.actor].name
        return MeaningNote(claim, *sides, "", ("subject", "object"), over, carries=like.id)

    def _dated_by(self, frame: RawFrame, times: Sequence[TimeExpression]) -> list[TimeExpression]:
        """Return the expressions without which a frame would have another date."""
        known = Particulars(self.scene).when(frame)
        without = {
            time: Particulars(replace(self.scene, times=[one for one in times if one is not time])) for time in times
        }
        return [time for time, others in without.items() if others.when(frame) != known]

    def _objection(self, objection: Objection) -> ObjectionNote:
        sense = objection.sense
        if sense is None:
            return ObjectionNote(objection.reason)
        predicate = self.vocabulary.predicates[sense.predicate]
        head, side = objection.head, objection.side
        slots = sense.subject if side == "subject" else sense.object
        allowed = predicate.subject if side == "subject" else predicate.object
        entity = None if head is None else self.scene.entities.entity_at(head)
        wants = next((slot.types for slot in slots if slot.role == objection.role), frozenset()) or allowed
        return ObjectionNote(
            reason=objection.reason,
            predicate=sense.predicate,
            sense=sense.word,
            side=side,
            role=objection.role,
            words=None if head is None else self._words_at(head).cut(self.parsed.document.text),
            type=None if entity is None else entity.type,
            wants=tuple(sorted(wants)) if objection.reason is Reason.TYPE else (),
        )
