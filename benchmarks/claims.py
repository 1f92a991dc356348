"""Score the claims that Sayso reads from a set of documents against what a careful reader marked.

Reads the set's documents into a casefile of their own, exports claims JSONL, and has `score.py` beside the set score
it. For each phenomenon it adds precision and recall per class over the matched claims: a match is strict but for
polarity where polarity itself is measured.
"""

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import BENCH, Json, export, floors, need_shared, read_into, run, scratch

SCORER = BENCH / "score.py"
PHENOMENA = ("polarity", "certainty", "modality", "time", "source")


def main() -> None:
    """Score and print; `--check` ends with 1 where a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--set", dest="gold", default="gold-dev", help="a folder of ../shared/bench (gold-dev)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--check", action="store_true", help="end with 1 where a floor of floors.json is broken")
    parser.add_argument("--predictions", type=Path, help="score this claims file; read nothing")
    parser.add_argument("--keep", type=Path, help="keep the claims file here")
    parser.add_argument("--processes", type=int, default=2, help="processes that parse (2)")
    arguments = parser.parse_args()
    need_shared()
    gold = BENCH / arguments.gold
    with scratch() as folder:
        predictions = arguments.predictions or read_set(gold, folder, arguments.keep, arguments.processes)
        scores: Json = json.loads(run([sys.executable, SCORER, gold / "claims", predictions, "--json"]).out)
        classes = per_class(gold / "claims", predictions)
    if arguments.json:
        print(json.dumps({"set": arguments.gold, "scores": scores, "classes": classes}))
    else:
        print_tables(arguments.gold, scores, classes)
    if arguments.check and (broken := broken_floors(scores)):
        sys.exit("\n".join(broken))


def read_set(gold: Path, folder: Path, keep: Path | None, processes: int) -> Path:
    """Read the set's documents through the command line and return the exported claims."""
    case = folder / "set.sayso"
    ran = read_into(case, gold / "docs", processes=processes)
    if ran.code:
        print(f"sayso read ended with {ran.code}:\n{ran.out}", file=sys.stderr)
    return export(case, keep or folder / "claims.jsonl")


def load_scorer() -> Any:
    """Import `score.py` from its place: its matching is the measure, and stays in one place."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    if spec is None or spec.loader is None:
        sys.exit(f"cannot load {SCORER}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def per_class(gold_claims: Path, predictions: Path) -> dict[str, dict[str, Json]]:
    """Return, for each phenomenon and class, precision, recall and the number in the gold, over matched claims."""
    pairs: dict[str, list[tuple[str, str]]] = {name: [] for name in PHENOMENA}
    scorer = load_scorer()
    for gold, claim, said in matched(scorer, gold_claims, predictions, blind=True):
        del gold
        pairs["polarity"].append((claim["polarity_was"], said["polarity_was"]))
    for gold, claim, said in matched(scorer, gold_claims, predictions, blind=False):
        pairs["certainty"].append((claim["certainty"], said.get("certainty") or "none"))
        pairs["modality"].append((claim["modality"], said.get("modality") or "none"))
        pairs["time"].append(time_classes(claim.get("time"), said.get("time")))
        pairs["source"].append(source_classes(scorer, gold, claim, said))
    return {name: table(rows) for name, rows in pairs.items()}


def matched(
    scorer: Any, gold_claims: Path, predictions: Path, *, blind: bool
) -> Iterator[tuple[Any, dict[str, Any], dict[str, Any]]]:
    """Yield (gold document, gold claim, prediction) for every strict match; `blind` to polarity where asked."""
    by_doc: dict[str, list[dict[str, Any]]] = {}
    for line in predictions.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        said["polarity_was"] = said.get("polarity", "+")
        if blind:
            said["polarity"] = "+"
        by_doc.setdefault(said["doc"], []).append(said)
    for path in sorted(gold_claims.glob("*.json")):
        gold = scorer.Gold(path)
        for claim in gold.claims:
            claim["polarity_was"] = claim["polarity"]
            if blind:
                claim["polarity"] = "+"
        said_here = by_doc.get(gold.doc, [])
        for i, j in scorer.match("strict", gold, said_here):
            yield gold, gold.claims[j], said_here[i]


def time_classes(wanted: str | None, said: str | None) -> tuple[str, str]:
    """Class a date by its form; a wrong date of the right form counts as `wrong`."""
    form = form_of(wanted)
    return form, form if wanted == said else ("wrong " + form_of(said) if said else "none")


def form_of(edtf: str | None) -> str:
    """Name the form of an EDTF date: none, year, month, day, interval, or vague (X, ~, ?)."""
    if not edtf:
        return "none"
    if "/" in edtf:
        return "interval"
    if any(mark in edtf for mark in "X~?%"):
        return "vague"
    return {4: "year", 7: "month", 10: "day"}.get(len(edtf), "other")


def source_classes(scorer: Any, gold: Any, claim: dict[str, Any], said: dict[str, Any]) -> tuple[str, str]:
    """Class a say-so by the depth of its chain; a wrong innermost source counts as `wrong`."""
    depth = depth_of(claim.get("sources"))
    if scorer.source_right(gold, claim, said):
        return depth, depth
    got = depth_of(said.get("sources"))
    return depth, got if got == "none" else f"wrong {got}"


def depth_of(sources: object) -> str:
    """Name the length of a chain: none, one, several."""
    length = len(sources) if isinstance(sources, list) else 0
    return ("none", "one", "several")[min(length, 2)]


def table(pairs: list[tuple[str, str]]) -> dict[str, Json]:
    """Count one phenomenon: per class precision, recall, and how often the gold and the reader have it."""
    wanted = Counter(gold for gold, _ in pairs)
    said = Counter(got.removeprefix("wrong ") for _, got in pairs)
    right = Counter(gold for gold, got in pairs if gold == got)
    return {
        name: {
            "precision": round(right[name] / said[name], 3) if said[name] else None,
            "recall": round(right[name] / wanted[name], 3) if wanted[name] else None,
            "gold": wanted[name],
            "said": said[name],
        }
        for name in sorted(wanted | said)
    }


def print_tables(name: str, scores: Json, classes: dict[str, dict[str, Json]]) -> None:
    """Print scores and classes for a person."""
    print(name)
    for row, values in scores.items():
        assert isinstance(values, dict)
        print(f"  {row:22}" + "  ".join(f"{key} {value}" for key, value in values.items()))
    for phenomenon, rows in classes.items():
        print(f"  {phenomenon}")
        for label, values in rows.items():
            print(f"    {label:20}" + "  ".join(f"{key} {value}" for key, value in values.items()))


def broken_floors(scores: Json) -> list[str]:
    """Name every score below its floor."""
    broken = []
    for name, floor in floors("claims").items():
        row, figure = name.rsplit(".", 1)
        values = scores[row]
        assert isinstance(values, dict)
        if values[figure] < floor:
            broken.append(f"{name} is {values[figure]}, the floor is {floor}")
    return broken


if __name__ == "__main__":
    main()
