"""Set the canonical ids that follow from new judgements, looking only at what these touch.

Actors that any chain of SAME joins are one *chain*. Where nobody in a chain is held apart from another of it, the
chain is one union and its smallest id names it; only chains in which somebody is are split into several unions, and
those are kept by name. A new actor whose SAME rows all lead into one union, from which nothing holds it apart, joins
that union and changes nothing else: adding such an actor to Kruskal's order of links (see `canonical`) lets sets meet
earlier that meet anyway, and refuses no link that was taken. So most actors cost one look at the unions of those they
are like. Where an actor links several unions, or is held apart inside one, the chains that it touches are settled
whole. The result is that of `canonical_ids` over everything.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sayso.actors.canonical import canonical_ids, is_machine
from sayso.model import Judgement, Verdict


class Roll(Protocol):
    """Look up what settling needs; a collection asked for may be empty, and unknown ids are left out."""

    def canonical(self, raw: Collection[str]) -> Mapping[str, str]:
        """Return the canonical id of raw ids."""
        ...

    def chains(self, unions: Collection[str]) -> Mapping[str, str]:
        """Return the chain of those unions that are parts of a split one."""
        ...

    def parts(self, chains: Collection[str]) -> Mapping[str, str]:
        """Return the unions of split chains, each with its chain."""
        ...

    def sizes(self, unions: Collection[str]) -> Mapping[str, int]:
        """Return how many raw actors unions have."""
        ...

    def members(self, unions: Collection[str]) -> Mapping[str, str]:
        """Return the raw ids of unions, each with its canonical id."""
        ...

    def judgements_on(self, raw: Collection[str]) -> Sequence[Judgement]:
        """Return the judgements of which one side or both are among these raw ids, each once, oldest first."""
        ...


@dataclass(slots=True)
class Settled:
    """Hold what follows: canonical ids of new and moved raw actors, and how split chains change.

    `renamed` are unions whose every member moved to another name; their members are in `canonical` too. `split` gives
    unions of split chains with their chain, `whole` those that are no longer there or in no split chain.
    """

    canonical: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    split: dict[str, str] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)


def holds_apart(judgement: Judgement) -> bool:
    """Tell whether a judgement may part what links join: DIFFERENT, or a person's word that is not SAME."""
    if judgement.verdict is Verdict.DIFFERENT:
        return True
    return judgement.verdict is Verdict.UNSURE and not is_machine(judgement.by)


def settle_new(new: Sequence[str], rows: Sequence[Judgement], roll: Roll) -> Settled:
    """Settle new raw actors and the rows on them; each row is of one of `new` and one that was there.

    `new` are ids without any earlier judgement. No rows give each its own id.
    """
    return _Newcomers(new, rows, roll).settle()


def settle_ruling(ruling: Judgement, roll: Roll) -> Settled:
    """Settle a further judgement on two raw actors that are there."""
    canonical = roll.canonical([ruling.left, ruling.right])
    unions = {canonical.get(raw, raw) for raw in (ruling.left, ruling.right)}
    chains = roll.chains(unions)
    if ruling.verdict is not Verdict.SAME and len({chains.get(union, union) for union in unions}) > 1:
        return Settled()
    settled = Settled()
    _settle_whole(_with_parts(unions, chains, roll), {}, [ruling], roll, settled)
    return settled


