"""Judge pairs of actors in a sentence: how likely a careful reader claims which predicate between them.

A small model learned it from claims marked by reading (see `docs/models.md`). It sees the sentence, where the two
stand in its tree, what kinds of mention they are, and what the rules made of them; rules and model correct each other.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.reading.encoder import FOLDER
from sayso.reading.pairs import Layout, path_between

if TYPE_CHECKING:
    from sayso.reading.encoder import Floats

UNKNOWN = -1
BUCKETS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30)
NO_DISTANCE = 2 * len(BUCKETS) + 2
LONGEST_PATH = 7
SENTENCES_AT_ONCE = 48
DIGITS = 4

type Pair = tuple[int, int]
type Drafted = Mapping[Pair, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold the judgement of one sentence: the probability of each predicate for each ordered pair of sides.

    `rows` numbers the pairs, as (subject, object) by side, -1 for an unknown subject; `chances` has a row a pair and a
    column a predicate of `predicates`.
    """

    layout: Layout
    rows: Mapping[Pair, int]
    chances: NDArray[np.float32]
    predicates: tuple[str, ...]

    def chance(self, pair: Pair, predicate: str) -> float | None:
        """Return the probability of a predicate between two sides; None where the model was not asked."""
        row = self.rows.get(pair)
        if row is None or predicate not in self.predicates:
            return None
        return round(float(self.chances[row, self.predicates.index(predicate)]), DIGITS)

    def best(self, floor: float) -> Iterator[tuple[Pair, str, float]]:
        """Yield for each pair the likeliest predicate and its probability, where that is at least `floor`."""
        if not self.rows:
            return
        top = self.chances.argmax(axis=1)
        for pair, row in self.rows.items():
            chance = round(float(self.chances[row, top[row]]), DIGITS)
            if chance >= floor:
                yield pair, self.predicates[int(top[row])], chance


@cache
def load_scorer() -> "Scorer":
    """Load the weights that score pairs."""
    with np.load(FOLDER / "scorer.npz") as data:
        weights = {name: data[name].astype(np.float32) for name in data.files if name != "predicates"}
        return Scorer(weights, tuple(str(name) for name in data["predicates"]))


class Scorer:
    """Score ordered pairs of sides from the words' vectors; the same sums as `training/relation_model.py` learns."""

    def __init__(self, weights: Mapping[str, "Floats"], predicates: tuple[str, ...]) -> None:
        self._w = weights
        self.predicates = predicates
        self._number = {name: i for i, name in enumerate(predicates)}

    def judge(self, sentences: Sequence[tuple[Layout, "Floats"]], drafted: Mapping[int, Drafted]) -> list[Judged]:
        """Return the judgements of sentences with their words' vectors; `drafted` is asked by a sentence's first token
        which predicates the rules found for a pair. It runs over a few sentences at a time, to keep memory flat.
        """
        parts = [sentences[at : at + SENTENCES_AT_ONCE] for at in range(0, len(sentences), SENTENCES_AT_ONCE)]
        return [judged for part in parts for judged in self._judge(part, drafted)]

    def _judge(self, sentences: Sequence[tuple[Layout, "Floats"]], drafted: Mapping[int, Drafted]) -> list[Judged]:
        """Return the judgements of a few sentences."""
        laid = Pairs(sentences, self._number, drafted)
        if not laid.pairs:
            return [laid.judged(i, np.zeros((0, len(self.predicates)), np.float32), self.predicates) for i in laid.own]
        w, words = self._w, np.concatenate([vectors for _, vectors in sentences])
        sides = self._linear("side", np.concatenate([words[laid.heads], range_means(words, laid.insides)], axis=1))
        sides = np.concatenate([w["unknown"][None], gelu(sides + w["kind.weight"][laid.kinds])])
        links = means(words @ w["path.weight"].T, laid.paths) + w["path.bias"]
        links += range_means(words @ w["between.weight"].T, laid.gaps) + w["between.bias"]
        x = self._linear("subject", sides)[laid.subjects] + self._linear("object", sides)[laid.objects]
        x += self._linear("left", sides)[laid.subjects] * self._linear("right", sides)[laid.objects]
        x += links[laid.links] + w["distance.weight"][laid.distances] + laid.drafts @ w["draft.weight"].T
        x = gelu(normalize(x, w["norm.weight"], w["norm.bias"]))
        logits = self._linear("out", x) + w["agree"] * laid.drafts[:, : len(self.predicates)]
        chances = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
        return [laid.judged(i, chances, self.predicates) for i in laid.own]

    def _linear(self, name: str, x: "Floats") -> "Floats":
        """Apply one linear layer."""
        found: Floats = x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return found


