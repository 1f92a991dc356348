"""Tell counts that stand for a part of several actors: "two of the smugglers", "a number of guards"."""

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.lexicon import NounGuess

COUNTS = frozenset({"some", "many", "most", "several", "few", "others", "half", "dozens", "hundreds", "thousands"})
COUNT_NOUNS = frozenset({"number", "handful", "couple", "majority", "dozens", "hundreds", "thousands", "scores"})
PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj"})
ACTING = frozenset({ActorType.PERSON, ActorType.ORGANIZATION})


def counted_by(columns: Columns, guess: NounGuess, count: int) -> int:
    """Return the noun of the people of whom a count stands for some, or -1 where it counts no people."""
    words = COUNT_NOUNS if columns.pos[count] == "NOUN" else COUNTS
    if columns.dep[count] not in PLACES or not (columns.pos[count] == "NUM" or columns.lower[count] in words):
        return -1
    for of in columns.children[count]:
        if of != count + 1 or columns.lower[of] != "of":
            continue
        for noun in columns.children[of]:
            plural = columns.tag[noun] == "NNS" and columns.dep[noun] == "pobj"
            if plural and guess.type_of(columns.lemma[noun].lower()) in ACTING:
                return noun
    return -1


def is_one(columns: Columns, count: int) -> bool:
    """Tell whether a count is of one alone."""
    return columns.lower[count] in ("one", "1")
