"""Compare rival hypotheses by what is said against them (Heuer 1999, chapter 8).

The hypothesis that is least contradicted stands best: what is consistent with one is mostly consistent with its rivals
too and proves nothing. Evidence counts by independent root: all that one source says, in however many documents,
counts once against a hypothesis, by the heaviest of it. A row weighs by the grade of its root and by how relevant a
person found it; the numbers below are a choice, kept as whole numbers so that no order of rows changes a sum.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sayso.model.hypothesis import (
    Comparison,
    Diagnosis,
    Evidence,
    Fall,
    HypothesisStanding,
    Rating,
    Relevance,
    Telling,
)

CREDIT: Mapping[str, int] = {"A": 5, "B": 4, "C": 3, "D": 2, "E": 1}
"""Points of an Admiralty grade; a source graded F or not at all has those of C, since nothing is known of it."""
UNGRADED = 3
RELEVANT: Mapping[Relevance, int] = {Relevance.HIGH: 3, Relevance.MEDIUM: 2, Relevance.LOW: 1}
UNIT = 6
"""The weight of a source that nobody graded and of medium relevance."""
STEPS = 4
"""The steps from very inconsistent to very consistent."""


def weight_of(grade: str | None, relevance: Relevance | None) -> int:
    """Return what a row weighs, in sixths: 1 (graded E, of low relevance) to 15 (graded A, of high relevance)."""
    return CREDIT.get(grade or "", UNGRADED) * RELEVANT[relevance or Relevance.MEDIUM]


def compare_hypotheses(evidence: Iterable[Evidence], hypotheses: Collection[str]) -> Comparison:
    """Return how hypotheses stand, what tells them apart, and what becomes of the order when one root falls.

    Ratings of other hypotheses are passed over. Without evidence, or with one hypothesis, nothing is least
    contradicted.
    """
    rows, wanted = sorted(evidence, key=lambda row: row.id), sorted(set(hypotheses))
    said = [_sum_up(name, rows) for name in wanted]
    whole = _order([(one.name, one.points) for one in said if one.by_root])
    falls = tuple(_fall(root, said, whole) for root in sorted({row.root for row in rows if _counts(row, wanted)}))
    places = {name: 1 + sum(map(len, whole[:at])) for at, group in enumerate(whole) for name in group}
    missing = {name: sum(name not in row.ratings for row in rows) for name in wanted}
    standings = [
        HypothesisStanding(
            one.name,
            places.get(one.name),
            show_weight(one.points),
            sum(points > 0 for points in one.by_root.values()),
            len(one.agreeing),
            missing[one.name],
        )
        for one in said
    ]
    standings.sort(key=lambda one: (one.rank is None, one.rank or 0, one.hypothesis))
    return Comparison(
        standings=tuple(standings),
        least=_least(whole),
        diagnoses=tuple(diagnose(row, wanted) for row in rows),
        falls=falls,
        hangs_on=tuple(fall.root for fall in falls if fall.changes_least),
    )


def diagnose(row: Evidence, hypotheses: Collection[str]) -> Diagnosis:
    """Say how far one row tells hypotheses apart: the distance of its best and its worst rating, 0 to 1.

    What is consistent with all that it is rated for, or rated alike for all, is worth nothing here.
    """
    held = [row.ratings[name] for name in hypotheses if name in row.ratings]
    if len(held) < 2:
        return Diagnosis(row.id, None, Telling.UNTOLD)
    steps = [rating.step for rating in held]
    spread = (max(steps) - min(steps)) / STEPS
    if min(steps) > 0:
        return Diagnosis(row.id, spread, Telling.CONSISTENT_WITH_ALL)
    return Diagnosis(row.id, spread, Telling.TELLS_APART if spread else Telling.ALIKE)


def show_weight(points: int) -> float:
    """Return points as people see them, in units of a plain row."""
    return round(points / UNIT, 2)


@dataclass(frozen=True, slots=True)
class _Said:
    """Hold what each root that was rated for a hypothesis says against it, at its heaviest, and who agrees with it."""

    name: str
    by_root: Mapping[str, int]
    agreeing: frozenset[str]

    @property
    def points(self) -> int:
        return sum(self.by_root.values())


def _counts(row: Evidence, hypotheses: Collection[str]) -> bool:
    return any(name in row.ratings for name in hypotheses)


def _sum_up(name: str, rows: Iterable[Evidence]) -> _Said:
    by_root: dict[str, int] = {}
    agreeing: set[str] = set()
    for row in rows:
        rating = row.ratings.get(name)
        if rating is None:
            continue
        by_root[row.root] = max(by_root.get(row.root, 0), row.weight * rating.against)
        if rating in {Rating.CONSISTENT, Rating.VERY_CONSISTENT}:
            agreeing.add(row.root)
    return _Said(name, by_root, frozenset(agreeing))


def _order(scores: Iterable[tuple[str, int]]) -> tuple[tuple[str, ...], ...]:
    """Return names by points, least first, those with as many together in order of name."""
    groups: dict[int, list[str]] = {}
    for name, points in scores:
        groups.setdefault(points, []).append(name)
    return tuple(tuple(sorted(groups[points])) for points in sorted(groups))


def _least(order: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return who is least contradicted; nobody where there are not two to compare."""
    return order[0] if sum(map(len, order)) > 1 else ()


def _fall(root: str, said: Iterable[_Said], whole: tuple[tuple[str, ...], ...]) -> Fall:
    """Return the order without one root: what nobody else was rated for is not compared any more."""
    left = [(one.name, one.points - one.by_root.get(root, 0)) for one in said if one.by_root.keys() - {root}]
    order = _order(left)
    least = _least(order)
    return Fall(root, order, least, least != _least(whole), order != whole)
