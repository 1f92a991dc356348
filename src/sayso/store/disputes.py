"""Keep the list of contests in step: look at what new claims may disagree with, and ask the rules.

SQL fetches what may disagree (opposite polarity or sign, days that overlap, one post, another sum); whether it does is
for `EdgeRules.disputes` to say.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from sayso.model.edge import ContestKind, Edge, Root
from sayso.store.asking import ask_rows, chunks
from sayso.store.attest import attestation_of
from sayso.store.edge_tables import attestations, contests, edges, tenures
from sayso.store.encode import Row
from sayso.store.forks import Forks
from sayso.store.rules import EdgeRules

MOST_OPPOSED = 16
"""Claims of the other side that are fetched for one new claim: any one that disagrees is enough."""

type Found = set[tuple[str, str, str]]


class DisputeFinder:
    """Find the contests of edges that got new claims, inside the caller's transaction."""

    def __init__(self, forks: Forks, connection: Connection, rules: EdgeRules, anew: Collection[str]) -> None:
        self._forks, self._c, self._rules, self._anew = forks, connection, rules, anew
        self._known: Found = set()

    def find(self, live: Mapping[str, tuple[Row, list[Row]]]) -> dict[str, set[str]]:
        """Write the contests that follow from the rows of attestations given with each edge's row.

        For an edge counted anew all its attestations are given, else the new ones. Returns the kinds of contest by
        edge, those of other edges than the ones given among them.
        """
        found: Found = set()
        self._known = self._ask_known([edge for edge, (row, _) in live.items() if row["contested"]])
        spoken: dict[str, tuple[Row, list[Row]]] = {}
        for edge, (row, items) in live.items():
            found |= self._within(row, items)
            asserted = [item for item in items if item["polarity"] == "+" and item["modality"] == "actual"]
            if asserted:
                spoken[edge] = row, asserted
        turned = self._ask_turned(
            [row for row, _ in spoken.values() if row["sign"] and row["subject"] != row["object"]]
        )
        for edge, (row, asserted) in spoken.items():
            for other in turned.get(edge, ()):
                found |= self._opposites(row, asserted, other)
            if self._rules.post(row["predicate"]):
                found |= self._rivals(edge, row, asserted)
        return self._write(found)

    def _within(self, row: Row, items: list[Row]) -> Found:
        """Return the contests within one edge: denials, different sums."""
        held = list(items)
        whole = row["id"] in self._anew
        denial = (ContestKind.DENIAL.value, row["id"], row["id"])
        if not whole and row["asserted"] and row["denied"] and denial not in self._known:
            held += [other for item in items if item["modality"] == "actual" for other in self._opposed(row, item)]
        sums = [item for item in items if item["amount"] is not None]
        if not whole and sums:
            asked = and_(attestations.c.edge == row["id"], attestations.c.amount.is_not(None))
            held += self._ask(asked)
        one_sided = len({item["polarity"] for item in held}) < 2
        if one_sided and len({item["amount"] for item in held if item["amount"] is not None}) < 2:
            return set()
        kinds = self._rules.disputes(_edge(row, held))
        return {(kind, row["id"], row["id"]) for kind in kinds}

    def _opposed(self, row: Row, item: Row) -> list[Row]:
        """Return claims of the same edge that say the opposite of one claim, of days that may be the same."""
        return self._ask(
            and_(
                attestations.c.edge == row["id"],
                attestations.c.polarity != item["polarity"],
                attestations.c.modality == "actual",
                attestations.c.root != item["root"],
                _overlap(item),
            ),
            MOST_OPPOSED,
        )

    def _ask_known(self, contested: Collection[str]) -> Found:
        """Return the contests that some edges have already."""
        rows = [
            row
            for side in (contests.c.edge, contests.c.other)
            for row in ask_rows(self._c, select(contests), side, contested)
        ]
        return {(row["kind"], row["edge"], row["other"]) for row in rows}

    def _ask_turned(self, rows: Collection[Row]) -> dict[str, list[Mapping[Any, Any]]]:
        """Return, for edges between two actors, the other edges of these two that have the opposite sign."""
        pairs: dict[frozenset[str], list[Row]] = {}
        for row in rows:
            pairs.setdefault(frozenset((row["subject"], row["object"])), []).append(row)
        ends = sorted({end for pair in pairs for end in pair})
        asked = select(edges).where(edges.c.sign != 0)
        turned: dict[str, list[Mapping[Any, Any]]] = {}
        for some in chunks(ends):
            for other in ask_rows(self._c, asked.where(edges.c.object.in_(some)), edges.c.subject, ends):
                for row in pairs.get(frozenset((other["subject"], other["object"])), ()):
                    if other["sign"] == -row["sign"] and other["id"] != row["id"]:
                        turned.setdefault(row["id"], []).append(other)
        return turned

    def _opposites(self, row: Row, asserted: list[Row], other: Mapping[Any, Any]) -> Found:
        """Return the contest with an edge of opposite sign between the same two actors."""
        if _pair(ContestKind.OPPOSITE_SIGN.value, row["id"], other["id"]) in self._known:
            return set()
        met = self._meeting(row, asserted, other)
        if not met:
            return set()
        kinds = self._rules.disputes(_edge(row, asserted), _edge(other, met))
        return {_pair(kind, row["id"], other["id"]) for kind in kinds}

    def _meeting(self, row: Row, asserted: list[Row], other: Mapping[Any, Any]) -> list[Row]:
        """Return claims that assert another edge, of days of which one of ours may speak."""
        stands = and_(
            attestations.c.edge == other["id"], attestations.c.polarity == "+", attestations.c.modality == "actual"
        )
        if row["id"] in self._anew:
            return self._ask(stands)
        met: dict[str, Row] = {}
        for item in asserted:
            met |= {one["claim"]: one for one in self._ask(and_(stands, _overlap(item)), MOST_OPPOSED)}
        return list(met.values())

    def _rivals(self, edge: str, row: Row, asserted: list[Row]) -> Found:
        """Return the contests with other subjects of one post; note down who holds it when."""
        held = [item for item in asserted if item["sure_from"] is not None]
        post = and_(tenures.c.predicate == row["predicate"], tenures.c.object == row["object"])
        if edge in self._anew:
            self._c.execute(delete(tenures).where(post, tenures.c.edge == edge))
        days = ("claim", "sure_from", "sure_to")
        ends = {"predicate": row["predicate"], "object": row["object"], "edge": edge}
        self._forks.insert_new(self._c, tenures, [ends | {name: item[name] for name in days} for item in held])
        claims: dict[str, set[str]] = {}
        for item in held:
            meets = and_(tenures.c.sure_from <= item["sure_to"], tenures.c.sure_to >= item["sure_from"])
            asked = select(tenures.c.edge, tenures.c.claim).where(post, meets, tenures.c.edge != edge)
            for other, claim in self._c.execute(asked):
                claims.setdefault(other, set()).add(claim)
        rows = {one["id"]: one for one in ask_rows(self._c, select(edges), edges.c.id, claims.keys())}
        found: Found = set()
        for other, ids in sorted(claims.items()):
            met = list(
                ask_rows(self._c, select(attestations).where(attestations.c.edge == other), attestations.c.claim, ids)
            )
            if other in rows and met:
                kinds = self._rules.disputes(_edge(row, held), _edge(rows[other], [dict(one) for one in met]))
                found |= {_pair(kind, edge, other) for kind in kinds}
        return found

    def _ask(self, condition: ColumnElement[bool], limit: int | None = None) -> list[Row]:
        asked = select(attestations).where(condition).limit(limit)
        return [dict(row) for row in self._c.execute(asked).mappings()]

    def _write(self, found: Found) -> dict[str, set[str]]:
        """Write contests; return their kinds by edge."""
        kinds: dict[str, set[str]] = {}
        for kind, edge, other in found:
            kinds.setdefault(edge, set()).add(kind)
            kinds.setdefault(other, set()).add(kind)
        if not found:
            return kinds
        asked = select(edges.c.id, edges.c.roots, edges.c.denying_roots)
        roots = {row["id"]: row for row in ask_rows(self._c, asked, edges.c.id, kinds.keys())}
        rows = [
            {"kind": kind, "edge": edge, "other": other, "rank": _rank(kind, roots[edge], roots[other])}
            for kind, edge, other in sorted(found)
        ]
        self._forks.upsert(self._c, contests, rows)
        for some in chunks(sorted(kinds)):
            self._c.execute(update(edges).where(edges.c.id.in_(some)).values(contested=True))
        return kinds


