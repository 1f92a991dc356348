"""Gather who is said to pay, arm, shelter or train whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.analysis.flow_kinds import FlowKind, load_flow_kinds
from sayso.analysis.standing import standing
from sayso.analysis.sums import Naming, Told, find_sums, tell_claims
from sayso.analysis.totals import add_up
from sayso.model import content_id
from sayso.model.edge import Edge, PredicateTraits
from sayso.model.flow import Flow, Sum


def gather_flows(
    edges: Iterable[Edge],
    traits: Mapping[str, PredicateTraits],
    naming: Naming,
    kinds: Sequence[FlowKind] | None = None,
    *,
    currency: str | None = None,
    period: str = "year",
) -> tuple[Flow, ...]:
    """Return flows, those with sums first, then those on most independent roots, then by claims and id.

    `kinds` are the built-in ones by default. `currency` keeps what names a sum in it alone. `period` is the length of
    the periods of sums. Edges that are no flows are passed over; no edges give no flows.
    """
    chosen = load_flow_kinds() if kinds is None else kinds
    told = tell_claims(edges, traits, chosen, naming)
    if currency is not None:
        told = [one for one in told if one.item.amount is not None and one.item.amount.currency == currency]
    sums: defaultdict[tuple[str, str, str], list[Sum]] = defaultdict(list)
    for found in find_sums(told, period):
        sums[found.kind, found.giver.key, found.receiver.key].append(found)
    groups: defaultdict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for one in told:
        if one.kind is not None:
            groups[one.kind.name, one.giver.key, one.receiver.key].append(one)
    return tuple(sorted((_flow(key, held, sums[key]) for key, held in groups.items()), key=_strength))


def order_sums(sums: Iterable[Sum]) -> tuple[Sum, ...]:
    """Return sums by giver, receiver, time and figure, each whole before its parts and theirs."""
    held = sorted(sums, key=_place)
    by_id = {one.id: one for one in held}
    out: list[Sum] = []

    def put(one: Sum) -> None:
        out.append(one)
        for part in sorted((by_id[part] for part in one.parts if part in by_id), key=_place):
            put(part)

    for one in held:
        if one.whole not in by_id:
            put(one)
    return tuple(out)


def _place(one: Sum) -> tuple[object, ...]:
    return (
        one.kind,
        one.giver.name,
        one.giver.key,
        one.receiver.name,
        one.receiver.key,
        one.earliest is None and one.latest is None,
        one.earliest or "",
        -one.value,
        one.id,
    )


def _strength(flow: Flow) -> tuple[object, ...]:
    """Return what sorts flows with money and many roots first."""
    return not flow.sums, -len(flow.roots), -len(flow.attestations), flow.id


def _flow(key: tuple[str, str, str], held: Sequence[Told], sums: Sequence[Sum]) -> Flow:
    """Make one flow of its claims."""
    kind, giver, receiver = key
    items = tuple(one.item for one in held)
    whole = Edge(content_id("flow", *key), giver, kind, receiver, 0, items)
    first = held[0]
    return Flow(
        id=whole.id,
        kind=kind,
        says=first.kind.says if first.kind else "",
        giver=first.giver,
        receiver=first.receiver,
        standing=standing(whole),
        roots=whole.roots,
        denying_roots=whole.denying_roots,
        times=tuple(sorted({item.time for item in items if item.time})),
        attested=tuple(sorted({item.attested for item in items if item.attested and not item.time})),
        edges=tuple(sorted({one.edge for one in held})),
        attestations=items,
        sums=order_sums(sums),
        totals=add_up(sums),
    )
