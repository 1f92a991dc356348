"""Keep attestations, edges and their roots in step with the claims, in the transaction that changes the claims.

New claims are added to the counters without looking at the old ones, so that a document costs what it brings. Where a
claim goes or changes, its edge is counted anew from its attestations.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, case, delete, func, select

from sayso.model import Claim, Modality, Polarity
from sayso.model.edge import ContestKind, DocumentCard, Root
from sayso.store import tables as t
from sayso.store.actor_tally import count_actors
from sayso.store.asking import chunks
from sayso.store.attest import attestation_row, root_row
from sayso.store.counting import EdgeCount, edge_row, ends_of
from sayso.store.disputes import DisputeFinder, drop_disputes, refresh_turns
from sayso.store.edge_tables import attestations, edge_roots, edges, roots, tenures
from sayso.store.encode import Row, claim_of
from sayso.store.facts import gather_facts
from sayso.store.fetching import Listed, Paired
from sayso.store.forks import Forks
from sayso.store.moves import note_gone
from sayso.store.prepared import change, remove
from sayso.store.rules import EdgeRules, Weighed

_CLAIMS = Listed(lambda: select(t.claims).where(t.claims.c.current), t.claims.c.id)
_SOURCES = Listed(lambda: select(t.claim_sources).order_by(t.claim_sources.c.depth), t.claim_sources.c.claim)
_ATTESTED = Listed(lambda: select(attestations), attestations.c.claim)
_OF_EDGES = Listed(lambda: select(attestations), attestations.c.edge)
_EDGES = Listed(lambda: select(edges), edges.c.id)
_ROOTS = Paired(lambda: select(edge_roots), edge_roots.c.edge, edge_roots.c.root)
_TENURES = Paired(lambda: select(*tenures.primary_key), tenures.c.edge, tenures.c.claim)
_GRADES = Listed(lambda: select(roots.c.key, roots.c.grade).where(roots.c.grade.is_not(None)), roots.c.key)


def _ask_days() -> Select[Any]:
    """Return a question for the first and last days of edges: of what may be, what was known, what is sure."""
    held = attestations.c
    told = and_(held.polarity == Polarity.ASSERTED.value, held.modality == Modality.ACTUAL.value, held.speaks)
    first, last = func.min(case((told, held.sure_from))), func.max(case((told, held.sure_to)))
    whole = (func.min(held.may_from), func.max(held.may_to), func.min(held.known_from), func.max(held.known_to))
    return select(held.edge, *whole, first, last).group_by(held.edge)


_DAYS = Listed(_ask_days, attestations.c.edge)
_ENDS = ("id", "subject", "predicate", "object", "sign")
_COUNTED = tuple(column.name for column in edges.c if column.name not in _ENDS)
_UNRANKED = tuple(name for name in _COUNTED if name != "rank")
_PER_ROOT = ("actual", "certain", "planned", "denied")


class EdgeUpkeep:
    """Keep the edges of one casefile in step, inside the caller's transaction."""

    def __init__(self, forks: Forks, connection: Connection, rules: EdgeRules) -> None:
        self._forks, self._c, self._rules = forks, connection, rules

    def weigh(self, claims: Sequence[Claim], known: Mapping[str, DocumentCard] | None = None) -> list[Weighed]:
        """Weigh claims by what is stored of their actors and documents."""
        return self._rules.weigh(claims, gather_facts(self._c, claims, known)) if claims else []

    def add(self, weighed: Sequence[Weighed]) -> None:
        """Count claims that were not there before."""
        self._write(weighed)
        self._count(weighed)

    def restate(self, ids: Collection[str]) -> None:
        """Count anew claims that were there: which of them are current, what they say, who they are of."""
        for some in chunks(sorted(set(ids))):
            self._restate(some)

    def recount(self, edge_ids: Collection[str]) -> None:
        """Count edges anew from their attestations, as when a root's grade changed."""
        for some in chunks(sorted(set(edge_ids))):
            self._count([], anew=frozenset(some))

    def _restate(self, ids: Sequence[str]) -> None:
        rows = _CLAIMS.named(self._c, ids)
        weighed = self.weigh(self._claims(rows))
        old = {row["claim"]: row for row in _ATTESTED.named(self._c, ids)}
        new = {one.attestation.claim: one for one in weighed}
        same = {claim for claim, one in new.items() if old.get(claim) == attestation_row(one)}
        gone = [old[claim] for claim in sorted(old.keys() - same)]
        remove(self._c, attestations, gone)
        fresh = [one for claim, one in new.items() if claim not in same]
        self._write(fresh)
        self._count(fresh, gone)

    def _claims(self, rows: Sequence[Any]) -> list[Claim]:
        sources: dict[tuple[str, str], list[Any]] = {}
        for row in _SOURCES.named(self._c, {row["id"] for row in rows}):
            sources.setdefault((row["claim"], row["run"]), []).append(row)
        return [claim_of(row, sources.get((row["id"], row["run"]), ())) for row in rows]

    def _write(self, weighed: Sequence[Weighed]) -> None:
        self._forks.insert_new(self._c, attestations, [attestation_row(one) for one in weighed])
        found = {one.attestation.root.key: one.attestation.root for one in weighed}
        self._forks.insert_new(self._c, roots, [root_row(root) for root in found.values()])

    def _count(self, fresh: Sequence[Weighed], gone: Sequence[Row] = (), anew: frozenset[str] = frozenset()) -> None:
        """Add fresh claims to their edges and take off those that went; count the edges in `anew` from the start."""
        touched = {one.edge for one in fresh} | {row["edge"] for row in gone} | anew
        if not touched:
            return
        before = {row["id"]: row for row in _EDGES.named(self._c, touched)}
        # What went may have taken part in what its edge disagrees over, or have kept two sums from disagreeing.
        anew |= {
            row["edge"]
            for row in gone
            if row["edge"] not in before or before[row["edge"]]["contested"] or row["amount"] is not None
        }
        counts = {
            edge: EdgeCount.of(before[edge]) if edge in before and edge not in anew else EdgeCount() for edge in touched
        }
        by_edge: dict[str, list[Row]] = {edge: [] for edge in touched}
        for one in fresh:
            if one.edge not in anew:
                by_edge[one.edge].append(attestation_row(one))
        for row in _OF_EDGES.named(self._c, anew):
            by_edge[row["edge"]].append(row)
        less = [row for row in gone if row["edge"] not in anew]
        self._take(less, before, counts)
        self._count_roots(by_edge, less, counts, anew)
        for edge, rows in by_edge.items():
            for row in rows:
                counts[edge].add(row)
        left = [edge for edge in sorted(touched) if counts[edge].empty]
        note_gone(self._forks, self._c, frozenset(left), gone)
        count_actors(self._forks, self._c, fresh, gone, before, left)
        ends = {one.edge: ends_of(one) for one in fresh} | before
        for edge in drop_disputes(self._forks, self._c, anew) & counts.keys() if anew else ():
            counts[edge].contested = False
        self._settle(before, counts, by_edge, ends, anew)

    def _take(self, gone: Sequence[Row], before: Mapping[str, Row], counts: Mapping[str, EdgeCount]) -> None:
        """Take off claims that went; where one of them was the first or the last, ask for the days that are left."""
        outer = {row["edge"] for row in gone if counts[row["edge"]].take(row)}
        for edge, *days in _DAYS.rows(self._c, outer):
            counts[edge].may, counts[edge].known, counts[edge].sure = (
                None if days[at] is None else (days[at], days[at + 1]) for at in (0, 2, 4)
            )
        posts = [row for row in gone if self._rules.post(before[row["edge"]]["predicate"])]
        remove(self._c, tenures, _TENURES.named(self._c, {(row["edge"], row["claim"]) for row in posts}))

    def _settle(
        self,
        before: Mapping[str, Any],
        counts: Mapping[str, EdgeCount],
        by_edge: Mapping[str, list[Row]],
        ends: Mapping[str, Mapping[Any, Any]],
        anew: frozenset[str],
    ) -> None:
        """Write the edges, then what they disagree over, then how they stand."""
        remove(self._c, edges, [{"id": edge} for edge, count in sorted(counts.items()) if count.empty])
        live = sorted(edge for edge, count in counts.items() if not count.empty)
        rows = {edge: edge_row(edge, ends[edge], counts[edge], self._rules) for edge in live}
        self._put(before, rows)
        finder = DisputeFinder(self._forks, self._c, self._rules, anew)
        disputed = finder.find({edge: (rows[edge], by_edge[edge]) for edge in live})
        for edge in disputed.keys() & rows.keys():
            counts[edge].contested = bool(disputed[edge])
            counts[edge].denial |= ContestKind.DENIAL.value in disputed[edge]
        mended = [
            edge_row(edge, ends[edge], counts[edge], self._rules) for edge in sorted(disputed.keys() & rows.keys())
        ]
        self._put(rows, {row["id"]: row for row in mended})
        grown = [
            edge
            for edge in live
            if edge in before and counts[edge].contested and _size(before[edge]) != _size(rows[edge])
        ]
        refresh_turns(self._forks, self._c, grown)

    def _put(self, before: Mapping[str, Mapping[Any, Any]], rows: Mapping[str, Row]) -> None:
        """Write edges; of those that were there what changed, so that no index is written for nothing."""
        self._forks.insert_new(self._c, edges, [row for edge, row in rows.items() if edge not in before])
        changed: dict[tuple[str, ...], list[Row]] = {}
        for edge, row in rows.items():
            if edge in before and (moved := {name for name in _COUNTED if row[name] != before[edge][name]}):
                columns = _COUNTED if "rank" in moved else _UNRANKED
                changed.setdefault(columns, []).append({name: row[name] for name in ("id", *columns)})
        for some in changed.values():
            change(self._c, edges, some)

    def _count_roots(
        self,
        by_edge: Mapping[str, list[Row]],
        gone: Sequence[Row],
        counts: Mapping[str, EdgeCount],
        anew: frozenset[str],
    ) -> None:
        """Add claims to the counts of their roots, and new roots to those of their edges; take off what went."""
        for some in chunks(sorted(anew)):
            self._c.execute(delete(edge_roots).where(edge_roots.c.edge.in_(some)))
        rows = [(edge, row) for edge, some in by_edge.items() for row in some]
        pairs = {(edge, row["root"]) for edge, row in rows if edge not in anew}
        pairs |= {(row["edge"], row["root"]) for row in gone}
        counted = {(row["edge"], row["root"]): row for row in _ROOTS.named(self._c, pairs)}
        keys = {row["root"] for _, row in rows} | {row["root"] for row in gone}
        grades = dict(_GRADES.rows(self._c, keys))
        trusted = {key: self._rules.trusts(Root(key, "", grade=grades.get(key))) for key in keys}
        for edge, row in rows:
            blank = {"edge": edge, "root": row["root"], "actual": 0, "certain": 0, "planned": 0, "denied": 0}
            root = counted.setdefault((edge, row["root"]), blank)
            counts[edge].add_root(root, row, trusted=trusted[row["root"]])
        for row in gone:
            root = counted[row["edge"], row["root"]]
            counts[row["edge"]].take_root(root, row, trusted=trusted[row["root"]])
        empty = [root for root in counted.values() if not any(root[name] for name in _PER_ROOT)]
        remove(self._c, edge_roots, empty)
        self._forks.upsert(self._c, edge_roots, [root for root in counted.values() if root not in empty])


def _size(row: Mapping[Any, Any]) -> tuple[int, int]:
    """Return how many roots an edge has on either side, in powers of two."""
    return row["roots"].bit_length(), row["denying_roots"].bit_length()
