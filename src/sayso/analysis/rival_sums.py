"""Find sums of one edge that cannot both be right.

Two sums disagree where all of this is so:

1. They stand on one edge, on the word of different roots, and speak of times that may overlap.
2. They have one currency, one status (requested, paid, …) and one modality: what was asked for is not what was paid.
   Where both name a matter or a place, it is the same one.
3. They are not equal: an exact sum equals one that rounds to it at two digits or more; "about" and "some" leave a tenth
   either way.
4. Neither is a part of the other, as the text says it, or may be one by its time: a smaller sum of a shorter time that
   lies within the larger one's.
5. Neither root gives the other's sum as well: who names both speaks of two payments.

The tenth and the two digits are choices, not measurements.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from sayso.actors.lexicon import fold_text
from sayso.analysis.span import window
from sayso.model import Amount, Modality
from sayso.model.edge import Attestation, Contest, ContestKind, Edge

ABOUT = Decimal("0.1")
"""How far, as a share of the larger, two sums may lie apart of which one is approximate."""
FEWEST_DIGITS = 2
"""With how many digits at least an exact sum may stand for one that rounds to it."""

type _Group = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Sum:
    """Hold one claim's sum with the days of which it may speak."""

    item: Attestation
    amount: Amount
    first: date
    last: date


def find_sums(edge: Edge) -> Contest | None:
    """Return the disagreement over the sums of one edge, or None.

    On one side stand the claims of the sum that most roots give (then the larger one), for each currency and status;
    on the other those of the sums that disagree with it or with one another.
    """
    claims: set[str] = set()
    against: set[str] = set()
    for held in _groups(edge).values():
        clashing = _clashing(held)
        if not clashing:
            continue
        leading = _leading(clashing)
        for one in clashing:
            (claims if equal_sums(one.amount, leading) else against).add(one.item.claim)
    if not claims or not against:
        return None
    return Contest(ContestKind.DIFFERENT_SUMS, (edge,), tuple(sorted(claims)), tuple(sorted(against)))


def equal_sums(one: Amount, other: Amount) -> bool:
    """Tell whether two sums of one currency may be the same sum, told more or less exactly."""
    if one.currency != other.currency:
        return False
    if one.value == other.value:
        return True
    if one.approximate or other.approximate:
        return abs(one.value - other.value) <= ABOUT * max(abs(one.value), abs(other.value))
    digits = max(FEWEST_DIGITS, min(_digits(one.value), _digits(other.value)))
    return _rounded(one.value, digits) == _rounded(other.value, digits)


def is_part(one: Amount, whole: Amount) -> bool:
    """Tell whether the text gives one sum as a part of the other, however exactly that is told."""
    if one.part_of is None:
        return False
    value, _, currency = one.part_of.partition(" ")
    try:
        named = Amount(Decimal(value), currency, approximate=whole.approximate)
    except ArithmeticError:
        return one.part_of == str(whole)
    return equal_sums(named, whole)


def comparable(one: Amount, other: Amount) -> bool:
    """Tell whether two sums are neither equal nor part and whole, so that they may disagree."""
    return not equal_sums(one, other) and not is_part(one, other) and not is_part(other, one)


def _groups(edge: Edge) -> dict[_Group, list[_Sum]]:
    """Return the asserted sums by currency, status and modality, in the order of their days."""
    found: defaultdict[_Group, list[_Sum]] = defaultdict(list)
    for item in edge.attestations:
        if item.amount is None or item.denied or item.factuality.modality is Modality.HYPOTHETICAL:
            continue
        told = window(item)
        key = (item.amount.currency, item.amount.status or "", item.factuality.modality.value)
        found[key].append(_Sum(item, item.amount, told.earliest, told.latest))
    for held in found.values():
        held.sort(key=lambda one: (one.first, one.last, one.item.claim))
    return found


