"""Answer about claims and frames, document by document."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select

from sayso.model import Claim, Frame
from sayso.store import tables as t
from sayso.store.asking import ask_rows, current_claims
from sayso.store.encode import claim_of, frame_of
from sayso.store.protocol import ClaimQuery, FrameQuery
from sayso.store.roll import ActorRoll
from sayso.store.shelf import DocumentShelf

DOCS_AT_ONCE = 100
"""How many documents' claims are read by one statement: some thousand rows."""


class View(DocumentShelf, ActorRoll):
    """Answer questions; the half of a store that writes nothing."""

    def claims(self, query: ClaimQuery) -> Iterator[Claim]:
        """Yield the current claims that answer, by document and evidence."""
        conditions = current_claims(query.min_confidence)
        if query.predicates is not None:
            conditions.append(t.claims.c.predicate.in_(sorted(query.predicates)))
        if query.denied is not None:
            conditions.append(t.claims.c.polarity == ("-" if query.denied else "+"))
        docs = self._docs_in_order(query.docs)
        wanted = None if query.actors is None else frozenset(query.actors)
        if wanted is not None:
            held = self._docs_with(wanted)
            docs = [doc for doc in docs if doc in held]
        for start in range(0, len(docs), DOCS_AT_ONCE):
            some = docs[start : start + DOCS_AT_ONCE]
            asked = select(t.claims).where(t.claims.c.doc.in_(some), *conditions)
            with self._forks.reading() as c:
                rows = c.execute(asked).mappings().all()
                if wanted is not None:
                    rows = [row for row in rows if row["subject"] in wanted or row["object"] in wanted]
                sources = _sources(c, t.claims.c.doc.in_(some), len(rows), rows)
            place = {doc: at for at, doc in enumerate(some)}
            for row in sorted(rows, key=lambda r: (place[r["doc"]], r["start"], r["end"], r["id"], r["run"])):
                yield claim_of(row, sources.get((row["id"], row["run"]), ()))

    def claim_ids(self, start: str, limit: int = 10) -> list[str]:
        """Return ids of current claims that begin so, in order."""
        begins = t.claims.c.id.startswith(start, autoescape=True)
        asked = select(t.claims.c.id).where(t.claims.c.current, begins).distinct().order_by(t.claims.c.id).limit(limit)
        with self._forks.reading() as c:
            return list(c.execute(asked).scalars())

    def claims_by_id(self, ids: Collection[str]) -> dict[str, Claim]:
        """Return current claims by id."""
        found: dict[str, Claim] = {}
        with self._forks.reading() as c:
            rows = list(ask_rows(c, select(t.claims).where(t.claims.c.current), t.claims.c.id, ids))
            sources = _sources(c, None, 0, rows)
        for row in rows:
            found[row["id"]] = claim_of(row, sources.get((row["id"], row["run"]), ()))
        return found

    def frames(self, query: FrameQuery) -> Iterator[Frame]:
        """Yield the current frames that answer, by document and evidence."""
        wanted = None if query.actors is None else frozenset(query.actors)
        docs = self._docs_in_order(query.docs)
        if wanted is not None:
            held = {actor.doc for actor in self.actors(wanted)}
            docs = [doc for doc in docs if doc in held]
        for start in range(0, len(docs), DOCS_AT_ONCE):
            some = docs[start : start + DOCS_AT_ONCE]
            asked = select(t.frames).where(t.frames.c.current, t.frames.c.doc.in_(some))
            if query.lemma is not None:
                asked = asked.where(t.frames.c.lemma == query.lemma)
            with self._forks.reading() as c:
                rows = c.execute(asked).mappings().all()
            place = {doc: at for at, doc in enumerate(some)}
            for row in sorted(rows, key=lambda r: (place[r["doc"]], r["start"], r["end"], r["id"])):
                frame = frame_of(row)
                if wanted is None or any(argument.actor in wanted for argument in frame.arguments):
                    yield frame

    def source_docs(self, actors: Collection[str]) -> set[str]:
        """Return the documents in which one of these raw actors is credited."""
        both = and_(t.claims.c.id == t.claim_sources.c.claim, t.claims.c.run == t.claim_sources.c.run)
        asked = select(t.claims.c.doc).select_from(t.claim_sources.join(t.claims, both)).where(t.claims.c.current)
        with self._forks.reading() as c:
            return {row["doc"] for row in ask_rows(c, asked, t.claim_sources.c.actor, actors)}

    def _docs_in_order(self, docs: Collection[str] | None) -> list[str]:
        wanted = None if docs is None else frozenset(docs)
        return [doc for _, doc in self.doc_names() if wanted is None or doc in wanted]

    def _docs_with(self, actors: Collection[str]) -> set[str]:
        """Return the documents that hold a claim of one of these raw actors."""
        found: set[str] = set()
        with self._forks.reading() as c:
            for side in (t.claims.c.subject, t.claims.c.object):
                asked = select(t.claims.c.doc).where(t.claims.c.current)
                found |= {row["doc"] for row in ask_rows(c, asked, side, actors)}
        return found


def _sources(
    c: Connection, condition: ColumnElement[bool] | None, many: int, rows: Sequence[Any]
) -> dict[tuple[str, str], list[Any]]:
    """Return the sources of claims: all of some documents at once where many are asked for, else claim by claim."""
    found: dict[tuple[str, str], list[Any]] = {}
    asked = select(t.claim_sources).order_by(t.claim_sources.c.depth)
    if condition is not None and many > DOCS_AT_ONCE:
        both = and_(t.claims.c.id == t.claim_sources.c.claim, t.claims.c.run == t.claim_sources.c.run)
        asked = asked.join(t.claims, both).where(condition, t.claims.c.current)
        answers: Iterable[Any] = c.execute(asked).mappings()
    else:
        answers = ask_rows(c, asked, t.claim_sources.c.claim, [row["id"] for row in rows])
    for source in answers:
        found.setdefault((source["claim"], source["run"]), []).append(source)
    return found
