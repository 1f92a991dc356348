"""Load what words do to the factuality of what depends on them, from `data/factuality.yaml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from sayso.model.claim import Certainty, Factuality, Modality, Polarity


class Doubt(IntEnum):
    """Order certainties from sure to weak."""

    CERTAIN = 0
    PROBABLE = 1
    POSSIBLE = 2


class Distance(IntEnum):
    """Order modalities from what is to what is supposed."""

    ACTUAL = 0
    INTENDED = 1
    HYPOTHETICAL = 2


CERTAINTIES = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)
MODALITIES = (Modality.ACTUAL, Modality.INTENDED, Modality.HYPOTHETICAL)


@dataclass(frozen=True, slots=True)
class State:
    """Hold one factuality while it is composed: the weaker of two doubts and the farther of two modalities win."""

    positive: bool = True
    doubt: Doubt = Doubt.CERTAIN
    distance: Distance = Distance.ACTUAL

    def weaken(self, doubt: Doubt = Doubt.CERTAIN, distance: Distance = Distance.ACTUAL) -> "State":
        """Return the state with at least this doubt and distance."""
        if doubt <= self.doubt and distance <= self.distance:
            return self
        return State(self.positive, max(self.doubt, doubt), max(self.distance, distance))

    def flip(self) -> "State":
        """Return the state with its polarity turned."""
        return State(not self.positive, self.doubt, self.distance)

    def with_polarity(self, positive: bool) -> "State":
        """Return the state with this polarity."""
        return self if positive == self.positive else self.flip()

    def record(self) -> Factuality:
        """Return the state as the record that claims carry."""
        polarity = Polarity.ASSERTED if self.positive else Polarity.DENIED
        return Factuality(polarity, CERTAINTIES[self.doubt], MODALITIES[self.distance])


NEUTRAL = State()


@dataclass(frozen=True, slots=True)
class Change:
    """Hold what a word does: `positive` sets the polarity; `plain` forgets the governor's doubt and distance first."""

    positive: bool = True
    doubt: Doubt = Doubt.CERTAIN
    distance: Distance = Distance.ACTUAL
    plain: bool = False

    def apply(self, governor: State) -> State:
        """Return the state of what depends on a governor in this state."""
        base = NEUTRAL if self.plain else governor
        return State(self.positive, max(base.doubt, self.doubt), max(base.distance, self.distance))


@dataclass(frozen=True, slots=True)
class Signature:
    """Hold the changes under an asserted and under a denied governor; `name` is the class in the data."""

    name: str
    asserted: Change
    denied: Change

    def apply(self, governor: State) -> State:
        """Return the state of what depends on the governor.

        What is to be kept from happening ("to prevent the sale") is supposed, not denied.
        """
        if self.name == "keeps_from" and governor.distance > Distance.ACTUAL and governor.positive:
            return State(True, governor.doubt, Distance.HYPOTHETICAL)
        return (self.asserted if governor.positive else self.denied).apply(governor)


@dataclass(frozen=True, slots=True)
class Effects:
    """Hold all words of factuality by how they stand; see the data file for what each set is."""

    verbs: Mapping[str, Signature]
    nouns: Mapping[str, Signature]
    adjectives: Mapping[str, Signature]
    passive: Mapping[str, Doubt]
    modifiers: Mapping[str, Change]
    adverbs: Mapping[str, Change]
    modals: Mapping[str, str]
    ascribing: frozenset[str]
    of_nouns: frozenset[str]
    false_modifiers: frozenset[str]
    pseudo_negation: frozenset[str]
    denying_prepositions: frozenset[str]
    conditions: frozenset[str]
    negative_subjects: frozenset[str]
    happens: frozenset[str]
    people: frozenset[str]
    infinitive_governors: frozenset[str]
    purpose_done: frozenset[str]
    no_actors: frozenset[str]
    actor_endings: tuple[str, ...]

    def names_actor(self, lemma: str) -> bool:
        """Tell whether a noun names somebody or a body, not an act or a tie."""
        return lemma in self.people or (lemma.endswith(self.actor_endings) and lemma not in self.no_actors)


@cache
def effects() -> Effects:
    """Return the words of factuality, read once."""
    import yaml

    data = yaml.safe_load(files("sayso.reading").joinpath("data/factuality.yaml").read_text("utf-8"))
    signatures = {name: _signature(name, entry) for name, entry in data["verbs"].items()}
    signatures |= {name: _signature(name, entry) for name, entry in data["adjective_effects"].items()}
    return Effects(
        verbs={word: signatures[name] for name, entry in data["verbs"].items() for word in entry["words"].split()},
        nouns={
            word: _signature(name, entry) for name, entry in data["nouns"].items() for word in entry["words"].split()
        },
        adjectives={word: signatures[name] for name, words in data["adjectives"].items() for word in words.split()},
        passive={word: Doubt[name.upper()] for name, words in data["passive"].items() for word in words.split()},
        modifiers=_changes(data["modifiers"]),
        adverbs=_changes(data["adverbs"]),
        modals={word: name for name, words in data["modals"].items() for word in words.split()},
        ascribing=frozenset(data["ascribing"].split()),
        of_nouns=frozenset(data["of_nouns"].split()),
        false_modifiers=frozenset(data["false_modifiers"].split()),
        pseudo_negation=frozenset(data["pseudo_negation"].split()),
        denying_prepositions=frozenset(data["prepositions"]["negative"].split()),
        conditions=frozenset(data["conditions"].split()),
        negative_subjects=frozenset(data["negative_subjects"].split()),
        happens=frozenset(data["happens"].split()),
        people=frozenset(data["people"].split()),
        infinitive_governors=frozenset(data["infinitive_governors"].split()),
        purpose_done=frozenset(data["purpose_done"].split()),
        no_actors=frozenset(data["no_actors"].split()),
        actor_endings=tuple(data["actor_endings"].split()),
    )


def _signature(name: str, entry: Mapping[str, Sequence[str]]) -> Signature:
    """Build a class's signature."""
    return Signature(name, _change(entry["asserted"]), _change(entry["denied"]))


def _changes(groups: Mapping[str, str]) -> dict[str, Change]:
    """Return the change of each word of groups whose name lists the effects."""
    return {word: _change(name.split()) for name, words in groups.items() for word in words.split()}


def _change(names: Sequence[str]) -> Change:
    """Build a change from the names of its effects."""
    doubts = [Doubt[name.upper()] for name in names if name.upper() in Doubt.__members__]
    distances = [Distance[name.upper()] for name in names if name.upper() in Distance.__members__]
    return Change(
        "negative" not in names,
        max(doubts, default=Doubt.CERTAIN),
        max(distances, default=Distance.ACTUAL),
        "plain" in names,
    )
