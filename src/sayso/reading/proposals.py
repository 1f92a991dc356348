"""Let the relation model weigh what the rules drafted and propose what they missed; takes a scene, gives drafts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.model.actor import ActorType
from sayso.reading.drafts import PROPOSED, Draft
from sayso.reading.pairs import Layout, by_head
from sayso.reading.relations import UNKNOWN, Judged, Pair, load_scorer
from sayso.reading.rivals import Rivals
from sayso.reading.scene import Scene
from sayso.reading.sight import RawFrame
from sayso.vocabulary import Predicate, Sense

FLOOR = 0.2
VERBAL = frozenset({"VERB", "AUX"})
CONTENT = frozenset({"VERB", "NOUN", "ADJ"})


type Placed = tuple[int, Pair, Draft]


def drafted(placed: Sequence[Placed]) -> dict[Pair, list[str]]:
    """Return the predicates that the rules found for each pair, as far as the model has learned of them."""
    found: dict[Pair, list[str]] = {}
    for _, pair, draft in placed:
        if draft.predicate.learned:
            found.setdefault(pair, []).append(draft.predicate.name)
    return found


class Advisor:
    """Weigh drafts and make proposals for one scene."""

    def __init__(self, scene: Scene, frames: Sequence[RawFrame]) -> None:
        self.scene = scene
        self.frames = {frame.trigger: frame for frame in reversed(frames)}
        self._table = scene.parsed.table

    def advise(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return the drafts with the model's chance for each, and after them its own proposals."""
        placed = self._place(drafts)
        asked = [pair for pair in self.scene.sentences if len(pair[0].sides) > 1]
        weighed, proposals = list(drafts), list[Draft]()
        for one in load_scorer().judge(asked, {first: drafted(found) for first, found in placed.items()}):
            mine = placed.get(one.layout.first, ())
            for number, pair, draft in mine:
                if not draft.predicate.learned:
                    continue
                weighed[number] = replace(draft, chance=one.chance(pair, draft.predicate.name))
            proposals += self._proposals(one, {(pair, draft.predicate.name) for _, pair, draft in mine})
        return list(Rivals(self.scene, weighed + proposals).best())

    def _place(self, drafts: Sequence[Draft]) -> dict[int, list[Placed]]:
        """Return by the first token of a sentence the drafts whose sides stand there, with their pair.

        States without a known bearer are left out: the model has learned of unknown agents in events alone.
        """
        parsed, found = self.scene.parsed, dict[int, list[Placed]]()
        heads_of = {layout.first: by_head(layout) for layout, _ in self.scene.sentences}
        for number, draft in enumerate(drafts):
            if draft.subject is None and draft.predicate.kind == "state":
                continue
            first, _ = parsed.sentences[parsed.sentence_of[draft.object]]
            heads = heads_of.get(first, {})
            subject = UNKNOWN if draft.subject is None else heads.get(draft.subject)
            obj = heads.get(draft.object)
            if subject is not None and obj is not None:
                found.setdefault(first, []).append((number, (subject, obj), draft))
        return found

    def _proposals(self, judged: Judged, said: set[tuple[Pair, str]]) -> Iterator[Draft]:
        """Yield what the model finds in a sentence and the rules do not."""
        layout = judged.layout
        found = list(judged.best(FLOOR))
        known = {(self._entity(layout, pair[1]), name) for pair, name, _ in found if pair[0] != UNKNOWN}
        known |= {(self._entity(layout, pair[1]), name) for pair, name in said if pair[0] != UNKNOWN}
        predicates = self.scene.meaning.vocabulary.predicates
        for pair, name, chance in found:
            predicate = predicates.get(name)
            if predicate is None or not predicate.learned or (pair, name) in said:
                continue
            if predicate.symmetric and ((pair[1], pair[0]), name) in said:
                continue
            subject, obj = self._entity(layout, pair[0]), self._entity(layout, pair[1])
            if subject == obj or (pair[0] == UNKNOWN and (not predicate.agentless or (obj, name) in known)):
                continue
            if not (self._fits(subject, predicate.subject) and self._fits(obj, predicate.object)):
                continue
            yield self._proposal(layout, pair, predicate, chance)

    def _entity(self, layout: Layout, side: int) -> int:
        """Return the number of a side's entity, -1 for an unknown subject."""
        entity = None if side == UNKNOWN else self.scene.entities.entity_at(layout.first + layout.sides[side].head)
        return -1 if entity is None else entity.index

    def _fits(self, entity: int, types: frozenset[ActorType]) -> bool:
        """Tell whether an entity is of a type that a side of a predicate takes; an unknown agent is of any."""
        return entity < 0 or not types or self.scene.entities.entities[entity].type in types

    def _proposal(self, layout: Layout, pair: Pair, predicate: Predicate, chance: float) -> Draft:
        """Make the draft of a pair; its words are those that join the two in the tree."""
        a, b = pair
        obj = layout.first + layout.sides[b].head
        subject = None if a == UNKNOWN else layout.first + layout.sides[a].head
        frame = self._frame(layout, pair, predicate)
        sense = Sense(predicate.name, PROPOSED, frame.word, (), ())
        return Draft(predicate, subject, obj, frame, sense, (PROPOSED, PROPOSED), chance=chance)

    def _frame(self, layout: Layout, pair: Pair, predicate: Predicate) -> RawFrame:
        """Return the frame that a pair is read from: one of the reader's on the way between the two, or a new one."""
        t = self._table
        a, b = pair
        head = layout.sides[b].head
        way = layout.path(layout.sides[a].head, head) if a != UNKNOWN else list(layout.up(head))[1:3]
        tokens = [layout.first + token for token in way or [head]]
        verbs = [token for token in tokens if t.pos[token] in VERBAL]
        for token in (*verbs, *tokens):
            if token in self.frames:
                return self.frames[token]
        content = verbs or [token for token in tokens if t.pos[token] in CONTENT] or [layout.first + head]
        kind = "mention" if predicate.kind == "state" and not verbs else PROPOSED
        return RawFrame(content[0], kind, t.lemma[content[0]], content[0], {})