class Pairs:
    """Lay the pairs of many sentences out as arrays of numbers; words and sides are numbered on over all sentences.

    What two sides share whichever is the subject (the words that join them in the tree, those that stand between them)
    is a link, found once; `links` numbers the link of each pair.
    """

    def __init__(
        self, sentences: Sequence[tuple[Layout, "Floats"]], number: Mapping[str, int], drafted: Mapping[int, Drafted]
    ) -> None:
        self.layouts = [layout for layout, _ in sentences]
        self.own: dict[int, dict[Pair, int]] = {}
        self.pairs: list[Pair] = []
        self.heads: list[int] = []
        self.kinds: list[int] = []
        self.insides: list[tuple[int, int]] = []
        self.paths: list[list[int]] = []
        self.gaps: list[tuple[int, int]] = []
        self.links: list[int] = []
        self.distances: list[int] = []
        self.subjects: list[int] = []
        self.objects: list[int] = []
        found: list[tuple[int, int]] = []
        word = 0
        for index, layout in enumerate(self.layouts):
            first_side, first_row = len(self.heads), len(self.pairs)
            for side in layout.sides:
                self.heads.append(word + side.head)
                self.kinds.append(side.kind)
                self.insides.append((word + side.first, word + side.last + 1))
            self._join(layout, word, first_side)
            self.own[index] = rows = {pair: first_row + i for i, pair in enumerate(self.pairs[first_row:])}
            for sides, names in drafted.get(layout.first, {}).items():
                columns = [number[name] for name in names if name in number]
                found += [(rows[sides], column) for column in columns if sides in rows]
                other_way = (sides[1], sides[0])
                found += [(rows[other_way], len(number) + column) for column in columns if other_way in rows]
            word += len(layout.words)
        self.drafts = np.zeros((len(self.pairs), 2 * len(number)), dtype=np.float32)
        for row, column in found:
            self.drafts[row, column] = 1

    def _join(self, layout: Layout, word: int, first_side: int) -> None:
        """Add the pairs of one sentence: an unknown subject with each side, and any two sides either way."""
        ups = [list(layout.up(side.head)) for side in layout.sides]
        for b, obj in enumerate(layout.sides):
            self._link([word + token for token in ups[b][1:3] or ups[b]], (word, word))
            self._add((UNKNOWN, b), NO_DISTANCE, first_side)
            for a in range(b):
                subject = layout.sides[a]
                path = path_between(ups[a], ups[b])
                if subject.head == obj.head or len(path) > LONGEST_PATH:
                    continue
                one, two = (subject, obj) if subject.head < obj.head else (obj, subject)
                self._link([word + token for token in path], (word + one.last + 1, word + max(one.last + 1, two.first)))
                self._add((a, b), distance(obj.head - subject.head), first_side)
                self._add((b, a), distance(subject.head - obj.head), first_side)

    def _link(self, path: list[int], gap: tuple[int, int]) -> None:
        """Add one link."""
        self.paths.append(path)
        self.gaps.append(gap)

    def _add(self, pair: Pair, apart: int, first_side: int) -> None:
        """Add one ordered pair over the newest link."""
        self.pairs.append(pair)
        self.links.append(len(self.paths) - 1)
        self.distances.append(apart)
        self.subjects.append(0 if pair[0] == UNKNOWN else first_side + pair[0] + 1)
        self.objects.append(first_side + pair[1] + 1)

    def judged(self, index: int, chances: "Floats", predicates: tuple[str, ...]) -> Judged:
        """Return the judgement of one sentence out of all."""
        rows = self.own[index]
        mine = chances[list(rows.values())] if rows else chances[:0]
        return Judged(self.layouts[index], {pair: i for i, pair in enumerate(rows)}, mine, predicates)


def distance(apart: int) -> int:
    """Return the number of the bucket of a signed distance in words."""
    size = bisect_right(BUCKETS, abs(apart))
    return size if apart > 0 else len(BUCKETS) + 1 + size


def means(rows: "Floats", groups: Sequence[Sequence[int]]) -> "Floats":
    """Return the mean of some rows for each group; shape (groups, columns). No group is empty."""
    counts = np.array([len(group) for group in groups])
    flat = np.array([row for group in groups for row in group])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    found: Floats = (np.add.reduceat(rows[flat], starts, axis=0) / counts[:, None]).astype(np.float32)
    return found


def range_means(rows: "Floats", ranges: Sequence[tuple[int, int]]) -> "Floats":
    """Return the mean of the rows of each range (its end left out), zeros for an empty one."""
    sums = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])
    ends = np.array(ranges)
    counts = np.maximum(ends[:, 1] - ends[:, 0], 1)[:, None]
    found: Floats = ((sums[ends[:, 1]] - sums[ends[:, 0]]) / counts).astype(np.float32)
    return found


def gelu(x: "Floats") -> "Floats":
    """Return the Gaussian error linear unit, by its tanh form."""
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * (x * x * x))
    return (np.float32(0.5) * x * (np.float32(1.0) + np.tanh(inner))).astype(np.float32)


def normalize(x: "Floats", weight: "Floats", bias: "Floats") -> "Floats":
    """Return a layer norm over the last axis."""
    centred = x - x.mean(axis=-1, keepdims=True)
    return (centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5) * weight + bias).astype(np.float32)
