"""Leave out drafts that a better draft of the same sentence speaks against; takes a scene and drafts, gives drafts.

The relation model judges each pair by itself, so that it may say a thing twice: of an owner and of what is owned, of
two actors either way round, of an agent left out beside one who is named. What the rules read stays before what the
model alone proposes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.model.actor import ActorType
from sayso.reading.drafts import Draft
from sayso.reading.lexicon import load_lexicon
from sayso.reading.parts import Mention
from sayso.reading.scene import Scene

PARTED = frozenset({"conj", "advcl", "relcl", "ccomp", "parataxis"})
EXAMPLES = frozenset({"including", "as", "like"})
ABOUT = frozenset({"about", "concerning", "on", "regarding"})
BESIDE = frozenset({"with", "alongside"})


class Rivals:
    """Compare the drafts of each sentence with one another."""

    def __init__(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        self._scene, self._drafts = scene, drafts
        self._of: defaultdict[tuple[int, str], list[Draft]] = defaultdict(list)
        self._read: defaultdict[tuple[int, frozenset[int]], list[Draft]] = defaultdict(list)
        for draft in drafts:
            self._of[self._sentence(draft), draft.predicate.name].append(draft)
            if not draft.proposed and draft.subject is not None:
                self._read[self._sentence(draft), self._pair(draft)].append(draft)

    def best(self) -> Iterator[Draft]:
        """Yield the drafts that stand, in their order."""
        for draft in self._drafts:
            if not self._falls(draft):
                yield draft

    def _falls(self, draft: Draft) -> bool:
        """Tell whether another draft speaks against one, or a proposal reads over the edge of what a text is about."""
        among = [one for one in self._of[self._sentence(draft), draft.predicate.name] if one is not draft]
        read = [one for one in among if not one.proposed]
        if draft.subject is None:
            return any(self._names_agent(draft, one) for one in (among if draft.proposed else read))
        if not draft.proposed:
            return False
        same_two = self._read[self._sentence(draft), self._pair(draft)]
        return (
            self._is_example(draft)
            or self._is_topic(draft)
            or self._is_companion(draft)
            or any(self._contradicts(draft, one) for one in same_two)
            or any(self._is_reverse(draft, one) or self._owns(draft, one) for one in read)
        )

    def _contradicts(self, draft: Draft, other: Draft) -> bool:
        """Tell whether what is read in the same clause is friendly where a draft is hostile, or the other way round."""
        return draft.predicate.sign * other.predicate.sign < 0 and (
            self._reaches(draft.frame.host, other.frame.host) or self._reaches(other.frame.host, draft.frame.host)
        )

    def _reaches(self, low: int, high: int) -> bool:
        """Tell whether one word stands under another in one clause or an infinitive of it."""
        t = self._scene.parsed.table
        while low != high and t.head[low] != low and t.dep[low] not in PARTED:
            low = t.head[low]
        return low == high

    @staticmethod
    def _names_agent(draft: Draft, other: Draft) -> bool:
        """Tell whether another draft of the same words names the agent that one leaves out."""
        same = draft.frame.trigger in (other.frame.trigger, other.frame.host)
        return same and other.subject is not None and other.object == draft.object

    def _is_reverse(self, draft: Draft, other: Draft) -> bool:
        """Tell whether another draft says it the other way round."""
        return not draft.predicate.symmetric and self._ends(other) == self._ends(draft)[::-1]

    def _owns(self, draft: Draft, other: Draft) -> bool:
        """Tell whether another draft says it of a larger phrase around one side ("Norway's Coast Office": Norway)."""
        if draft.object == other.object:
            return self._belongs(draft.subject, other.subject)
        return draft.subject == other.subject and self._belongs(draft.object, other.object)

    def _belongs(self, inner: int | None, outer: int | None) -> bool:
        """Tell whether one side stands in the phrase of the other, as its owner or as a part of its name."""
        one, two, t = self._mention(inner), self._mention(outer), self._scene.parsed.table
        if one is None or two is None or one.entity == two.entity or one.head == two.head:
            return False
        types = {self._scene.entities.entities[side.entity].type for side in (one, two)}
        within = two.first <= one.first <= one.last <= two.last
        owned = self._scene.entities.entity_at(t.head[one.head]) if t.dep[one.head] == "poss" else None
        if owned is not None and owned.index == two.entity:
            return types != {ActorType.PERSON} or t.lemma[t.head[one.head]] in load_lexicon().sets["kin"]
        return within and types != {ActorType.PERSON}

    def _is_example(self, draft: Draft) -> bool:
        """Tell whether the object is an example that is given of the subject ("the guilds, including the bakers")."""
        t, at = self._scene.parsed.table, draft.object
        if draft.predicate.symmetric:
            return False
        while t.head[at] != at and at != draft.subject:
            if t.lower[at] in EXAMPLES and t.head[at] == draft.subject:
                return True
            at = t.head[at]
        return False

    def _is_companion(self, draft: Draft) -> bool:
        """Tell whether a hostile act is done together with its object ("bombed the pier with X"), not to it.

        That is so where the word that "with" belongs to means the predicate, and takes nobody by it in any sense.
        """
        t, at = self._scene.parsed.table, draft.object
        while t.dep[at] == "conj":
            at = t.head[at]
        case = t.head[at]
        if draft.predicate.sign >= 0 or t.dep[at] != "pobj" or t.lower[case] not in BESIDE:
            return False
        word, every = t.lemma[t.head[case]], self._scene.meaning.vocabulary.senses
        senses = [one for kind in ("verb", "noun") for one in every.get((kind, word), ())]
        slots = {slot.role for one in senses for slot in (*one.subject, *one.object)}
        return t.lower[case] not in slots and any(one.predicate == draft.predicate.name for one in senses)

    def _is_topic(self, draft: Draft) -> bool:
        """Tell whether one side is only what a text is about that holds it ("a report on X"), and the other is not."""
        sides = (self._mention(draft.subject), self._mention(draft.object))
        for inner, outer in (sides, sides[::-1]):
            if inner is None or outer is None:
                continue
            for head in self._texts_about(inner.head):
                left, right = self._scene.parsed.table.left[head], self._scene.parsed.table.right[head]
                if outer.head != head and not left <= outer.head <= right:
                    return True
        return False

    def _texts_about(self, token: int) -> Iterator[int]:
        """Yield the heads of the texts that a token is the topic of, going up its tree."""
        t = self._scene.parsed.table
        while t.head[token] != token and t.pos[token] in ("NOUN", "PROPN", "PRON", "ADJ", "ADP"):
            above = t.head[token]
            if t.lower[token] in ABOUT and "behalf" not in (t.lower[c] for c in t.children[token]):
                entity = self._scene.entities.entity_at(above)
                if entity is not None and entity.type is ActorType.DOCUMENT:
                    yield above
            token = above

    def _sentence(self, draft: Draft) -> int:
        return self._scene.parsed.sentence_of[draft.object]

    def _mention(self, head: int | None) -> Mention | None:
        return None if head is None else self._scene.entities.mention_over(head)

    def _ends(self, draft: Draft) -> tuple[int, int]:
        subject, obj = self._mention(draft.subject), self._mention(draft.object)
        return (-1 if subject is None else subject.entity), (-1 if obj is None else obj.entity)

    def _pair(self, draft: Draft) -> frozenset[int]:
        return frozenset(self._ends(draft))
