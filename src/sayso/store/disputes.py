"""Keep the list of contests in step: look at what new claims may disagree with, and ask the rules.

SQL fetches one claim that disagrees by its days and root, of opposite polarity or sign; whether it does is for
`EdgeRules.disputes` to say. Who holds one post at one time is asked of `tenures` alone: at the post of a hub a claim
may meet hundreds of holders. Nothing here grows with the claims of an edge, unless it is counted anew.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, or_, select, update

from sayso.actors.lexicon import fold_text
from sayso.model.edge import ContestKind, Edge, Root
from sayso.store.asking import chunks
from sayso.store.attest import attestation_of
from sayso.store.contest_rows import ContestRows, Found
from sayso.store.edge_tables import attestations, contests, edges, tenures
from sayso.store.encode import Row
from sayso.store.fetching import Listed
from sayso.store.forks import Forks
from sayso.store.rules import EdgeRules

FEW_SUMS = 24
"""How many sums of an edge are looked at first, with all others of their roots."""

_OWN = attestations.c
_COLUMNS = tuple(column.name for column in attestations.columns)
_MEETS = and_(
    _OWN.edge == bindparam("edge"),
    _OWN.polarity == bindparam("polarity"),
    _OWN.modality == "actual",
    _OWN.may_from <= bindparam("last"),
    _OWN.may_to >= bindparam("first"),
)
_FIRST = (_OWN.doubt, _OWN.claim)
_MEETING = select(attestations).where(_MEETS).order_by(*_FIRST).limit(1)
_OPPOSED = select(attestations).where(_MEETS, _OWN.root != bindparam("root")).order_by(*_FIRST).limit(1)
_SUMS = select(attestations).where(_OWN.edge == bindparam("edge"), _OWN.amount.is_not(None))
_SUMS_OF = Listed(lambda: _SUMS, _OWN.root)
_SUM_ROOTS = (
    select(_OWN.root)
    .where(_OWN.edge == bindparam("edge"), _OWN.amount.is_not(None))
    .order_by(_OWN.root)
    .limit(bindparam("most"))
)
_ENDS = (edges.c.id, edges.c.subject, edges.c.predicate, edges.c.object, edges.c.sign)
_PAIR = edges.alias()
# By id, so that the index of pairs is taken: the wider one of subjects would be walked along all edges of a hub.
_TURNED = select(*_ENDS, edges.c.may_from, edges.c.may_to).where(
    edges.c.id.in_(
        select(_PAIR.c.id).where(
            or_(
                and_(_PAIR.c.subject == bindparam("one"), _PAIR.c.object == bindparam("two")),
                and_(_PAIR.c.subject == bindparam("two"), _PAIR.c.object == bindparam("one")),
            )
        )
    ),
    edges.c.sign == bindparam("sign"),
)
_KNOWN = select(contests.c.turn).where(
    contests.c.edge == bindparam("edge"), contests.c.other == bindparam("other"), contests.c.kind == bindparam("kind")
)


def _contested_with(side: ColumnElement[str], other: ColumnElement[str]) -> Select[Any]:
    return select(other).where(side == bindparam("edge"), contests.c.kind == ContestKind.TWO_HOLDERS.value)


_RIVALS = (_contested_with(contests.c.edge, contests.c.other), _contested_with(contests.c.other, contests.c.edge))
_HOLDERS = (
    select(tenures.c.edge)
    .distinct()
    .where(
        tenures.c.predicate == bindparam("predicate"),
        tenures.c.object == bindparam("object"),
        tenures.c.role == bindparam("role"),
        tenures.c.sure_from <= bindparam("last"),
        tenures.c.sure_to >= bindparam("first"),
        tenures.c.root != bindparam("root"),
        tenures.c.edge != bindparam("edge"),
    )
)
_TENURES = Listed(partial(select, *tenures.primary_key.columns), tenures.c.edge)


_CALM = Listed(lambda: select(edges.c.id).where(~edges.c.contested), edges.c.id)


class DisputeFinder:
    """Find the contests of edges that got new claims, inside the caller's transaction."""

    def __init__(self, forks: Forks, connection: Connection, rules: EdgeRules, anew: Collection[str]) -> None:
        self._forks, self._c, self._rules, self._anew = forks, connection, rules, anew
        self._rows = ContestRows(forks, connection)

    def find(self, live: Mapping[str, tuple[Row, list[Row]]]) -> dict[str, set[str]]:
        """Write the contests that follow from the rows of attestations given with each edge's row.

        For an edge counted anew all its attestations are given, else the new ones. Returns the kinds of contest found
        by edge, those of other edges than the ones given among them; no kind for an edge that is contested no more.
        """
        found: Found = set()
        over: Found = set()
        for row, items in live.values():
            if row["id"] in self._anew:
                found |= self._within(row, items)
            else:
                found |= self._denial(row, items)
                new, gone = self._sums(row, [item for item in items if item["amount"] is not None])
                found, over = found | new, over | gone
            asserted = [item for item in items if item["polarity"] == "+" and item["modality"] == "actual"]
            if asserted and row["sign"] and row["subject"] != row["object"]:
                found |= self._opposites(row, asserted)
            if asserted and self._rules.post(row["predicate"]):
                found |= self._rivals(row, [item for item in asserted if item["sure_from"] is not None])
        return self._write(found, over)

    def _within(self, row: Row, items: list[Row]) -> Found:
        """Return the contests within one edge of which all claims are given."""
        one_sided = len({item["polarity"] for item in items}) < 2
        if one_sided and len({item["amount"] for item in items if item["amount"] is not None}) < 2:
            return set()
        return {(kind, row["id"], row["id"]) for kind in self._rules.disputes(_edge(row, items))}

    def _denial(self, row: Row, items: list[Row]) -> Found:
        """Return the denial that new claims of an edge make, if it is not kept."""
        key = (ContestKind.DENIAL.value, row["id"], row["id"])
        if not row["actual"] or not row["refused"] or self._turn(row, key) is not None:
            return set()
        for item in items:
            if item["modality"] != "actual":
                continue
            polarity = "-" if item["polarity"] == "+" else "+"
            bound = {"edge": row["id"], "polarity": polarity, "root": item["root"]}
            met = self._ask(_OPPOSED, bound | {"first": item["may_from"], "last": item["may_to"]})
            if met and key[0] in self._rules.disputes(_edge(row, [item, *met])):
                return {key}
        return set()

    def _sums(self, row: Row, items: list[Row]) -> tuple[Found, Found]:
        """Return the disagreement over sums that new claims of an edge make, and the one that they end.

        A root that gives one more sum may end it: whoever names both sums speaks of two payments. So some roots are
        looked at with all their sums; if these disagree, they do among all.
        """
        if not items:
            return set(), set()
        key = (ContestKind.DIFFERENT_SUMS.value, row["id"], row["id"])
        turn, edge = self._turn(row, key), row["id"]
        mine = {item["root"] for item in items}
        told = {(one["root"], one["amount"]) for one in self._sums_of(edge, mine)}
        if turn is not None and len(told) == len(mine):
            return set(), set()
        first = self._forks.fetch(self._c, _SUM_ROOTS, {"edge": edge, "most": FEW_SUMS})
        few = self._sums_of(edge, mine | {root for (root,) in first})
        disagree = key[0] in self._rules.disputes(_edge(row, few))
        if not disagree and len(first) == FEW_SUMS:
            disagree = key[0] in self._rules.disputes(_edge(row, self._ask(_SUMS, {"edge": edge})))
        if disagree == (turn is not None):
            return set(), set()
        return ({key}, set()) if disagree else (set(), {key})

    def _sums_of(self, edge: str, roots: Collection[str]) -> list[Row]:
        return [dict(zip(_COLUMNS, row, strict=True)) for row in _SUMS_OF.fetch(self._forks, self._c, roots, edge=edge)]

    def _opposites(self, row: Row, asserted: list[Row]) -> Found:
        """Return the contests with edges of opposite sign between the same two actors that are not kept."""
        found: Found = set()
        ends = {"one": row["subject"], "two": row["object"], "sign": -row["sign"]}
        for *told, may_from, may_to in self._forks.fetch(self._c, _TURNED, ends):
            other = dict(zip(("id", "subject", "predicate", "object", "sign"), told, strict=True))
            key = _pair(ContestKind.OPPOSITE_SIGN.value, row["id"], other["id"])
            near = [item for item in asserted if item["may_from"] <= may_to and item["may_to"] >= may_from]
            if near and self._turn(row, key) is None and self._meets(row, near, other):
                found.add(key)
        return found

    def _meets(self, row: Row, asserted: list[Row], other: Row) -> bool:
        """Tell whether a claim that asserts another edge speaks of days of which one of ours may speak."""
        for first, last in _join_days(asserted):
            bound = {"edge": other["id"], "polarity": "+", "first": first, "last": last}
            for met in self._ask(_MEETING, bound):
                ours = [x for x in asserted if x["may_from"] <= met["may_to"] and x["may_to"] >= met["may_from"]]
                if self._rules.disputes(_edge(row, ours[:1]), _edge(other, [met])):
                    return True
        return False

    def _rivals(self, row: Row, held: list[Row]) -> Found:
        """Return the contests with other subjects of one post that are not kept; note down who holds it when."""
        post = {"predicate": row["predicate"], "object": row["object"], "edge": row["id"]}
        spans = [
            {"role": fold_text(item["role"] or ""), "root": item["root"], "first": first, "last": last}
            for item in held
            for first, last in [(item["sure_from"], item["sure_to"])]
        ]
        rows = [
            post
            | {"role": span["role"], "root": span["root"], "claim": item["claim"]}
            | {"sure_from": span["first"], "sure_to": span["last"]}
            for item, span in zip(held, spans, strict=True)
        ]
        self._forks.insert_new(self._c, tenures, rows)
        others: set[str] = set()
        for span in {tuple(span.values()): span for span in spans}.values():
            others |= {edge for (edge,) in self._forks.fetch(self._c, _HOLDERS, post | span)}
        if others and row["contested"]:
            for side in _RIVALS:
                others -= {edge for (edge,) in self._forks.fetch(self._c, side, {"edge": row["id"]})}
        return {_pair(ContestKind.TWO_HOLDERS.value, row["id"], other) for other in others}

    def _turn(self, row: Row, key: tuple[str, str, str]) -> int | None:
        """Return the turn of a contest of an edge, None where it is not kept."""
        if not row["contested"]:
            return None
        found = self._forks.fetch(self._c, _KNOWN, dict(zip(("kind", "edge", "other"), key, strict=True)))
        return found[0][0] if found else None

    def _ask(self, asked: Select[Any], values: Row) -> list[Row]:
        return [dict(zip(_COLUMNS, row, strict=True)) for row in self._forks.fetch(self._c, asked, values)]

    def _write(self, found: Found, over: Found) -> dict[str, set[str]]:
        """Write contests and forget those that are over; return the kinds by edge."""
        kinds: dict[str, set[str]] = {}
        for kind, edge, other in found:
            kinds.setdefault(edge, set()).add(kind)
            kinds.setdefault(other, set()).add(kind)
        self._rows.write(found)
        calm = [edge for (edge,) in _CALM.fetch(self._forks, self._c, kinds)]
        if calm:
            self._c.execute(update(edges).where(edges.c.id.in_(calm)).values(contested=True))
        if over:
            gone = self._rows.drop(
                {key: turn for key, turn in self._rows.of([key[1] for key in over]).items() if key in over}
            )
            kinds |= {edge: set() for edge in gone}
        return kinds


