"""Measure name comparison on the 826 pairs of name_bench: best-threshold F1, and F1 at 0.7.

Usage: `python benchmarks/names.py [--json] [--errors N]`. Needs `../shared/bench/names`; says so and stops where it is
missing.
"""

import argparse
import csv
import json
import sys
import time
from pathlib import Path

from sayso.actors import compare_names
from sayso.model import ActorType

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench" / "names" / "name_bench.csv"
TYPES = {"Person": ActorType.PERSON, "Vessel": ActorType.THING}


def main() -> int:
    """Score every pair and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", type=int, default=0, help="print the N worst errors at 0.7")
    options = parser.parse_args()
    if not DATA.exists():
        print(f"no data at {DATA}: nothing measured", file=sys.stderr)
        return 0
    with DATA.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    start = time.perf_counter()
    scored = [(_score(row), row["is_match"] == "true", row) for row in rows]
    seconds = time.perf_counter() - start
    best = max((_f1(scored, step / 100), step / 100) for step in range(1, 100))
    figures = {
        "pairs": len(rows),
        "best_f1": round(best[0], 4),
        "best_threshold": best[1],
        "f1_at_0.7": round(_f1(scored, 0.7), 4),
        "pairs_per_s": round(len(rows) / seconds),
    }
    print(json.dumps(figures) if options.json else "\n".join(f"{key}: {value}" for key, value in figures.items()))
    wrong = sorted(((abs(s - 0.7), s, t, r) for s, t, r in scored if (s >= 0.7) != t), key=lambda x: -x[0])
    for _, score, truth, row in wrong[: options.errors]:
        print(f"{score:.2f} {'match' if truth else 'other'} {row['schema'][:4]} {row['name1']} | {row['name2']}")
    return 0


def _score(row: dict[str, str]) -> float:
    """Return the score of one pair."""
    return compare_names(row["name1"], row["name2"], TYPES.get(row["schema"], ActorType.ORGANIZATION)).score


def _f1(scored: list[tuple[float, bool, dict[str, str]]], threshold: float) -> float:
    """Return F1 of the matches at a threshold."""
    right = sum(1 for score, truth, _ in scored if truth and score >= threshold)
    said = sum(1 for score, _, _ in scored if score >= threshold)
    true = sum(1 for _, truth, _ in scored if truth)
    return 2 * right / (said + true) if said + true else 0.0


if __name__ == "__main__":
    sys.exit(main())
