"""Answer who pays, arms, shelters or trains whom, with every sum and who says so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.analysis.circles import LONGEST, find_circles
from sayso.analysis.flow_kinds import FlowKind, choose_kinds, flow_predicates
from sayso.analysis.flows import gather_flows, order_sums
from sayso.analysis.periods import check_period
from sayso.analysis.sums import find_sums, tell_claims
from sayso.analysis.totals import add_up
from sayso.casefile.filtering import Choice
from sayso.casefile.gathered import Gathered, gather
from sayso.model.edge import PredicateTraits
from sayso.model.errors import UsageError
from sayso.model.flow import Balance, Circle, Flow, Flows, Sums
from sayso.store import Store

AROUND = 200
"""How many actors are asked about at each step away from an actor, to find money that comes back to it."""


def answer_flows(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    *,
    kind: Sequence[str] = (),
    currency: str | None = None,
    period: str = "year",
    limit: int | None = None,
) -> Flows:
    """Return the flows that answer; see `Casefile.flows`."""
    kinds, code = choose_kinds(kind), check_currency(currency)
    check_period(period)
    held = gather(store, choice, traits, flow_predicates(kinds, traits))
    flows = gather_flows(held.edges, traits, held.naming, kinds, currency=code, period=period)
    circles, capped = _circles(store, choice, traits, kinds, flows)
    return Flows(
        flows=flows[:limit],
        total=len(flows),
        totals=add_up(one for flow in flows for one in flow.sums),
        balance=() if choice.actor is None else _balance(flows, choice.actor),
        circles=circles,
        circles_capped=capped,
        period=period,
        actor=choice.actor,
        actor_name=None if choice.actor is None else _name(held, choice.actor),
        undated=held.undated,
    )


def answer_sums(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    *,
    currency: str | None = None,
    period: str = "year",
    limit: int | None = None,
) -> Sums:
    """Return every sum that answers; see `Casefile.sums`."""
    code = check_currency(currency)
    check_period(period)
    held = gather(store, choice, traits, with_amount=True)
    told = tell_claims(held.edges, traits, choose_kinds(()), held.naming, every=True)
    kept = [one for one in told if one.item.amount and (code is None or one.item.amount.currency == code)]
    sums = order_sums(find_sums(kept, period))
    return Sums(sums[:limit], len(sums), add_up(sums), held.undated)


def check_currency(currency: str | None) -> str | None:
    """Return an ISO 4217 code in capitals; raises UsageError for what is none."""
    if currency is None:
        return None
    code = currency.strip().upper()
    if len(code) != 3 or not code.isalpha() or not code.isascii():
        raise UsageError(f"{currency!r} is no currency code; write USD, EUR, PKR.")
    return code


def _balance(flows: Sequence[Flow], actor: str) -> tuple[Balance, ...]:
    """Add up apart what an actor gets and what it gives; neither is taken from the other."""
    gets = [one for flow in flows if flow.receiver.key == actor or actor in flow.receiver.actors for one in flow.sums]
    gives = [one for flow in flows if flow.giver.key == actor or actor in flow.giver.actors for one in flow.sums]
    return Balance("receives", add_up(gets)), Balance("gives", add_up(gives))


def _circles(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    kinds: Sequence[FlowKind],
    flows: Sequence[Flow],
) -> tuple[tuple[Circle, ...], bool]:
    """Return the circles of money; those through one actor where one is asked, and then its neighbours are asked."""
    money = [kind for kind in kinds if kind.money]
    names = {kind.name for kind in money}
    held = {flow.id: flow for flow in flows if flow.kind in names}
    if not held:
        return (), False
    cut = False
    if choice.actor is not None:
        held, cut = _around(store, choice, choice.actor, traits, money, held)
    found, capped = find_circles(held.values())
    if choice.actor is not None:
        found = tuple(one for one in found if any(party.key == choice.actor for party in one.parties))
    return found, capped or cut


def _around(
    store: Store,
    choice: Choice,
    actor: str,
    traits: Mapping[str, PredicateTraits],
    money: Sequence[FlowKind],
    held: dict[str, Flow],
) -> tuple[dict[str, Flow], bool]:
    """Follow the money from an actor, step by step; return all flows met, and whether some actors were left aside."""
    asked, cut = {actor}, False
    for _ in range(LONGEST // 2):
        ends = {party.key for flow in held.values() for party in (flow.giver, flow.receiver) if party.named}
        fresh = sorted(ends - asked)
        cut = cut or len(fresh) > AROUND
        fresh = fresh[:AROUND]
        raw = tuple(sorted(one for union in store.unions(fresh).values() for one in union))
        if not raw:
            break
        asked.update(fresh)
        wider = replace(choice, raw=raw, actor=None, filter=replace(choice.filter, actor=None))
        met = gather(store, wider, traits, flow_predicates(money, traits))
        # Flows of one pair are whole from either end, so that what is met later says the same.
        for flow in gather_flows(met.edges, traits, met.naming, money):
            held.setdefault(flow.id, flow)
    return held, cut


def _name(held: Gathered, actor: str) -> str:
    held.namer.merge([actor])
    return held.namer.name(actor)
