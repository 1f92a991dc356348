"""Hold the words that tell what a noun phrase stands for: from data, and for nouns not listed by word vectors."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.model.actor import ActorType
from sayso.reading.gazetteer import read_yaml

if TYPE_CHECKING:
    from spacy.vocab import Vocab

NOUN_TYPES = ("person", "organization", "state", "place", "event", "document", "thing")
ACTING = frozenset({ActorType.PERSON, ActorType.ORGANIZATION, ActorType.STATE, ActorType.PLACE})
NEAREST = 3
SHORTEST_ABSTRACT = 6
NEAR_ENOUGH = 0.45


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold word sets by their name in `data/nouns.yaml` and `data/titles.yaml`, and each listed noun's type."""

    nouns: Mapping[str, ActorType]
    sets: Mapping[str, frozenset[str]]


@cache
def load_lexicon() -> Lexicon:
    """Read the word lists once a process; a noun listed under two types keeps the first."""
    lists = {**read_yaml("nouns.yaml"), **read_yaml("titles.yaml")}
    sets = {name: frozenset(str(words).lower().split()) for name, words in lists.items()}
    sets["stand_ins"] = frozenset().union(*(words for name, words in sets.items() if name.startswith("stand_ins_")))
    sets["one_body"] = sets["business_heads"] | sets["name_heads"]
    nouns: dict[str, ActorType] = {}
    for name in NOUN_TYPES:
        for word in str(lists[name]).split():
            nouns.setdefault(word, ActorType(name))
    return Lexicon(nouns, sets)


@dataclass(frozen=True, slots=True)
class NounGuess:
    """Guess the type of a noun from the listed nouns nearest to it by word vector."""

    vocab: "Vocab"
    known: dict[str, ActorType | None]

    def type_of(self, lemma: str) -> ActorType | None:
        """Return the listed type of a noun, or the nearest listed nouns' type, or None where none is near."""
        if lemma not in self.known:
            kind = _nearest_type(self.vocab, lemma)
            self.known[lemma] = ActorType.THING if kind in ACTING and is_abstract(lemma) else kind
        return self.known[lemma]


@cache
def noun_guess(vocab: "Vocab") -> NounGuess:
    """Return the guesser of one vocabulary, with all listed nouns known from the start."""
    return NounGuess(vocab, dict(load_lexicon().nouns))


def is_abstract(lemma: str) -> bool:
    """Tell by its ending whether a noun means a deed, a state or a quality ("dismissal", "independence")."""
    return len(lemma) > SHORTEST_ABSTRACT and lemma.endswith(_abstract_endings())


@cache
def _abstract_endings() -> tuple[str, ...]:
    """Return the endings of abstract nouns."""
    return tuple(sorted(load_lexicon().sets["abstract_endings"]))


@cache
def _listed_vectors(vocab: "Vocab") -> "tuple[object, tuple[ActorType, ...]]":
    """Return the matrix of unit vectors of the listed nouns and their types."""
    import numpy as np

    rows, types = [], []
    for noun, kind in load_lexicon().nouns.items():
        vector = np.asarray(vocab.get_vector(noun), dtype=np.float32)
        norm = float(np.linalg.norm(vector))
        if norm:
            rows.append(vector / norm)
            types.append(kind)
    return np.array(rows), tuple(types)


def _nearest_type(vocab: "Vocab", lemma: str) -> ActorType | None:
    """Let the three nearest listed nouns vote; None unless two of them agree and the nearest is near enough."""
    import numpy as np

    vector = np.asarray(vocab.get_vector(lemma), dtype=np.float32)
    norm = float(np.linalg.norm(vector))
    if not norm:
        return None
    matrix, types = _listed_vectors(vocab)
    likeness = np.asarray(matrix) @ (vector / norm)
    best = np.argsort(-likeness, kind="stable")[:NEAREST]
    if likeness[best[0]] < NEAR_ENOUGH:
        return None
    votes = [types[int(i)] for i in best]
    winner = max(votes, key=votes.count)
    return winner if votes.count(winner) > 1 else None
