"""Join drafts with their scopes into claims: who says so, how sure, when, which words; drop what was said before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.model.actor import Actor, ActorType
from sayso.model.claim import ActorRef, Claim, Evidence, Modality, SourceRef
from sayso.model.document import Voice
from sayso.model.explanation import Reason
from sayso.model.frame import Argument, Frame
from sayso.model.ids import content_id
from sayso.model.span import Span
from sayso.reading.attribution import credits_of, stands_beside
from sayso.reading.confidence import estimate
from sayso.reading.drafts import ROLES, Draft, PassedOver
from sayso.reading.particulars import Particulars
from sayso.reading.parts import Credit, Entity, Mention
from sayso.reading.scene import Scene
from sayso.reading.sight import RawFrame
from sayso.reading.sums import CarriedSum, carry_sums

UNKNOWN = "(unknown)"
UNATTRIBUTED = "(unattributed report)"
MIN_CONFIDENCE = 0.2
MIN_PROPOSED = 0.4
CARRIED = 0.8


class Assembler:
    """Make claims, frames and actors of one scene."""

    def __init__(self, scene: Scene, floors: tuple[float, float] = (MIN_CONFIDENCE, MIN_PROPOSED)) -> None:
        self.scene = scene
        self._floors = floors
        self._particulars = Particulars(scene)
        self.document = scene.parsed.document
        self.actors: dict[str, Actor] = {}
        self._ids: dict[int, str] = {}
        self._taken: set[str] = set()
        self.made: list[tuple[Claim, Draft]] = []
        self.carried: list[tuple[Claim, Claim]] = []
        self.passed_over: list[PassedOver] = []

    @property
    def doubtful(self) -> list[RawFrame]:
        """Return the frames of claims below the floor."""
        return [passed.draft.frame for passed in self.passed_over if passed.reason is Reason.UNSURE]

    def claims(self, drafts: Sequence[Draft]) -> list[Claim]:
        """Return the claims of drafts in order of the text, each statement once; keep in `made` what each came from."""
        self.made = self.claims_with_drafts(drafts)
        made = [claim for claim, _ in self.made]
        self.carried = self._carried_sums(made)
        made += [claim for claim, _ in self.carried]
        return sorted(made, key=lambda claim: (claim.trigger, claim.subject.span, claim.object.span, claim.id))

    def _carried_sums(self, made: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
        """Return the claims of further sums between two whom an earlier claim joins, each with that claim."""
        carried = carry_sums(self.scene.parsed, self.scene.amounts, made)
        return [(claim, sum_.like) for sum_ in carried if (claim := self._carried(sum_)) is not None]

    def claims_with_drafts(self, drafts: Sequence[Draft]) -> list[tuple[Claim, Draft]]:
        """Return claims with the drafts that they were made from; the other drafts go to `passed_over`."""
        made: list[tuple[Claim, Draft]] = []
        seen: dict[tuple[object, ...], set[str | None]] = {}
        for draft in self._without_weaker(drafts):
            claim = self._claim(draft)
            key = self._statement(claim, draft.predicate.symmetric)
            times = seen.setdefault(key, set())
            if (times and (claim.time is None or claim.time in times)) or claim.id in self._taken:
                self.passed_over.append(PassedOver(draft, Reason.SAID_ALREADY, claim))
                continue
            if claim.confidence < self.floor(draft):
                self.passed_over.append(PassedOver(draft, Reason.UNSURE, claim))
                continue
            self._taken.add(claim.id)
            times.add(claim.time)
            made.append((claim, draft))
        return made

    def floor(self, draft: Draft) -> float:
        """Return the least confidence of a claim; one that no rule made has to be surer."""
        return self._floors[draft.proposed]

    def _without_weaker(self, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """Yield drafts without those that say less of the same two.

        Such are read off a bare name ("the chair of X"), or off a verb that only carries an event noun ("gave its
        backing to X").
        """
        said = {self._tie(draft) for draft in drafts if draft.frame.kind != "mention"}
        carried = {
            (d.frame.host, self._tie(d)) for d in drafts if d.frame.kind == "noun" and d.frame.host != d.frame.trigger
        }
        for draft in drafts:
            tie = self._tie(draft)
            weaker = draft.frame.kind == "mention" and tie in said
            if weaker or (draft.frame.kind == "verb" and (draft.frame.trigger, tie) in carried):
                self.passed_over.append(PassedOver(draft, Reason.WEAKER))
            else:
                yield draft

    def _tie(self, draft: Draft) -> tuple[int, int]:
        """Return the two actors of a draft."""
        subject = -1 if draft.subject is None else self._entity(draft.subject)[0].index
        return subject, self._entity(draft.object)[0].index

    @staticmethod
    def _statement(claim: Claim, symmetric: bool) -> tuple[object, ...]:
        """Return what makes two claims of one document say the same."""
        pair: tuple[str, ...] = (claim.subject.actor, claim.object.actor)
        if symmetric:
            pair = tuple(sorted(pair))
        sources = tuple(source.actor for source in claim.sources)
        return (*pair, claim.predicate, claim.factuality, sources, claim.amount)

    def _claim(self, draft: Draft) -> Claim:
        """Make one claim."""
        parsed, frame = self.scene.parsed, draft.frame
        subject = self._unknown(frame) if draft.subject is None else self._ref(draft.subject)
        obj = self._ref(draft.object)
        sources = self._sources(frame)
        trigger = parsed.span(frame.trigger, frame.trigger)
        factuality = self.scene.judge.judge(frame.host)
        identity = (subject.head.start, trigger.start, obj.head.start, len(sources))
        claim_id = content_id("claim", self.document.text_id, *identity)
        claim = Claim(
            id=claim_id,
            doc=self.document.id,
            text_id=self.document.text_id,
            segment=parsed.segments[frame.trigger],
            subject=subject,
            predicate=draft.predicate.name,
            object=obj,
            trigger=trigger,
            evidence=self._evidence(frame.trigger),
            reader=self.scene.reader,
            factuality=factuality,
            time=self._particulars.held(self._particulars.when(frame), draft),
            place=self._particulars.place(frame, draft),
            amount=self._particulars.amount(frame),
            role=self._particulars.role(draft),
            about=self._particulars.about(frame) if draft.predicate.about else None,
            sources=sources,
        )
        return replace(claim, confidence=estimate(draft, claim, parsed, self.scene.entities))

    def _carried(self, carried: CarriedSum) -> Claim | None:
        """Make the claim of a sum whose two sides an earlier claim gives; what is asked or offered is not yet given."""
        parsed, like, host = self.scene.parsed, carried.like, carried.host
        frame = RawFrame(host, "verb", "", host, {})
        sources = self._sources(frame)
        trigger = parsed.span(host, host)
        identity = (like.subject.head.start, trigger.start, like.object.head.start, len(sources))
        claim_id = content_id("claim", self.document.text_id, *identity)
        if claim_id in self._taken:
            return None
        self._taken.add(claim_id)
        factuality = self.scene.judge.judge(host)
        if carried.asked:
            factuality = replace(factuality, modality=Modality.INTENDED)
        return replace(
            like,
            id=claim_id,
            segment=parsed.segments[host],
            trigger=trigger,
            evidence=self._evidence(host),
            factuality=factuality,
            time=self._particulars.when(frame),
            amount=carried.expression.amount,
            sources=sources,
            confidence=round(like.confidence * CARRIED, 3),
        )

    # --- actors

    def _entity(self, head: int) -> tuple[Entity, Mention]:
        """Return the actor and mention at a head that meaning has accepted."""
        entities = self.scene.entities
        mention = entities.mention_over(head)
        return entities.entities[mention.entity], mention

    def _ref(self, head: int) -> ActorRef:
        """Return the reference to the actor at a head."""
        entity, mention = self._entity(head)
        parsed = self.scene.parsed
        return ActorRef(self.actor(entity), mention.span, parsed.span(head, head), mention.words)

    def actor(self, entity: Entity) -> str:
        """Return the id of an entity's actor, making the actor at first use."""
        if entity.index not in self._ids:
            first = self.scene.entities.mentions[entity.mentions[0]]
            actor_id = content_id("actor", self.document.text_id, first.span.start, first.span.end, entity.name)
            self._ids[entity.index] = actor_id
            self.actors[actor_id] = Actor(
                id=actor_id,
                doc=self.document.id,
                name=entity.name,
                type=entity.type,
                named=entity.named,
                aliases=entity.aliases,
                canonical=entity.canonical,
            )
        return self._ids[entity.index]

    def _stand_in(self, name: str, kind: ActorType, at: object, named: bool = False) -> str:
        """Return the id of an actor that has no mention: an unknown agent, a bare report, a commenter."""
        actor_id = content_id("actor", self.document.text_id, name, at)
        self.actors.setdefault(actor_id, Actor(actor_id, self.document.id, name, kind, named))
        return actor_id

    def _unknown(self, frame: RawFrame) -> ActorRef:
        """Return the reference to an agent that the text leaves out: an empty span at the trigger."""
        start = self.scene.parsed.starts[frame.trigger]
        actor_id = self._stand_in(UNKNOWN, ActorType.ORGANIZATION, start)
        return ActorRef(actor_id, Span(start, start), Span(start, start), "")

    # --- scopes

    def _sources(self, frame: RawFrame) -> tuple[SourceRef, ...]:
        """Return the say-so chain of a frame; identifying titles and appositions keep none but a commenter."""
        chain = list(self._commenter(frame.trigger))
        if frame.kind == "mention" or (frame.kind == "role" and frame.host == frame.trigger):
            return tuple(chain)
        for credit in credits_of(self.scene.credits, frame.host):
            if stands_beside(self.scene.parsed.table, frame.host, credit):
                continue
            source = self._source(credit)
            if source is not None and all(source.actor != link.actor for link in chain):
                chain.append(source)
        return tuple(chain)

    def _source(self, credit: Credit) -> SourceRef | None:
        """Return one link of the chain."""
        parsed = self.scene.parsed
        cue = " ".join(parsed.words(i, i) for i in credit.cue) or None
        if credit.source is None:
            name = credit.bare or UNATTRIBUTED
            at = parsed.starts[credit.cue[0]] if credit.cue else 0
            return SourceRef(self._stand_in(name, ActorType.ORGANIZATION, "bare"), name, cue=cue) if at >= 0 else None
        entities = self.scene.entities
        mention = entities.mention_at(credit.source)
        if mention is None:
            at_token = entities.by_token.get(credit.source)
            mention = None if at_token is None else entities.mentions[at_token]
        if mention is None:
            words = parsed.words(credit.source, credit.source)
            span = parsed.span(credit.source, credit.source)
            return SourceRef(self._stand_in(words, ActorType.ORGANIZATION, span.start), words, span, words, cue)
        entity = entities.entities[mention.entity]
        return SourceRef(self.actor(entity), entity.name, mention.span, mention.words, cue)

    def _commenter(self, token: int) -> Iterator[SourceRef]:
        """Yield the commenter of a reader comment as the first source."""
        segment = self.document.segments[self.scene.parsed.segments[token]]
        if segment.voice is Voice.COMMENT:
            name = segment.speaker or "(unnamed commenter)"
            at = "comment" if segment.speaker else segment.index
            yield SourceRef(self._stand_in(name, ActorType.PERSON, at, bool(segment.speaker)), name, cue="comment")

    def _evidence(self, token: int) -> Evidence:
        """Return the sentence of a token with its exact words."""
        parsed = self.scene.parsed
        first, last = parsed.sentences[parsed.sentence_of[token]]
        return Evidence(parsed.span(first, last), parsed.words(first, last))

    # --- frames without a predicate

    def frame(self, raw: RawFrame) -> Frame | None:
        """Return a frame that no predicate fits, or None where fewer than one of its arguments is an actor."""
        arguments = tuple(self._arguments(raw))
        if not any(argument.actor for argument in arguments):
            return None
        parsed = self.scene.parsed
        trigger = parsed.span(raw.trigger, raw.trigger)
        return Frame(
            id=content_id("frame", self.document.text_id, trigger.start),
            doc=self.document.id,
            text_id=self.document.text_id,
            segment=parsed.segments[raw.trigger],
            lemma=raw.word,
            trigger=trigger,
            arguments=arguments,
            evidence=self._evidence(raw.trigger),
            factuality=self.scene.judge.judge(raw.host),
            time=self._particulars.when(raw),
            sources=self._sources(raw),
        )

    def _arguments(self, raw: RawFrame) -> Iterator[Argument]:
        """Yield a frame's arguments with their words and actors."""
        for role, heads in raw.args.items():
            for head in heads:
                entity = self.scene.entities.entity_at(head)
                mention = self.scene.entities.mention_at(head)
                span = mention.span if mention else self.scene.parsed.span(head, head)
                actor = self.actor(entity) if entity is not None and entity.named else None
                yield Argument(ROLES.get(role, role), span, span.cut(self.document.text), actor)
