"""Judge pairs of actors in a sentence: how likely a careful reader claims which predicate between them.

A small model learned it from claims marked by reading (see `docs/models.md`). It sees the sentence, where the two
stand in its tree, what kinds of mention they are, and what the rules made of them; rules and model correct each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.reading.encoder import FOLDER, load_encoder
from sayso.reading.pairs import Layout

if TYPE_CHECKING:
    from sayso.reading.encoder import Floats

UNKNOWN = -1
BUCKETS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30)
NO_DISTANCE = 2 * len(BUCKETS) + 2
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
        which predicates the rules found for a pair.
        """
        laid = Pairs(sentences, self._number, drafted)
        if not laid.pairs:
            return [laid.judged(i, np.zeros((0, len(self.predicates)), np.float32), self.predicates) for i in laid.own]
        w, words = self._w, np.concatenate([vectors for _, vectors in sentences])
        sides = self._linear("side", np.concatenate([words[laid.heads], means(words, laid.insides)], axis=1))
        sides = np.concatenate([w["unknown"][None], gelu(sides + w["kind.weight"][laid.kinds])])
        x = self._linear("subject", sides)[laid.subjects] + self._linear("object", sides)[laid.objects]
        x += self._linear("left", sides)[laid.subjects] * self._linear("right", sides)[laid.objects]
        x += means(words @ w["path.weight"].T, laid.paths) + w["path.bias"]
        x += means(words @ w["between.weight"].T, laid.betweens) + w["between.bias"]
        x += w["distance.weight"][laid.distances] + laid.drafts @ w["draft.weight"].T
        x = gelu(normalize(x, w["norm.weight"], w["norm.bias"]))
        logits = self._linear("out", x) + w["agree"] * laid.drafts[:, : len(self.predicates)]
        chances = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
        return [laid.judged(i, chances, self.predicates) for i in laid.own]

    def _linear(self, name: str, x: "Floats") -> "Floats":
        """Apply one linear layer."""
        found: Floats = x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return found


class Pairs:
    """Lay the pairs of many sentences out as arrays of numbers; words and sides are numbered on over all sentences."""

    def __init__(
        self, sentences: Sequence[tuple[Layout, "Floats"]], number: Mapping[str, int], drafted: Mapping[int, Drafted]
    ) -> None:
        self.layouts = [layout for layout, _ in sentences]
        self.own: dict[int, dict[Pair, int]] = {}
        self.pairs: list[Pair] = []
        self.heads: list[int] = []
        self.kinds: list[int] = []
        self.insides: list[list[int]] = []
        self.paths: list[list[int]] = []
        self.betweens: list[list[int]] = []
        self.distances: list[int] = []
        subjects, objects, found = list[int](), list[int](), list[tuple[int, int]]()
        word = 0
        for index, layout in enumerate(self.layouts):
            first_side, rows = len(self.heads), dict[Pair, int]()
            for side in layout.sides:
                self.heads.append(word + side.head)
                self.kinds.append(side.kind)
                self.insides.append(list(range(word + side.first, word + side.last + 1)))
            for pair in pairs_of(layout):
                rows[pair] = row = len(self.pairs)
                self.pairs.append(pair)
                subjects.append(0 if pair[0] == UNKNOWN else first_side + pair[0] + 1)
                objects.append(first_side + pair[1] + 1)
                self.paths.append([word + token for token in path_of(layout, pair)])
                self.betweens.append([word + token for token in between(layout, pair)])
                self.distances.append(distance(layout, pair))
                found += drafted_columns(row, pair, drafted.get(layout.first, {}), number)
            self.own[index] = rows
            word += len(layout.words)
        self.subjects, self.objects = np.array(subjects), np.array(objects)
        self.drafts = np.zeros((len(self.pairs), 2 * len(number)), dtype=np.float32)
        for row, column in found:
            self.drafts[row, column] = 1

    def judged(self, index: int, chances: "Floats", predicates: tuple[str, ...]) -> Judged:
        """Return the judgement of one sentence out of all."""
        rows = self.own[index]
        mine = chances[list(rows.values())] if rows else chances[:0]
        return Judged(self.layouts[index], {pair: i for i, pair in enumerate(rows)}, mine, predicates)


def drafted_columns(row: int, pair: Pair, drafted: Drafted, number: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield row and column of what the rules found for a pair as it stands, and, further on, the other way round."""
    for way, sides in enumerate((pair, (pair[1], pair[0]))):
        for name in drafted.get(sides, ()):
            if name in number:
                yield row, way * len(number) + number[name]


def judge(layouts: Sequence[Layout], drafted: Sequence[Drafted]) -> list[Judged]:
    """Return the judgements of sentences in order of the text."""
    by_place = {layout.first: found for layout, found in zip(layouts, drafted, strict=True)}
    sentences = sorted(load_encoder().vectors(layouts), key=lambda pair: pair[0].first)
    return load_scorer().judge(sentences, by_place) if sentences else []


def pairs_of(layout: Layout) -> Iterator[Pair]:
    """Yield the ordered pairs of sides with different heads, with an unknown subject for each object."""
    for b, obj in enumerate(layout.sides):
        yield UNKNOWN, b
        for a, subject in enumerate(layout.sides):
            if a != b and subject.head != obj.head:
                yield a, b


def path_of(layout: Layout, pair: Pair) -> list[int]:
    """Return the tokens that join two sides in the tree; of a lone object the two that govern it."""
    a, b = pair
    head = layout.sides[b].head
    if a != UNKNOWN:
        return layout.path(layout.sides[a].head, head)
    return list(layout.up(head))[1:3] or [head]


def between(layout: Layout, pair: Pair) -> list[int]:
    """Return the tokens that stand between two sides."""
    a, b = pair
    if a == UNKNOWN:
        return []
    one, two = sorted((layout.sides[a], layout.sides[b]), key=lambda side: side.head)
    return list(range(one.last + 1, two.first))


def distance(layout: Layout, pair: Pair) -> int:
    """Return the number of the bucket of the signed distance between two heads."""
    a, b = pair
    if a == UNKNOWN:
        return NO_DISTANCE
    apart = layout.sides[b].head - layout.sides[a].head
    size = int(np.searchsorted(BUCKETS, abs(apart), side="right"))
    return size if apart > 0 else len(BUCKETS) + 1 + size


def means(rows: "Floats", groups: Sequence[Sequence[int]]) -> "Floats":
    """Return the mean of some rows for each group, zeros for an empty one; shape (groups, columns)."""
    counts = np.array([len(group) for group in groups])
    found = np.zeros((len(groups), rows.shape[1]), dtype=np.float32)
    full = np.flatnonzero(counts)
    if len(full):
        flat = np.array([row for group in groups for row in group])
        starts = np.concatenate([[0], np.cumsum(counts[full])[:-1]])
        found[full] = np.add.reduceat(rows[flat], starts, axis=0) / counts[full][:, None]
    return found


def gelu(x: "Floats") -> "Floats":
    """Return the Gaussian error linear unit, by its tanh form."""
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * (x * x * x))
    return (np.float32(0.5) * x * (np.float32(1.0) + np.tanh(inner))).astype(np.float32)


def normalize(x: "Floats", weight: "Floats", bias: "Floats") -> "Floats":
    """Return a layer norm over the last axis."""
    centred = x - x.mean(axis=-1, keepdims=True)
    return (centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5) * weight + bias).astype(np.float32)