def _clashing(held: Sequence[_Sum]) -> list[_Sum]:
    """Return the sums of one group that disagree with another one.

    A sweep along the days. Sums that are equal, or parts of each other, are never looked at claim by claim; a claim
    that was found to disagree is compared only until a newcomer disagrees with it too, so that thousands of claims of
    a few sums cost little.
    """
    told: defaultdict[str, set[Amount]] = defaultdict(set)
    for one in held:
        told[one.item.root.key].add(one.amount)
    if len(told) < 2 or len({one.amount.value for one in held}) < 2:
        return []
    found: set[int] = set()
    agreed: dict[Amount, list[int]] = {}
    settled: dict[Amount, list[int]] = {}
    for at, one in enumerate(held):
        for amount in list(agreed):
            fresh = [other for other in agreed[amount] if held[other].last >= one.first]
            rivals = comparable(one.amount, amount)
            moved = {other for other in fresh if rivals and _differ(held[other], one, told)}
            if moved:
                found |= moved | {at}
                settled.setdefault(amount, []).extend(sorted(moved))
            agreed[amount] = [other for other in fresh if other not in moved]
            if not agreed[amount]:
                del agreed[amount]
        if at not in found and _clashes(one, (held[other] for other in _rivals_of(one, settled)), told):
            found.add(at)
        (settled if at in found else agreed).setdefault(one.amount, []).append(at)
    return [one for at, one in enumerate(held) if at in found]


def _rivals_of(one: _Sum, settled: dict[Amount, list[int]]) -> Iterator[int]:
    """Yield the places of the claims whose sum is comparable, as far as somebody asks for them."""
    for amount, others in settled.items():
        if comparable(one.amount, amount):
            yield from others


def _clashes(one: _Sum, others: Iterable[_Sum], told: dict[str, set[Amount]]) -> bool:
    """Tell whether a sum disagrees with one of some others; stops at the first."""
    return any(_differ(other, one, told) for other in others)


def _differ(one: _Sum, other: _Sum, told: dict[str, set[Amount]]) -> bool:
    """Tell whether two comparable sums cannot both be right."""
    mine, yours = one.item, other.item
    if mine.root.key == yours.root.key or one.last < other.first or other.last < one.first:
        return False
    if not _one_matter(mine.about, yours.about) or not _one_matter(mine.place, yours.place):
        return False
    if _lies_within(one, other):
        return False
    return not _gives(told[mine.root.key], other.amount) and not _gives(told[yours.root.key], one.amount)


def _lies_within(one: _Sum, other: _Sum) -> bool:
    """Tell whether the smaller sum is told of a shorter time within the larger one's."""
    small, large = sorted((one, other), key=lambda held: held.amount.value)
    if small.item.time is None or large.item.time is None:
        return False
    inside = large.first <= small.first and small.last <= large.last
    return inside and (small.last - small.first) < (large.last - large.first)


def _one_matter(one: str | None, other: str | None) -> bool:
    """Tell whether two qualifiers may mean one thing: they do where one of them is not given."""
    return not one or not other or fold_text(one) == fold_text(other)


def _gives(sums: Iterable[Amount], wanted: Amount) -> bool:
    """Tell whether one of some sums may be the one wanted."""
    return any(equal_sums(one, wanted) for one in sums)


def _leading(clashing: Sequence[_Sum]) -> Amount:
    """Return the sum that most roots give; among equals the larger."""
    roots: defaultdict[Decimal, set[str]] = defaultdict(set)
    for one in clashing:
        roots[one.amount.value].add(one.item.root.key)
    value = max(roots, key=lambda held: (len(roots[held]), held))
    told = (one.amount for one in clashing if one.amount.value == value)
    return min(told, key=lambda one: (one.approximate, one.part_of or ""))


def _digits(value: Decimal) -> int:
    """Return how many digits of a number say something: 4200000 has two."""
    return len(value.normalize().as_tuple().digits)


def _rounded(value: Decimal, digits: int) -> Decimal:
    """Return a number with so many digits kept, halves away from zero."""
    return Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(value)
