"""Look up what weighing some claims takes, and no more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from sayso.model import Claim, Segment
from sayso.model.edge import DocumentCard
from sayso.store import tables as t
from sayso.store.asking import ask_rows
from sayso.store.edge_tables import voices
from sayso.store.encode import metadata_of, segment_of
from sayso.store.grades import read_grades
from sayso.store.rules import Facts


def gather_facts(c: Connection, claims: Sequence[Claim], known: Mapping[str, DocumentCard] | None = None) -> Facts:
    """Return the facts of some claims; `known` are documents that the caller holds."""
    held = dict(known or {})
    docs = {claim.doc for claim in claims}
    first, spoken = _document_rows(c, docs)
    wanted = {*docs, *first.values()} - held.keys()
    if wanted:
        held |= ask_cards(c, wanted)
        spoken |= {row["voice"] for row in _rows(c, set(first.values()) - docs) if row["voice"]}
    ends = {actor for claim in claims for actor in (claim.subject.actor, claim.object.actor)}
    credited = {source.actor for claim in claims for source in claim.sources}
    asked = select(t.actors.c.id, t.actors.c.canonical, t.actors.c.named)
    canonical, named = {}, {}
    for row in ask_rows(c, asked, t.actors.c.id, ends | credited):
        canonical[row["id"]] = row["canonical"]
        if row["id"] in credited:
            named[row["id"]] = bool(row["named"])
    heard = ask_rows(c, select(voices), voices.c.plain, spoken) if spoken else ()
    return Facts(
        documents={doc: _titled(card) for doc, card in held.items()},
        canonical=canonical,
        named=named,
        first=first,
        voices={row["plain"]: row["actor"] for row in heard if row["actor"]},
        grades=read_grades(c),
    )


def ask_cards(c: Connection, docs: Iterable[str] | None) -> dict[str, DocumentCard]:
    """Return documents without their text, by id; None asks for all."""
    wanted = None if docs is None else set(docs)
    spoken = t.segments.join(t.documents, t.documents.c.text_id == t.segments.c.text_id)
    asked = select(t.documents.c.id.label("doc"), t.segments).select_from(spoken).order_by(t.segments.c.index)
    found: dict[str, list[Segment]] = {}
    for row in ask_rows(c, asked, t.documents.c.id, wanted):
        found.setdefault(row["doc"], []).append(segment_of(row))
    return {
        row["id"]: DocumentCard(row["id"], metadata_of(row), tuple(found.get(row["id"], ())), row["name"])
        for row in ask_rows(c, select(t.documents), t.documents.c.id, wanted)
    }


def _document_rows(c: Connection, docs: set[str]) -> tuple[dict[str, str], set[str]]:
    """Return the first document of each copied one, and the voices of all."""
    first, spoken = {}, set()
    for row in _rows(c, docs):
        if row["first"] and row["first"] != row["id"]:
            first[row["id"]] = row["first"]
        if row["voice"]:
            spoken.add(row["voice"])
    return first, spoken


def _rows(c: Connection, docs: set[str]) -> Iterable[Mapping[str, str]]:
    return ask_rows(c, select(t.documents.c.id, t.documents.c.first, t.documents.c.voice), t.documents.c.id, docs)


def _titled(card: DocumentCard) -> DocumentCard:
    """Return a document that has its name for title where it has none, so that a say-so is never a bare id."""
    if card.metadata.title:
        return card
    return replace(card, metadata=replace(card.metadata, title=card.name))
