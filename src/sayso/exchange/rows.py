"""Lay claims, ties and actors out as rows: one list of columns for CSV, Parquet and the notebook.

A row keeps what makes a claim a claim: who says so, how sure, denied or not, when, which words. Lists are one cell,
their members parted by a vertical bar, links of a say-so by an arrow.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sayso.exchange.extract import Extract, Tie, Told, last_attested
from sayso.exchange.losses import OFFSETS
from sayso.model import Polarity
from sayso.model.edge import Root
from sayso.model.shown import EdgeView
from sayso.model.view import ActorRow, ClaimView
from sayso.vocabulary import Predicate

type Cell = str | int | float | bool | None
type Row = dict[str, Cell]
type CellType = Literal["text", "whole", "number", "flag"]

LINK = " > "
BAR = " | "
POLARITY = {Polarity.ASSERTED: "asserted", Polarity.DENIED: "denied"}
"""Words, since a cell that holds + or - alone is a formula to a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Table:
    """Name one table: its columns with their types, in order, what gives its rows, and what each row leaves out."""

    columns: Mapping[str, CellType]
    rows: Callable[[Extract], Iterator[Row]]
    lost: tuple[str, str]


def _texts(*names: str) -> dict[str, CellType]:
    return dict.fromkeys(names, "text")


CLAIM_COLUMNS: Mapping[str, CellType] = {
    **_texts("id", "tie", "subject", "predicate", "object", "polarity", "certainty", "modality", "time", "place"),
    **_texts("amount", "currency", "amount_status", "amount_part_of"),
    "amount_approximate": "flag",
    **_texts("role", "about", "say_so", "attested", "words", "document", "title", "voice", "commenter"),
    "start": "whole",
    "end": "whole",
    "confidence": "number",
    **_texts("holds", "ruling"),
    "disputed": "flag",
    **_texts("subject_id", "subject_type", "object_id", "object_type", "document_id", "reader"),
}
TIE_COLUMNS: Mapping[str, CellType] = {
    **_texts("id", "subject", "predicate", "object", "family", "kind"),
    "sign": "whole",
    "standing": "text",
    **dict.fromkeys(("roots", "denying_roots", "asserted", "denied", "hedged", "not_actual"), "whole"),
    **_texts("said_by", "denied_by", "times", "last_attested", "holds", "amounts", "roles"),
    **_texts("subject_id", "subject_type", "object_id", "object_type", "claims"),
}
EDGE_COLUMNS: Mapping[str, CellType] = {
    **_texts("id", "subject", "predicate", "object"),
    "sign": "whole",
    "standing": "text",
    **dict.fromkeys(("roots", "denying_roots", "asserted", "denied"), "whole"),
    **_texts("said_by", "denied_by", "holds", "subject_id", "object_id"),
}
"""Of a tie in a list, which has a few of its claims: what it counts is of all of them, `said_by` of these few."""
ACTOR_COLUMNS: Mapping[str, CellType] = {
    **_texts("id", "name", "type"),
    "named": "flag",
    "aliases": "text",
    "documents": "whole",
    "claims": "whole",
}


def claim_row(told: Told) -> Row:
    """Return one claim as a row."""
    return view_row(told.view) | {
        "tie": told.tie,
        "subject_type": told.subject.type.value,
        "object_type": told.object.type.value,
    }


def view_row(view: ClaimView) -> Row:
    """Return the cells of a claim that need no more than its view: all but its tie and the types of its ends."""
    claim, said, amount = view.claim, view.claim.factuality, view.claim.amount
    return {
        "id": claim.id,
        "subject": view.subject,
        "predicate": claim.predicate,
        "object": view.object,
        "polarity": POLARITY[said.polarity],
        "certainty": said.certainty.value,
        "modality": said.modality.value,
        "time": claim.time,
        "place": claim.place,
        "amount": None if amount is None else f"{amount.value.normalize():f}",
        "currency": None if amount is None else amount.currency,
        "amount_status": None if amount is None else amount.status,
        "amount_part_of": None if amount is None else amount.part_of,
        "amount_approximate": None if amount is None else amount.approximate,
        "role": claim.role,
        "about": claim.about,
        "say_so": LINK.join(view.say_so),
        "attested": view.attested,
        "words": claim.evidence.words,
        "document": view.document,
        "title": view.title,
        "voice": view.voice.value,
        "commenter": view.commenter,
        "start": claim.evidence.span.start,
        "end": claim.evidence.span.end,
        "confidence": claim.confidence,
        "holds": None if view.holds is None else str(view.holds),
        "ruling": view.ruling.value,
        "disputed": view.disputed,
        "subject_id": view.subject_id,
        "object_id": view.object_id,
        "document_id": claim.doc,
        "reader": claim.reader,
    }


