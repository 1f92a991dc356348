"""Train the weights that tell how likely a claim is right; writes `src/sayso/reading/data/confidence.json`.

    python training/train_confidence.py ../shared/bench

Data: documents and marked claims of `gold-free` (public-domain reports, claims marked by reading), those two in five
that the relation model is not trained on. A claim counts as right where the scorer matches it strictly. The model is
a logistic regression with an L2 penalty, fitted by Newton's method in numpy from a fixed start, so that the same data
give the same weights; the penalty is the largest whose log loss, cross-validated in five folds over whole documents,
lies within one standard error of the best (Breiman et al. 1984): other texts differ more than folds do. Prints the log
loss and the calibration error on the held-out folds, and on `gold-dev`, which is never trained on. Trigger words seen
fewer than five times get no weight of their own.
"""

import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from coreference import make_document

from sayso.intake import take
from sayso.model.claim import Claim
from sayso.model.document import Document
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.reading import confidence
from sayso.reading.assembly import Assembler
from sayso.reading.encoder import has_encoder
from sayso.reading.frames import FrameFinder
from sayso.reading.proposals import Advisor
from sayso.reading.reader import RuleReader

MIN_COUNT = 5
FOLDS = 5
PENALTIES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)

type Row = tuple[str, dict[str, float], bool]
type Floats = NDArray[np.float64]


def main(bench: Path) -> None:
    """Train, print the figures and write the weights."""
    scorer = load_scorer(bench)
    rows = [*examples(bench, "gold-free", scorer), *own_examples()]
    held = list(examples(bench, "gold-dev", scorer))
    names = frequent(rows)
    penalty = choose_penalty(rows, names)
    loss, error, _ = cross_validate(rows, names, penalty)
    weights = fit(matrix(rows, names), labels(rows), penalty)
    data = {
        "bias": round(float(weights[-1]), 4),
        "weights": {name: round(float(w), 4) for name, w in zip(names, weights[:-1], strict=True) if abs(w) > 1e-3},
    }
    confidence.WEIGHTS.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(rows)} claims, {np.mean(labels(rows)):.3f} right, {len(names)} features, penalty {penalty}")
    print(f"cross-validated: log loss {loss:.4f}, calibration error {error:.4f}")
    guesses = sigmoid(matrix(held, names) @ weights)
    loss, error = log_loss(guesses, labels(held)), calibration_error(guesses, labels(held))
    print(f"gold-dev: log loss {loss:.4f}, calibration error {error:.4f}")
    for low in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4):
        kept = guesses >= low
        right, share = labels(held)[kept].mean(), labels(held)[kept].sum() / labels(held).sum()
        print(f"gold-dev: at least {low}: {kept.sum()} kept, {right:.3f} right, {share:.3f} of the right ones")


def own_examples() -> Iterator[Row]:
    """Yield (document, features, right) for the claims made of those of our own passages that the model never saw."""
    from relation_examples import HERE, read_passage

    reader = RuleReader()
    symmetric = {name for name, predicate in reader.vocabulary.predicates.items() if predicate.symmetric}
    for path in sorted((HERE / "passages").glob("*.txt")):
        for number, block in enumerate(re.split(r"\n\s*\n", path.read_text("utf-8").strip())):
            name = f"{path.stem}-{number}"
            if fold_of(name) != 0:
                continue
            text, spans, marks = read_passage(block)
            claims, found, _ = read(reader, make_document(text, [Span(0, len(text))]))
            wanted = {(s, p, o) for s, names, o in marks for p in names}
            wanted |= {(o, p, s) for s, p, o in wanted if p in symmetric}
            for claim, features in zip(claims, found, strict=True):
                subjects = ["?"] if not claim.subject.words else at_place(spans, claim.subject.head)
                objects = at_place(spans, claim.object.head)
                right = any((s, claim.predicate, o) in wanted for s in subjects for o in objects)
                yield path.stem, features, right


def at_place(spans: dict[str, tuple[int, int]], head: Span) -> list[str]:
    """Return the bracketed places that hold a head."""
    return [name for name, (start, end) in spans.items() if start <= head.start and head.end <= end]


def fold_of(name: str) -> int:
    """Return the fold of a document: fold 0 of every kind, and 1 to 3 of gold-free, are not trained on."""
    return int(sha256(name.encode()).hexdigest(), 16) % 10


def for_calibration(name: str) -> bool:
    """Tell whether a document of gold-free is kept out of the relation model's training: two in five are."""
    return fold_of(name) < 4


