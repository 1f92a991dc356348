"""Answer about claims and frames, document by document."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, or_, select, tuple_

from sayso.model import Claim, Frame, Segment
from sayso.model.decision import Ruled
from sayso.model.errors import UsageError
from sayso.store import tables as t
from sayso.store.asking import ask_rows, current_claims
from sayso.store.claim_rows import fetch_claims, fetch_voices
from sayso.store.decisions import corrected_actors, ruled_conditions
from sayso.store.encode import claim_of, frame_of
from sayso.store.fold import fold
from sayso.store.mark_rows import ClaimPlace, fetch_marks
from sayso.store.protocol import ClaimQuery, FrameQuery
from sayso.store.roll import ActorRoll
from sayso.store.shelf import DocumentShelf

_NOBODY = "[]"
"""How no authors are written."""

DOCS_AT_ONCE = 100
"""How many documents' claims are read by one statement: some thousand rows."""

DOCS_AT_FIRST = 10
"""How many documents are asked first: a page of claims seldom needs more, and comes at once."""


MANY_RAW = 2_000
"""Of an actor with more raw ids, documents are asked in turn whether they name it: most do."""


class View(DocumentShelf, ActorRoll):
    """Answer questions; the half of a store that writes nothing."""

    def claims(self, query: ClaimQuery) -> Iterator[Claim]:
        """Yield the current claims that answer, by document and evidence."""
        conditions = _claim_conditions(query)
        raws, hub = self._whom(query.actors, query.canonical)
        after = None if query.after is None else self._place(t.claims, query.after)
        for some in self._docs_to_ask(query.docs, raws, after, hub):
            asked = select(t.claims).where(t.claims.c.doc.in_(some), *conditions)
            with self._forks.reading() as c:
                wanted = raws if hub is None else _members_in(c, hub, some)
                rows = c.execute(asked).mappings().all()
                if wanted is not None:
                    rows = [row for row in rows if row["subject"] in wanted or row["object"] in wanted]
                many = 0 if query.ruled is Ruled.REJECTED else len(rows)  # what is rejected is not current
                sources = _sources(c, t.claims.c.doc.in_(some), many, rows)
            for row in _in_order(rows, some, after):
                yield claim_of(row, sources.get((row["id"], row["run"]), ()))

    def claim_ids(self, start: str, limit: int = 10) -> list[str]:
        """Return ids of current claims that begin so, in order."""
        begins = t.claims.c.id.startswith(start, autoescape=True)
        asked = select(t.claims.c.id).where(t.claims.c.current, begins).distinct().order_by(t.claims.c.id).limit(limit)
        with self._forks.reading() as c:
            return list(c.execute(asked).scalars())

    def claims_by_id(self, ids: Collection[str]) -> dict[str, Claim]:
        """Return current claims by id."""
        with self._forks.reading() as c:
            return fetch_claims(self._forks, c, ids)

    def claim_voices(self, claims: Collection[str]) -> dict[str, Segment]:
        """Return the segment that each claim stands in, by the claim's id; one that stands in none is left out."""
        with self._forks.reading() as c:
            return fetch_voices(self._forks, c, claims)

    def claim_marks(self, doc: str, min_confidence: float = 0.0) -> list[ClaimPlace]:
        """Return where the current claims of a document stand and what they say, in order of place."""
        with self._forks.reading() as c:
            return list(fetch_marks(self._forks, c, doc, min_confidence))

    def frames(self, query: FrameQuery) -> Iterator[Frame]:
        """Yield the current frames that answer, by document and evidence."""
        raws, hub = self._whom(query.actors, query.canonical)
        after = None if query.after is None else self._place(t.frames, query.after)
        for some in self._docs_to_ask(query.docs, raws, after, hub):
            asked = select(t.frames).where(t.frames.c.current, t.frames.c.doc.in_(some))
            if query.lemma is not None:
                asked = asked.where(t.frames.c.lemma == query.lemma)
            if query.voices is not None:
                asked = asked.where(_spoken_in(t.frames, query.voices))
            with self._forks.reading() as c:
                wanted = raws if hub is None else _members_in(c, hub, some)
                rows = c.execute(asked).mappings().all()
            for frame in map(frame_of, _in_order(rows, some, after)):
                if wanted is None or any(argument.actor in wanted for argument in frame.arguments):
                    yield frame

    def source_docs(self, canonical: Collection[str]) -> set[str]:
        """Return the documents in which one of these canonical actors is credited."""
        both = and_(t.claims.c.id == t.claim_sources.c.claim, t.claims.c.run == t.claim_sources.c.run)
        credited = t.actors.join(t.claim_sources, t.claim_sources.c.actor == t.actors.c.id).join(t.claims, both)
        asked = select(t.claims.c.doc).distinct().select_from(credited).where(t.claims.c.current)
        with self._forks.reading() as c:
            return {row["doc"] for row in ask_rows(c, asked, t.actors.c.canonical, canonical)}

    def spoken_docs(self, folded: str) -> set[str]:
        """Return the documents in whose own voice somebody of this folded name speaks, commenters among them.

        A document's voices are its publisher, its authors, each and together, and without these its title or name.
        """
        known = t.documents.c
        own = select(known.id, known.publisher, known.authors, known.title, known.name)
        spoken = t.segments.join(t.documents, known.text_id == t.segments.c.text_id)
        comments = select(known.id, t.segments.c.speaker).distinct().select_from(spoken)
        with self._forks.reading() as c:
            documents = c.execute(own).all()
            speakers = c.execute(comments.where(t.segments.c.speaker.is_not(None))).all()
        is_meant = cache(lambda name: fold(name) == folded)
        speaks = cache(lambda *voices: any(map(is_meant, _voices(*voices))))
        found = set()
        for doc, publisher, authors, title, name in documents:
            nobody = not publisher and authors == _NOBODY
            if is_meant(title or name) if nobody else speaks(publisher, authors):
                found.add(doc)
        return found | {doc for doc, speaker in speakers if is_meant(speaker)}

    def _whom(self, actors: Collection[str] | None, canonical: str | None) -> tuple[frozenset[str] | None, str | None]:
        """Return the raw actors asked for, None for all, or the canonical one that has too many to list."""
        if canonical is None:
            return (None if actors is None else frozenset(actors)), None
        asked = select(t.actors.c.id).where(t.actors.c.canonical == canonical).limit(MANY_RAW + 1)
        with self._forks.reading() as c:
            raws = frozenset(c.execute(asked).scalars())
        if len(raws) > MANY_RAW and actors is None:
            return None, canonical
        return (raws if actors is None else raws & frozenset(actors)), None

    def _docs_to_ask(
        self,
        docs: Collection[str] | None,
        actors: Collection[str] | None,
        after: "_Place | None",
        hub: str | None = None,
    ) -> Iterator[list[str]]:
        """Yield documents in order of name and id, a few at first and then more at a time, from a place on.

        Where actors are given, those that name one of them, of a `hub` those that name it; all the documents are never
        listed at once.
        """
        first = None if after is None else (after.name, after.doc)
        if docs is None and actors is None:
            yield from self._page_docs(first, hub)
            return
        named = t.documents.c.name, t.documents.c.id
        with self._forks.reading() as c:
            if actors is None:
                found = {(r["name"], r["id"]) for r in ask_rows(c, select(*named), t.documents.c.id, docs)}
            else:
                holding = select(*named).join(t.actors, t.actors.c.doc == t.documents.c.id)
                put = select(*named).join(corrected_actors, corrected_actors.c.doc == t.documents.c.id)
                found = {(r["name"], r["id"]) for r in ask_rows(c, holding, t.actors.c.id, actors)}
                found |= {(r["name"], r["id"]) for r in ask_rows(c, put, corrected_actors.c.actor, actors)}
        wanted = None if docs is None else frozenset(docs)
        ordered = [key[1] for key in sorted(found) if first is None or key >= first]
        kept = ordered if wanted is None else [doc for doc in ordered if doc in wanted]
        at, size = 0, DOCS_AT_FIRST
        while at < len(kept):
            yield kept[at : at + size]
            at, size = at + size, min(DOCS_AT_ONCE, size * 3)

    def _page_docs(self, first: tuple[str, str] | None, hub: str | None = None) -> Iterator[list[str]]:
        """Yield all documents in order of name and id, page by page, from one on; of a hub those that name it."""
        key = tuple_(t.documents.c.name, t.documents.c.id)
        asked = select(t.documents.c.name, t.documents.c.id).order_by(t.documents.c.name, t.documents.c.id)
        if hub is not None:
            asked = asked.where(_names(hub))
        condition, size = (None if first is None else key >= tuple_(*first)), DOCS_AT_FIRST
        while True:
            page = asked if condition is None else asked.where(condition)
            with self._forks.reading() as c:
                rows = c.execute(page.limit(size)).all()
            if not rows:
                return
            yield [doc for _, doc in rows]
            condition, size = key > tuple_(*rows[-1]), min(DOCS_AT_ONCE, size * 3)

    def _place(self, table: Table, record: str) -> "_Place":
        """Return where a claim or frame stands; raises UsageError where there is none."""
        columns = (t.documents.c.name, table.c.doc, table.c.start, table.c.end, table.c.id)
        asked = select(*columns).join(t.documents, t.documents.c.id == table.c.doc).where(table.c.id == record)
        with self._forks.reading() as c:
            row = c.execute(asked.limit(1)).first()
        if row is None:
            raise UsageError(
                f"There is no {table.name.removesuffix('s')} {record!r} to go on after. Start from the first page."
            )
        return _Place(*row)