def tie_row(tie: Tie, predicates: Mapping[str, Predicate]) -> Row:
    """Return one tie as a row."""
    edge, known = tie.edge, predicates.get(tie.edge.predicate)
    items = edge.attestations
    return {
        "id": edge.id,
        "subject": tie.subject.name,
        "predicate": edge.predicate,
        "object": tie.object.name,
        "family": None if known is None else known.family,
        "kind": None if known is None else known.kind,
        "sign": edge.sign,
        "standing": tie.standing.value,
        "roots": len(edge.roots),
        "denying_roots": len(edge.denying_roots),
        "asserted": len(edge.asserted),
        "denied": len(edge.denied),
        "hedged": sum(item.factuality.certainty != "certain" for item in items),
        "not_actual": sum(not item.actual for item in items),
        "said_by": _root_names(edge.roots),
        "denied_by": _root_names(edge.denying_roots),
        "times": _each(item.time for item in edge.asserted),
        "last_attested": last_attested(items),
        "holds": None if tie.holds is None else str(tie.holds),
        "amounts": _each(None if item.amount is None else str(item.amount) for item in items),
        "roles": _each(item.role for item in items),
        "subject_id": edge.subject,
        "subject_type": tie.subject.type.value,
        "object_id": edge.object,
        "object_type": tie.object.type.value,
        "claims": BAR.join(item.claim for item in items),
    }


def edge_row(view: EdgeView) -> Row:
    """Return one tie of a list as a row."""
    edge = view.edge
    return {
        "id": edge.id,
        "subject": view.subject,
        "predicate": edge.predicate,
        "object": view.object,
        "sign": edge.sign,
        "standing": view.standing.value,
        "roots": view.roots,
        "denying_roots": view.denying_roots,
        "asserted": view.asserted,
        "denied": view.denied,
        "said_by": _root_names(edge.roots),
        "denied_by": _root_names(edge.denying_roots),
        "holds": None if view.holds is None else str(view.holds),
        "subject_id": edge.subject,
        "object_id": edge.object,
    }


def actor_row(row: ActorRow) -> Row:
    """Return one actor as a row."""
    return {
        "id": row.id,
        "name": row.name,
        "type": row.type.value,
        "named": row.named,
        "aliases": BAR.join(row.aliases) or None,
        "documents": row.documents,
        "claims": row.claims,
    }


def _root_names(roots: tuple[Root, ...]) -> str | None:
    return BAR.join(root.name for root in roots) or None


def _each(words: Iterator[str | None]) -> str | None:
    """Return different words in the order of their first use, as one cell."""
    return BAR.join(dict.fromkeys(word for word in words if word)) or None


def _claims(extract: Extract) -> Iterator[Row]:
    return (claim_row(told) for told in extract.claims())


def _ties(extract: Extract) -> Iterator[Row]:
    return (tie_row(tie, extract.predicates) for tie in extract.ties())


def _actors(extract: Extract) -> Iterator[Row]:
    return (actor_row(row) for row in extract.actors())


TABLES: Mapping[str, Table] = {
    "claims": Table(CLAIM_COLUMNS, _claims, ("claims without where their names stand in the text", OFFSETS[1])),
    "ties": Table(TIE_COLUMNS, _ties, ("ties without the words of their claims", "the column `claims` has their ids")),
    "actors": Table(ACTOR_COLUMNS, _actors, ("actors without what is said of them", "the other tables have it")),
}
"""The tables by name: one row a claim, one a tie, one an actor."""
