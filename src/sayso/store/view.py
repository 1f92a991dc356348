"""Ask the tables; every question is answered in chunks, and none is left open while the caller works."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from sayso.model import Actor, Claim, Document, Frame, Judgement, Origin, TextLink, Unreadable
from sayso.model.edge import DocumentCard
from sayso.model.errors import NotFound
from sayso.model.view import DocumentRow
from sayso.store import tables as t
from sayso.store.encode import actor_of, claim_of, frame_of, judgement_of, metadata_of, offsets_of, segment_of
from sayso.store.forks import Forks
from sayso.store.protocol import ClaimQuery, FrameQuery
from sayso.store.write import chunks

DOCS_AT_ONCE = 100
"""How many documents' claims are read by one statement: some thousand rows."""


class View:
    """Answer questions; the half of a store that writes nothing."""

    def __init__(self, forks: Forks) -> None:
        self._forks = forks

    def documents(self) -> Iterator[DocumentRow]:
        """Yield documents with their counts, by name and id."""
        with self._forks.reading() as c:
            rows = c.execute(select(t.documents).order_by(t.documents.c.name, t.documents.c.id)).mappings().all()
            claims = _count(c, t.claims, t.claims.c.current)
            frames = _count(c, t.frames, t.frames.c.current)
            voiced = select(t.segments.c.text_id, func.count()).group_by(t.segments.c.text_id)
            voices = {str(text_id): int(n) for text_id, n in c.execute(voiced)}
            words = {doc: n for doc, n in c.execute(select(t.runs.c.doc, t.runs.c.words).where(t.runs.c.current)) if n}
            where = _gather(c, select(t.origins.c.doc, t.origins).order_by(t.origins.c.location, t.origins.c.member))
            why = {r["doc"]: r for r in c.execute(select(t.problems)).mappings() if r["doc"]}
            links = c.execute(select(t.text_links.c.doc, t.text_links.c.other)).all()
        names = {row["id"]: row["name"] for row in rows}
        copies: dict[str, set[str]] = {}
        for doc, other in links:
            copies.setdefault(doc, set()).add(names.get(other, other))
            copies.setdefault(other, set()).add(names.get(doc, doc))
        for row in rows:
            doc = row["id"]
            known, problem = metadata_of(row), why.get(doc)
            yield DocumentRow(
                id=doc,
                name=row["name"],
                title=known.title,
                authors=known.authors,
                publisher=known.publisher,
                date=known.date,
                date_found=known.date_found,
                language=known.language,
                media_type=row["media_type"],
                size_bytes=row["size_bytes"],
                origins=tuple(_origin(found) for found in where.get(doc, ())),
                words=words.get(doc, 0),
                segments=voices.get(row["text_id"], 0),
                claims=claims.get(doc, 0),
                frames=frames.get(doc, 0),
                status=row["status"],
                reason=None if problem is None else problem["reason"],
                remedy=None if problem is None else problem["remedy"],
                copies=tuple(sorted(copies.get(doc, ()))),
            )

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

    def cards(self, docs: Collection[str] | None = None) -> dict[str, DocumentCard]:
        """Return documents without their text, by id."""
        spoken = t.segments.join(t.documents, t.documents.c.text_id == t.segments.c.text_id)
        columns = (t.documents.c.id.label("doc"), t.segments)
        with self._forks.reading() as c:
            rows = list(_rows(c, select(t.documents), t.documents.c.id, docs))
            asked = select(*columns).select_from(spoken).order_by(t.segments.c.index)
            voices: dict[str, list[Any]] = {}
            for row in _rows(c, asked, t.documents.c.id, docs):
                voices.setdefault(row["doc"], []).append(segment_of(row))
        return {row["id"]: DocumentCard(row["id"], metadata_of(row), tuple(voices.get(row["id"], ()))) for row in rows}

    def problems(self) -> Iterator[Unreadable]:
        """Yield the files that could not be read, by location and member."""
        with self._forks.reading() as c:
            asked = select(t.problems).order_by(t.problems.c.location, t.problems.c.member)
            rows = c.execute(asked).mappings().all()
        for row in rows:
            yield Unreadable(_origin(row), row["code"], row["reason"], row["remedy"], row["doc"], row["size_bytes"])

    def claims(self, query: ClaimQuery) -> Iterator[Claim]:
        """Yield the current claims that answer, by document and evidence."""
        conditions: list[ColumnElement[bool]] = [t.claims.c.current]
        if query.predicates is not None:
            conditions.append(t.claims.c.predicate.in_(sorted(query.predicates)))
        if query.denied is not None:
            conditions.append(t.claims.c.polarity == ("-" if query.denied else "+"))
        if query.min_confidence > 0:
            conditions.append(t.claims.c.confidence >= query.min_confidence)
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
            rows = list(_rows(c, select(t.claims).where(t.claims.c.current), t.claims.c.id, ids))
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

    def actors(self, ids: Collection[str] | None = None) -> Iterator[Actor]:
        """Yield raw actors by id."""
        with self._forks.reading() as c:
            rows = list(_rows(c, select(t.actors).order_by(t.actors.c.id), t.actors.c.id, ids))
        yield from map(actor_of, rows)

    def actors_of(self, docs: Collection[str]) -> Iterator[Actor]:
        """Yield the raw actors of some documents by id."""
        with self._forks.reading() as c:
            rows = list(_rows(c, select(t.actors).order_by(t.actors.c.id), t.actors.c.doc, docs))
        yield from map(actor_of, rows)

    def canonical(self, ids: Collection[str] | None = None) -> dict[str, str]:
        """Return the canonical id of raw ids."""
        with self._forks.reading() as c:
            rows = _rows(c, select(t.actors.c.id, t.actors.c.canonical), t.actors.c.id, ids)
            return {row["id"]: row["canonical"] for row in rows}

    def unions(self, canonical: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the raw ids under each canonical id."""
        found: dict[str, list[str]] = {}
        asked = select(t.actors.c.id, t.actors.c.canonical).order_by(t.actors.c.id)
        with self._forks.reading() as c:
            for row in _rows(c, asked, t.actors.c.canonical, canonical):
                found.setdefault(row["canonical"], []).append(row["id"])
        return {name: tuple(raws) for name, raws in found.items()}

    def named(self, folded: str) -> list[str]:
        """Return the raw ids whose name or alias folds to this."""
        asked = select(t.actor_names.c.actor).where(t.actor_names.c.folded == folded).order_by(t.actor_names.c.actor)
        with self._forks.reading() as c:
            return list(c.execute(asked).scalars())

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield (folded name, raw id)."""
        with self._forks.reading() as c:
            rows = c.execute(select(t.actor_names).order_by(t.actor_names.c.folded, t.actor_names.c.actor)).all()
        for folded, actor in rows:
            yield str(folded), str(actor)

    def claim_counts(self) -> dict[str, int]:
        """Return how many current claims each canonical actor is subject or object of."""
        counts: dict[str, int] = {}
        total = func.sum(t.edges.c.asserted + t.edges.c.denied)
        loops = t.edges.c.subject == t.edges.c.object
        with self._forks.reading() as c:
            sides: tuple[tuple[Any, int], ...] = ((t.edges.c.subject, 1), (t.edges.c.object, 1))
            for side, sign in sides:
                for actor, number in c.execute(select(side, total).group_by(side)):
                    counts[actor] = counts.get(actor, 0) + sign * number
            for actor, number in c.execute(select(t.edges.c.subject, total).where(loops).group_by(t.edges.c.subject)):
                counts[actor] -= number
        return counts

    def judgements(self) -> Iterator[Judgement]:
        """Yield every judgement in the order in which it was made."""
        with self._forks.reading() as c:
            rows = c.execute(select(t.judgements).order_by(t.judgements.c.seq)).mappings().all()
        yield from map(judgement_of, rows)

    def links(self, docs: Collection[str] | None = None) -> Iterator[TextLink]:
        """Yield the links between texts, those that begin in one of `docs`."""
        asked = select(t.text_links).order_by(t.text_links.c.doc, t.text_links.c.other, t.text_links.c.kind)
        with self._forks.reading() as c:
            rows = list(_rows(c, asked, t.text_links.c.doc, docs))
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

    def source_docs(self, actors: Collection[str]) -> set[str]:
        """Return the documents in which one of these raw actors is credited."""
        both = and_(t.claims.c.id == t.claim_sources.c.claim, t.claims.c.run == t.claim_sources.c.run)
        asked = select(t.claims.c.doc).select_from(t.claim_sources.join(t.claims, both)).where(t.claims.c.current)
        with self._forks.reading() as c:
            return {row["doc"] for row in _rows(c, asked, t.claim_sources.c.actor, actors)}

    def _docs_in_order(self, docs: Collection[str] | None) -> list[str]:
        wanted = None if docs is None else frozenset(docs)
        return [doc for _, doc in self.doc_names() if wanted is None or doc in wanted]

    def _docs_with(self, actors: Collection[str]) -> set[str]:
        """Return the documents that hold a claim of one of these raw actors."""
        found: set[str] = set()
        with self._forks.reading() as c:
            for side in (t.claims.c.subject, t.claims.c.object):
                asked = select(t.claims.c.doc).where(t.claims.c.current)
                found |= {row["doc"] for row in _rows(c, asked, side, actors)}
        return found


def _rows(c: Connection, asked: Select[Any], key: ColumnElement[str], ids: Collection[str] | None) -> Iterable[Any]:
    """Ask for some keys, in lists that one statement takes; None asks for all."""
    if ids is None:
        yield from c.execute(asked).mappings().all()
        return
    for some in chunks(sorted(set(ids))):
        yield from c.execute(asked.where(key.in_(some))).mappings().all()


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
        answers = _rows(c, asked, t.claim_sources.c.claim, [row["id"] for row in rows])
    for source in answers:
        found.setdefault((source["claim"], source["run"]), []).append(source)
    return found


def _count(c: Connection, table: Any, condition: ColumnElement[bool]) -> dict[str, int]:
    asked = select(table.c.doc, func.count()).where(condition).group_by(table.c.doc)
    return {str(doc): int(number) for doc, number in c.execute(asked)}


def _gather(c: Connection, asked: Select[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in c.execute(asked).mappings():
        found.setdefault(row["doc"], []).append(row)
    return found


def _origin(row: Any) -> Origin:
    return Origin(row["location"], row["member"] or None)
