"""Build edges of claims that name sums, small enough to read."""

from collections.abc import Iterable
from decimal import Decimal

from sayso.analysis.flows import gather_flows
from sayso.analysis.totals import add_up
from sayso.model import Amount, Certainty, Factuality, Modality, Polarity
from sayso.model.edge import Attestation, Edge, PredicateTraits, Root
from sayso.model.flow import ALL_TIME, Flow, Sum, SumStatus, Total

TRAITS = {
    "funds": PredicateTraits("support", "state", 1),
    "arms": PredicateTraits("support", "state", 1),
    "sanctions": PredicateTraits("coercion", "event", -1),
    "praises": PredicateTraits("talk", "event", 1),
}
UNNAMED = {"u1": "officials", "u2": "Officials"}

type Row = tuple[str, str, str, Attestation]


def naming(actor: str) -> tuple[str, bool]:
    return UNNAMED.get(actor, actor), actor not in UNNAMED


def row(
    number: int,
    value: int | None,
    *,
    giver: str = "A",
    predicate: str = "funds",
    receiver: str = "B",
    doc: str = "d1",
    root: str = "r1",
    time: str | None = None,
    status: str | None = "paid",
    part_of: str | None = None,
    about: bool = False,
    denied: bool = False,
    certainty: Certainty = Certainty.CERTAIN,
    modality: Modality = Modality.ACTUAL,
    currency: str = "USD",
    attested: str | None = None,
) -> Row:
    """Make one claim of a sum; `value` None names none."""
    amount = None if value is None else Amount(Decimal(value), currency, status, part_of, about)
    said = Factuality(Polarity.DENIED if denied else Polarity.ASSERTED, certainty, modality)
    item = Attestation(f"c{number:03}", doc, said, Root(root, root), (root,), time, attested, amount=amount)
    return giver, predicate, receiver, item


def edges_of(rows: Iterable[Row]) -> list[Edge]:
    """Gather claims into edges, in whatever order they come."""
    held: dict[tuple[str, str, str], list[Attestation]] = {}
    for giver, predicate, receiver, item in rows:
        held.setdefault((giver, predicate, receiver), []).append(item)
    return [
        Edge("-".join(key), *key, TRAITS[key[1]].sign, tuple(sorted(items, key=lambda item: item.claim)))
        for key, items in held.items()
    ]


def flows_of(*rows: Row, period: str = "year") -> tuple[Flow, ...]:
    return gather_flows(edges_of(rows), TRAITS, naming, period=period)


def sums_of(*rows: Row) -> list[Sum]:
    return [one for flow in flows_of(*rows) for one in flow.sums]


def total_of(*rows: Row, status: SumStatus = SumStatus.PAID) -> Total:
    """Return the one total over all time of asserted, actual, certain sums of a status."""
    (found,) = [
        total
        for total in add_up(sums_of(*rows))
        if total.period == ALL_TIME
        and total.status is status
        and (total.stance.polarity, total.stance.modality, total.stance.certainty) == ("+", "actual", "certain")
    ]
    return found


def range_of(*rows: Row) -> tuple[int, int]:
    total = total_of(*rows)
    return int(total.low), int(total.high)
