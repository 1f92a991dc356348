"""Keep attestations, edges and their roots in step with the claims, in the transaction that changes the claims.

New claims are added to the counters without looking at the old ones, so that a document costs what it brings. Where a
claim goes or changes, its edge is counted anew from its attestations.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, select

from sayso.model import Claim
from sayso.model.edge import ContestKind, DocumentCard, Root
from sayso.store import tables as t
from sayso.store.asking import ask_rows, chunks
from sayso.store.attest import attestation_row, root_row
from sayso.store.counting import EdgeCount, edge_row, ends_of
from sayso.store.disputes import DisputeFinder, drop_disputes, refresh_ranks
from sayso.store.edge_tables import actor_counts, attestations, edge_roots, edges, roots
from sayso.store.encode import Row, claim_of
from sayso.store.facts import gather_facts
from sayso.store.forks import Forks
from sayso.store.rules import EdgeRules, Weighed
from sayso.store.unions import set_claims


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
        self._count(weighed, frozenset())

    def restate(self, ids: Collection[str]) -> None:
        """Count anew claims that were there: which of them are current, what they say, who they are of."""
        for some in chunks(sorted(set(ids))):
            self._restate(some)

    def recount(self, edge_ids: Collection[str]) -> None:
        """Count edges anew from their attestations, as when a root's grade changed."""
        for some in chunks(sorted(set(edge_ids))):
            self._count([], frozenset(some))

    def _restate(self, ids: Sequence[str]) -> None:
        rows = list(ask_rows(self._c, select(t.claims).where(t.claims.c.current), t.claims.c.id, ids))
        weighed = self.weigh(self._claims(rows))
        old = {row["claim"]: dict(row) for row in ask_rows(self._c, select(attestations), attestations.c.claim, ids)}
        new = {one.attestation.claim: one for one in weighed}
        same = {claim for claim, one in new.items() if old.get(claim) == attestation_row(one)}
        gone = [old[claim] for claim in sorted(old.keys() - same)]
        if gone:
            key = and_(*(column == bindparam(f"key_{column.name}") for column in attestations.primary_key))
            names = [column.name for column in attestations.primary_key]
            self._c.execute(delete(attestations).where(key), [{f"key_{n}": row[n] for n in names} for row in gone])
        fresh = [one for claim, one in new.items() if claim not in same]
        self._uncount(gone)
        self._write(fresh)
        self._count(fresh, frozenset(row["edge"] for row in gone))

    def _claims(self, rows: Sequence[Any]) -> list[Claim]:
        sources: dict[tuple[str, str], list[Any]] = {}
        asked = select(t.claim_sources).order_by(t.claim_sources.c.depth)
        for row in ask_rows(self._c, asked, t.claim_sources.c.claim, [row["id"] for row in rows]):
            sources.setdefault((row["claim"], row["run"]), []).append(row)
        return [claim_of(row, sources.get((row["id"], row["run"]), ())) for row in rows]

    def _write(self, weighed: Sequence[Weighed]) -> None:
        self._forks.insert_new(self._c, attestations, [attestation_row(one) for one in weighed])
        found = {one.attestation.root.key: one.attestation.root for one in weighed}
        self._forks.insert_new(self._c, roots, [root_row(root) for root in found.values()])

    def _uncount(self, rows: Iterable[Row]) -> None:
        """Take claims that went from their actors' counts."""
        gone: dict[str, int] = {}
        held = list(rows)
        ends = self._ends({row["edge"] for row in held})
        for row in held:
            for actor in ends.get(row["edge"], ()):
                gone[actor] = gone.get(actor, 0) - 1
        self._add_counts(gone, {})

    def _ends(self, edge_ids: Collection[str]) -> dict[str, set[str]]:
        asked = select(edges.c.id, edges.c.subject, edges.c.object)
        return {row["id"]: {row["subject"], row["object"]} for row in ask_rows(self._c, asked, edges.c.id, edge_ids)}

    def _count(self, fresh: Sequence[Weighed], anew: frozenset[str]) -> None:
        """Add fresh claims to their edges; count the edges in `anew` from the start."""
        touched = {one.edge for one in fresh} | anew
        if not touched:
            return
        before = {row["id"]: row for row in ask_rows(self._c, select(edges), edges.c.id, touched)}
        counts = {
            edge: EdgeCount.of(before[edge]) if edge in before and edge not in anew else EdgeCount() for edge in touched
        }
        by_edge: dict[str, list[Row]] = {edge: [] for edge in touched}
        for one in fresh:
            if one.edge not in anew:
                by_edge[one.edge].append(attestation_row(one))
        for edge in sorted(anew):
            asked = select(attestations).where(attestations.c.edge == edge)
            by_edge[edge] = [dict(row) for row in self._c.execute(asked).mappings()]
        self._count_roots(by_edge, counts, anew)
        self._count_actors(fresh, before, by_edge, anew)
        for edge, rows in by_edge.items():
            for row in rows:
                counts[edge].add(row)
        ends = {one.edge: ends_of(one) for one in fresh} | before
        for edge in drop_disputes(self._c, anew) & counts.keys() if anew else ():
            counts[edge].contested = False
        self._settle(before, counts, by_edge, ends, anew)

    def _settle(
        self,
        before: Mapping[str, Any],
        counts: Mapping[str, EdgeCount],
        by_edge: Mapping[str, list[Row]],
        ends: Mapping[str, Mapping[Any, Any]],
        anew: frozenset[str],
    ) -> None:
        """Write the edges, then what they disagree over, then how they stand."""
        gone = [edge for edge in sorted(anew) if not by_edge[edge]]
        for some in chunks(gone):
            self._c.execute(delete(edges).where(edges.c.id.in_(some)))
        live = sorted(set(counts) - set(gone))
        rows = {edge: edge_row(edge, ends[edge], counts[edge], self._rules) for edge in live}
        self._forks.upsert(self._c, edges, list(rows.values()))
        finder = DisputeFinder(self._forks, self._c, self._rules, anew)
        disputed = finder.find({edge: (rows[edge], by_edge[edge]) for edge in live})
        for edge in disputed.keys() & rows.keys():
            counts[edge].contested = True
            counts[edge].denial |= ContestKind.DENIAL.value in disputed[edge]
        mended = [
            edge_row(edge, ends[edge], counts[edge], self._rules) for edge in sorted(disputed.keys() & rows.keys())
        ]
        self._forks.upsert(self._c, edges, [row for row in mended if row != rows[row["id"]]])
        grown = [
            edge
            for edge in live
            if edge in before and counts[edge].contested and _size(before[edge]) != _size(rows[edge])
        ]
        refresh_ranks(self._c, grown)

    def _count_roots(
        self, by_edge: Mapping[str, list[Row]], counts: Mapping[str, EdgeCount], anew: frozenset[str]
    ) -> None:
        """Add claims to the counts of their roots, and new roots to those of their edges."""
        for some in chunks(sorted(anew)):
            self._c.execute(delete(edge_roots).where(edge_roots.c.edge.in_(some)))
        keys = {row["root"] for rows in by_edge.values() for row in rows}
        held = select(edge_roots).where(edge_roots.c.edge.in_(sorted(by_edge.keys() - anew)))
        counted = {(row["edge"], row["root"]): dict(row) for row in ask_rows(self._c, held, edge_roots.c.root, keys)}
        graded = select(roots.c.key, roots.c.grade).where(roots.c.grade.is_not(None))
        grades = {row["key"]: row["grade"] for row in ask_rows(self._c, graded, roots.c.key, keys)}
        for edge, rows in by_edge.items():
            for row in rows:
                blank = {"edge": edge, "root": row["root"], "actual": 0, "certain": 0, "planned": 0, "denied": 0}
                root = counted.setdefault((edge, row["root"]), blank)
                counts[edge].add_root(
                    root, row, trusted=self._rules.trusts(Root(row["root"], "", grade=grades.get(row["root"])))
                )
        self._forks.upsert(self._c, edge_roots, list(counted.values()))

    def _count_actors(
        self,
        fresh: Sequence[Weighed],
        before: Mapping[str, Any],
        by_edge: Mapping[str, list[Row]],
        anew: frozenset[str],
    ) -> None:
        """Add new claims and edges to the counts of their actors; take away edges that went."""
        claims: dict[str, int] = {}
        degrees: dict[str, int] = {}
        new_edges: dict[str, set[str]] = {}
        for one in fresh:
            for actor in {one.subject, one.object}:
                claims[actor] = claims.get(actor, 0) + 1
            if one.edge not in before:
                new_edges[one.edge] = {one.subject, one.object}
        for ends in new_edges.values():
            for actor in ends:
                degrees[actor] = degrees.get(actor, 0) + 1
        for edge in anew:
            if edge in before and not by_edge[edge]:
                for actor in {before[edge]["subject"], before[edge]["object"]}:
                    degrees[actor] = degrees.get(actor, 0) - 1
        self._add_counts(claims, degrees)

    def _add_counts(self, claims: Mapping[str, int], degrees: Mapping[str, int]) -> None:
        wanted = claims.keys() | degrees.keys()
        if not wanted:
            return
        rows = {
            row["canonical"]: row for row in ask_rows(self._c, select(actor_counts), actor_counts.c.canonical, wanted)
        }
        fresh: list[Row] = [
            {
                "canonical": actor,
                "claims": (rows[actor]["claims"] if actor in rows else 0) + claims.get(actor, 0),
                "degree": (rows[actor]["degree"] if actor in rows else 0) + degrees.get(actor, 0),
            }
            for actor in sorted(wanted)
        ]
        self._forks.upsert(self._c, actor_counts, [row for row in fresh if row["claims"] or row["degree"]])
        if claims:
            set_claims(self._c, {row["canonical"]: row["claims"] for row in fresh if row["canonical"] in claims})
        empty = [row["canonical"] for row in fresh if not row["claims"] and not row["degree"]]
        for some in chunks(empty):
            self._c.execute(delete(actor_counts).where(actor_counts.c.canonical.in_(some)))


def _size(row: Mapping[Any, Any]) -> tuple[int, int]:
    """Return how many roots an edge has on either side, in powers of two."""
    return row["roots"].bit_length(), row["denying_roots"].bit_length()