@dataclass(frozen=True, slots=True)
class _Place:
    """Hold where a record stands: its document's name and id, its evidence, its id."""

    name: str
    doc: str
    start: int
    end: int
    id: str


def _names(hub: str) -> ColumnElement[bool]:
    """Return the condition that a document names an actor of very many raw ids."""
    # Wrapped, so that the few actors of a document are looked at and not the many of the hub.
    own = func.coalesce(t.actors.c.canonical, "") == hub
    put = exists().where(corrected_actors.c.doc == t.documents.c.id, corrected_actors.c.actor == t.actors.c.id, own)
    return or_(exists().where(t.actors.c.doc == t.documents.c.id, own), put)


def _members_in(c: Connection, hub: str, docs: Sequence[str]) -> frozenset[str]:
    """Return the raw actors under a canonical one that claims of some documents may name."""
    own = func.coalesce(t.actors.c.canonical, "") == hub
    put = select(t.actors.c.id).join(corrected_actors, corrected_actors.c.actor == t.actors.c.id)
    found = set(c.execute(select(t.actors.c.id).where(t.actors.c.doc.in_(docs), own)).scalars())
    return frozenset(found.union(c.execute(put.where(corrected_actors.c.doc.in_(docs), own)).scalars()))


def _claim_conditions(query: ClaimQuery) -> list[ColumnElement[bool]]:
    """Return what a row of `claims` must fulfil, but for its actors and its document."""
    found = current_claims(query.min_confidence)
    if query.ruled is not None:
        found = [*found[1:], *ruled_conditions(query.ruled)]
    if query.denied is not None:
        found.append(t.claims.c.polarity == ("-" if query.denied else "+"))
    pairs = (
        (t.claims.c.predicate, query.predicates),
        (t.claims.c.certainty, query.certainty),
        (t.claims.c.modality, query.modality),
    )
    found += [column.in_(sorted(values)) for column, values in pairs if values is not None]
    return found if query.voices is None else [*found, _spoken_in(t.claims, query.voices)]


def _voices(publisher: str | None, authors: str) -> Iterator[str]:
    """Yield the names in whose voice a document speaks that has some."""
    if publisher:
        yield publisher
    named = json.loads(authors)
    yield from named
    yield " and ".join(named)


def _spoken_in(table: Table, voices: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a record stands in a segment of one of some voices."""
    here = and_(t.segments.c.text_id == table.c.text_id, t.segments.c.index == table.c.segment)
    return exists().where(here, t.segments.c.voice.in_(sorted(voices)))


def _in_order(rows: Iterable[Any], docs: Sequence[str], after: _Place | None) -> list[Any]:
    """Return rows by document, evidence and id, without those up to a place."""
    at = {doc: number for number, doc in enumerate(docs)}
    if after is not None and after.doc in at:
        last = (after.start, after.end, after.id)
        rows = [row for row in rows if row["doc"] != after.doc or (row["start"], row["end"], row["id"]) > last]
    return sorted(rows, key=lambda row: (at[row["doc"]], row["start"], row["end"], row["id"], row["run"]))


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
