"""Measure say-so on PolNeAR: exact, begin and Jaccard F1 of source, cue and content spans, and of attributions.

    python benchmarks/attribution.py [--folder ../shared/bench/polnear/dev] [--limit N] [--json] [--errors N]

Spans of the gold are brat text bounds; what is cut into fragments is compared by its set of characters. `begin` asks
for the first character alone, `jaccard` sums the overlap with the best span of the other side. An attribution is right
where its cue overlaps the gold's and each of the gold's source and content spans is met by at least half.
"""

import argparse
import json
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from sayso.model.document import Document, Metadata, Segment, Voice
from sayso.model.offsets import OffsetMap
from sayso.model.span import Span
from sayso.reading.attribution import find_credits
from sayso.reading.encoder import encode, has_encoder
from sayso.reading.entities import find_entities
from sayso.reading.language import Parsed, load_language, parse
from sayso.reading.parts import Credit
from sayso.reading.tagging import tag
from sayso.reading.tree import Tree, plant

KINDS = ("Source", "Cue", "Content")
ROOT = Path(__file__).resolve().parent.parent
TRIMMED = frozenset(",;:.-–— \n")
type Ranges = tuple[tuple[int, int], ...]


@dataclass
class Attribution:
    """Hold the spans of one attribution by kind."""

    spans: dict[str, list[Ranges]] = field(default_factory=lambda: {kind: [] for kind in KINDS})


@dataclass
class Tally:
    """Count one measure: what was found right, predicted and wanted."""

    right_predicted: float = 0.0
    right_gold: float = 0.0
    predicted: int = 0
    gold: int = 0

    def scores(self) -> dict[str, float]:
        """Return precision, recall and F1 in percent."""
        precision = self.right_predicted / self.predicted if self.predicted else 0.0
        recall = self.right_gold / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f1": round(100 * f1, 1)}


def read_gold(path: Path) -> list[Attribution]:
    """Read the attributions of one brat file."""
    bounds: dict[str, Ranges] = {}
    found = []
    lines = path.read_text("utf-8").splitlines()
    for line in lines:
        match = re.match(r"(T\d+)\t\w+ ([\d ;]+)\t", line)
        if match:
            pairs = [pair.split() for pair in match[2].split(";")]
            bounds[match[1]] = tuple((int(a), int(b)) for a, b in pairs)
    for line in lines:
        if line.startswith("E"):
            one = Attribution()
            for role in line.split("\t")[1].split():
                name, identifier = role.split(":")
                kind = name.rstrip("0123456789")
                if kind in KINDS and identifier in bounds:
                    one.spans[kind].append(bounds[identifier])
            found.append(one)
    return found


def read_document(path: Path) -> Document:
    """Read a text whose paragraphs are parted by line breaks."""
    text = path.read_text("utf-8")
    segments = [
        Segment(index, Span(*match.span()), Voice.BODY if index else Voice.TITLE, str(index))
        for index, match in enumerate(re.finditer(r"[^\n]+", text))
    ]
    name = path.stem
    return Document(
        name, name, "text/plain", len(text), Metadata(), (), text, name, tuple(segments), OffsetMap.identity(len(text))
    )


def widen(tree: Tree, head: int) -> tuple[int, int]:
    """Return a speaker's noun phrase without clauses and what is coordinated."""
    first, last = tree.left[head], tree.right[head]
    for child in tree.children[head]:
        if child > head and tree.deps[child] in ("relcl", "acl", "conj", "cc", "punct", "advcl", "appos"):
            last = min(last, tree.left[child] - 1)
    while last > head and tree.pos[last] == "PUNCT":
        last -= 1
    return first, last


def predict(parsed: Parsed) -> list[Attribution]:
    """Return the predicted attributions of one document; bare ones have no source."""
    tree = plant(parsed)
    by_cue: dict[tuple[int, ...], list[Credit]] = {}
    tagged = tag(encode(parsed, find_entities(parsed))) if has_encoder() else ()
    for credit in find_credits(parsed, tree, tagged):
        by_cue.setdefault(credit.cue, []).append(credit)
    found = []
    for cue, group in by_cue.items():
        one = Attribution()
        one.spans["Cue"].append(characters(parsed, tuple((token, token) for token in cue)))
        one.spans["Content"].append(characters(parsed, group[0].content))
        sources = [credit.words or widen(tree, credit.source) for credit in group if credit.source is not None]
        if sources:
            one.spans["Source"].append(characters(parsed, ((sources[0][0], sources[-1][1]),)))
        found.append(one)
    return found


