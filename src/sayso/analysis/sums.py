"""Find the distinct sums that claims tell of: one told by many is one, a part stands under its whole.

Two claims tell of one sum where giver, receiver, kind, currency, status, polarity, modality and figure are equal and
their times may meet; "about" a figure is an exact one that rounds to it. An undated claim joins the one dated sum that
it fits; where it fits several it stands alone. The order of claims changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sayso.actors.lexicon import fold_text
from sayso.analysis.flow_kinds import FlowKind, find_kind
from sayso.analysis.interval import Interval
from sayso.analysis.periods import period_of, read_time
from sayso.analysis.sum_links import Bounds, link_denials, link_parts, meet, read_amount
from sayso.model import Amount, Certainty, Modality, Polarity, content_id
from sayso.model.edge import Attestation, Edge, PredicateTraits
from sayso.model.flow import Party, Stance, Sum, SumStatus

type Naming = Callable[[str], tuple[str, bool]]
"""Give a canonical actor's name, and whether it is named."""

NEAR = Decimal("0.05")
"""How far "about" a figure may be from the exact one, as a part of it. A choice, not a measurement."""

_SURENESS = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Told:
    """Hold one claim of a flow, or of a sum that is none: who gives, who gets, in which way.

    `kind` is None where the claim is no flow; then the subject stands as giver.
    """

    kind: FlowKind | None
    predicate: str
    edge: str
    giver: Party
    receiver: Party
    item: Attestation


@dataclass(frozen=True, slots=True)
class _Key:
    """Hold what must be equal for two figures to be one sum."""

    way: str
    giver: str
    receiver: str
    currency: str
    status: SumStatus
    polarity: Polarity
    modality: Modality


def tell_claims(
    edges: Iterable[Edge],
    traits: Mapping[str, PredicateTraits],
    kinds: Sequence[FlowKind],
    naming: Naming,
    *,
    every: bool = False,
) -> list[Told]:
    """Return the claims of edges that are flows, or name a sum where `every`; in order of claim id.

    Parties that are not named stand together under the words for them.
    """
    rows = [(edge, item) for edge in edges for item in edge.attestations]
    named: defaultdict[str, set[str]] = defaultdict(set)
    for edge, _ in rows:
        for actor in (edge.subject, edge.object):
            named[_party_key(actor, naming)].add(actor)
    found = []
    for edge, item in rows:
        kind = find_kind(kinds, edge.predicate, traits.get(edge.predicate), has_amount=item.amount is not None)
        if kind is None and not (every and item.amount is not None):
            continue
        ends = (edge.object, edge.subject) if kind is not None and kind.reverse else (edge.subject, edge.object)
        giver, receiver = (_party(actor, naming, named) for actor in ends)
        found.append(Told(kind, edge.predicate, edge.id, giver, receiver, item))
    return sorted(found, key=lambda told: told.item.claim)


def find_sums(told: Iterable[Told], period: str = "year") -> tuple[Sum, ...]:
    """Return the distinct sums, in order of id, each linked with its whole and its parts.

    Claims without a sum are passed over. `period` is the length of the periods that sums are put into.
    """
    groups: defaultdict[_Key, list[Told]] = defaultdict(list)
    for one in told:
        if one.item.amount is not None:
            groups[_key(one, one.item.amount)].append(one)
    found = [made for key, held in groups.items() for made in _sums_of(key, held, period)]
    return tuple(sorted(link_denials(link_parts(found)), key=lambda one: one.id))


def _party_key(actor: str, naming: Naming) -> str:
    name, named = naming(actor)
    return actor if named else f"unnamed:{fold_text(name).strip()}"


def _party(actor: str, naming: Naming, held: Mapping[str, set[str]]) -> Party:
    name, named = naming(actor)
    key = _party_key(actor, naming)
    if named:
        return Party(key, name, named, (actor,))
    # Of several actors under one description the least spelling names them all, whichever claim comes first.
    return Party(key, min(naming(one)[0] for one in held[key]), named, tuple(sorted(held[key])))


def _key(one: Told, amount: Amount) -> _Key:
    known = amount.status or (one.kind.status if one.kind else None)
    status = SumStatus(known) if known in set(SumStatus) else SumStatus.UNKNOWN
    said = one.item.factuality
    way = f"kind:{one.kind.name}" if one.kind else f"predicate:{one.predicate}"
    return _Key(way, one.giver.key, one.receiver.key, amount.currency, status, said.polarity, said.modality)


def _sums_of(key: _Key, held: list[Told], period: str) -> list[Sum]:
    """Return the sums of one key: by figure, then by time."""
    values: defaultdict[Decimal, list[Told]] = defaultdict(list)
    for one in held:
        assert one.item.amount is not None
        values[one.item.amount.value.normalize()].append(one)
    made = []
    for value, same in _join_rounded(values).items():
        made += [_make(key, value, some, bounds, period) for bounds, some in _by_time(same)]
    return made