def load_scorer(bench: Path) -> ModuleType:
    """Load the scorer, which decides what counts as right."""
    spec = importlib.util.spec_from_file_location("score", bench / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score.py in {bench}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def examples(bench: Path, name: str, scorer: ModuleType) -> Iterator[Row]:
    """Yield (document, features, right) for every claim that the reader makes."""
    reader = RuleReader()
    for document in take([bench / name / "docs"]):
        if not isinstance(document, Document) or (name == "gold-free" and not for_calibration(document.name)):
            continue
        claims, found, reading = read(reader, document)
        gold = scorer.Gold(bench / name / "claims" / f"{document.name}.json")
        hits = {i for i, _ in scorer.match("strict", gold, [as_row(claim, reading) for claim in claims])}
        for i, features in enumerate(found):
            yield document.name, features, i in hits


def read(reader: RuleReader, document: Document) -> tuple[list[Claim], list[dict[str, float]], Reading]:
    """Read a document and keep each claim's features."""
    scene = reader.scene(document)
    assembler = Assembler(scene, floors=(0.0, 0.0))
    frames = list(FrameFinder(scene.parsed, scene.entities, reader.vocabulary).frames())
    drafts = [draft for raw in frames for draft in scene.meaning.drafts(raw)]
    pairs = assembler.claims_with_drafts(Advisor(scene, frames).advise(drafts) if has_encoder() else drafts)
    found = [dict(confidence.features_of(draft, claim, scene.parsed, scene.entities)) for claim, draft in pairs]
    claims = [claim for claim, _ in pairs]
    actors = tuple(assembler.actors.values())
    return claims, found, Reading(document.id, document.text_id, scene.reader, actors, tuple(claims), (), 0)


def as_row(claim: Claim, reading: Reading) -> dict[str, Any]:
    """Return a claim in the form that the scorer reads."""
    actors = {actor.id: {"name": actor.name, "aliases": list(actor.aliases)} for actor in reading.actors}
    return {
        "subject": actors[claim.subject.actor],
        "predicate": claim.predicate,
        "object": actors[claim.object.actor],
        "polarity": claim.factuality.polarity.value,
        "sources": [actors[source.actor] for source in claim.sources],
        "evidence": {"text": claim.evidence.words},
    }


def frequent(rows: Sequence[Row]) -> list[str]:
    """Return the features that occur often enough, in order of name."""
    counts = Counter(name for _, features, _ in rows for name, value in features.items() if value)
    return sorted(name for name, count in counts.items() if count >= MIN_COUNT)


def matrix(rows: Sequence[Row], names: Sequence[str]) -> Floats:
    """Return one row a claim, one column a feature, and a last column of ones."""
    at = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(rows), len(names) + 1))
    table[:, -1] = 1.0
    for i, (_, features, _) in enumerate(rows):
        for name, value in features.items():
            if name in at:
                table[i, at[name]] = value
    return table


def labels(rows: Sequence[Row]) -> Floats:
    """Return 1 for each claim that is right, else 0."""
    return np.array([float(right) for _, _, right in rows])


def sigmoid(scores: Floats) -> Floats:
    """Return probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))))


def fit(table: Floats, right: Floats, penalty: float) -> Floats:
    """Fit the weights by Newton's method; the bias is not penalised."""
    weights = np.zeros(table.shape[1])
    ridge = np.full(table.shape[1], penalty)
    ridge[-1] = 1e-6
    for _ in range(30):
        guesses = sigmoid(table @ weights)
        gradient = table.T @ (guesses - right) + ridge * weights
        hessian = (table * (guesses * (1 - guesses))[:, None]).T @ table + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-8:
            break
    return np.asarray(weights)


def choose_penalty(rows: Sequence[Row], names: Sequence[str]) -> float:
    """Return the largest penalty whose loss on held-out documents is within one standard error of the lowest."""
    tried = {value: cross_validate(rows, names, value) for value in PENALTIES}
    lowest, _, spread = min(tried.values())
    return max(value for value, (loss, _, _) in tried.items() if loss <= lowest + spread)


def cross_validate(rows: Sequence[Row], names: Sequence[str], penalty: float) -> tuple[float, float, float]:
    """Return log loss and calibration error over held-out documents, and the loss's standard error over the folds."""
    documents = sorted({name for name, _, _ in rows})
    fold = {name: i % FOLDS for i, name in enumerate(documents)}
    table, right = matrix(rows, names), labels(rows)
    at = np.array([fold[name] for name, _, _ in rows])
    guesses = np.zeros(len(rows))
    for k in range(FOLDS):
        guesses[at == k] = sigmoid(table[at == k] @ fit(table[at != k], right[at != k], penalty))
    losses = [log_loss(guesses[at == k], right[at == k]) for k in range(FOLDS)]
    spread = float(np.std(losses, ddof=1) / np.sqrt(FOLDS))
    return log_loss(guesses, right), calibration_error(guesses, right), spread


def log_loss(guesses: Floats, right: Floats) -> float:
    """Return the mean negative log likelihood."""
    safe = np.clip(guesses, 1e-6, 1 - 1e-6)
    return float(-np.mean(right * np.log(safe) + (1 - right) * np.log(1 - safe)))


def calibration_error(guesses: Floats, right: Floats, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width (Naeini et al. 2015)."""
    at = np.minimum((guesses * bins).astype(int), bins - 1)
    filled = [at == b for b in range(bins) if (at == b).any()]
    gaps = [abs(guesses[those].mean() - right[those].mean()) * those.sum() for those in filled]
    return float(sum(gaps) / len(guesses))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