def characters(parsed: Parsed, tokens: Ranges) -> Ranges:
    """Return token ranges as character ranges, joined over white space and without marks at the edges."""
    text = parsed.document.text
    result: list[tuple[int, int]] = []
    for first, last in tokens:
        start, end = parsed.starts[first], parsed.ends[last]
        while start < end and text[start] in TRIMMED:
            start += 1
        while end > start and text[end - 1] in TRIMMED:
            end -= 1
        if start == end:
            start, end = parsed.starts[first], parsed.ends[last]
        if result and not text[result[-1][1] : start].strip():
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return tuple(result)


def covered(ranges: Ranges) -> set[int]:
    """Return the characters of a span."""
    return {at for start, end in ranges for at in range(start, end)}


def jaccard(left: set[int], right: set[int]) -> float:
    """Return the overlap of two spans."""
    return len(left & right) / len(left | right) if left | right else 0.0


def measure(gold: list[Attribution], predicted: list[Attribution], tallies: dict[str, dict[str, Tally]]) -> None:
    """Add one document to the tallies."""
    for kind in KINDS:
        wanted = list({span for one in gold for span in one.spans[kind]})
        given = list({span for one in predicted for span in one.spans[kind] if span})
        sets = [covered(span) for span in wanted]
        others = [covered(span) for span in given]
        begins = {span[0][0] for span in wanted}, {span[0][0] for span in given}
        for name, hit_given, hit_wanted in (
            ("exact", [float(o in sets) for o in others], [float(s in others) for s in sets]),
            (
                "begin",
                [float(span[0][0] in begins[0]) for span in given],
                [float(s[0][0] in begins[1]) for s in wanted],
            ),
            (
                "jaccard",
                [max((jaccard(o, s) for s in sets), default=0.0) for o in others],
                [max((jaccard(o, s) for o in others), default=0.0) for s in sets],
            ),
        ):
            add(tallies[kind][name], hit_given, hit_wanted)
    hit_gold = [float(any(agrees(one, other) for other in predicted)) for one in gold]
    hit_predicted = [float(any(agrees(one, other) for one in gold)) for other in predicted]
    add(tallies["Attribution"]["soft"], hit_predicted, hit_gold)


def add(tally: Tally, given: list[float], wanted: list[float]) -> None:
    """Add hits to a tally."""
    tally.right_predicted += sum(given)
    tally.right_gold += sum(wanted)
    tally.predicted += len(given)
    tally.gold += len(wanted)


def agrees(gold: Attribution, predicted: Attribution) -> bool:
    """Tell whether a predicted attribution is the gold one."""

    def meets(kind: str, share: float) -> bool:
        wanted = set().union(*(covered(span) for span in gold.spans[kind]))
        given = set().union(*(covered(span) for span in predicted.spans[kind]))
        if not wanted:
            return True
        return len(wanted & given) > 0 and len(wanted & given) >= share * min(len(wanted), len(given) or 1)

    return meets("Cue", 0.0) and meets("Source", 0.5) and meets("Content", 0.5)


def main() -> None:
    """Run the measure and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, default=ROOT.parent / "shared" / "bench" / "polnear" / "dev")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    nlp = load_language()
    tallies = {kind: {name: Tally() for name in ("exact", "begin", "jaccard")} for kind in KINDS}
    tallies["Attribution"] = {"soft": Tally()}
    seconds = 0.0
    for path in sorted((options.folder / "text").glob("*.txt"))[: options.limit]:
        annotated = next((options.folder / "attributions").glob(f"{path.stem}_*.ann"), None)
        if annotated is None:
            print(f"no gold for {path.name}", file=sys.stderr)
            continue
        parsed = parse(nlp, read_document(path))
        begun = time.perf_counter()
        predicted = predict(parsed)
        seconds += time.perf_counter() - begun
        gold = read_gold(annotated)
        measure(gold, predicted, tallies)
        if options.errors:
            show_errors(parsed, gold, predicted, options.errors)
    result = {kind: {name: tally.scores() for name, tally in names.items()} for kind, names in tallies.items()}
    if options.json:
        print(json.dumps(result | {"seconds": round(seconds, 2)}))
        return
    for kind, names in result.items():
        for name, scores in names.items():
            print(f"{kind:12}{name:9}P {scores['p']:5}  R {scores['r']:5}  F1 {scores['f1']:5}")
    print(f"{seconds:.2f} s without the parse")


def show_errors(parsed: Parsed, gold: list[Attribution], predicted: list[Attribution], most: int) -> None:
    """Print attributions missed and made up."""
    text = parsed.document.text
    for sign, ones, others in (("-", gold, predicted), ("+", predicted, gold)):
        wrong = [one for one in ones if not any(agrees(one, o) if sign == "-" else agrees(o, one) for o in others)]
        for one in wrong[:most]:
            parts = [
                " … ".join(text[a:b] for span in one.spans[kind] for a, b in span)[:150].replace("\n", " ")
                for kind in KINDS
            ]
            print(sign, " | ".join(parts))


if __name__ == "__main__":
    main()
