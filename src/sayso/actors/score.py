"""Score two bare names from 0 to 1; 0.7 and above says that they may well name one actor."""

import math

from sayso.actors.lexicon import load_lexicon
from sayso.actors.normalize import NameParts, split_name
from sayso.actors.similarity import Alignment, align, joined_words, whole_fit
from sayso.model import ActorType

# What a word that nothing answers to takes off the score.
EXTRA_ONE_SIDE = 0.07
EXTRA_BOTH_SIDES = 0.35
OTHER_NUMBER = 0.5
OTHER_FORM = 0.31
OTHER_GENERATION = 0.4


def score_names(left: str, right: str, kind: ActorType) -> float:
    """Return how well two names fit; 0 for an empty one, 1 for the same words in the same order."""
    first, second = split_name(left, kind), split_name(right, kind)
    return score_parts(first, second, align(first, second), kind)


def score_parts(first: NameParts, second: NameParts, found: Alignment, kind: ActorType) -> float:
    """Return how well two names fit that are taken apart and aligned already."""
    if not first.tokens or not second.tokens:
        return 0.0
    if first.tokens == second.tokens:
        return 1.0 - _decoration(first, second)
    words = joined_words(first, second)
    scored = _score_person(found, words) if kind is ActorType.PERSON else _score_other(first, second, found, words)
    joined = whole_fit(first, second)
    if joined >= 0.88 and len("".join(first.tokens)) > 5 and first.numbers == second.numbers and len(found.pairs) < 2:
        scored = max(scored, joined)
    return max(0.0, min(1.0, scored - _decoration(first, second)))


def _score_person(found: Alignment, words: tuple[tuple[str, ...], tuple[str, ...]]) -> float:
    """Score people: words of both sides without answer are two different people, of one side a longer name."""
    left, right = words
    if not found.pairs:
        return 0.0
    fit = _mean_fit(found, left)
    lacking = min(len(found.left_only), len(found.right_only))
    extra = max(len(found.left_only), len(found.right_only)) - lacking
    score = fit - EXTRA_ONE_SIDE * min(extra, 3) - (EXTRA_BOTH_SIDES if lacking else 0.0)
    if len(found.pairs) == 1 and (extra or lacking):
        score -= 0.3
    slips = sum(1 for _, _, one in found.pairs if one < 0.85)
    if slips > 1:
        score -= 0.1 * (slips - 1)
    if _is_swapped(found, left, right):
        score -= 0.05
    return score


def _mean_fit(found: Alignment, left: tuple[str, ...]) -> float:
    """Return the mean fit of the pairs, long and telling words counting more."""
    weak = load_lexicon().weak
    weights = [(0.5 if left[i] in weak else 1.0) * math.sqrt(min(len(left[i]), 8)) for i, _, _ in found.pairs]
    total = sum(weights)
    return sum(weight * fit for weight, (_, _, fit) in zip(weights, found.pairs, strict=True)) / total


def _is_swapped(found: Alignment, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether the words come in another order."""
    order = [j for _, j, _ in found.pairs]
    return order != sorted(order)


def _score_other(
    first: NameParts, second: NameParts, found: Alignment, words: tuple[tuple[str, ...], tuple[str, ...]]
) -> float:
    """Score other actors: each word that only one side has counts, less where names commonly add it."""
    left, right = words
    if not found.pairs:
        return 0.0
    lexicon = load_lexicon()
    fit = _mean_fit(found, left)
    only = [left[i] for i in found.left_only] + [right[j] for j in found.right_only]
    telling = [word for word in only if word not in lexicon.addable]
    score = (
        fit - 0.35 * len(telling) / math.sqrt(max(1, min(len(left), len(right)))) - 0.05 * (len(only) - len(telling))
    )
    if found.left_only and found.right_only and telling:
        score -= 0.1
    if first.numbers != second.numbers:
        score -= OTHER_NUMBER
    return score


def _decoration(first: NameParts, second: NameParts) -> float:
    """Return what differing legal forms and generations take off."""
    taken = 0.0
    if first.form and second.form and first.form != second.form:
        taken += OTHER_FORM if {first.form, second.form} & _DISTINCT_FORMS else 0.1
    if first.generation != second.generation:
        taken += OTHER_GENERATION if first.generation and second.generation else 0.15
    return taken


_DISTINCT_FORMS = frozenset({"llc", "ag", "ano"})
