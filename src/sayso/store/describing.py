"""Lay what people say of documents over what reading found of them: title, authors, publisher, date.

What reading found is kept beside, worked over from scratch at each change, so that an undo puts it back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from sayso.model import Metadata
from sayso.model.decision import Attached, Decision, DecisionKind
from sayso.store import tables as t
from sayso.store.decisions import decision_marks, read_decisions
from sayso.store.described_tables import described
from sayso.store.encode import metadata_of, pack
from sayso.store.forks import Forks
from sayso.store.prepared import ask
from sayso.store.protocol import Commit
from sayso.store.rules import EdgeRules
from sayso.store.voices import forget_voice, group_copies, hear_voice, linked_to

FIELDS = ("title", "authors", "publisher", "date")
"""What a person may say of a document."""
FOUND = "decision"
"""How a date was found that a person gave."""
JOIN = "; "
"""What stands between authors in a decision."""

_ON = select(decision_marks.c.seq, decision_marks.c.effective, decision_marks.c.attached).where(
    decision_marks.c.judged == bindparam("of"), decision_marks.c.kind == bindparam("kind")
)
_KEPT = tuple(column.name for column in described.c if column.name != "doc")


def describe_commit(forks: Forks, c: Connection, commit: Commit) -> Commit:
    """Return a commit whose document says of itself what people say of it, and keep what reading found.

    Costs one look where nobody said anything. What is imported was made from the document as it stands.
    """
    seqs = _seqs(c, commit.document.id)
    if not seqs or commit.imported:
        return commit
    doc, found = commit.document.id, commit.document.metadata
    _attach(c, doc, there=True)
    wanted = _overlay(c, doc, found)
    _keep(forks, c, doc, found if any(seqs.values()) else None)
    return replace(commit, document=replace(commit.document, metadata=wanted))


def redescribe(forks: Forks, c: Connection, rules: EdgeRules, doc: str) -> set[str]:
    """Lay the decisions in force over a stored document; return the documents whose claims are to be weighed anew."""
    row = c.execute(select(t.documents).where(t.documents.c.id == doc)).mappings().first()
    _attach(c, doc, there=row is not None)
    if row is None:
        return set()
    base = c.execute(select(described).where(described.c.doc == doc)).mappings().first()
    stands = metadata_of(row)
    found = stands if base is None else metadata_of({**base, "language": stands.language})
    wanted = _overlay(c, doc, found)
    _keep(forks, c, doc, found if any(_seqs(c, doc).values()) else None)
    if wanted == stands:
        return set()
    voice = rules.voice(wanted)
    c.execute(update(t.documents).where(t.documents.c.id == doc).values(**_columns(wanted), voice=voice))
    hear_voice(forks, c, rules, voice)
    forget_voice(c, row["voice"])
    under = set(c.execute(select(t.documents.c.id).where(t.documents.c.first == doc)).scalars())
    return {doc} | under | group_copies(c, rules, linked_to(c, doc))


def change_metadata(metadata: Metadata, decisions: Iterable[Decision]) -> Metadata:
    """Return metadata as decisions in order leave it; None takes a field away."""
    for decision in decisions:
        for one in decision.change:
            if one.field == "authors":
                metadata = replace(metadata, authors=tuple(one.after.split(JOIN)) if one.after else ())
            elif one.field == "date":
                metadata = replace(metadata, date=one.after, date_found=FOUND if one.after else None)
            elif one.field == "title":
                metadata = replace(metadata, title=one.after)
            elif one.field == "publisher":
                metadata = replace(metadata, publisher=one.after)
    return metadata


def _overlay(c: Connection, doc: str, found: Metadata) -> Metadata:
    effective = [seq for seq, stands in _seqs(c, doc).items() if stands]
    return change_metadata(found, read_decisions(c, effective)) if effective else found


def _seqs(c: Connection, doc: str) -> dict[int, bool]:
    """Return the numbers of the decisions on a document, each with whether it is in force."""
    rows = ask(c, _ON, {"of": doc, "kind": DecisionKind.DESCRIBE.value})
    return {int(seq): bool(effective) for seq, effective, _ in rows}


def _attach(c: Connection, doc: str, *, there: bool) -> None:
    held = (decision_marks.c.judged == doc) & (decision_marks.c.kind == DecisionKind.DESCRIBE.value)
    way = Attached.BY_ID if there else Attached.ORPHAN
    c.execute(update(decision_marks).where(held).values(attached=way.value))


def _keep(forks: Forks, c: Connection, doc: str, found: Metadata | None) -> None:
    """Keep what reading found; nothing where no decision is in force."""
    if found is None:
        c.execute(delete(described).where(described.c.doc == doc))
    else:
        forks.upsert(c, described, [{"doc": doc, **_columns(found)}])


def _columns(metadata: Metadata) -> Mapping[str, Any]:
    whole = {name: getattr(metadata, name) for name in _KEPT}
    return whole | {"authors": pack(metadata.authors)}