def _join_rounded(values: Mapping[Decimal, list[Told]]) -> dict[Decimal, list[Told]]:
    """Put what is only told as "about" a figure to the one exact figure that rounds to it, if their times may meet."""
    rough = {value for value, held in values.items() if all(_amount(one).approximate for one in held)}
    joined = {value: list(held) for value, held in values.items() if value not in rough}
    for value in sorted(rough):
        near = [one for one in values if one not in rough and _rounds_to(one, value)]
        near = [one for one in near if _may_join(values[one], values[value])]
        if len(near) == 1:
            joined[near[0]] += values[value]
        else:
            joined[value] = list(values[value])
    return joined


def _rounds_to(exact: Decimal, rough: Decimal) -> bool:
    """Tell whether a figure, rounded to as many digits as the rough one has, is that one, and near it."""
    if not rough or not exact:
        return False
    unit = Decimal(1).scaleb(int(rough.normalize().as_tuple().exponent))
    return abs(exact - rough) <= NEAR * abs(exact) and abs(exact - rough) * 2 <= unit


def _may_join(exact: Sequence[Told], rough: Sequence[Told]) -> bool:
    """Tell whether every dated rough figure meets some dated exact one, if there is any."""
    known = [(time.earliest, time.latest) for one in exact if (time := read_time(one.item.time))]
    mine = [(time.earliest, time.latest) for one in rough if (time := read_time(one.item.time))]
    return not known or all(any(meet(bounds, other) for other in known) for bounds in mine)


def _amount(one: Told) -> Amount:
    assert one.item.amount is not None
    return one.item.amount


def _by_time(same: Sequence[Told]) -> list[tuple[Bounds | None, list[Told]]]:
    """Part claims of one figure by time: those that may all meet are one sum, with the days that they share.

    Narrow times come first; a wide one that meets two sums which do not meet each other stands alone, and so does an
    undated claim beside two dated sums.
    """
    dated: defaultdict[Bounds, list[Told]] = defaultdict(list)
    undated: list[Told] = []
    for one in same:
        time = read_time(one.item.time)
        if time is None:
            undated.append(one)
        else:
            dated[time.earliest, time.latest].append(one)
    groups: list[tuple[Bounds, list[Told]]] = []
    for bounds in sorted(dated, key=lambda one: (one[1].toordinal() - one[0].toordinal(), one)):
        met = [at for at, (shared, _) in enumerate(groups) if meet(shared, bounds)]
        if len(met) == 1:
            shared, held = groups[met[0]]
            groups[met[0]] = ((max(shared[0], bounds[0]), min(shared[1], bounds[1])), [*held, *dated[bounds]])
        else:
            groups.append((bounds, dated[bounds]))
    if undated and len(groups) == 1:
        groups[0][1].extend(undated)
        return list(groups)
    return [*groups, *([(None, undated)] if undated else [])]


def _make(key: _Key, value: Decimal, held: Sequence[Told], bounds: Bounds | None, period: str) -> Sum:
    """Make one sum of its claims."""
    items = sorted((one.item for one in held), key=lambda item: item.claim)
    wholes = [whole for item in items if item.amount and (whole := read_amount(item.amount.part_of))]
    # What is said to be a part of no more than itself was misread; it is no part.
    wholes = [one for one in wholes if one.value > value or one.currency != key.currency]
    first = held[0]
    return Sum(
        id=content_id("sum", *map(str, (key, value, bounds))),
        kind=first.kind.name if first.kind else "",
        predicates=tuple(sorted({one.predicate for one in held})),
        giver=first.giver,
        receiver=first.receiver,
        value=Decimal(f"{value:f}"),
        currency=key.currency,
        status=key.status,
        stance=Stance(key.polarity, min((i.factuality.certainty for i in items), key=_SURENESS.index), key.modality),
        approximate=all(item.amount is not None and item.amount.approximate for item in items),
        period=period_of(None if bounds is None else Interval(*bounds, None), period),
        times=tuple(sorted({item.time for item in items if item.time})),
        attested=tuple(sorted({item.attested for item in items if item.attested and not item.time})),
        earliest=None if bounds is None or bounds[0] == date.min else bounds[0].isoformat(),
        latest=None if bounds is None or bounds[1] == date.max else bounds[1].isoformat(),
        part_of=min((str(whole) for whole in wholes), default=None),
        whole=None,
        parts=(),
        roots=tuple(sorted({item.root.key: item.root for item in items}.values())),
        attestations=tuple(items),
    )
