"""Train the weights that tell what a personal pronoun means; writes `src/sayso/reading/data/salience.json`.

    python training/train_salience.py ../shared/bench [--report]

Data: GUM's genres other than news and interview (annotation CC BY 4.0), read by our own pipeline; a candidate is right
where its span lies in the pronoun's gold chain; a pronoun whose gold antecedent is no candidate teaches nothing. The
loss is that of a log-linear ranker over all candidates and the choice of none, summed over the right ones; L-BFGS from
zero with an L2 penalty, so the same data give the same weights.
`--report` also prints the share of right choices on news and interview, which are never trained on.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from sayso.reading import entities as joining
from sayso.reading import salience
from sayso.reading.coreference import Resolver
from sayso.reading.language import load_language, parse

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from coreference import GumText, make_document, read_gum, trim

HELD_OUT = ("news", "interview")
PENALTY = 6.0
SMALLEST = 0.01

type Floats = NDArray[np.float64]
type Choice = tuple[list[list[str]], list[bool]]


class Recorder(Resolver):
    """Resolve as usual and keep the features of every choice with the spans of the candidates."""

    seen: list[tuple[tuple[int, int], list[tuple[int, int]], list[list[str]]]]

    def _best_candidate(self, i: int) -> int:
        """Record the choice of one pronoun."""
        rows, spans = [salience.features_of_none(self.columns, self.phrases[i])], [(-1, -1)]
        for pair, _ in self._candidates_of(i):
            rows.append(salience.features_of(self.columns, pair))
            spans.append((pair.other.first, pair.other.last))
        token = self.phrases[i].head
        Recorder.seen.append(((token, token), spans, rows))
        return super()._best_candidate(i)


def read_choices(path: Path, nlp: Any) -> list[Choice]:
    """Return the choices of one document: features of each candidate, and which of them are right."""
    gum = read_gum(path)
    parsed = parse(nlp, make_document(gum.text, gum.paragraphs))
    Recorder.seen = []
    setattr(joining, "Resolver", Recorder)  # noqa: B010
    joining.find_entities(parsed)
    chains = _chain_of_spans(gum)

    def find(first: int, last: int) -> set[str]:
        span = parsed.span(first, last)
        return chains.get((span.start, span.end), set()) | chains.get((span.start, -1), set())

    choices = []
    for (token, _), spans, rows in Recorder.seen:
        own = find(token, token)
        right = [False] + [bool(own & find(*span)) for span in spans[1:]]
        right[0] = not any(right)
        if any(right[1:]) or not any(len(gum.chains[name]) > 1 for name in own):
            choices.append((rows, right))
    return choices


def _chain_of_spans(gum: GumText) -> dict[tuple[int, int], set[str]]:
    """Return the chains by span; the shortest span from a start also stands under (start, -1)."""
    chains: dict[tuple[int, int], set[str]] = defaultdict(set)
    shortest: dict[int, tuple[int, str]] = {}
    for name, places in gum.chains.items():
        for place in places:
            first, last = trim(gum, place)
            chains[first, last].add(name)
            if first not in shortest or last < shortest[first][0]:
                shortest[first] = (last, name)
    for first, (_, name) in shortest.items():
        chains[first, -1].add(name)
    return chains


def train(choices: list[Choice]) -> dict[str, float]:
    """Fit the weights."""
    names = sorted({name for rows, _ in choices for row in rows for name in row})
    index = {name: at for at, name in enumerate(names)}
    tables = [(_table(rows, index), np.array(right)) for rows, right in choices if len(rows) > 1]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = PENALTY * float(weights @ weights) / 2, PENALTY * weights
        for rows, right in tables:
            scores = np.array([weights[row].sum() for row in rows])
            scores = np.exp(scores - scores.max())
            every = scores / scores.sum()
            good = np.where(right, scores, 0.0)
            total -= float(np.log(good.sum() / scores.sum()))
            push = every - good / good.sum()
            for row, amount in zip(rows, push, strict=True):
                slope[row] += amount
        return total, slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 80})
    return {name: round(float(w), 3) for name, w in zip(names, best.x, strict=True) if abs(w) > SMALLEST}


def _table(rows: list[list[str]], index: dict[str, int]) -> list[NDArray[np.int64]]:
    """Return each candidate's features as numbers."""
    return [np.array([index[name] for name in row], dtype=np.int64) for row in rows]


def main() -> None:
    """Train, write and report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args()
    nlp = load_language()
    training: list[Choice] = []
    held: dict[str, list[Choice]] = defaultdict(list)
    for path in sorted((options.bench / "gum" / "conllu").glob("*.conllu")):
        genre = path.name.split("_")[1]
        if genre not in HELD_OUT:
            training += read_choices(path, nlp)
        elif options.report:
            held[genre] += read_choices(path, nlp)
    weights = train(training)
    salience.WEIGHTS.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(training)} choices, {len(weights)} weights")
    for genre, choices in held.items():
        hits = sum(
            right[max(range(len(rows)), key=lambda at: sum(weights.get(n, 0.0) for n in rows[at]))]
            for rows, right in choices
        )
        print(f"{genre}: {hits / len(choices):.3f} of {len(choices)} right")


if __name__ == "__main__":
    main()
