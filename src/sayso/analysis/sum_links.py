"""Tie sums to each other: a part to its whole, a denial to the sum that it denies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from sayso.model import Amount, Polarity
from sayso.model.flow import Sum

type Bounds = tuple[date, date]
"""The first and the last day between which something lies."""


def bounds_of(one: Sum) -> Bounds | None:
    """Return the days between which a sum lies as far as its claims tell, or None for an undated one."""
    if one.earliest is None and one.latest is None:
        return None
    first = date.min if one.earliest is None else date.fromisoformat(one.earliest)
    return first, date.max if one.latest is None else date.fromisoformat(one.latest)


def meet(one: Bounds, other: Bounds) -> bool:
    """Tell whether two stretches of days share one."""
    return one[0] <= other[1] and other[0] <= one[1]


def read_amount(words: str | None) -> Amount | None:
    """Read `512400000 USD`; None where that is no sum."""
    value, _, currency = (words or "").strip().partition(" ")
    try:
        return Amount(Decimal(value), currency) if currency else None
    except InvalidOperation:
        return None


def link_parts(sums: Sequence[Sum]) -> list[Sum]:
    """Put each part under the sum that it is a part of, where that is told; one of its own document before others."""
    by_figure: defaultdict[tuple[str, Decimal], list[Sum]] = defaultdict(list)
    for one in sums:
        for value in {one.value, *(item.amount.value for item in one.attestations if item.amount)}:
            by_figure[one.currency, value.normalize()].append(one)
    wholes = {one.id: found.id for one in sums if (found := _whole_of(one, by_figure))}
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for part, whole in wholes.items():
        parts[whole].append(part)
    return [replace(one, whole=wholes.get(one.id), parts=tuple(sorted(parts[one.id]))) for one in sums]


def _whole_of(part: Sum, by_figure: Mapping[tuple[str, Decimal], list[Sum]]) -> Sum | None:
    named = read_amount(part.part_of)
    if named is None:
        return None
    docs = {item.doc for item in part.attestations}

    def distance(one: Sum) -> tuple[object, ...]:
        same_doc = docs.isdisjoint(item.doc for item in one.attestations)
        ends = (one.receiver.key != part.receiver.key, one.giver.key != part.giver.key)
        return same_doc, *ends, one.kind != part.kind, one.status != part.status, one.stance != part.stance, one.id

    near = [
        one
        for one in by_figure.get((named.currency, named.value.normalize()), ())
        if one.id != part.id and (one.value > part.value or one.currency != part.currency)
    ]
    near = [one for one in near if one.receiver.key == part.receiver.key or one.giver.key == part.giver.key]
    return min(near, key=distance, default=None)


def link_denials(sums: Sequence[Sum]) -> list[Sum]:
    """Give each asserted sum the claims that deny it: one figure between the same two, of times that meet."""
    denied: defaultdict[tuple[object, ...], list[Sum]] = defaultdict(list)
    for one in sums:
        if one.stance.polarity is Polarity.DENIED:
            denied[_figure(one)].append(one)
    return [
        replace(one, against=_denials_of(one, denied[_figure(one)]))
        if one.stance.polarity is Polarity.ASSERTED and _figure(one) in denied
        else one
        for one in sums
    ]


def _figure(one: Sum) -> tuple[object, ...]:
    return one.kind, one.giver.key, one.receiver.key, one.currency, one.value


def _denials_of(one: Sum, denials: Iterable[Sum]) -> tuple[str, ...]:
    mine = bounds_of(one)
    near = [other for other in denials if mine is None or (its := bounds_of(other)) is None or meet(mine, its)]
    return tuple(sorted({item.claim for other in near for item in other.attestations}))
