"""Read what a claim tells besides who and what: when, where, how much, as what, about what."""

from sayso.model.actor import ActorType
from sayso.model.claim import Amount
from sayso.reading.amounts import amount_of
from sayso.reading.drafts import Draft
from sayso.reading.scene import Scene
from sayso.reading.sight import RawFrame
from sayso.reading.time import time_of

MAX_ABOUT_WORDS = 14
PLACE_ROLES = ("in", "at", "near", "inside", "outside")


class Particulars:
    """Read the particulars of one scene's frames."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def when(self, frame: RawFrame) -> str | None:
        """Return when it happened or began; a noun that is its clause's subject takes the clause's time."""
        parsed, t = self._scene.parsed, self._scene.parsed.table
        if frame.kind in ("role", "mention") and frame.host == frame.trigger:
            return self._time_within(frame.trigger)
        noun = frame.kind == "noun" and frame.host != frame.trigger
        found = self._time_within(frame.trigger) if noun else None
        found = found or time_of(parsed, self._scene.times, frame.host)
        if found is None and noun:
            found = time_of(parsed, self._scene.times, frame.trigger)
        if found is None and frame.kind == "noun" and t.dep[frame.host] in ("nsubj", "nsubjpass"):
            verb = t.head[frame.host]
            inside = [time.edtf for time in self._scene.times if time.first <= verb <= time.last]
            found = inside[0] if inside else time_of(parsed, self._scene.times, verb)
        if found is None and frame.kind == "noun" and t.dep[frame.host] == "pobj":
            preposition = t.head[frame.host]
            if t.lower[preposition] in ("in", "during"):
                found = time_of(parsed, self._scene.times, t.head[preposition])
        return found

    def held(self, time: str | None, draft: Draft) -> str | None:
        """Return when a claim holds: a state that a verb of beginning opens ("joined in 2005") goes on from then."""
        verb = self._scene.parsed.table.lemma[draft.frame.host]
        opens = draft.predicate.kind == "state" and verb in self._scene.meaning.vocabulary.beginning
        return f"{time}/.." if time is not None and opens and "/" not in time else time

    def _time_within(self, noun: int) -> str | None:
        """Return the time inside a noun's own phrase: the clause around a title does not date it."""
        first, last = self._scene.parsed.table.left[noun], self._scene.parsed.table.right[noun]
        own = [time for time in self._scene.times if first <= time.first and time.last <= last]
        return time_of(self._scene.parsed, own, noun) if own else None

    def place(self, frame: RawFrame, draft: Draft) -> str | None:
        """Return the name of the place where an event happened, unless the place is an actor of the claim."""
        used = {draft.subject, draft.object}
        for role in (role for role in PLACE_ROLES if role not in draft.slots):
            for head in frame.args.get(role, ()):
                entity = self._scene.entities.entity_at(head)
                if entity and head not in used and entity.type in (ActorType.PLACE, ActorType.STATE):
                    return entity.name
        return None

    def amount(self, frame: RawFrame) -> Amount | None:
        """Return the sum of money that a frame speaks of."""
        parsed, amounts = self._scene.parsed, self._scene.amounts
        found = amount_of(parsed, amounts, frame.trigger)
        return found if found is not None or frame.host == frame.trigger else amount_of(parsed, amounts, frame.host)

    def role(self, draft: Draft) -> str | None:
        """Return the words of a post: the role noun with its modifiers, or what somebody was named.

        A role noun says nothing of two who do not hold it: of Lee and the colonel in "Lee's sister married a colonel".
        """
        parsed, t, frame = self._scene.parsed, self._scene.parsed.table, draft.frame
        if frame.kind == "role":
            if not self._is_holder(draft):
                return None
            head = frame.trigger
        elif frame.args.get("attr"):
            head = frame.args["attr"][0]
        else:
            return None
        first = head
        while first > 0 and t.head[first - 1] == head and t.dep[first - 1] in ("compound", "amod", "nmod"):
            if (first - 1) in self._scene.entities.by_head:
                break
            first -= 1
        return parsed.words(first, head).lower() if t.pos[head] == "NOUN" else parsed.words(first, head)

    def _is_holder(self, draft: Draft) -> bool:
        """Tell whether one side of a draft holds the role of its frame; a role without a holder is anybody's."""
        entity_at = self._scene.entities.entity_at
        holders, sides = (
            {entity.index for head in heads if head is not None and (entity := entity_at(head)) is not None}
            for heads in (draft.frame.args.get("holder", ()), (draft.subject, draft.object))
        )
        return not holders or bool(holders & sides)

    def about(self, frame: RawFrame) -> str | None:
        """Return the words of what is asked, blamed or agreed: the clause or phrase that completes the trigger."""
        parsed, t = self._scene.parsed, self._scene.parsed.table
        objects = [c for c in t.children[frame.trigger] if t.dep[c] == "dobj"]
        for c in (*t.children[frame.trigger], *(low for obj in objects for low in t.children[obj])):
            if t.dep[c] in ("xcomp", "ccomp") or (t.dep[c] == "prep" and t.lower[c] in ("for", "of", "over")):
                first, last = t.left[c], t.right[c]
                first += t.dep[c] == "prep" and first == c and last > c
                words = parsed.words(first, last).split()
                return " ".join(words[:MAX_ABOUT_WORDS])
        return None
