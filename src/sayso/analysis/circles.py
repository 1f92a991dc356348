"""Find money that comes back to whom it came from, and net it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from sayso.model import Certainty, Modality, Polarity
from sayso.model.flow import ALL_TIME, Circle, CircleSum, Flow, SumStatus

LONGEST, MOST, STEPS = 5, 100, 200_000
"""How long a circle is at most, how many are listed, and how many steps are taken to find them."""


def find_circles(flows: Iterable[Flow], *, longest: int = LONGEST, most: int = MOST) -> tuple[tuple[Circle, ...], bool]:
    """Return the circles among flows of one kind, shortest first, then by keys; and whether there may be more.

    Only parties that are named close a circle, and only flows that somebody asserts as actual. Sums of one currency
    and status are netted circle by circle in this order: what goes round once is not there to go round again. The
    figures are the least that a flow's claims come to.
    """
    held = {(flow.giver.key, flow.receiver.key): flow for flow in sorted(flows, key=lambda one: one.id) if _real(flow)}
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for giver, receiver in sorted(held):
        onward[giver].append(receiver)
    rings, capped = _rings(onward, longest, most)
    left = {pair: _sums_of(flow) for pair, flow in held.items()}
    return tuple(_circle(ring, held, left) for ring in rings), capped


def _real(flow: Flow) -> bool:
    """Tell whether a flow can close a circle."""
    ends_named = flow.giver.named and flow.receiver.named and flow.giver.key != flow.receiver.key
    return ends_named and any(item.actual and not item.denied for item in flow.attestations)


def _rings(onward: Mapping[str, Sequence[str]], longest: int, most: int) -> tuple[list[tuple[str, ...]], bool]:
    """Return rings, each beginning with its least key; shorter ones first."""
    found: list[tuple[str, ...]] = []
    steps = 0
    for length in range(2, longest + 1):
        for start in sorted(onward):
            for ring in _from(start, onward, length):
                steps += 1
                if ring is not None:
                    found.append(ring)
                if len(found) >= most or steps >= STEPS:
                    return found, True
    return found, False


def _from(start: str, onward: Mapping[str, Sequence[str]], length: int) -> Iterator[tuple[str, ...] | None]:
    """Yield the rings of one length from their least key, and None for each step that closes none."""
    paths: list[tuple[str, ...]] = [(start,)]
    while paths:
        path = paths.pop()
        if len(path) == length:
            yield path if start in onward.get(path[-1], ()) else None
            continue
        yield None
        paths += [(*path, one) for one in reversed(onward.get(path[-1], ())) if one > start and one not in path]


def _sums_of(flow: Flow) -> dict[tuple[str, SumStatus], Decimal]:
    """Return what a flow comes to by currency and status: asserted as actual and certain."""
    return {
        (total.currency, total.status): total.low
        for total in flow.totals
        if total.period == ALL_TIME
        and total.low
        and total.stance.polarity is Polarity.ASSERTED
        and total.stance.modality is Modality.ACTUAL
        and total.stance.certainty is Certainty.CERTAIN
    }


def _circle(
    ring: tuple[str, ...],
    held: Mapping[tuple[str, str], Flow],
    left: Mapping[tuple[str, str], dict[tuple[str, SumStatus], Decimal]],
) -> Circle:
    """Make a circle, and take from its flows what goes round."""
    pairs = list(zip(ring, (*ring[1:], ring[0]), strict=True))
    shared = set.intersection(*(set(left[pair]) for pair in pairs))
    netted = []
    for currency, status in sorted(shared):
        value = min(left[pair][currency, status] for pair in pairs)
        if value <= 0:
            continue
        for pair in pairs:
            left[pair][currency, status] -= value
        netted.append(CircleSum(currency, status, value, tuple(left[pair][currency, status] for pair in pairs)))
    flows = [held[pair] for pair in pairs]
    return Circle(
        parties=tuple(flow.giver for flow in flows),
        flows=tuple(flow.id for flow in flows),
        roots=tuple(flow.roots for flow in flows),
        netted=tuple(netted),
    )
