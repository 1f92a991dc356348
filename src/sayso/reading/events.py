"""Find the main event of each sentence in the terms of PLOVER: its class, who does it and to whom.

PLOVER (Halterman and others 2023) sorts what is done in the news into classes such as AGREE, SANCTION or PROTEST, which
political event data count. A word gives its class by `data/events.yaml` and, where it is not listed there, by the
predicate that the vocabulary reads in its frame. The event that stands highest in the parse is the main one; a verb of
speaking hands on to what is said. An act that is only meant counts as its announcement: a kind one as AGREE, a harsh
one as THREATEN; a kind one that is denied as REJECT.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.model.actor import ActorType
from sayso.model.claim import Polarity
from sayso.reading.frames import FrameFinder
from sayso.reading.gazetteer import read_yaml
from sayso.reading.lexicon import ACTING
from sayso.reading.parts import MentionKind
from sayso.reading.scene import Scene
from sayso.reading.sight import RawFrame
from sayso.reading.tree import SUBJECTS, Tree, plant
from sayso.vocabulary import Vocabulary

SOURCE_ROLES = {"verb": ("subj", "by"), "noun": ("subj", "by", "poss.agent", "poss", "mod")}
# Where the other side stands, the likeliest first; "over", "at" and the like name it after a fight or a protest.
TARGET_ROLES = (
    *("iobj", "obj", "xcomp.obj", "against", "with", "to", "on", "upon", "from", "of", "into", "between", "for", "by"),
    *("over", "at", "toward", "in", "near", "along", "outside", "across", "attr"),
)
COMPLEMENTS = frozenset({"ccomp", "xcomp", "parataxis"})
# Below a word without a class: first what is said or done, then to whom, then who.
ORDER = ("ccomp", "xcomp", "dobj", "attr", "oprd", "acomp", "nsubjpass", "nsubj", "prep", "pobj", "agent", "conj")
LISTS = ("kind", "harsh", "armed", "armed_words", "speaking", "duty", "future", "planning")


@dataclass(frozen=True, slots=True)
class Event:
    """Hold a class, its trigger, and the head tokens of those who do it and to whom; both sides may be empty."""

    code: str
    trigger: int
    sources: tuple[int, ...]
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EventWords:
    """Hold `data/events.yaml`: classes by kind and word, each with the noun it asks for (or none), its sets of words,
    and what becomes of a class that is not simply done.
    """

    classes: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]
    sets: Mapping[str, frozenset[str]]
    turns: Mapping[str, Mapping[str, str]]
    duty: str


@cache
def load_event_words() -> EventWords:
    """Read the words once a process."""
    raw: dict[str, Any] = dict(read_yaml("events.yaml"))
    classes: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for section, kind in (("verbs", "verb"), ("nouns", "noun")):
        for code, words in raw[section].items():
            for entry in words.split():
                word, _, fixed = entry.partition("+")
                classes.setdefault((kind, word), []).append((fixed, code))
    turns = raw["turns"]
    return EventWords(
        {key: tuple(sorted(found, reverse=True)) for key, found in classes.items()},
        {name: frozenset(str(raw[name]).split()) for name in LISTS},
        {name: turn for name, turn in turns.items() if name != "duty"},
        turns["duty"],
    )


def find_events(scene: Scene, vocabulary: Vocabulary) -> list[Event]:
    """Return the main event of each sentence that has one, in order of the text; empty gives empty."""
    return list(EventFinder(scene, vocabulary).events())


class EventFinder:
    """Find the events of one scene."""

    def __init__(self, scene: Scene, vocabulary: Vocabulary) -> None:
        self.scene, self.words = scene, load_event_words()
        self.tree: Tree = plant(scene.parsed)
        self.frames: dict[int, list[RawFrame]] = {}
        for frame in FrameFinder(scene.parsed, scene.entities, vocabulary).frames():
            if frame.kind in SOURCE_ROLES:
                self.frames.setdefault(frame.trigger, []).append(frame)

    def events(self) -> Iterator[Event]:
        """Yield the first event from above of each sentence."""
        for root in (token for token, head in enumerate(self.tree.heads) if token == head):
            found = (event for token in self._from_above(root) if (event := self._event(token)) is not None)
            yield from (event for event in (next(found, None),) if event is not None)

    def _from_above(self, root: int) -> Iterator[int]:
        """Yield the tokens of a sentence, the governing first: level by level, on each level the telling ones first."""
        level = [root]
        while level:
            yield from level
            below = [child for token in level for child in self.tree.children[token]]
            level = sorted(below, key=lambda token: (self._place(token), token))

    def _place(self, token: int) -> int:
        """Return how soon a token is looked at among those of its level."""
        dep = self.tree.deps[token]
        return ORDER.index(dep) if dep in ORDER else len(ORDER)

    def _event(self, token: int) -> Event | None:
        """Return the event that a token triggers, or None."""
        asked = self._asked(token)
        if asked is not None:
            return asked
        for frame in self.frames.get(token, ()):
            code = self._class_of(frame)
            if code is not None:
                sources = self._acting(frame)
                return Event(self._turn(code, frame), token, sources, self._affected(frame, sources))
        return None

    def _asked(self, token: int) -> Event | None:
        """Return a demand in words of duty: "X said that Y must go" asks Y."""
        tree = self.tree
        above = tree.heads[token]
        if tree.deps[token] != "ccomp" or not tree.has_word(token, self.words.sets["duty"]):
            return None
        subject, speaker = tree.child(token, SUBJECTS), tree.child(above, SUBJECTS)
        if subject is None or speaker is None:
            return None
        return Event(self.words.duty, token, tuple(tree.conjuncts(speaker)), tuple(tree.conjuncts(subject)))

    def _class_of(self, frame: RawFrame) -> str | None:
        """Return the class of a frame's words as done: words with a fixed noun first, the vocabulary's last."""
        if frame.word in self.words.sets["speaking"] and frame.kind == "verb":
            return None
        near = frame.near | self._nouns_below(frame.trigger)
        for word in (*frame.others, frame.word):
            for fixed, code in self.words.classes.get((frame.kind, word), ()):
                if not fixed or fixed in near:
                    return code
        classes = (draft.predicate.plover for draft in self.scene.meaning.drafts(frame))
        return next((code for code in classes if code), None)

    def _nouns_below(self, trigger: int) -> frozenset[str]:
        """Return the lemmas under a verb's objects, also through a preposition."""
        tree, found = self.tree, set()
        for child in tree.children[trigger]:
            if tree.deps[child] in ("dobj", "nsubjpass", "prep", "attr"):
                for low in (child, *tree.children[child]):
                    found.add(tree.lemmas[low])
                    found |= {tree.lemmas[one] for one in tree.children[low] if tree.deps[low] == "prep"}
        return frozenset(found)

    def _turn(self, code: str, frame: RawFrame) -> str:
        """Return the class as it is meant: done by arms, announced, threatened or denied."""
        sets, turns = self.words.sets, self.words.turns
        if code in turns["armed"] and frame.word in sets["armed_words"] and self._is_armed(frame):
            code = turns["armed"][code]
        manner = next((name for name in ("kind", "harsh") if code in sets[name]), None)
        if manner is None:
            return code
        if self.scene.judge.judge(frame.host).polarity is Polarity.DENIED:
            return turns[manner].get("denied", code)
        if not self._is_meant(frame.host):
            return code
        return turns[manner]["conditional" if self._is_conditional(frame.host) else "meant"]

    def _is_meant(self, verb: int) -> bool:
        """Tell whether an act lies ahead: "will", or below a verb or adjective of planning."""
        tree, sets = self.tree, self.words.sets
        if tree.has_word(verb, sets["future"]):
            return True
        above = tree.heads[verb]
        return tree.deps[verb] == "xcomp" and (
            tree.lemmas[above] in sets["planning"]
            or any(tree.words[child] in sets["planning"] for child in tree.kids(above, ("acomp",)))
        )

    def _is_conditional(self, verb: int) -> bool:
        """Tell whether "unless" stands under a verb."""
        return any(self.tree.has_word(child, ("unless",)) for child in self.tree.children[verb])

    def _is_armed(self, frame: RawFrame) -> bool:
        """Tell whether an armed force does it."""
        heads = [head for role in SOURCE_ROLES[frame.kind] for head in frame.args.get(role, ())]
        return any(self.tree.lemmas[head] in self.words.sets["armed"] for head in heads)

    def _acting(self, frame: RawFrame) -> tuple[int, ...]:
        """Return who does it: the frame's own, else the subject of a verb above."""
        for role in SOURCE_ROLES[frame.kind]:
            if frame.args.get(role):
                return self._named(frame.args[role], frame.trigger)
        token = frame.trigger
        while self.tree.heads[token] != token:
            subject = self.tree.subject(token) if self.tree.pos[token] in ("VERB", "AUX") else None
            if subject is not None:
                return self._named(tuple(self.tree.conjuncts(subject)), token)
            token = self.tree.heads[token]
        subject = self.tree.child(token, SUBJECTS)
        return () if subject is None else tuple(self.tree.conjuncts(subject))

    def _named(self, heads: tuple[int, ...], verb: int) -> tuple[int, ...]:
        """Return the speaker in the place of a pronoun in what the speaker says ("X said it would …")."""
        tree = self.tree
        above = tree.heads[verb]
        if len(heads) == 1 and tree.pos[heads[0]] == "PRON" and tree.deps[verb] in COMPLEMENTS:
            speaker = tree.child(above, SUBJECTS)
            if speaker is not None and tree.pos[speaker] != "PRON":
                return tuple(tree.conjuncts(speaker))
        return heads

    def _affected(self, frame: RawFrame, sources: tuple[int, ...]) -> tuple[int, ...]:
        """Return to whom: the first of the frame's places that holds an actor, else the next actor below."""
        taken = {token for source in sources for token in range(self.tree.left[source], self.tree.right[source] + 1)}
        places = self._places(frame)
        for heads in places:
            actors = tuple(head for head in heads if head not in taken and self._is_other(head, sources))
            if actors:
                return actors
        for top in (*(head for heads in places for head in heads), frame.trigger):
            lower = [low for low in self._actors_below(top) if low not in taken and low > min(top, frame.trigger)]
            inside = [low for low in lower if self._is_other(low, sources)]
            if inside:
                return (inside[0],)
        return ()

    def _places(self, frame: RawFrame) -> list[tuple[int, ...]]:
        """Return where the other side may stand: who is to act, the frame's arguments, those of its object."""
        tree = self.tree
        clauses = [child for child in tree.kids(frame.trigger, ("ccomp",)) if child > frame.trigger]
        asked = tuple(subject for clause in clauses for subject in tree.kids(clause, SUBJECTS))
        below = [
            low
            for head in frame.args.get("obj", ())
            for prep in tree.kids(head, ("prep",))
            for low in tree.kids(prep, ("pobj",))
        ]
        return [asked, *(frame.args.get(role, ()) for role in TARGET_ROLES), tuple(below)]

    def _actors_below(self, head: int) -> list[int]:
        """Return the heads of actors in a subtree, the nearest to its top first."""
        found, level = [], [head]
        while level:
            found += [token for token in level if token != head and self._is_actor(token)]
            level = [child for token in level for child in self.tree.children[token]]
        return found

    def _is_other(self, head: int, sources: tuple[int, ...]) -> bool:
        """Tell whether a token heads an actor that is none of the sources."""
        entity = self.scene.entities.entity_at(head)
        return self._is_actor(head) and entity not in [self.scene.entities.entity_at(source) for source in sources]

    def _is_actor(self, head: int) -> bool:
        """Tell whether a token heads a mention of people, a body, a state or a place with a name."""
        entity, mention = self.scene.entities.entity_at(head), self.scene.entities.mention_at(head)
        return (
            entity is not None
            and mention is not None
            and entity.type in ACTING
            and (entity.named or (mention.kind is not MentionKind.PRONOUN and entity.type is not ActorType.PLACE))
        )
