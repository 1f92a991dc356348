"""Compare the confidence of claims with how many of them are right: ten bins, their calibration error, a picture.

A claim is right where the scorer matches it strictly. The error is the mean gap between confidence and share of right
claims over bins of equal width, weighted by their claims (Naeini, Cooper and Hauskrecht 2015). The weights are trained
on other documents than those measured here (`training/train_confidence.py`).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from marked import read_marked
from measuring import BENCH, floors, need_shared

BINS = 10
SIDE = 240
EDGE = 34


@dataclass(frozen=True, slots=True)
class Bin:
    """Hold the claims of one stretch of confidence: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    claims: int
    confidence: float | None
    right: float | None


def main() -> None:
    """Measure and print; `--check` ends with 1 where the error is above its ceiling."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--set", dest="gold", default="gold-dev", help="a folder of ../shared/bench (gold-dev)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--check", action="store_true", help="end with 1 where the error is above its ceiling")
    parser.add_argument("--picture", type=Path, help="also draw the diagram into this SVG file")
    arguments = parser.parse_args()
    need_shared()
    guesses: list[tuple[float, bool]] = []
    for read in read_marked(BENCH / arguments.gold):
        hit = {i for i, _ in read.matches}
        guesses += [(claim.confidence, i in hit) for i, claim in enumerate(read.claims)]
    bins = fill_bins(guesses)
    error = calibration_error(bins)
    if arguments.picture:
        arguments.picture.write_text(draw(bins, error, arguments.gold) + "\n", encoding="utf-8")
    rows = {
        f"{b.low:.1f}-{b.high:.1f}": {"claims": b.claims, "confidence": b.confidence, "right": b.right} for b in bins
    }
    figures = {"set": arguments.gold, "claims": len(guesses), "calibration_error": error, "bins": rows}
    print(json.dumps(figures) if arguments.json else lay_out(bins, error))
    ceiling = floors("reliability")["calibration_error"]
    if arguments.check and error > ceiling:
        sys.exit(f"calibration_error is {error}, the ceiling is {ceiling}")


def fill_bins(guesses: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return ten bins of equal width with what falls into each; 1.0 falls into the last."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in guesses:
        held[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    found = []
    for at, inside in enumerate(held):
        number = len(inside)
        mean = round(sum(confidence for confidence, _ in inside) / number, 3) if number else None
        share = round(sum(right for _, right in inside) / number, 3) if number else None
        found.append(Bin(at / BINS, (at + 1) / BINS, number, mean, share))
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error; 0 where there is no claim."""
    total = sum(one.claims for one in bins)
    gaps = [
        one.claims * abs(one.confidence - one.right)
        for one in bins
        if one.confidence is not None and one.right is not None
    ]
    return round(sum(gaps) / max(1, total), 4)


def lay_out(bins: Sequence[Bin], error: float) -> str:
    """Return the bins as lines for a person."""
    lines = ["confidence   claims   mean  right"]
    lines += [
        f"{one.low:.1f} to {one.high:.1f} {one.claims:9}  {one.confidence or 0:.3f}  {one.right or 0:.3f}"
        for one in bins
        if one.claims
    ]
    return "\n".join([*lines, f"expected calibration error {error}"])


def draw(bins: Sequence[Bin], error: float, name: str) -> str:
    """Return the reliability diagram as SVG: a bar a bin, the diagonal for what would be exact."""
    size, step = SIDE + 2 * EDGE, SIDE / BINS
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        'font-family="sans-serif" font-size="10">',
        f"<title>Confidence and share of right claims, {name}: calibration error {error}</title>",
        f'<rect width="{size}" height="{size}" fill="#ffffff"/>',
    ]
    most = max((one.claims for one in bins), default=0)
    for at, one in enumerate(bins):
        if one.right is not None:
            height, x = one.right * SIDE, EDGE + at * step
            parts.append(
                f'<rect x="{x + 1:.1f}" y="{EDGE + SIDE - height:.1f}" width="{step - 2:.1f}" height="{height:.1f}" '
                f'fill="#2a6f97" fill-opacity="{0.25 + 0.75 * one.claims / most:.2f}"/>'
            )
            parts.append(f'<text x="{x + step / 2:.1f}" y="{EDGE - 6}" text-anchor="middle">{one.claims}</text>')
    low = EDGE + SIDE
    parts += [
        f'<path d="M{EDGE} {low}L{low} {EDGE}" stroke="#c1121f" stroke-dasharray="4 3" fill="none"/>',
        f'<path d="M{EDGE} {EDGE}V{low}H{low}" stroke="#333333" fill="none"/>',
    ]
    for tenth in (0, 5, 10):
        along = tenth * step
        parts.append(f'<text x="{EDGE + along:.0f}" y="{low + 13}" text-anchor="middle">{tenth / 10:.1f}</text>')
        parts.append(f'<text x="{EDGE - 4}" y="{low - along + 3:.0f}" text-anchor="end">{tenth / 10:.1f}</text>')
    parts.append(f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">confidence (claims above)</text>')
    parts.append(f'<text x="10" y="{size / 2}" text-anchor="middle" transform="rotate(-90 10 {size / 2})">right</text>')
    return "\n".join([*parts, "</svg>"])


if __name__ == "__main__":
    main()
