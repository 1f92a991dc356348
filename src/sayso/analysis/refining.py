"""Tell where a later claim says more exactly what an earlier one said: when, how much, in which role or place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.analysis.interval import Interval, parse_interval
from sayso.analysis.rival_sums import equal_sums
from sayso.model.edge import Attestation
from sayso.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class Refinement:
    """Hold one thing told more exactly: the claims that told it before and those that do now, and what in words."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    words: str


def find_refinements(before: Sequence[Attestation], fresh: Sequence[Attestation]) -> tuple[Refinement, ...]:
    """Return what the fresh claims of an edge tell more exactly than those before: time, sum, role, place.

    A time lies within the one told before, and nothing before was as exact. A sum is exact and was "about" so much, or
    there was none. A role or a place was not named by anybody before. Order of claims does not matter.
    """
    found = (
        *_times(before, fresh),
        *_sums(before, fresh),
        *_named("role", before, fresh),
        *_named("place", before, fresh),
    )
    return tuple(found)


def refines(exact: str, vague: str) -> bool:
    """Tell whether one EDTF time is the other told more exactly: `1986` of `198X`, `1986/..` of `198X/..`.

    Each side of an interval must lie within the same side of the other, and one must be shorter; a start with an open
    end may refine a plain date. An interval is not refined by a date within it: a state that ran from 2015 to 2018 is
    not told more exactly by one claim of 2017.
    """
    if exact == vague:
        return False
    (start, slash, end), (from_, bar, to) = exact.partition("/"), vague.partition("/")
    if bar and not slash:
        return False
    if slash and not bar:
        return _is_open(end) and not _is_open(start) and _inside(start, vague, strictly=True)
    if not bar:
        return _inside(exact, vague, strictly=True)
    sides = ((start, from_), (end, to))
    if any(_is_open(one) != _is_open(other) for one, other in sides):
        return False
    closed = [(one, other) for one, other in sides if not _is_open(one)]
    inside = all(_inside(one, other, strictly=False) for one, other in closed)
    return inside and any(_inside(one, other, strictly=True) for one, other in closed)


def _times(before: Sequence[Attestation], fresh: Sequence[Attestation]) -> Iterator[Refinement]:
    told = _by_value(before, "time")
    for exact, items in sorted(_by_value(fresh, "time").items()):
        if exact in told or any(refines(time, exact) for time in told):
            continue
        vague = sorted(time for time in told if refines(exact, time))
        if vague:
            earlier = [item for time in vague for item in told[time]]
            yield _refine(earlier, items, f"{' and '.join(vague)} is now {exact}")


def _sums(before: Sequence[Attestation], fresh: Sequence[Attestation]) -> Iterator[Refinement]:
    told = [item for item in before if item.amount]
    sums = sorted((item for item in fresh if item.amount), key=lambda item: (str(item.amount), item.claim))
    if sums and not told and before:
        yield _refine(
            before, sums, f"the sum is now told: {' and '.join(dict.fromkeys(str(one.amount) for one in sums))}"
        )
        return
    for item in sums:
        vague = [
            one
            for one in told
            if one.amount and item.amount and one.amount.approximate and not item.amount.approximate
            if one.amount.status == item.amount.status and equal_sums(one.amount, item.amount)
        ]
        known = any(one.amount == item.amount for one in told)
        if vague and not known:
            yield _refine(vague, [item], f"about {vague[0].amount} is now {item.amount}")


def _named(what: str, before: Sequence[Attestation], fresh: Sequence[Attestation]) -> Iterator[Refinement]:
    """Yield a role or place that nobody named before."""
    told = _by_value(fresh, what)
    if told and before and not _by_value(before, what):
        items = [item for value in sorted(told) for item in told[value]]
        yield _refine(before, items, f"the {what} is now told: {' and '.join(sorted(told))}")


def _by_value(items: Iterable[Attestation], what: str) -> dict[str, list[Attestation]]:
    found: dict[str, list[Attestation]] = {}
    for item in items:
        value = getattr(item, what)
        if value:
            found.setdefault(value, []).append(item)
    return found


def _refine(before: Iterable[Attestation], after: Iterable[Attestation], words: str) -> Refinement:
    return Refinement(
        tuple(sorted({item.claim for item in before})), tuple(sorted({item.claim for item in after})), words
    )


def _is_open(side: str) -> bool:
    return side in ("", "..")


def _inside(exact: str, vague: str, *, strictly: bool) -> bool:
    """Tell whether one date lies within another; strictly: and is shorter, or is certain where the other is not."""
    one, other = _read(exact), _read(vague)
    if one is None or other is None or one.earliest < other.earliest or one.latest > other.latest:
        return False
    return not strictly or (one.earliest, one.latest) != (other.earliest, other.latest)


def _read(edtf: str) -> Interval | None:
    try:
        return parse_interval(edtf)
    except UsageError:
        return None