def drop_disputes(forks: Forks, c: Connection, gone: Collection[str]) -> set[str]:
    """Forget the contests of edges that are counted anew; return the edges that were contested by them alone."""
    rows = ContestRows(forks, c)
    calm = rows.drop(rows.of(gone))
    keys = [column.name for column in tenures.primary_key]
    forks.remove(c, tenures, [dict(zip(keys, row, strict=True)) for row in _TENURES.fetch(forks, c, gone)])
    for some in chunks(sorted(calm)):
        c.execute(update(edges).where(edges.c.id.in_(some)).values(contested=False))
    return calm


def refresh_turns(forks: Forks, c: Connection, changed: Collection[str]) -> None:
    """Order the contests of edges anew whose roots have become many more."""
    if changed:
        ContestRows(forks, c).order(changed)


def _pair(kind: str, one: str, other: str) -> tuple[str, str, str]:
    return kind, min(one, other), max(one, other)


def _join_days(items: Iterable[Row]) -> list[tuple[int, int]]:
    """Return the days of which some claims may speak, in stretches that share no day."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted((item["may_from"], item["may_to"]) for item in items):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined


def _edge(row: Mapping[Any, Any], items: Iterable[Row]) -> Edge:
    """Return an edge of some of its claims; of its roots the keys alone."""
    held = {item["claim"]: item for item in items}
    told = tuple(attestation_of(held[claim], Root(held[claim]["root"], "")) for claim in sorted(held))
    return Edge(row["id"], row["subject"], row["predicate"], row["object"], row["sign"], told)
