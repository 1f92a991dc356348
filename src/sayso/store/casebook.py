"""Join writing, asking, searching and checking into one store."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, and_, distinct, func, select

from sayso.model import Origin, Unreadable
from sayso.model.search import ClaimEdge, Found, Keep, Place, PlaceQuery, PlaceText, WordQuery
from sayso.model.view import Finding, Stats
from sayso.store import tables as t
from sayso.store.actor_pages import ActorPages
from sayso.store.asking import ask_rows, current_claims
from sayso.store.bonds import BondShelf
from sayso.store.check import check_store, count_rows
from sayso.store.contest_shelf import ContestShelf
from sayso.store.edge_pages import EdgePages
from sayso.store.edge_tables import attestations, edges
from sayso.store.edges import EdgeShelf, edge_table
from sayso.store.moves import MoveShelf
from sayso.store.places import read_credits, read_standings, read_texts
from sayso.store.protocol import Added, Commit, Known
from sayso.store.recount import is_stale, recount_store
from sayso.store.revision import read_mark, read_revision
from sayso.store.root_pages import RootPages
from sayso.store.rulebook import Rulebook
from sayso.store.search import find_places
from sayso.store.told import ToldShelf
from sayso.store.view import View
from sayso.store.walking import WalkShelf
from sayso.store.watch_shelf import WatchShelf
from sayso.store.write import (
    FAILED,
    write_commit,
    write_origins,
    write_problem,
)


class SqlStore(
    View,
    EdgeShelf,
    WalkShelf,
    ContestShelf,
    ToldShelf,
    EdgePages,
    BondShelf,
    RootPages,
    ActorPages,
    MoveShelf,
    WatchShelf,
    Rulebook,
):
    """Keep a casefile in SQL tables; what one database does its own way is behind `Forks`."""

    @property
    def location(self) -> str:
        """Return the path or address of the casefile."""
        return self._forks.location

    def close(self) -> None:
        """Close; closing twice does nothing."""
        self._forks.close()

    def snapshot(self) -> AbstractContextManager[None]:
        """Let every question inside see one state, whatever others write meanwhile."""
        return self._forks.snapshot()

    def identity(self) -> str:
        """Return the casefile's own mark, which never changes."""
        with self._forks.reading() as c:
            return read_mark(c)

    def revision(self) -> str:
        """Return what changes with every commit, by whatever process, and with nothing else."""
        with self._forks.reading() as c:
            return read_revision(c)

    def known(self, doc: str) -> Known | None:
        """Return what is stored of the document with this id, or None."""
        with self._forks.reading() as c:
            text_id = c.execute(select(t.documents.c.text_id).where(t.documents.c.id == doc)).scalar()
            if text_id is None:
                return None
            runs = c.execute(select(t.runs.c.reader).where(t.runs.c.doc == doc, t.runs.c.text_id == text_id))
            return Known(text_id, frozenset(runs.scalars()))

    def commit(self, commit: Commit) -> Added:
        """Write one document and what was read in it."""
        rules = self._rules
        with self._forks.writing() as c:
            return write_commit(self._forks, c, commit, rules)

    def commit_all(self, commits: Sequence[Commit], problems: Sequence[Unreadable] = ()) -> list[Added]:
        """Write many documents in one transaction."""
        from sayso.store.bulk import write_all

        rules = self._rules
        with self._forks.writing() as c:
            for problem in problems:
                write_problem(self._forks, c, problem)
            return write_all(self._forks, c, commits, rules)

    def add_origins(self, doc: str, origins: Iterable[Origin]) -> int:
        """Add places where a stored document was found; return how many were new."""
        asked = select(t.origins.c.location, t.origins.c.member).where(t.origins.c.doc == doc)
        with self._forks.reading() as c:
            there = {(location, member) for location, member in c.execute(asked)}
        new = [origin for origin in origins if (origin.location, origin.member or "") not in there]
        if not new:
            return 0
        with self._forks.writing() as c:
            return write_origins(self._forks, c, doc, new)

    def refuse(self, problem: Unreadable) -> None:
        """Record a file that could not be read; a newer reason for the same origin replaces the older."""
        with self._forks.writing() as c:
            write_problem(self._forks, c, problem)

    def needs_rebuild(self) -> bool:
        """Tell whether edges are to be built anew: the file was made by a version that kept fewer."""
        with self._forks.reading() as c:
            return is_stale(c)

    def recount(self, *, repair: bool = False) -> Iterator[Finding]:
        """Build attestations, edges, roots and contests from nothing; yield what differs from what is kept.

        With `repair` the new ones stay, else nothing is changed.
        """
        rules = self._rules
        yield from recount_store(self._forks, rules, repair=repair)

    def places(self, words: WordQuery, wanted: PlaceQuery, most: int, keep: Keep | None = None) -> Found:
        """Find where words stand, best first."""
        return find_places(self._forks, words, wanted, keep or (lambda found: found), most)

    def claim_edges(self, claims: Collection[str]) -> dict[str, ClaimEdge]:
        """Return what is kept of the edges of claims."""
        held, kept = attestations.c, edges.c
        asked = select(held.claim, held.edge, held.root, kept.standing, kept.contested)
        asked = asked.join(edges, kept.id == held.edge)
        with self._forks.reading() as c:
            rows = list(ask_rows(c, asked, held.claim, claims))
        return {
            row["claim"]: ClaimEdge(row["edge"], row["standing"], bool(row["contested"]), row["root"]) for row in rows
        }

    def claim_standings(self, claims: Collection[str]) -> dict[str, str]:
        """Return the standing of the edges of claims."""
        with self._forks.reading() as c:
            return read_standings(self._forks, c, claims)

    def frame_sources(self, frames: Collection[str]) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return the sources that frames credit."""
        with self._forks.reading() as c:
            return read_credits(self._forks, c, frames)

    def place_texts(self, places: Sequence[Place]) -> list[PlaceText]:
        """Return the words of places, in their order."""
        with self._forks.reading() as c:
            return read_texts(self._forks, c, places)

    def check(self, predicates: Collection[str] | None = None) -> Iterator[Finding]:
        """Check quotes, references, counters and the search index."""
        return check_store(self._forks, predicates)

    def held(self) -> tuple[int, int]:
        """Return how many documents and current claims there are: two of the counts of `stats`, and far cheaper."""
        with self._forks.reading() as c:
            return count_rows(c, t.documents), count_rows(c, t.claims, *current_claims())

    def stats(self, min_confidence: float = 0.0) -> Stats:
        """Count what is stored, with their sources and edges only the claims that are sure enough."""
        current = and_(*current_claims(min_confidence))
        spoken = t.segments.join(t.documents, t.documents.c.text_id == t.segments.c.text_id)
        with self._forks.reading() as c:
            by_predicate = select(t.claims.c.predicate, func.count()).where(current).group_by(t.claims.c.predicate)
            by_reader = select(t.claims.c.reader, func.count()).where(current).group_by(t.claims.c.reader)
            failed = count_rows(c, t.documents, t.documents.c.status == FAILED)
            return Stats(
                casefile=read_mark(c),
                documents=count_rows(c, t.documents),
                unreadable=count_rows(c, t.problems) - failed,
                failed=failed,
                words=int(c.execute(select(func.sum(t.runs.c.words)).where(t.runs.c.current)).scalar() or 0),
                segments=count_rows(c, spoken),
                actors=int(c.execute(select(func.count(distinct(t.actors.c.canonical)))).scalar() or 0),
                raw_actors=count_rows(c, t.actors),
                claims=count_rows(c, t.claims, current),
                denied=count_rows(c, t.claims, current, t.claims.c.polarity == "-"),
                frames=count_rows(c, t.frames, t.frames.c.current),
                sources=_count_sources(c, min_confidence),
                edges=count_rows(c, edge_table(min_confidence)),
                links=count_rows(c, t.text_links),
                judgements=count_rows(c, t.judgements),
                predicates=_rank(c.execute(by_predicate)),
                readers=_rank(c.execute(by_reader)),
                size_bytes=self._forks.size_bytes(),
                schema_version=self._forks.schema_version(c),
            )


def _count_sources(connection: Connection, min_confidence: float) -> int:
    """Count the credits of claims."""
    if min_confidence <= 0:
        return count_rows(connection, t.claim_sources)
    both = and_(t.claims.c.id == t.claim_sources.c.claim, t.claims.c.run == t.claim_sources.c.run)
    return count_rows(connection, t.claim_sources.join(t.claims, both), *current_claims(min_confidence))


def _rank(counts: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    """Return pairs of name and number, the largest first."""
    return tuple(sorted(((str(name), int(number)) for name, number in counts), key=lambda pair: (-pair[1], pair[0])))
