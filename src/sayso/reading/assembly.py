"""Join drafts with their scopes into claims: who says so, how sure, when, which words; drop what was said before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.model.actor import Actor, ActorType
from sayso.model.claim import ActorRef, Amount, Claim, Evidence, Modality, SourceRef
from sayso.model.document import Voice
from sayso.model.explanation import Reason
from sayso.model.frame import Argument, Frame
from sayso.model.ids import content_id
from sayso.model.span import Span
from sayso.reading.amounts import amount_of
from sayso.reading.attribution import credits_of, stands_beside
from sayso.reading.confidence import estimate
from sayso.reading.drafts import ROLES, Draft, PassedOver
from sayso.reading.encoder import Encoded
from sayso.reading.factuality import FactualityJudge
from sayso.reading.language import Parsed
from sayso.reading.meaning import Meaning
from sayso.reading.parts import AmountExpression, Credit, Entities, Entity, Mention, TimeExpression
from sayso.reading.sight import RawFrame
from sayso.reading.sums import CarriedSum, carry_sums
from sayso.reading.time import time_of

UNKNOWN = "(unknown)"
UNATTRIBUTED = "(unattributed report)"
MIN_CONFIDENCE = 0.2
MIN_PROPOSED = 0.4
CARRIED = 0.8
MAX_ABOUT_WORDS = 14
PLACE_ROLES = ("in", "at", "near", "inside", "outside")


@dataclass(frozen=True)
class Scene:
    """Hold everything that was read off one document before claims are made; `sentences` where there is an encoder."""

    parsed: Parsed
    entities: Entities
    credits: Sequence[Credit]
    judge: FactualityJudge
    times: Sequence[TimeExpression]
    amounts: Sequence[AmountExpression]
    meaning: Meaning
    reader: str
    sentences: Sequence[Encoded] = ()


class Assembler:
    """Make claims, frames and actors of one scene."""

    def __init__(self, scene: Scene, floors: tuple[float, float] = (MIN_CONFIDENCE, MIN_PROPOSED)) -> None:
        self.scene = scene
        self._floors = floors
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
            time=self._held(self.when(frame), draft),
            place=self._place(frame, draft),
            amount=self._amount(frame),
            role=self._role(frame),
            about=self._about(frame) if draft.predicate.about else None,
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
            time=self.when(frame),
            amount=carried.expression.amount,
            sources=sources,
            confidence=round(like.confidence * CARRIED, 3),
        )

    # --- actors

    def _entity(self, head: int) -> tuple[Entity, Mention]:
        """Return the actor and mention at a head that meaning has accepted."""
        entities = self.scene.entities
        mention = entities.mention_at(head) or entities.mentions[entities.by_token[head]]
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

    def when(self, frame: RawFrame) -> str | None:
        """Return when it happened or began; a noun that is its clause's subject takes the clause's time."""
        parsed, t = self.scene.parsed, self.scene.parsed.table
        if frame.kind in ("role", "mention") and frame.host == frame.trigger:
            return self._time_within(frame.trigger)
        noun = frame.kind == "noun" and frame.host != frame.trigger
        found = self._time_within(frame.trigger) if noun else None
        found = found or time_of(parsed, self.scene.times, frame.host)
        if found is None and noun:
            found = time_of(parsed, self.scene.times, frame.trigger)
        if found is None and frame.kind == "noun" and t.dep[frame.host] in ("nsubj", "nsubjpass"):
            verb = t.head[frame.host]
            inside = [time.edtf for time in self.scene.times if time.first <= verb <= time.last]
            found = inside[0] if inside else time_of(parsed, self.scene.times, verb)
        if found is None and frame.kind == "noun" and t.dep[frame.host] == "pobj":
            preposition = t.head[frame.host]
            if t.lower[preposition] in ("in", "during"):
                found = time_of(parsed, self.scene.times, t.head[preposition])
        return found

    def _held(self, time: str | None, draft: Draft) -> str | None:
        """Return when a claim holds: a state that a verb of beginning opens ("joined in 2005") goes on from then."""
        verb = self.scene.parsed.table.lemma[draft.frame.host]
        opens = draft.predicate.kind == "state" and verb in self.scene.meaning.vocabulary.beginning
        return f"{time}/.." if time is not None and opens and "/" not in time else time

    def _time_within(self, noun: int) -> str | None:
        """Return the time inside a noun's own phrase: the clause around a title does not date it."""
        first, last = self.scene.parsed.table.left[noun], self.scene.parsed.table.right[noun]
        own = [time for time in self.scene.times if first <= time.first and time.last <= last]
        return time_of(self.scene.parsed, own, noun) if own else None

    def _place(self, frame: RawFrame, draft: Draft) -> str | None:
        """Return the name of the place where an event happened, unless the place is an actor of the claim."""
        used = {draft.subject, draft.object}
        for role in (role for role in PLACE_ROLES if role not in draft.slots):
            for head in frame.args.get(role, ()):
                entity = self.scene.entities.entity_at(head)
                if entity and head not in used and entity.type in (ActorType.PLACE, ActorType.STATE):
                    return entity.name
        return None

    def _amount(self, frame: RawFrame) -> Amount | None:
        """Return the sum of money that a frame speaks of."""
        parsed, amounts = self.scene.parsed, self.scene.amounts
        found = amount_of(parsed, amounts, frame.trigger)
        return found if found is not None or frame.host == frame.trigger else amount_of(parsed, amounts, frame.host)

    def _role(self, frame: RawFrame) -> str | None:
        """Return the words of a post: the role noun with its modifiers, or what somebody was named."""
        parsed, t = self.scene.parsed, self.scene.parsed.table
        if frame.kind == "role":
            head = frame.trigger
        elif frame.args.get("attr"):
            head = frame.args["attr"][0]
        else:
            return None
        first = head
        while first > 0 and t.head[first - 1] == head and t.dep[first - 1] in ("compound", "amod", "nmod"):
            if (first - 1) in self.scene.entities.by_head:
                break
            first -= 1
        return parsed.words(first, head).lower() if t.pos[head] == "NOUN" else parsed.words(first, head)

    def _about(self, frame: RawFrame) -> str | None:
        """Return the words of what is asked, blamed or agreed: the clause or phrase that completes the trigger."""
        parsed, t = self.scene.parsed, self.scene.parsed.table
        objects = [c for c in t.children[frame.trigger] if t.dep[c] == "dobj"]
        for c in (*t.children[frame.trigger], *(low for obj in objects for low in t.children[obj])):
            if t.dep[c] in ("xcomp", "ccomp") or (t.dep[c] == "prep" and t.lower[c] in ("for", "of", "over")):
                first, last = t.left[c], t.right[c]
                first += t.dep[c] == "prep" and first == c and last > c
                words = parsed.words(first, last).split()
                return " ".join(words[:MAX_ABOUT_WORDS])
        return None

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
            time=self.when(raw),
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
