"""Find which names of a document are worth comparing, so that many names cost no square of comparisons.

Takes the names in order of first use, gives pairs in that same order; a block holds every pair that a rule of
`naming` can join, and more. The rules themselves decide.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.reading.folding import SMALL, fold

if TYPE_CHECKING:
    from sayso.reading.lexicon import Lexicon
    from sayso.reading.naming import Name

type Keys = Callable[["Name"], Iterable[Hashable]]


def pairs(names: Sequence["Name"], sought: Keys, offered: Keys) -> Iterator[tuple["Name", "Name"]]:
    """Give every pair of which one name seeks a key that the other offers, in the order of the names."""
    seeking, offering = _index(names, sought), _index(names, offered)
    for i, name in enumerate(names):
        later = {j for key in sought(name) for j in offering.get(key, ()) if j > i}
        later.update(j for key in offered(name) for j in seeking.get(key, ()) if j > i)
        for j in sorted(later):
            yield name, names[j]


def _index(names: Sequence["Name"], keys: Keys) -> dict[Hashable, list[int]]:
    """Return the positions of the names under each of their keys."""
    index: dict[Hashable, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        for key in keys(name):
            index[key].append(i)
    return index


def by_edges(names: Iterable["Name"]) -> dict[tuple[str, ...], list["Name"]]:
    """Return the names under each proper beginning and each proper end of their words."""
    index: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        words = name.words
        for cut in range(1, len(words)):
            index[words[:cut]].append(name)
            index[words[cut:]].append(name)
    return index


def by_word(names: Iterable["Name"], words: Callable[["Name"], Iterable[str]]) -> dict[str, list["Name"]]:
    """Return the names under each word that `words` picks of them."""
    index: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        for word in words(name):
            index[word].append(name)
    return index


def person_seeks(name: "Name") -> set[Hashable]:
    """Return what a full name is looked up by: surname with first letter, two last words, first and last word."""
    first, last = name.words[0], name.words[-1]
    return {(first[0], last), name.words[-2:], (first, last)}


def person_offers(name: "Name") -> set[Hashable]:
    """Return what a full name is found by: as it seeks, and its first word with any of its words."""
    return person_seeks(name) | {(name.words[0], word) for word in name.words}


def group_seeks(lexicon: "Lexicon") -> Keys:
    """Return the keys by which a group seeks: its core before a known head noun, its singular, its abbreviation."""
    heads = _heads(lexicon)

    def seeks(name: "Name") -> set[Hashable]:
        found: set[Hashable] = set()
        if name.words[-1] in heads:
            found.add(name.words[:-1])
        if len(name.words) == 1:
            found.add((name.words[0].removesuffix("s"),))
        if name.short:
            letters = fold(name.surface).replace(" ", "")
            found |= {letters[:2], (letters[:1], letters[2:])}
        return found

    return seeks


def group_offers(lexicon: "Lexicon") -> Keys:
    """Return the keys by which a group is found: its words, its core, and how abbreviations of it begin."""
    heads = _heads(lexicon)

    def offers(name: "Name") -> set[Hashable]:
        found: set[Hashable] = {name.words}
        if name.words[-1] in heads:
            found.add(name.words[:-1])
        return found | _openings(name.words)

    return offers


def _heads(lexicon: "Lexicon") -> frozenset[str]:
    """Return the head nouns that names of one group can differ by."""
    sets = lexicon.sets
    return sets["loose_heads"] | sets["company_heads"] | sets["place_suffixes"] | sets["family_nouns"]


def _openings(words: Sequence[str]) -> set[Hashable]:
    """Return the first two letters of every abbreviation that `folding.abbreviates` accepts, and the skeleton's ends.

    A word gives its first letters or one, and one word may be left out.
    """
    great = [word for word in words if word not in SMALL]
    if len(great) < 2:
        return set()
    first, second = great[:2]
    found: set[Hashable] = {words[0][0] + words[1][0], first[:2], first[0] + second[0], second[:2]}
    if len(great) > 2:
        found |= {first[0] + great[2][0], second[0] + great[2][0]}
    found.add((first[0], "".join(word[0] for word in great[1:])))
    return found
