"""Show a document to read: of each claim what its text is marked with, and no more."""

from dataclasses import replace

from sayso.analysis.roots import name_chain
from sayso.casefile.names import Namer
from sayso.model import Document
from sayso.model.decision import ClaimRulings
from sayso.model.shown import ClaimMark, DocumentMarks
from sayso.store import Store

_NOT_RULED = ClaimRulings()


def show_marks(store: Store, doc: str, min_confidence: float) -> DocumentMarks:
    """Return one document, by its id, with its text and the marks of its claims in order; raises NotFound."""
    with store.snapshot():
        whole = store.document(doc)
        (row,) = store.documents(min_confidence, docs=[doc])
        marks = _list_marks(store, whole, min_confidence)
    return DocumentMarks(row, whole.text_id, whole.text, whole.segments, marks)


def _list_marks(store: Store, whole: Document, min_confidence: float) -> tuple[ClaimMark, ...]:
    """Return the marks of a document; a chain that many claims share is made once."""
    places = store.claim_marks(whole.id, min_confidence)
    namer = Namer(store)
    namer.learn(actor for place in places for actor in (place.subject, place.object))
    ruled = store.claim_rulings([place.id for place in places])
    segments = {segment.index: segment for segment in whole.segments}
    known = whole.metadata
    titled = whole if known.title else replace(whole, metadata=replace(known, title=whole.name))
    chains: dict[tuple[int, tuple[str, ...]], tuple[str, ...]] = {}
    found = []
    for place in places:
        spoken = place.segment, place.sources
        if spoken not in chains:
            chains[spoken] = name_chain(place.sources, titled, segments.get(place.segment))
        ruling = ruled.get(place.id, _NOT_RULED)
        found.append(
            ClaimMark(
                place.id,
                place.segment,
                namer.name(namer.canonical(place.subject)),
                place.predicate,
                namer.name(namer.canonical(place.object)),
                place.factuality,
                place.evidence,
                place.trigger,
                chains[spoken],
                ruling.ruled,
                ruling.disputed,
            )
        )
    return tuple(found)
