"""Hold what a comparison finds."""

from dataclasses import dataclass

from sayso.model import Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold a score of 0 to 1, the verdict that follows, and short reasons."""

    score: float
    verdict: Verdict
    reasons: tuple[str, ...] = ()


def same(score: float, *reasons: str) -> Comparison:
    """Rule SAME."""
    return Comparison(score, Verdict.SAME, reasons)


def different(score: float, *reasons: str) -> Comparison:
    """Rule DIFFERENT; the score says how alike the names look all the same."""
    return Comparison(score, Verdict.DIFFERENT, reasons)


def unsure(score: float, *reasons: str) -> Comparison:
    """Rule UNSURE."""
    return Comparison(score, Verdict.UNSURE, reasons)


def nothing(*reasons: str) -> Comparison:
    """Say that nothing speaks for one actor."""
    return Comparison(0.0, Verdict.UNSURE, reasons)
