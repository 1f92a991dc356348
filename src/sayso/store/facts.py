"""Look up what weighing some claims takes, and no more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from sayso.model import Claim, Segment
from sayso.model.edge import DocumentCard
from sayso.store import tables as t
from sayso.store.edge_tables import voices
from sayso.store.encode import metadata_of, segment_of
from sayso.store.fetching import Listed
from sayso.store.grades import read_grades
from sayso.store.rules import Facts

_SPOKEN = t.segments.join(t.documents, t.documents.c.text_id == t.segments.c.text_id)
_SEGMENTS = Listed(
    lambda: select(t.documents.c.id.label("doc"), t.segments).select_from(_SPOKEN).order_by(t.segments.c.index),
    t.documents.c.id,
)
_DOCUMENTS = Listed(lambda: select(t.documents), t.documents.c.id)
_COPIES = Listed(lambda: select(t.documents.c.id, t.documents.c.first, t.documents.c.voice), t.documents.c.id)
_ACTORS = Listed(lambda: select(t.actors.c.id, t.actors.c.canonical, t.actors.c.named), t.actors.c.id)
_HEARD = Listed(lambda: select(voices.c.plain, voices.c.actor), voices.c.plain)


def gather_facts(
    c: Connection,
    claims: Sequence[Claim],
    known: Mapping[str, DocumentCard] | None = None,
    grades: Mapping[str, str] | None = None,
) -> Facts:
    """Return the facts of some claims; `known` are documents that the caller holds, `grades` what it has read."""
    held = dict(known or {})
    docs = {claim.doc for claim in claims}
    first, spoken = _document_rows(c, docs)
    wanted = {*docs, *first.values()} - held.keys()
    if wanted:
        held |= ask_cards(c, wanted)
        spoken |= {voice for _, _, voice in _COPIES.rows(c, set(first.values()) - docs) if voice}
    ends = {actor for claim in claims for actor in (claim.subject.actor, claim.object.actor)}
    credited = {source.actor for claim in claims for source in claim.sources}
    canonical, named = {}, {}
    for actor, union, is_named in _ACTORS.rows(c, ends | credited):
        canonical[actor] = union
        if actor in credited:
            named[actor] = bool(is_named)
    return Facts(
        documents={doc: _titled(card) for doc, card in held.items()},
        canonical=canonical,
        named=named,
        first=first,
        voices={plain: actor for plain, actor in _HEARD.rows(c, spoken) if actor},
        grades=read_grades(c) if grades is None else grades,
    )


def ask_cards(c: Connection, docs: Iterable[str]) -> dict[str, DocumentCard]:
    """Return documents without their text, by id."""
    wanted = set(docs)
    found: dict[str, list[Segment]] = {}
    for row in _SEGMENTS.named(c, wanted):
        found.setdefault(row["doc"], []).append(segment_of(row))
    return {
        row["id"]: DocumentCard(row["id"], metadata_of(row), tuple(found.get(row["id"], ())), row["name"])
        for row in _DOCUMENTS.named(c, wanted)
    }


def _document_rows(c: Connection, docs: set[str]) -> tuple[dict[str, str], set[str]]:
    """Return the first document of each copied one, and the voices of all."""
    first, spoken = {}, set()
    for doc, one, voice in _COPIES.rows(c, docs):
        if one and one != doc:
            first[doc] = one
        if voice:
            spoken.add(voice)
    return first, spoken


def _titled(card: DocumentCard) -> DocumentCard:
    """Return a document that has its name for title where it has none, so that a say-so is never a bare id."""
    if card.metadata.title:
        return card
    return replace(card, metadata=replace(card.metadata, title=card.name))
