"""Add up sums without counting money twice, and say what is not added and why.

A part is never added. Within one pair of giver and receiver:

1. Sums of one period that one teller (a root in a document) names beside each other are added; where tellers differ,
   the total is a range from the least to the most that one of them comes to. A teller who names fewer of the same
   sums does not disagree.
2. Sums whose times meet without being the same are not added: of all choices of sums whose times do not meet, the one
   that comes to most is taken (weighted interval scheduling). Where one sum spans all the others, its figure and
   theirs are the two ends of the range when they come to more than it.
3. An undated sum beside a dated one is left out.

Between pairs, one figure of one time told of two givers to one receiver (or of one giver to a receiver who is not
named) is counted once, and twice at most.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sayso.analysis.sum_links import Bounds, bounds_of, meet
from sayso.model.edge import Root
from sayso.model.flow import ALL_TIME, UNDATED, LeftOut, LeftOutReason, Party, Stance, Sum, SumStatus, Total

ZERO = Decimal(0)

type _Group = tuple[str, str, SumStatus, Stance]


@dataclass(slots=True)
class _Counted:
    """Gather what a total comes to while it is worked out."""

    low: Decimal = ZERO
    high: Decimal = ZERO
    sums: list[Sum] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def leave(self, some: Iterable[Sum], reason: LeftOutReason, because: Iterable[Sum]) -> None:
        """Leave sums out of the total."""
        ids = tuple(sorted(one.id for one in because))
        self.left_out += [LeftOut(one.id, reason, tuple(i for i in ids if i != one.id)) for one in some]

    def take(self, other: "_Counted") -> None:
        """Add what was worked out apart."""
        self.low += other.low
        self.high += other.high
        self.sums += other.sums
        self.left_out += other.left_out


@dataclass(frozen=True, slots=True)
class _Unit:
    """Hold the sums of one pair and one time; `told` are those of the teller that comes to most."""

    bounds: Bounds | None
    low: Decimal
    high: Decimal
    sums: tuple[Sum, ...]
    told: tuple[Sum, ...]


def add_up(sums: Iterable[Sum]) -> tuple[Total, ...]:
    """Return totals by kind, currency, status and stance: over all periods first, then over each.

    Ordered by kind, stance, currency and status. Sums that are no flows are not added: they have no meaning in common.
    No sums give no totals.
    """
    groups: defaultdict[_Group, list[Sum]] = defaultdict(list)
    for one in sums:
        if one.kind:
            groups[one.kind, one.currency, one.status, one.stance].append(one)
    found = []
    for group in sorted(groups, key=_rank):
        held = sorted(groups[group], key=lambda one: one.id)
        found.append(_total(group, ALL_TIME, held))
        periods = sorted({one.period for one in held}, key=lambda one: (one == UNDATED, one))
        found += [_total(group, name, [one for one in held if one.period == name]) for name in periods]
    return tuple(found)


def _rank(group: _Group) -> tuple[object, ...]:
    """Return the order of totals: paid money that is asserted before all else."""
    kind, currency, status, stance = group
    statuses = (SumStatus.PAID, SumStatus.APPROPRIATED, SumStatus.UNKNOWN, SumStatus.OFFERED, SumStatus.REQUESTED)
    place = statuses.index(status) if status in statuses else len(statuses)
    certain = ("certain", "probable", "possible").index(stance.certainty)
    return kind, stance.polarity.value, stance.modality.value, currency, place, certain


def _total(group: _Group, period: str, held: Sequence[Sum]) -> Total:
    counted = _Counted()
    wholes = [one for one in held if one.part_of is None]
    for part in held:
        if part.part_of is not None:
            reason = LeftOutReason.PART if part.whole else LeftOutReason.PART_ALONE
            counted.left_out.append(LeftOut(part.id, reason, (part.whole,) if part.whole else ()))
    twins = _same_money(wholes)
    for twin, of in twins.items():
        one = next(whole for whole in wholes if whole.id == twin)
        counted.high += one.value
        counted.left_out.append(LeftOut(twin, LeftOutReason.SAME_MONEY, (of,)))
    pairs: defaultdict[tuple[str, str], list[Sum]] = defaultdict(list)
    for whole in wholes:
        if whole.id not in twins:
            pairs[whole.giver.key, whole.receiver.key].append(whole)
    for pair in sorted(pairs):
        counted.take(_count_pair(pairs[pair]))
    kind, currency, status, stance = group
    return Total(
        kind=kind,
        currency=currency,
        status=status,
        stance=stance,
        period=period,
        low=counted.low,
        high=counted.high,
        approximate=any(one.approximate for one in counted.sums),
        contested=any(left.reason is LeftOutReason.RIVAL for left in counted.left_out),
        sums=tuple(sorted(one.id for one in counted.sums)),
        left_out=tuple(sorted(counted.left_out, key=lambda left: left.sum)),
        roots=_roots(counted.sums),
    )


def _roots(sums: Iterable[Sum]) -> tuple[Root, ...]:
    return tuple(sorted({root.key: root for one in sums for root in one.roots}.values()))


def _count_pair(wholes: Sequence[Sum]) -> _Counted:
    """Add up the sums of one giver and one receiver."""
    times: defaultdict[Bounds | None, list[Sum]] = defaultdict(list)
    for one in wholes:
        times[bounds_of(one)].append(one)
    units = {bounds: _unit(bounds, some) for bounds, some in times.items()}
    undated = units.pop(None, None)
    counted = _Counted()
    if undated is not None and not units:
        _count([undated], [undated], counted)
    for some in _clusters(units):
        _count_cluster(some, counted)
    if undated is not None and units:
        counted.leave(undated.sums, LeftOutReason.UNDATED, [one for unit in units.values() for one in unit.sums])
    return counted


def _unit(bounds: Bounds | None, some: Sequence[Sum]) -> _Unit:
    """Weigh the sums of one time by who tells of them."""
    tellers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in some:
        for item in one.attestations:
            tellers[item.doc, item.root.key].add(one.id)
    sides = {frozenset(held) for held in tellers.values()}
    sides = {side for side in sides if not any(side < other for other in sides)}
    by_id = {one.id: one for one in some}
    weighed = sorted((sum((by_id[i].value for i in side), ZERO), sorted(side)) for side in sides)
    most = weighed[-1]
    told = tuple(by_id[i] for i in most[1])
    return _Unit(bounds, weighed[0][0], most[0], tuple(sorted(some, key=lambda one: one.id)), told)


def _clusters(units: Mapping[Bounds | None, _Unit]) -> list[list[_Unit]]:
    """Part dated units into groups whose times hang together, in order of time."""
    groups: list[list[_Unit]] = []
    last = None
    for bounds in sorted(bounds for bounds in units if bounds is not None):
        if last is not None and bounds[0] <= last:
            groups[-1].append(units[bounds])
        else:
            groups.append([units[bounds]])
        last = bounds[1] if last is None else max(last, bounds[1])
    return groups


def _count_cluster(units: Sequence[_Unit], counted: _Counted) -> None:
    """Add up units whose times hang together."""
    chosen = _schedule(units)
    _count(units, chosen, counted)
    spanning = [unit for unit in units if all(_holds(unit.bounds, other.bounds) for other in units)]
    low, chosen_low = min((unit.low for unit in spanning), default=None), sum((unit.low for unit in chosen), ZERO)
    if low is not None and low < chosen_low:
        counted.low += low - chosen_low
        others = {one.id for left in spanning for one in left.sums}
        counted.left_out = [
            LeftOut(left.sum, LeftOutReason.RIVAL, left.because) if left.sum in others else left
            for left in counted.left_out
        ]


def _holds(one: Bounds | None, other: Bounds | None) -> bool:
    return one is not None and other is not None and one[0] <= other[0] and other[1] <= one[1]


def _count(units: Sequence[_Unit], chosen: Sequence[_Unit], counted: _Counted) -> None:
    """Take the chosen units into a total, and say of all else why it is left out."""
    for unit in chosen:
        counted.low += unit.low
        counted.high += unit.high
        counted.sums += unit.told
        counted.leave([one for one in unit.sums if one not in unit.told], LeftOutReason.RIVAL, unit.told)
    for unit in units:
        if unit not in chosen:
            met = [one for other in chosen if _touch(unit, other) for one in other.told]
            counted.leave(unit.sums, LeftOutReason.OVERLAP, met)


def _touch(one: _Unit, other: _Unit) -> bool:
    return one.bounds is not None and other.bounds is not None and meet(one.bounds, other.bounds)


def _schedule(units: Sequence[_Unit]) -> list[_Unit]:
    """Return the units whose times do not meet that come to most; of equal choices the one with fewer units."""
    dated = [(unit.bounds, unit) for unit in units if unit.bounds is not None]
    ordered = sorted(dated, key=lambda pair: (pair[0][1], pair[0][0]))
    ends = [bounds[1] for bounds, _ in ordered]
    best: list[tuple[Decimal, int, tuple[int, ...]]] = [(ZERO, 0, ())]
    for at, (bounds, unit) in enumerate(ordered):
        before = best[bisect_left(ends, bounds[0], 0, at)]
        with_it = (before[0] + unit.high, before[1] - 1, (*before[2], at))
        best.append(max(best[-1], with_it, key=lambda one: one[:2]))
    return [ordered[at][1] for at in best[-1][2]]


def _same_money(wholes: Collection[Sum]) -> dict[str, str]:
    """Return sums that may be other sums under another giver or receiver: left out, and the one that is counted."""
    figures: defaultdict[Decimal, list[Sum]] = defaultdict(list)
    for one in wholes:
        figures[one.value].append(one)
    found: dict[str, str] = {}
    for same in figures.values():
        ranked = sorted(same, key=_named_first)
        kept: list[Sum] = []
        for one in ranked:
            twin = next((other for other in kept if _may_be_same(one, other)), None)
            if twin is None:
                kept.append(one)
            else:
                found[one.id] = twin.id
    return found


def _named_first(one: Sum) -> tuple[object, ...]:
    return not (one.giver.named and one.receiver.named), not one.giver.named, one.period == UNDATED, one.id


def _may_be_same(one: Sum, other: Sum) -> bool:
    """Tell whether one figure of two pairs may be one sum.

    Two givers that are both named, of whom one document tells side by side, are two.
    """
    givers, receivers = one.giver.key == other.giver.key, one.receiver.key == other.receiver.key
    if givers == receivers or not _times_fit(one, other):
        return False
    sides: tuple[Party, Party] = (one.giver, other.giver) if receivers else (one.receiver, other.receiver)
    if not all(side.named for side in sides):
        return True
    docs = {item.doc for item in one.attestations}
    return receivers and docs.isdisjoint(item.doc for item in other.attestations)


def _times_fit(one: Sum, other: Sum) -> bool:
    mine, its = bounds_of(one), bounds_of(other)
    return mine is None or its is None or meet(mine, its)
