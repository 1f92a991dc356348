"""Show whole documents, edges and frames with names, and the predicates of the vocabulary."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.analysis.roots import say_so
from sayso.casefile.ask import name_cards, view_claims
from sayso.casefile.find import SHOWN
from sayso.model import Frame
from sayso.model.edge import PredicateTraits
from sayso.model.errors import NotFound, UsageError
from sayso.model.lineage import LineageView
from sayso.model.shown import DocumentText, FrameView, PredicateRow
from sayso.store import ClaimQuery, Store

if TYPE_CHECKING:
    from sayso.vocabulary import Vocabulary


def show_document(store: Store, doc: str, min_confidence: float) -> DocumentText:
    """Return one document, by its id, with its text and its claims that are sure enough; raises NotFound."""
    whole = store.document(doc)
    (row,) = store.documents(min_confidence, docs=[doc])
    claims = store.claims(ClaimQuery(docs=[doc], min_confidence=min_confidence))
    return DocumentText(row, whole.text_id, whole.text, whole.segments, tuple(view_claims(store, claims)))


def show_edge(store: Store, traits: Mapping[str, PredicateTraits], start: str, min_confidence: float) -> LineageView:
    """Return one edge with its lineage, by its id or the start of it; raises NotFound, or UsageError for several.

    An id of old leads to where a claim of that edge is now, and the answer says `moved`.
    """
    from sayso.casefile.lineage import traced_edges, view_lineage

    ids = store.edge_ids(start, SHOWN + 1) if start else []
    ids = [start] if start in ids else ids
    if len(ids) > 1:
        raise UsageError(f"{start!r} begins several edges: {', '.join(ids[:SHOWN])}. Give more of the id.")
    moved = start if not ids else None
    found = traced_edges(store, ids or _follow(store, start), min_confidence)
    if not found:
        raise NotFound(f"There is no edge {start!r}. Take its id from a list of edges.")
    card, edge = found[0]
    view = view_lineage(store, edge, traits, None if min_confidence > 0 else card)
    return replace(view, moved=moved) if moved else view


def _follow(store: Store, edge: str) -> list[str]:
    """Return the edge to which a claim of one that is no more belongs now; raises NotFound where it has none."""
    moved = store.moved_edge(edge)
    if moved is not None and moved.edge is None:
        raise NotFound(
            f"There is no edge {edge!r} any more: its claims were rejected, corrected or are read otherwise now. "
            f"Look at {moved.claim}, which was one of them, or search for its words."
        )
    return [moved.edge] if moved and moved.edge else []


def view_frames(store: Store, frames: Iterable[Frame]) -> tuple[FrameView, ...]:
    """Return frames with their say-so, in the order given."""
    given = list(frames)
    cards = name_cards(store, {frame.doc for frame in given})
    return tuple(
        FrameView(
            frame,
            say_so(frame, cards[frame.doc]),
            cards[frame.doc].name,
            cards[frame.doc].metadata.title,
            cards[frame.doc].metadata.date,
        )
        for frame in given
    )


def list_predicates(vocabulary: "Vocabulary") -> tuple[PredicateRow, ...]:
    """Return the predicates in order of family and name."""
    rows = (
        PredicateRow(
            name=name,
            family=one.family,
            kind=one.kind,
            sign=one.sign,
            means=one.means,
            symmetric=one.symmetric,
            exclusive=bool(getattr(one, "exclusive", False)),
            subject=tuple(sorted(one.subject)),
            object=tuple(sorted(one.object)),
        )
        for name, one in vocabulary.predicates.items()
    )
    return tuple(sorted(rows, key=lambda row: (row.family, row.name)))
