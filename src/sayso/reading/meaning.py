"""Give frames their predicates by the vocabulary's data: which word in which frame, with actors of which types."""

from collections.abc import Iterator, Sequence

from sayso.model.actor import ActorType
from sayso.model.explanation import Reason
from sayso.reading.drafts import Draft, Objection
from sayso.reading.parts import AmountExpression, Entities, Entity, MentionKind
from sayso.reading.sight import RawFrame
from sayso.vocabulary import Predicate, Sense, Slot, Vocabulary

ACTING = frozenset({ActorType.PERSON, ActorType.ORGANIZATION, ActorType.STATE, ActorType.PLACE})
PEOPLE = frozenset({ActorType.PERSON, ActorType.ORGANIZATION})


class Meaning:
    """Match frames of one document with senses of the vocabulary.

    Where a list is given for `objections`, what kept each sense from each frame is added to it, for explaining.
    """

    def __init__(
        self,
        entities: Entities,
        vocabulary: Vocabulary,
        amounts: Sequence[AmountExpression],
        objections: list[Objection] | None = None,
    ) -> None:
        self.entities = entities
        self.vocabulary = vocabulary
        self.objections = objections
        self.spoken = {
            entity.index
            for entity in entities.entities
            if any(entities.mentions[m].kind is not MentionKind.PRONOUN for m in entity.mentions)
        }
        self.sums = frozenset(i for amount in amounts for i in range(amount.first, amount.last + 1))

    def drafts(self, frame: RawFrame) -> list[Draft]:
        """Return the claims that a frame makes, at most one for each pair of actors; empty where no predicate fits.

        Among senses the one with the most conditions wins, then the one that comes first in the data.
        """
        for senses in self._senses(frame):
            found = self._best(senses, frame)
            if found:
                return self._without_needless_unknowns(found)
        return []

    def _refuse(
        self,
        reason: Reason,
        sense: Sense | None = None,
        side: str | None = None,
        role: str | None = None,
        head: int | None = None,
    ) -> None:
        """Keep what kept a sense from the frame at work, where somebody wants to know."""
        if self.objections is not None:
            self.objections.append(Objection(reason, sense, side, role, head))

    def _best(self, senses: Sequence[Sense], frame: RawFrame) -> list[Draft]:
        """Return the best draft of each pair of actors."""
        best: dict[tuple[int | None, int], Draft] = {}
        for sense in sorted(senses, key=lambda sense: sense.pair):
            if sense.pair and best:
                break
            for draft in self._apply(sense, frame):
                key = (self._entity_index(draft.subject), self._entity_index(draft.object) or 0)
                if key in best and not _better(draft, best[key]):
                    self._refuse(Reason.LESS_SPECIFIC, sense)
                    continue
                if key in best:
                    self._refuse(Reason.LESS_SPECIFIC, best[key].sense)
                best[key] = draft
        return list(best.values())

    @staticmethod
    def _without_needless_unknowns(drafts: list[Draft]) -> list[Draft]:
        """Drop a draft with an unknown agent where another draft knows more of the same object."""
        known = {draft.object for draft in drafts if draft.subject is not None}
        return [draft for draft in drafts if draft.subject is not None or draft.object not in known]

    def _senses(self, frame: RawFrame) -> Iterator[list[Sense]]:
        """Yield the senses to try, those of longer words first; none for a verb whose particle turns its meaning."""
        table = self.vocabulary.senses
        if any(word in self.vocabulary.idioms for word in frame.others):
            self._refuse(Reason.IDIOM)
            return
        known = [table.get((frame.kind, word), ()) for word in (*frame.others, frame.word)]
        if not any(known):
            self._refuse(Reason.NO_SENSE)
        for senses in known:
            yield [sense for sense in senses if self._may_apply(sense, frame)]

    def _may_apply(self, sense: Sense, frame: RawFrame) -> bool:
        """Tell whether a sense's fixed words stand with the frame and its needed roles are filled."""
        if not set(sense.fixed) <= frame.near:
            self._refuse(Reason.NO_COMPANION, sense, role=" ".join(sense.fixed))
            return False
        lacking = [role for role in sense.needs if role not in frame.args]
        if lacking:
            self._refuse(Reason.NO_NEEDED_ROLE, sense, role=" ".join(lacking))
        return not lacking

    def _apply(self, sense: Sense, frame: RawFrame) -> Iterator[Draft]:
        """Yield the drafts of one sense."""
        predicate = self.vocabulary.predicates[sense.predicate]
        if any(slot.money for slot in (*sense.subject, *sense.object)) and not self._has_sum(frame):
            self._refuse(Reason.NO_SUM, sense)
            return
        if sense.pair:
            yield from self._pairs(sense, predicate, frame)
            return
        objects = self._fill(sense, "object", predicate.object, frame)
        if not objects:
            return
        subjects = self._fill(sense, "subject", predicate.subject, frame)
        role_o, object_heads = objects
        if subjects:
            role_s, subject_heads = subjects
            for s in subject_heads:
                if frame.kind == "role" and s == frame.trigger and self._stands_for_group(s):
                    continue
                for o in object_heads:
                    if self._entity_index(s) == self._entity_index(o):
                        self._refuse(Reason.SAME_ACTOR, sense, role=f"{role_s}>{role_o}", head=s)
                    else:
                        strain = self._strain(s, sense.subject, predicate.subject, role_s)
                        strain += self._strain(o, sense.object, predicate.object, role_o)
                        yield Draft(predicate, s, o, frame, sense, (role_s, role_o), strain)
        elif self._may_lack_agent(sense, predicate, frame):
            for o in object_heads:
                if self._may_be_done_to(o):
                    yield Draft(predicate, None, o, frame, sense, ("?", role_o))

    def _may_lack_agent(self, sense: Sense, predicate: Predicate, frame: RawFrame) -> bool:
        """Tell whether an unknown agent may stand in: not where a pronoun stands that only could not be resolved."""
        if any(slot.role == "!" for slot in sense.subject):
            return False
        if any(slot.role == "?" for slot in sense.subject):
            return True
        mentions = [self.entities.mention_at(h) for slot in sense.subject for h in frame.args.get(slot.role, ())]
        return predicate.agentless and not any(m and m.kind is MentionKind.PRONOUN for m in mentions)

    def _stands_for_group(self, head: int) -> bool:
        """Tell whether a role noun in the plural ("the officials of the bank") already stands for the body itself."""
        entity = self._entity(head)
        return entity is not None and entity.named and entity.type in (ActorType.STATE, ActorType.ORGANIZATION)

    def _may_be_done_to(self, head: int) -> bool:
        """Tell whether an actor may be the object of an unknown agent: people, or what has a name."""
        entity = self._entity(head)
        return entity is not None and (entity.named or entity.type in PEOPLE)

    def _pairs(self, sense: Sense, predicate: Predicate, frame: RawFrame) -> Iterator[Draft]:
        """Yield a draft for each two members of one argument."""
        filled = self._fill(sense, "subject", predicate.subject, frame)
        if not filled:
            return
        role, heads = filled
        for n, left in enumerate(heads):
            for right in heads[n + 1 :]:
                if self._entity_index(left) != self._entity_index(right):
                    yield Draft(predicate, left, right, frame, sense, (role, role))
                    if not predicate.symmetric:
                        yield Draft(predicate, right, left, frame, sense, (role, role))

    def _fill(
        self, sense: Sense, side: str, allowed: frozenset[ActorType], frame: RawFrame
    ) -> tuple[str, list[int]] | None:
        """Return the first slot that actors fill, and their heads; a fixed word's own phrases count as the frame's."""
        misfits: list[tuple[Reason, str, int]] = []
        slots = sense.subject if side == "subject" else sense.object
        for slot in slots:
            roles = (slot.role, *(f"{word}.{slot.role}" for word in sense.fixed))
            found = dict.fromkeys(h for role in roles for h in frame.args.get(role, ()))
            heads = []
            for head in found:
                misfit = self._misfit(head, slot, allowed)
                if misfit is None:
                    heads.append(head)
                else:
                    misfits.append((misfit, slot.role, head))
            if heads:
                return slot.role, heads
        if misfits:
            reason, role, head = misfits[0]
            self._refuse(reason, sense, side, role, head)
        else:
            self._refuse(Reason.NO_ARGUMENT, sense, side, " ".join(slot.role for slot in slots))
        return None

    def _has_sum(self, frame: RawFrame) -> bool:
        """Tell whether one of a frame's arguments is a sum of money."""
        return any(head in self.sums for heads in frame.args.values() for head in heads)

    def _misfit(self, head: int, slot: Slot, allowed: frozenset[ActorType]) -> Reason | None:
        """Return why the actor at a head may not fill a slot of a predicate, or None where it may."""
        entity = self._entity(head)
        if entity is None or head in self.sums or entity.type is ActorType.AMOUNT:
            return Reason.NO_ACTOR
        if (slot.named and not entity.named) or (slot.proper and not self._is_proper(head)):
            return Reason.NO_NAME
        wanted = slot.types or allowed
        if not wanted:
            return None if entity.type in ACTING or self._is_proper(head) else Reason.TYPE
        stretched = not slot.exact and self._is_proper(head) and may_stretch(entity, wanted)
        return None if fits_type(entity, wanted) or stretched else Reason.TYPE

    def _strain(self, head: int, slots: Sequence[Slot], allowed: frozenset[ActorType], role: str) -> int:
        """Return 1 where an actor fills a role only because its type is no more than a guess."""
        entity = self._entity(head)
        wanted = next((slot.types for slot in slots if slot.role == role), frozenset()) or allowed
        return int(entity is not None and bool(wanted) and not fits_type(entity, wanted))

    def _is_proper(self, head: int) -> bool:
        """Tell whether the mention at a head is a name."""
        mention = self.entities.mention_at(head)
        return mention is None or mention.kind is MentionKind.NAME

    def _entity(self, head: int | None) -> Entity | None:
        """Return the actor at a head; None where it is a pronoun that refers to nothing known."""
        if head is None:
            return None
        mention = self.entities.mention_at(head)
        if mention is None:
            at = self.entities.by_token.get(head)
            if at is None or self.entities.mentions[at].kind is not MentionKind.NAME:
                return None
            mention = self.entities.mentions[at]
        entity = self.entities.entities[mention.entity]
        if mention.kind is MentionKind.PRONOUN and entity.index not in self.spoken:
            return None
        return entity

    def _entity_index(self, head: int | None) -> int | None:
        """Return the index of the actor at a head."""
        entity = self._entity(head)
        return None if entity is None else entity.index


def fits_type(entity: Entity, wanted: frozenset[ActorType]) -> bool:
    """Tell whether an actor may stand where one of these types is wanted.

    A state is a place too; people without a name ("three men", "the police") may be marked as person or organization.
    """
    if entity.type in wanted:
        return True
    if entity.type is ActorType.STATE and ActorType.PLACE in wanted:
        return True
    return not entity.named and entity.type in PEOPLE and bool(wanted & PEOPLE)


def _better(draft: Draft, other: Draft) -> bool:
    """Tell whether a draft says more than another of the same two actors."""
    return _weight(draft) > _weight(other)


def _weight(draft: Draft) -> tuple[int, int, bool]:
    """Return what decides between drafts: no stretched types, many conditions, a known agent."""
    return -draft.strained, draft.sense.rank, draft.subject is not None


def may_stretch(entity: Entity, wanted: frozenset[ActorType]) -> bool:
    """Tell whether a name's type may be wrong enough to stand for people, or a single word for a place: the types of
    names unknown to any list are only guessed.
    """
    if entity.type is ActorType.STATE or entity.canonical is not None:
        return False
    return bool(wanted & PEOPLE) or (ActorType.PLACE in wanted and " " not in entity.name)
