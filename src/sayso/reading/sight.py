"""Hold what frames are read from: one document's table, actors, grammar and vocabulary, and the record of a frame."""

from dataclasses import dataclass, field

from sayso.model.actor import ActorType
from sayso.reading.arguments import Grammar
from sayso.reading.gazetteer import load_cities
from sayso.reading.language import Parsed
from sayso.reading.parts import Entities
from sayso.vocabulary import Vocabulary

NOMINAL = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "npadvmod"})
LONGEST_ACRONYM = 7


@dataclass(frozen=True, slots=True)
class RawFrame:
    """Hold one frame over tokens: trigger, its kind (verb, noun, adjective, role, mention), and argument heads by role.

    `word` is what the vocabulary is asked for first, `others` further words (with particle or modifier); `near` are the
    lemmas that stand with it, for fixed words; `host` is the token whose factuality and time are the frame's.
    """

    trigger: int
    kind: str
    word: str
    host: int
    args: dict[str, tuple[int, ...]]
    others: tuple[str, ...] = ()
    near: frozenset[str] = frozenset()


@dataclass(slots=True)
class Args:
    """Collect argument heads by role, in order, without repeats."""

    found: dict[str, list[int]] = field(default_factory=dict)

    def add(self, role: str, *tokens: int) -> None:
        """Add tokens to a role."""
        into = self.found.setdefault(role, [])
        into += [token for token in tokens if token not in into]

    def frozen(self) -> dict[str, tuple[int, ...]]:
        """Return the roles that have at least one token."""
        return {role: tuple(tokens) for role, tokens in self.found.items() if tokens}


class Sight:
    """Answer small questions over one parsed document that all kinds of frames ask."""

    def __init__(self, parsed: Parsed, entities: Entities, vocabulary: Vocabulary) -> None:
        self.table = parsed.table
        self.entities = entities
        self.vocabulary = vocabulary
        self.grammar = Grammar(self.table, vocabulary)
        self.names = heads_by_name(entities)
        self.known = {
            kind: {word for k, word in vocabulary.senses if k == kind} for kind in ("noun", "role", "adjective")
        }

    def _first_conjunct(self, i: int) -> int:
        """Return the first member of a coordination."""
        t = self.table
        while t.dep[i] == "conj" and t.pos[t.head[i]] in NOMINAL:
            i = t.head[i]
        return i

    def _is_named(self, head: int) -> bool:
        """Tell whether the actor at a head has a name."""
        entity = self.entities.entity_at(head)
        return entity is not None and entity.named

    def _is_person(self, head: int) -> bool:
        """Tell whether the actor at a head is a named person."""
        entity = self.entities.entity_at(head)
        return entity is not None and entity.named and entity.type is ActorType.PERSON

    def _is_event(self, noun: int) -> bool:
        """Tell whether a noun is an event that the vocabulary knows."""
        t = self.table
        return t.pos[noun] == "NOUN" and t.lemma[noun] in self.known["noun"]


def heads_by_name(entities: Entities) -> dict[str, int]:
    """Return the head of a mention for each name, in lower case, of a place, or of an organization if it is no mere
    word: of two words at least, or an acronym.
    """
    found: dict[str, int] = {}
    for entity in entities.entities:
        if entity.named and entity.type in (ActorType.ORGANIZATION, ActorType.PLACE):
            heads = [entities.mentions[m].head for m in entity.mentions if entities.mentions[m].head >= 0]
            for name in (entity.name, *entity.aliases) if heads else ():
                if _opens_names(name, entity.type):
                    found.setdefault(name.lower(), heads[0])
    return found


def _opens_names(name: str, kind: ActorType) -> bool:
    """Tell whether another name may open with this one: a known city, words, or an acronym, but no single word."""
    if kind is ActorType.PLACE:
        return name in load_cities()
    return " " in name or (name.isupper() and len(name) < LONGEST_ACRONYM)
