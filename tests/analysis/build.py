"""Build small claims, documents and edges for the tests of this room."""

from collections.abc import Iterable, Mapping

from sayso.analysis import build_edges
from sayso.model import (
    Actor,
    ActorRef,
    ActorType,
    Certainty,
    Claim,
    Evidence,
    Factuality,
    Metadata,
    Modality,
    Polarity,
    Segment,
    SourceRef,
    Span,
    TextLink,
    Voice,
)
from sayso.model.edge import DocumentCard, DocumentFacts, Edge, PredicateTraits

TRAITS = {
    "heads": PredicateTraits("membership", "state", 1, exclusive=True),
    "belongs": PredicateTraits("membership", "state", 1),
    "friend": PredicateTraits("alignment", "state", 1, symmetric=True),
    "pays": PredicateTraits("support", "state", 1),
    "fights": PredicateTraits("violence", "event", -1),
}
OFFICIALS = Actor("officials", "d1", "officials", ActorType.PERSON, named=False)
_SPAN = Span(0, 1)


def claim(
    number: int,
    subject: str,
    predicate: str,
    target: str,
    *,
    doc: str = "d1",
    denied: bool = False,
    certainty: Certainty = Certainty.CERTAIN,
    modality: Modality = Modality.ACTUAL,
    time: str | None = None,
    sources: Iterable[str] = (),
    segment: int = 0,
    role: str | None = None,
) -> Claim:
    """Make a claim; sources are actor ids that double as names."""
    polarity = Polarity.DENIED if denied else Polarity.ASSERTED
    return Claim(
        id=f"c{number}",
        doc=doc,
        text_id=doc,
        segment=segment,
        subject=ActorRef(subject, _SPAN, _SPAN, "x"),
        predicate=predicate,
        object=ActorRef(target, _SPAN, _SPAN, "x"),
        trigger=_SPAN,
        evidence=Evidence(_SPAN, "x"),
        reader="test",
        factuality=Factuality(polarity, certainty, modality),
        time=time,
        sources=tuple(SourceRef(name, name) for name in sources),
        role=role,
    )


def document(
    name: str,
    *,
    author: str | None = None,
    publisher: str | None = None,
    date: str | None = "2010-06-01",
    commenter: str | None = None,
) -> DocumentCard:
    """Make a document of one body segment, and a comment as segment 1 where a commenter is named."""
    segments = [Segment(0, Span(0, 10), Voice.BODY, "h")]
    if commenter is not None:
        segments.append(Segment(1, Span(10, 20), Voice.COMMENT, "h", speaker=commenter, speaker_date="2011-01-02"))
    return DocumentCard(
        name, Metadata(authors=(author,) if author else (), publisher=publisher, date=date), tuple(segments)
    )


def edges_of(
    claims: Iterable[Claim],
    documents: Iterable[DocumentFacts] = (),
    *,
    canonical: Mapping[str, str] | None = None,
    actors: Iterable[Actor] = (OFFICIALS,),
    links: Iterable[TextLink] = (),
) -> tuple[Edge, ...]:
    """Build edges with the test vocabulary."""
    held = list(claims)
    cards: dict[str, DocumentFacts] = {one.doc: document(one.doc, author=f"author of {one.doc}") for one in held}
    cards |= {card.id: card for card in documents}
    return build_edges(
        held,
        canonical=canonical or {},
        traits=TRAITS,
        documents=cards,
        actors={actor.id: actor for actor in actors},
        links=links,
    )


def edge_of(*claims: Claim) -> Edge:
    """Build the one edge of claims about one thing."""
    (edge,) = edges_of(claims)
    return edge
