"""Mend what the parser often gets wrong in a tree and what its own labels give away; takes and changes lists.

Three patterns: a second subject that "and" joins to the first ("Anna, a trader, and her brother own it"); a second
object behind a comma that names the first ("set up a movement, the Front"); a name that the parser hung on the sum it
was given ("paid Orlov 2 million dollars").
"""

from collections.abc import Sequence
from dataclasses import dataclass

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NAMED = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"compound", "nmod", "npadvmod", "amod"})
NUMBERS = frozenset({"nummod", "quantmod"})
SUMS = frozenset({"MONEY", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class Draught:
    """Hold a parse whose `dep` and `head` are to be mended; `left` and `right` are the ends of each subtree."""

    lower: Sequence[str]
    pos: Sequence[str]
    ent: Sequence[str]
    dep: list[str]
    head: list[int]
    children: Sequence[Sequence[int]]
    left: Sequence[int]
    right: Sequence[int]


def mend_tree(draught: Draught) -> bool:
    """Mend labels and heads in place; return whether anything was changed."""
    changed = False
    for verb, below in enumerate(draught.children):
        if len(below) > 1 and draught.pos[verb] in ("VERB", "AUX"):
            changed |= _join_subjects(draught, below)
            changed |= _name_object(draught, below)
            changed |= _free_receiver(draught, verb, below)
    return changed


def _join_subjects(d: Draught, below: Sequence[int]) -> bool:
    """Make the second of two subjects a conjunct of the first, where a conjunction of the first leads up to it."""
    subjects = [i for i in below if d.dep[i] in SUBJECTS]
    if len(subjects) != 2:
        return False
    first, second = subjects
    joins = [c for c in d.children[first] if d.dep[c] == "cc" and first < c < second]
    if not joins or any(d.dep[c] == "conj" for c in d.children[first]) or d.left[second] != joins[-1] + 1:
        return False
    d.dep[second], d.head[second] = "conj", first
    return True


def _name_object(d: Draught, below: Sequence[int]) -> bool:
    """Make the second of two objects an apposition of the first, where a comma alone parts them and nothing joins."""
    objects = [i for i in below if d.dep[i] == "dobj"]
    if len(objects) != 2:
        return False
    first, second = objects
    start = d.left[second]
    joined = any(d.dep[c] in ("cc", "conj") for noun in objects for c in d.children[noun])
    if joined or not {d.pos[first], d.pos[second]} <= NAMED or d.lower[start - 1] != ",":
        return False
    if d.right[first] not in (start - 1, start - 2):
        return False
    d.dep[second], d.head[second] = "appos", first
    return True


def _free_receiver(d: Draught, verb: int, below: Sequence[int]) -> bool:
    """Give a verb the name that opens its object, a sum, before the number: who is given the sum."""
    for noun in below:
        if d.dep[noun] != "dobj" or d.ent[noun] not in SUMS or d.left[noun] != verb + 1:
            continue
        number = next((d.left[c] for c in d.children[noun] if d.dep[c] in NUMBERS), noun)
        name = [c for c in d.children[noun] if c < number]
        if not name or any(d.pos[c] != "PROPN" or d.dep[c] not in MODIFIERS for c in name) or name[-1] != number - 1:
            continue
        for word in name[:-1]:
            d.dep[word], d.head[word] = "compound", name[-1]
        d.dep[name[-1]], d.head[name[-1]] = "dative", verb
        return True
    return False
