"""Set the canonical ids that follow from a document's judgements, looking only at what these touch.

A new actor whose links all lead into one union, from which nothing holds it apart, joins that union and changes
nothing else; one that links several unions makes them one, if nothing holds any two of them apart. For in Kruskal's
order of links (see `canonical`) such an actor lets sets meet earlier that meet in the end anyway: a link that was taken
is taken still, since no union has two inside that are held apart; a link that was refused is refused still, since the
sets have only grown. So most actors cost a look at the unions of those they are like, however large these are. Only
where a new actor is held apart inside what it links is everything that is joined to it settled again from all its
judgements. The result is that of `canonical_ids` over everything.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from sayso.actors.canonical import canonical_ids, effective
from sayso.model import Judgement, Verdict


class Roll(Protocol):
    """Look up what settling needs; what is asked for may be empty, and unknown ids are left out."""

    def canonical(self, raw: Collection[str]) -> Mapping[str, str]:
        """Return the canonical id of raw ids."""
        ...

    def sizes(self, unions: Collection[str]) -> Mapping[str, int]:
        """Return how many raw actors unions have."""
        ...

    def members(self, unions: Collection[str]) -> Mapping[str, str]:
        """Return the raw ids of unions, each with its canonical id."""
        ...

    def judgements_on(self, raw: Collection[str]) -> Sequence[Judgement]:
        """Return the judgements in force of which a side is among these raw ids: the machine's, then persons'."""
        ...


def settle_new(new: Sequence[str], rows: Sequence[Judgement], roll: Roll) -> dict[str, str]:
    """Return the canonical ids of new raw actors and of all that they move.

    `new` are ids without any earlier judgement; each of the machine's `rows` is of one of them and one that was there.
    No rows give each its own id.
    """
    return _Newcomers(new, rows, roll).settle()


class _Newcomers:
    """Settle the actors of one document."""

    def __init__(self, new: Sequence[str], rows: Sequence[Judgement], roll: Roll) -> None:
        self._new, self._rows, self._roll = new, rows, roll
        self._same: defaultdict[str, set[str]] = defaultdict(set)
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        self._settled = {raw: raw for raw in new}
        fresh = frozenset(new)
        ends = [(row.left, row.right) if row.left in fresh else (row.right, row.left) for row in rows]
        union = roll.canonical({other for _, other in ends})
        for (mine, other), row in zip(ends, rows, strict=True):
            if row.verdict is Verdict.SAME:
                self._same[mine].add(union.get(other, other))
            elif row.verdict is Verdict.DIFFERENT:
                self._apart[mine].add(union.get(other, other))

    def settle(self) -> dict[str, str]:
        """Join what joins, then settle again where somebody is held apart."""
        torn: list[tuple[list[str], set[str]]] = []
        for joining, unions in _gather({raw: self._same[raw] for raw in self._new if self._same.get(raw)}):
            if self._is_torn(joining, unions):
                torn.append((joining, unions))
            else:
                self._unite(joining, unions)
        done: set[str] = set()
        for joining, unions in torn:
            if joining[0] not in done:
                done |= self._settle_again({*joining, *self._roll.members(unions)})
        return self._settled

    def _is_torn(self, joining: Collection[str], unions: set[str]) -> bool:
        """Tell whether anything holds apart two of these unions, or a new actor from one of them."""
        if any(self._apart[raw] & unions for raw in joining if raw in self._apart):
            return True
        if len(unions) < 2:
            return False
        sizes = self._roll.sizes(unions)
        smaller = sorted(unions, key=lambda union: (sizes.get(union, 0), union))[:-1]
        rows = self._roll.judgements_on(self._roll.members(smaller))
        apart = [row for row in rows if row.verdict is Verdict.DIFFERENT]
        sides = self._roll.canonical({raw for row in apart for raw in (row.left, row.right)})
        return any(sides.get(row.left) in unions and sides.get(row.right) in unions for row in apart)

    def _unite(self, joining: Sequence[str], unions: set[str]) -> None:
        """Make new actors and unions one."""
        name = min(*joining, *unions)
        self._settled.update(dict.fromkeys(joining, name))
        renamed = unions - {name}
        if renamed:
            self._settled.update(dict.fromkeys(self._roll.members(renamed), name))

    def _settle_again(self, start: set[str]) -> set[str]:
        """Settle all that is joined to these raw actors; return them."""
        group: set[str] = set()
        fresh = start
        while fresh:
            group |= fresh
            found = [row for row in self._rows if row.left in fresh or row.right in fresh]
            links = effective([*found, *self._roll.judgements_on(fresh)]).values()
            fresh = {raw for row in links if row.verdict is Verdict.SAME for raw in (row.left, row.right)} - group
        rows = [*self._roll.judgements_on(group), *self._rows]
        among = [row for row in rows if row.left in group and row.right in group]
        before = self._roll.canonical(group)
        for raw, canonical in canonical_ids(among, sorted(group)).items():
            if raw in self._settled or before.get(raw) != canonical:
                self._settled[raw] = canonical
        return group


def _gather(linked: Mapping[str, set[str]]) -> list[tuple[list[str], set[str]]]:
    """Return actors with the unions that they link, those together that share one, in order."""
    groups: list[tuple[list[str], set[str]]] = []
    for raw, unions in linked.items():
        meeting = [group for group in groups if group[1] & unions]
        groups = [group for group in groups if not group[1] & unions]
        joined = [one for group in meeting for one in group[0]]
        groups.append(([*joined, raw], unions.union(*(group[1] for group in meeting))))
    return groups
