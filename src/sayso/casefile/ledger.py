"""Keep the actors of a casefile at hand while documents are read into it."""

from collections.abc import Iterable, Sequence

from sayso.actors import ActorIndex, canonical_ids, is_machine, resolve
from sayso.model import Actor, Judgement, Verdict
from sayso.store import Store


class ActorLedger:
    """Resolve each document's actors against all before; costs what the new document costs, not what is there.

    Actors that any chain of SAME joins are one group. A group in which nobody rules two to be different has its
    smallest id for canonical id, and needs no more than a union; the few other groups go to `canonical_ids` whole.
    """

    def __init__(self, store: Store) -> None:
        self._index = ActorIndex(store.actors())
        self._canonical: dict[str, str] = {}
        self._group: dict[str, set[str]] = {}
        self._judged: dict[str, list[Judgement]] = {}
        self._apart: dict[str, set[str]] = {}
        self._split: set[str] = set()
        for raw in store.canonical():
            self._add(raw)
        self._take(list(store.judgements()))
        self._canonical = store.canonical()

    def settle(self, actors: Sequence[Actor]) -> tuple[tuple[Judgement, ...], dict[str, str]]:
        """Return the new judgements on one document's actors, and the canonical id of each and of all they moved."""
        judgements = tuple(resolve(actors, self._index))
        for actor in actors:
            self._add(actor.id)
        moved = self._take(judgements)
        return judgements, {raw: self._canonical[raw] for raw in moved.union(actor.id for actor in actors)}

    def _add(self, raw: str) -> None:
        if raw not in self._canonical:
            self._canonical[raw] = raw
            self._group[raw] = {raw}

    def _take(self, judgements: Iterable[Judgement]) -> set[str]:
        """Add judgements; return the raw ids whose canonical id may have changed."""
        moved: set[str] = set()
        torn: list[str] = []
        for judgement in judgements:
            left, right = judgement.left, judgement.right
            for one, other in ((left, right), (right, left)):
                self._judged.setdefault(one, []).append(judgement)
                if judgement.verdict is Verdict.DIFFERENT or not is_machine(judgement.by):
                    self._apart.setdefault(one, set()).add(other)
            if judgement.verdict is Verdict.SAME:
                moved |= self._unite(left, right)
            if self._group[left] is self._group[right] and right in self._apart.get(left, ()):
                self._split |= self._group[left]
            if left in self._split:
                torn.append(left)
        for raw in torn:
            moved |= self._recount(raw)
        return moved

    def _unite(self, left: str, right: str) -> set[str]:
        """Make two groups one; return the raw ids that got another canonical id."""
        small, large = sorted((self._group[left], self._group[right]), key=len)
        if small is large:
            return set()
        torn = bool(self._split & {left, right}) or any(self._apart.get(raw, frozenset()) & large for raw in small)
        first, second = self._canonical[left], self._canonical[right]
        moved: set[str] = set()
        if not torn:
            smallest = min(first, second)
            moved = set(large if self._canonical[next(iter(large))] != smallest else small)
            self._canonical.update(dict.fromkeys(moved, smallest))
        large |= small
        for raw in small:
            self._group[raw] = large
        if torn:
            self._split |= large
        return moved

    def _recount(self, raw: str) -> set[str]:
        """Settle a group in which somebody is held apart."""
        group = self._group[raw]
        among = {id(j): j for one in sorted(group) for j in self._judged.get(one, ()) if {j.left, j.right} <= group}
        named = canonical_ids(among.values(), sorted(group))
        moved = {one for one in group if self._canonical[one] != named.get(one, one)}
        self._canonical.update({one: named.get(one, one) for one in moved})
        return moved
