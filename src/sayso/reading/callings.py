"""Know what general nouns may call a named actor: "the carrier" an airline, "the monarch" a king; from data."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache

from sayso.model.actor import ActorType
from sayso.reading.gazetteer import read_yaml

UNLIKE, SILENT, ALIKE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Callings:
    """Hold for one type of actor the signs that license each noun, and all signs.

    `loose` are the nouns that stand for an actor without any sign, `free` those that no sign forbids.
    `related` gives for a sign those of the same narrow kind.
    """

    licences: Mapping[str, frozenset[str]]
    signs: frozenset[str]
    loose: frozenset[str]
    free: frozenset[str]
    related: Mapping[str, frozenset[str]]

    def fit(self, noun: str, shown: Set[str]) -> int:
        """Tell how a noun fits an actor by the words that show its kind: ALIKE, UNLIKE, or SILENT where none does."""
        if noun not in self.licences:
            return UNLIKE
        if shown & self.licences[noun]:
            return ALIKE
        if noun in self.free:
            return SILENT
        return SILENT if noun in self.loose and not shown & self.signs else UNLIKE


@cache
def load_callings() -> Mapping[ActorType, Callings]:
    """Read the kinds of actors once a process."""
    return {ActorType(name): _callings(kinds) for name, kinds in read_yaml("callings.yaml").items()}


@cache
def calling_nouns() -> frozenset[str]:
    """Return every noun that may call a named actor."""
    return frozenset().union(*(callings.licences for callings in load_callings().values()))


def _callings(kinds: object) -> Callings:
    """Turn the kinds of one type into licences of nouns."""
    licences: dict[str, set[str]] = {}
    every: set[str] = set()
    loose: set[str] = set()
    free: set[str] = set()
    related: dict[str, set[str]] = {}
    for kind in kinds.values() if isinstance(kinds, dict) else ():
        signs = set(str(kind.get("signs", "")).split())
        every |= signs
        loose |= set(str(kind.get("loose", "")).split())
        calls = str(kind["calls"]).split()
        free |= set() if signs else set(calls)
        for sign in signs if "broad" not in kind else ():
            related.setdefault(sign, set()).update(signs)
        for noun in calls:
            licences.setdefault(noun, set()).update(signs)
    return Callings(_frozen(licences), frozenset(every), frozenset(loose), frozenset(free), _frozen(related))


def _frozen(table: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """Return a table whose sets can no longer change."""
    return {word: frozenset(words) for word, words in table.items()}