class _Newcomers:
    """Settle the actors of one document."""

    def __init__(self, new: Sequence[str], rows: Sequence[Judgement], roll: Roll) -> None:
        self._new, self._rows, self._roll = new, rows, roll
        fresh = frozenset(new)
        self._ends: list[tuple[str, str, Judgement]] = []
        for row in rows:
            mine, other = (row.left, row.right) if row.left in fresh else (row.right, row.left)
            self._ends.append((mine, other, row))
        self._union = roll.canonical({other for _, other, _ in self._ends})
        self._same: defaultdict[str, set[str]] = defaultdict(set)
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for mine, other, row in self._ends:
            union = self._union.get(other, other)
            if row.verdict is Verdict.SAME:
                self._same[mine].add(union)
            elif row.verdict is Verdict.DIFFERENT:
                self._apart[mine].add(union)

    def settle(self) -> Settled:
        settled = Settled({raw: raw for raw in self._new})
        plain: defaultdict[str, list[str]] = defaultdict(list)
        hard: list[str] = []
        for raw in self._new:
            unions = self._same.get(raw, set())
            if len(unions) > 1 or unions & self._apart.get(raw, set()):
                hard.append(raw)
            elif unions:
                plain[min(unions)].append(raw)
        chains = self._roll.chains({union for raw in self._new for union in self._same.get(raw, ())})
        left = self._settle_hard(hard, plain, chains, settled)
        for union in left:
            self._join(union, plain[union], chains.get(union), settled)
        return settled

    def _join(self, union: str, joining: Sequence[str], chain: str | None, settled: Settled) -> None:
        """Put new actors into a union that they change no further."""
        name = min(union, *joining)
        settled.canonical.update(dict.fromkeys(joining, name))
        if name == union:
            return
        settled.canonical.update(dict.fromkeys(self._roll.members([union]), name))
        settled.renamed[union] = name
        if chain is not None:
            settled.whole.add(union)
            settled.split[name] = chain

    def _settle_hard(
        self, hard: Sequence[str], plain: Mapping[str, list[str]], chains: Mapping[str, str], settled: Settled
    ) -> set[str]:
        """Settle the actors that link or part unions; return the unions that none of these touched."""
        untouched = set(plain)
        for group in _gather({raw: {chains.get(u, u) for u in self._same[raw]} for raw in hard}):
            unions = _with_parts({u for raw in group for u in self._same[raw]}, chains, self._roll)
            untouched -= unions.keys()
            into = {raw: union for union in unions for raw in plain.get(union, ())}
            newcomers = {**into, **{raw: raw for raw in group}}
            if any(union in chains for union in unions) or self._is_torn(group, unions, into):
                rows = [row for mine, other, row in self._ends if mine in newcomers]
                _settle_whole(unions, newcomers, rows, self._roll, settled)
            else:
                self._unite(unions, newcomers, settled)
        return untouched

    def _is_torn(self, group: Iterable[str], unions: Collection[str], into: Mapping[str, str]) -> bool:
        """Tell whether anything holds apart two of these unions, or a new actor from one of them."""
        if any(self._apart.get(raw, set()) & set(unions) for raw in group):
            return True
        if any((self._apart.get(raw, set()) & set(unions)) - {union} for raw, union in into.items()):
            return True
        sizes = self._roll.sizes(unions)
        smaller = sorted(unions, key=lambda union: (sizes.get(union, 0), union))[:-1]
        members = self._roll.members(smaller)
        apart = [row for row in self._roll.judgements_on(members) if holds_apart(row)]
        sides = self._roll.canonical({raw for row in apart for raw in (row.left, row.right)})
        return any(sides.get(row.left) in unions and sides.get(row.right) in unions for row in apart)

    def _unite(self, unions: Collection[str], newcomers: Collection[str], settled: Settled) -> None:
        """Make several unions one, in which nobody is held apart."""
        name = min(*unions, *newcomers)
        for union in sorted(unions):
            if union != name:
                settled.canonical.update(dict.fromkeys(self._roll.members([union]), name))
                settled.renamed[union] = name
        settled.canonical.update(dict.fromkeys(newcomers, name))


def _gather(touched: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Return actors in groups that touch a chain in common, in order."""
    groups: list[tuple[list[str], set[str]]] = []
    for raw, chains in touched.items():
        meeting = [group for group in groups if group[1] & set(chains)]
        groups = [group for group in groups if not group[1] & set(chains)]
        joined = ([one for group in meeting for one in group[0]] + [raw], set(chains).union(*(g[1] for g in meeting)))
        groups.append(joined)
    return [group[0] for group in groups]


def _with_parts(unions: Collection[str], chains: Mapping[str, str], roll: Roll) -> dict[str, str]:
    """Return unions and all other parts of their chains, each with its chain."""
    split = {chains[union] for union in unions if union in chains}
    return {**{union: chains.get(union, union) for union in unions}, **(roll.parts(split) if split else {})}


def _settle_whole(
    unions: Collection[str], newcomers: Collection[str], rows: Sequence[Judgement], roll: Roll, settled: Settled
) -> None:
    """Settle chains anew from all judgements among their members; they are one chain from now on."""
    before = roll.members(unions)
    inside = before.keys() | set(newcomers)
    among = [row for row in (*roll.judgements_on(before), *rows) if row.left in inside and row.right in inside]
    after = canonical_ids(among, sorted(inside))
    settled.canonical.update({raw: after[raw] for raw in inside if before.get(raw) != after[raw]})
    settled.whole |= set(unions)
    if any(map(holds_apart, among)):
        settled.split.update(dict.fromkeys(set(after.values()), min(inside)))
    settled.whole -= settled.split.keys()