def drop_disputes(c: Connection, gone: Collection[str]) -> set[str]:
    """Forget the contests of edges that are counted anew; return the edges that were contested by them alone."""
    met: set[str] = set()
    for some in chunks(sorted(gone)):
        among = or_(contests.c.edge.in_(some), contests.c.other.in_(some))
        for edge, other in c.execute(select(contests.c.edge, contests.c.other).where(among)):
            met |= {edge, other}
        c.execute(delete(contests).where(among))
        c.execute(delete(tenures).where(tenures.c.edge.in_(some)))
    left: set[str] = set()
    for some in chunks(sorted(met)):
        for column in (contests.c.edge, contests.c.other):
            left |= set(c.execute(select(column).where(column.in_(some))).scalars())
    for some in chunks(sorted(met - left)):
        c.execute(update(edges).where(edges.c.id.in_(some)).values(contested=False))
    return met - left


def refresh_ranks(c: Connection, changed: Iterable[str]) -> None:
    """Order the contests of edges anew whose roots have become many more."""
    for edge in sorted(set(changed)):
        touching = or_(contests.c.edge == edge, contests.c.other == edge)
        held = c.execute(select(contests).where(touching)).mappings().all()
        asked = select(edges.c.id, edges.c.roots, edges.c.denying_roots)
        ids = {one for row in held for one in (row["edge"], row["other"])}
        roots = {row["id"]: row for row in ask_rows(c, asked, edges.c.id, ids)}
        for row in held:
            key = and_(contests.c.kind == row["kind"], contests.c.edge == row["edge"], contests.c.other == row["other"])
            rank = _rank(row["kind"], roots[row["edge"]], roots[row["other"]])
            c.execute(update(contests).where(key).values(rank=rank))


def _rank(kind: str, one: Mapping[Any, Any], other: Mapping[Any, Any]) -> int:
    """Return what orders contests: the size of the weaker side in roots, then of the stronger, in powers of two.

    Powers of two, so that a contest is ordered anew seldom, however many claims its edges get.
    """
    against: int = one["denying_roots"] if kind == ContestKind.DENIAL.value else other["roots"]
    sides: list[int] = sorted((one["roots"], against))
    return sides[0].bit_length() * 64 + sides[1].bit_length()


def _pair(kind: str, one: str, other: str) -> tuple[str, str, str]:
    return kind, min(one, other), max(one, other)


def _overlap(item: Row) -> ColumnElement[bool]:
    return and_(attestations.c.may_from <= item["may_to"], attestations.c.may_to >= item["may_from"])


def _edge(row: Mapping[Any, Any], items: Iterable[Row]) -> Edge:
    """Return an edge of some of its claims; of its roots the keys alone."""
    held = {item["claim"]: item for item in items}
    told = tuple(attestation_of(held[claim], Root(held[claim]["root"], "")) for claim in sorted(held))
    return Edge(row["id"], row["subject"], row["predicate"], row["object"], row["sign"], told)
