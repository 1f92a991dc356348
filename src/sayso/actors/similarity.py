"""Align the words of two names and say how well they fit; numbers only, no verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from sayso.actors.lexicon import load_lexicon
from sayso.actors.normalize import NameParts, skeleton, sound_out

# From here on two words are spellings of one name.
SPELLING = 0.9


@dataclass(frozen=True, slots=True)
class Alignment:
    """Hold which words answer to which.

    `pairs` are left index, right index and fit (0 to 1); `left_only` and `right_only` are indexes that nothing answers
    to; `initials` counts pairs where one side is an initial, `nicknames` those where one is a familiar form.
    """

    pairs: tuple[tuple[int, int, float], ...]
    left_only: tuple[int, ...]
    right_only: tuple[int, ...]
    initials: int = 0
    nicknames: int = 0

    @property
    def weakest(self) -> float:
        """Return the fit of the worst pair, 0 without pairs."""
        return min((fit for _, _, fit in self.pairs), default=0.0)


@lru_cache(maxsize=131072)
def token_fit(left: str, right: str) -> float:
    """Return how well two words fit as spellings of one: 1 equal, 0.95 equal in sound, then by edits per length."""
    if left == right:
        return 1.0
    if left.isdigit() or right.isdigit():
        return 0.0
    if min(len(left), len(right)) == 1:
        return 0.8 if left[0] == right[0] and max(len(left), len(right)) > 1 else 0.0
    heard_left, heard_right = sound_out(left), sound_out(right)
    if heard_left == heard_right:
        return 0.95
    if _are_nicknames(left, right):
        return 0.85
    size = min(len(left), len(right))
    if skeleton(left) == skeleton(right) and len(skeleton(left)) > 2:
        # Vowels alone part Jamal from Jamil: one of them may differ in a long word, no more.
        return SPELLING if size > 5 and _differ_in_a_vowel(heard_left, heard_right) else 0.88
    most = int(0.4 * size)  # more edits make no fit: the distance is not counted to its end
    edits = min(
        DamerauLevenshtein.distance(left, right, score_cutoff=most),
        DamerauLevenshtein.distance(heard_left, heard_right, score_cutoff=most) + 0.5,
    )
    fit = 1.0 - edits / size
    # One letter in a short word makes another name as often as a slip: it needs support from the rest.
    if fit < 0.6:
        return 0.0
    near = 0.25 * JaroWinkler.similarity(left, right) + 0.75 * fit
    return near if size > 8 else min(near, 0.89)


def align(left: NameParts, right: NameParts) -> Alignment:
    """Pair words best fit first; two neighbours that together make one word of the other side count as that word."""
    if left.tokens == right.tokens:
        return Alignment(tuple((at, at, 1.0) for at in range(len(left.tokens))), (), ())
    left_words, right_words = _join_neighbours(left.tokens, right.tokens)
    fits = sorted(
        (-fit, abs(i - j), i, j)
        for i, a in enumerate(left_words)
        for j, b in enumerate(right_words)
        if (fit := token_fit(a, b)) >= 0.6
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for negative, _, i, j in fits:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((i, j, -negative))
    lone = sum(1 for i, j, _ in pairs if (len(left_words[i]) == 1) != (len(right_words[j]) == 1))
    familiar = sum(1 for i, j, _ in pairs if _are_nicknames(left_words[i], right_words[j]))
    return Alignment(
        tuple(sorted(pairs)),
        tuple(i for i in range(len(left_words)) if i not in used_left),
        tuple(j for j in range(len(right_words)) if j not in used_right),
        lone,
        familiar,
    )


def joined_words(left: NameParts, right: NameParts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that the indexes of `align` count."""
    if left.tokens == right.tokens:
        return left.tokens, right.tokens
    return _join_neighbours(left.tokens, right.tokens)


def whole_fit(left: NameParts, right: NameParts) -> float:
    """Return how well two names fit as one string without blanks, in order."""
    return token_fit("".join(left.tokens), "".join(right.tokens)) if left.tokens and right.tokens else 0.0


def _differ_in_a_vowel(left: str, right: str) -> bool:
    """Tell whether two sounds have the same consonants and differ by one letter at most."""
    drop = str.maketrans("", "", "aiu")
    return left.translate(drop) == right.translate(drop) and DamerauLevenshtein.distance(left, right) < 2


def _are_nicknames(left: str, right: str) -> bool:
    """Tell whether one is a familiar form of the other."""
    table = load_lexicon().nicknames
    return right in table.get(left, ()) or left in table.get(right, ())


@lru_cache(maxsize=65536)
def _join_neighbours(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Join two or three neighbours where the other side writes them as one word ("good will", "goodwill")."""
    return _join_like(left, right), _join_like(right, left)


def _join_like(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Join neighbours of `words` that make a word of `others`, unless one of them stands there by itself."""
    whole = [other for other in others if len(other) > 2 and other not in words]
    if len(words) < 2 or not whole:
        return words
    longest = max(map(len, whole)) + 3
    if min(len(one) + len(two) for one, two in pairwise(words)) >= longest:
        return words
    out: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in (3, 2) if at + n <= len(words) and _answers("".join(words[at : at + n]), whole)), 1)
        if size > 1 and any(word in others for word in words[at : at + size]):
            size = 1
        out.append("".join(words[at : at + size]))
        at += size
    return tuple(out)


def _answers(joined: str, others: Sequence[str]) -> bool:
    """Tell whether a joined word is a word of the other name, a slip of the pen aside."""
    return len(joined) > 4 and any(
        abs(len(joined) - len(other)) < 3 and token_fit(joined, other) >= 0.88 for other in others
    )
