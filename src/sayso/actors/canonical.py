"""Turn judgements into canonical ids: the union of SAME, cut by DIFFERENT.

A DIFFERENT inside a chain of SAME splits the chain. Links are taken one after another, strongest first, and a link
that would put a DIFFERENT pair under one id is left out:

1. persons' SAME, the newest row first, held apart by persons' DIFFERENT;
2. the machine's SAME, highest score first, then by ids, held apart by everybody's DIFFERENT.

So a person's verdict always beats the machine's, the weakest link of a chain is the one that breaks, and the result
does not depend on the order of the machine's rows. UNSURE links nothing and cuts nothing. The idea of judgements as
rows is nomenklatura's; the order of linking is Kruskal's (1956) with cannot-link constraints.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.model import Judgement, Verdict
from sayso.model.errors import UsageError

type Pair = tuple[str, str]


def is_machine(by: str) -> bool:
    """Tell whether a judgement's `by` names Sayso itself (`sayso` or `sayso/…`) and not a person."""
    return by == "sayso" or by.startswith("sayso/")


def judge(
    left: str,
    right: str,
    verdict: Verdict,
    by: str,
    *,
    score: float = 1.0,
    reasons: tuple[str, ...] = (),
    made_at: str | None = None,
) -> Judgement:
    """Make a judgement of two raw ids, in either order; raises UsageError where they are one id or `by` is empty."""
    if left == right:
        raise UsageError(f"actor {left} cannot be judged against itself; give two ids")
    if not by:
        raise UsageError("a judgement needs to say who judged; give `by`")
    first, second = sorted((left, right))
    return Judgement(first, second, verdict, by, score, reasons, made_at)


def effective(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """Return the judgement that counts for each pair: a person's before the machine's, then the later row.

    Rows come oldest first, and the pairs come out in the order of the rows that count. Of rows with `made_at`, the
    order given decides all the same.
    """
    counting: dict[Pair, Judgement] = {}
    for row in judgements:
        pair = (row.left, row.right)
        held = counting.get(pair)
        if held is not None and is_machine(row.by) and not is_machine(held.by):
            continue
        counting.pop(pair, None)
        counting[pair] = row
    return counting


def canonical_ids(judgements: Iterable[Judgement], raw_ids: Sequence[str] = ()) -> dict[str, str]:
    """Return the canonical id of every raw id that is judged or listed in `raw_ids`.

    The canonical id is the smallest raw id of its union; an id that is joined to nothing is its own. Judgements come
    oldest first; none gives every listed id itself.
    """
    rows = list(effective(judgements).values())
    links = _Links(raw_ids)
    for row in rows:
        links.know(row.left)
        links.know(row.right)
    persons = [row for row in rows if not is_machine(row.by)]
    machine = [row for row in rows if is_machine(row.by)]
    links.forbid(persons)
    links.join(reversed(persons))
    links.forbid(machine)
    links.join(sorted(machine, key=lambda row: (-row.score, row.left, row.right)))
    return {raw: links.find(raw) for raw in links.parent}


class _Links:
    """Hold a union-find whose sets know which other sets they must not join; the smallest id is the root."""

    def __init__(self, raw_ids: Iterable[str]) -> None:
        self.parent: dict[str, str] = {raw: raw for raw in raw_ids}
        self.apart: defaultdict[str, set[str]] = defaultdict(set)

    def know(self, raw: str) -> None:
        self.parent.setdefault(raw, raw)

    def find(self, raw: str) -> str:
        root = raw
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[raw] != root:
            self.parent[raw], raw = root, self.parent[raw]
        return root

    def forbid(self, rows: Iterable[Judgement]) -> None:
        for row in rows:
            left, right = self.find(row.left), self.find(row.right)
            # Two ids that a person joined stay joined, whatever the machine says of them.
            if row.verdict is Verdict.DIFFERENT and left != right:
                self.apart[left].add(right)
                self.apart[right].add(left)

    def join(self, rows: Iterable[Judgement]) -> None:
        for row in rows:
            if row.verdict is Verdict.SAME:
                self._join_sets(*sorted((self.find(row.left), self.find(row.right))))

    def _join_sets(self, keep: str, drop: str) -> None:
        if keep == drop or drop in self.apart[keep]:
            return
        self.parent[drop] = keep
        for other in self.apart.pop(drop, set()):
            self.apart[other].discard(drop)
            self.apart[other].add(keep)
            self.apart[keep].add(other)
