"""Answer about documents, their texts and the files that could not be read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, tuple_

from sayso.model import Document, Origin, TextLink, Unreadable
from sayso.model.edge import DocumentCard
from sayso.model.errors import NotFound
from sayso.model.view import DocumentRow
from sayso.store import tables as t
from sayso.store.arrival_tables import arrivals
from sayso.store.asking import Asker, ask_rows, chunks, current_claims
from sayso.store.claim_rows import fetch_cards, fetch_speakers
from sayso.store.encode import metadata_of, offsets_of, segment_of

AT_ONCE = 200
"""How many documents are counted up by one statement: fewer than a statement may list."""


class DocumentShelf(Asker):
    """Answer about documents."""

    def documents(
        self,
        min_confidence: float = 0.0,
        *,
        docs: Collection[str] | None = None,
        limit: int | None = None,
        after: str | None = None,
        newest: bool = False,
    ) -> Iterator[DocumentRow]:
        """Yield documents with their counts, by name and id; claims less sure are not counted.

        A page is asked for at a time, so that the first comes at once. `docs` are the ids wanted, `after` is the id
        after which to go on; raises NotFound where it is not there. `newest` gives those first that came last.
        """
        left = limit
        while left is None or left > 0:
            with self._forks.reading() as c:
                size = AT_ONCE if left is None else min(left, AT_ONCE)
                rows = _newest(c, docs, after, size) if newest else _page(c, docs, after, size)
                found = _count_up(c, rows, min_confidence)
            yield from found
            if len(rows) < AT_ONCE:
                return
            after, left = rows[-1]["id"], None if left is None else left - len(rows)

    def document(self, doc: str) -> Document:
        """Return a whole document; raises NotFound."""
        with self._forks.reading() as c:
            row = c.execute(select(t.documents).where(t.documents.c.id == doc)).mappings().first()
            if row is None:
                raise NotFound(f"There is no document {doc} in {self._forks.location}. List them with `sayso docs`.")
            text = c.execute(select(t.texts).where(t.texts.c.id == row["text_id"])).mappings().one()
            found = c.execute(
                select(t.origins).where(t.origins.c.doc == doc).order_by(t.origins.c.location, t.origins.c.member)
            ).mappings()
            origins = tuple(_origin(origin) for origin in found)
            voices = c.execute(
                select(t.segments).where(t.segments.c.text_id == row["text_id"]).order_by(t.segments.c.index)
            ).mappings()
            segments = tuple(segment_of(voice) for voice in voices)
        return Document(
            id=doc,
            name=row["name"],
            media_type=row["media_type"],
            size_bytes=row["size_bytes"],
            metadata=metadata_of(row),
            origins=origins,
            text=text["body"],
            text_id=row["text_id"],
            segments=segments,
            offsets=offsets_of(text["offsets"]),
        )

    def text(self, text_id: str, start: int = 0, end: int | None = None) -> str:
        """Return a part of a clean text; raises NotFound."""
        with self._forks.reading() as c:
            body = c.execute(select(t.texts.c.body).where(t.texts.c.id == text_id)).scalar()
        if body is None:
            raise NotFound(f"There is no text {text_id} in {self._forks.location}. Run `sayso doctor`.")
        return str(body)[start:end]

    def doc_names(self) -> Sequence[tuple[str, str]]:
        """Return (name, id) of every document in order."""
        with self._forks.reading() as c:
            asked = select(t.documents.c.name, t.documents.c.id).order_by(t.documents.c.name, t.documents.c.id)
            return [(name, doc) for name, doc in c.execute(asked)]

    def docs_named(self, name_or_id: str) -> list[str]:
        """Return the ids of the documents with this name or id, in order."""
        known = t.documents.c
        asked = select(known.id).where((known.name == name_or_id) | (known.id == name_or_id)).order_by(known.id)
        with self._forks.reading() as c:
            return list(c.execute(asked).scalars())

    def name_docs(self, docs: Collection[str]) -> dict[str, DocumentCard]:
        """Return documents by id without text and segments; unknown ones are left out."""
        with self._forks.reading() as c:
            return fetch_cards(self._forks, c, docs)

    def commented_docs(self, docs: Collection[str]) -> dict[str, DocumentCard]:
        """Return documents by id without text, and of their segments the comments alone; unknown ones are left out."""
        with self._forks.reading() as c:
            said = fetch_speakers(self._forks, c, docs)
            cards = fetch_cards(self._forks, c, docs)
        return {doc: replace(card, segments=tuple(said[doc])) if doc in said else card for doc, card in cards.items()}

    def cards(self, docs: Collection[str] | None = None) -> dict[str, DocumentCard]:
        """Return documents without their text, by id; None gives all."""
        spoken = t.segments.join(t.documents, t.documents.c.text_id == t.segments.c.text_id)
        columns = (t.documents.c.id.label("doc"), t.segments)
        with self._forks.reading() as c:
            rows = list(ask_rows(c, select(t.documents), t.documents.c.id, docs))
            asked = select(*columns).select_from(spoken).order_by(t.segments.c.index)
            voices: dict[str, list[Any]] = {}
            for row in ask_rows(c, asked, t.documents.c.id, docs):
                voices.setdefault(row["doc"], []).append(segment_of(row))
        return {
            row["id"]: DocumentCard(row["id"], metadata_of(row), tuple(voices.get(row["id"], ())), row["name"])
            for row in rows
        }

    def problems(self) -> Iterator[Unreadable]:
        """Yield the files that could not be read, by location and member."""
        with self._forks.reading() as c:
            asked = select(t.problems).order_by(t.problems.c.location, t.problems.c.member)
            rows = c.execute(asked).mappings().all()
        for row in rows:
            yield Unreadable(_origin(row), row["code"], row["reason"], row["remedy"], row["doc"], row["size_bytes"])

    def links(self, docs: Collection[str] | None = None) -> Iterator[TextLink]:
        """Yield the links between texts, those that begin in one of `docs`."""
        asked = select(t.text_links).order_by(t.text_links.c.doc, t.text_links.c.other, t.text_links.c.kind)
        with self._forks.reading() as c:
            rows = list(ask_rows(c, asked, t.text_links.c.doc, docs))
        for row in rows:
            yield TextLink(row["doc"], row["other"], row["kind"], row["share"])

    def fingerprints(self) -> Iterator[tuple[str, bytes]]:
        """Yield (document id, fingerprint) of every document that has one, by id."""
        joined = t.texts.join(t.documents, t.documents.c.text_id == t.texts.c.id)
        asked = select(t.documents.c.id, t.texts.c.fingerprint).select_from(joined).order_by(t.documents.c.id)
        with self._forks.reading() as c:
            rows = c.execute(asked.where(t.texts.c.fingerprint.is_not(None))).all()
        for doc, fingerprint in rows:
            yield str(doc), bytes(fingerprint)


def _page(c: Connection, docs: Collection[str] | None, after: str | None, size: int) -> Sequence[Any]:
    """Return documents by name and id that follow one."""
    asked = select(t.documents).order_by(t.documents.c.name, t.documents.c.id).limit(size)
    if after is not None:
        name = c.execute(select(t.documents.c.name).where(t.documents.c.id == after)).scalar()
        if name is None:
            raise NotFound(f"There is no document {after} to go on after. Begin again without it.")
        asked = asked.where(tuple_(t.documents.c.name, t.documents.c.id) > tuple_(name, after))
    if docs is None:
        return c.execute(asked).mappings().all()
    found = [
        row for some in chunks(sorted(docs)) for row in c.execute(asked.where(t.documents.c.id.in_(some))).mappings()
    ]
    return sorted(found, key=lambda row: (row["name"], row["id"]))[:size]


def _newest(c: Connection, docs: Collection[str] | None, after: str | None, size: int) -> Sequence[Any]:
    """Return documents that came before one, the latest first."""
    came = arrivals.c
    joined = t.documents.join(arrivals, came.doc == t.documents.c.id)
    asked = select(t.documents).select_from(joined).order_by(came.number.desc(), came.doc.desc())
    if docs is not None:
        asked = asked.where(came.doc.in_(sorted(docs)))
    if after is not None:
        number = c.execute(select(came.number).where(came.doc == after)).scalar()
        if number is None:
            raise NotFound(f"There is no document {after} to go on after. Begin again without it.")
        asked = asked.where(tuple_(came.number, came.doc) < tuple_(number, after))
    return c.execute(asked.limit(size)).mappings().all()


def _count_up(c: Connection, rows: Sequence[Any], min_confidence: float) -> list[DocumentRow]:
    """Return some documents with what stands under them."""
    ids = [row["id"] for row in rows]
    claims = _count(c, t.claims.c.doc, ids, *current_claims(min_confidence))
    frames = _count(c, t.frames.c.doc, ids, t.frames.c.current)
    voices = _count(c, t.segments.c.text_id, [row["text_id"] for row in rows])
    spoken = select(t.runs.c.doc, t.runs.c.words).where(t.runs.c.current, t.runs.c.doc.in_(ids))
    words = {doc: n for doc, n in c.execute(spoken) if n}
    found_at = select(t.origins).where(t.origins.c.doc.in_(ids)).order_by(t.origins.c.location, t.origins.c.member)
    where = _gather(c, found_at)
    why = {row["doc"]: row for row in c.execute(select(t.problems).where(t.problems.c.doc.in_(ids))).mappings()}
    copies = _copies(c, ids)
    return [
        _document_row(
            row,
            origins=tuple(_origin(found) for found in where.get(row["id"], ())),
            words=words.get(row["id"], 0),
            segments=voices.get(row["text_id"], 0),
            claims=claims.get(row["id"], 0),
            frames=frames.get(row["id"], 0),
            problem=why.get(row["id"]),
            copies=tuple(sorted(copies.get(row["id"], ()))),
        )
        for row in rows
    ]


def _document_row(row: Any, *, problem: Any, **counted: Any) -> DocumentRow:
    """Return one document as faces show it."""
    known = metadata_of(row)
    return DocumentRow(
        id=row["id"],
        name=row["name"],
        title=known.title,
        authors=known.authors,
        publisher=known.publisher,
        date=known.date,
        date_found=known.date_found,
        language=known.language,
        media_type=row["media_type"],
        size_bytes=row["size_bytes"],
        status=row["status"],
        reason=None if problem is None else problem["reason"],
        remedy=None if problem is None else problem["remedy"],
        **counted,
    )


def _copies(c: Connection, ids: Sequence[str]) -> dict[str, set[str]]:
    """Return the names of the documents that share text with each."""
    wanted, pairs = frozenset(ids), set[tuple[str, str]]()
    for side in (t.text_links.c.doc, t.text_links.c.other):
        for doc, other in c.execute(select(t.text_links.c.doc, t.text_links.c.other).where(side.in_(ids))):
            pairs |= {(one, two) for one, two in ((doc, other), (other, doc)) if one in wanted}
    asked = select(t.documents.c.id, t.documents.c.name)
    others = ask_rows(c, asked, t.documents.c.id, {other for _, other in pairs})
    names = {row["id"]: row["name"] for row in others}
    found: dict[str, set[str]] = {}
    for doc, other in pairs:
        found.setdefault(doc, set()).add(names.get(other, other))
    return found


def _count(c: Connection, key: Any, ids: Sequence[str], *conditions: ColumnElement[bool]) -> dict[str, int]:
    asked = select(key, func.count()).where(key.in_(ids), *conditions).group_by(key)
    return {str(one): int(number) for one, number in c.execute(asked)}


def _gather(c: Connection, asked: Select[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in c.execute(asked).mappings():
        found.setdefault(row["doc"], []).append(row)
    return found


def _origin(row: Any) -> Origin:
    return Origin(row["location"], row["member"] or None)
