"""Gather claims into edges."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sayso.analysis.roots import RootFinder, say_so, segment_of
from sayso.model import Actor, Claim, TextLink, content_id
from sayso.model.edge import Attestation, DocumentFacts, Edge, PredicateTraits

UNKNOWN = PredicateTraits(family="", kind="state", sign=0)


def build_edges(
    claims: Iterable[Claim],
    *,
    canonical: Mapping[str, str],
    traits: Mapping[str, PredicateTraits],
    documents: Mapping[str, DocumentFacts],
    actors: Mapping[str, Actor],
    links: Iterable[TextLink] = (),
) -> tuple[Edge, ...]:
    """Gather claims by canonical subject, predicate and object.

    `canonical` maps raw actor ids (a missing id is its own); `documents` are by id; `actors` are raw actors by raw id
    (only those of sources, authors and publishers are looked at). A predicate without traits is a state of sign 0.
    Edges come in order of id, whatever the order of the claims; a claim given twice counts once. No claims give no
    edges.
    """
    finder = RootFinder.gather(canonical=canonical, documents=documents, actors=actors, links=links)
    gathered: defaultdict[tuple[str, str, str], dict[str, Attestation]] = defaultdict(dict)
    for claim in claims:
        key = edge_key(claim, canonical, traits)
        gathered[key][claim.id] = attest(claim, documents.get(claim.doc), finder)
    edges = [
        Edge(
            id=edge_id(*key),
            subject=key[0],
            predicate=key[1],
            object=key[2],
            sign=traits.get(key[1], UNKNOWN).sign,
            attestations=tuple(held[claim] for claim in sorted(held)),
        )
        for key, held in gathered.items()
    ]
    return tuple(sorted(edges, key=lambda edge: edge.id))


def edge_key(claim: Claim, canonical: Mapping[str, str], traits: Mapping[str, PredicateTraits]) -> tuple[str, str, str]:
    """Return canonical subject, predicate and canonical object, the two in order where the predicate is symmetric."""
    subject = canonical.get(claim.subject.actor, claim.subject.actor)
    other = canonical.get(claim.object.actor, claim.object.actor)
    if traits.get(claim.predicate, UNKNOWN).symmetric and other < subject:
        subject, other = other, subject
    return subject, claim.predicate, other


def edge_id(subject: str, predicate: str, other: str) -> str:
    """Return the id of the edge between two canonical actors."""
    return content_id("edge", subject, predicate, other)


def rank_ties(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Order edges by independent roots, then asserted claims, then mean confidence, all falling, then by id."""
    return tuple(sorted(edges, key=_strength))


def _strength(edge: Edge) -> tuple[int, int, float, str]:
    """Return what sorts the strongest edge first."""
    asserted = [item for item in edge.asserted if item.actual]
    mean = sum(item.confidence for item in asserted) / len(asserted) if asserted else 0.0
    return -len(edge.roots), -len(asserted), -round(mean, 6), edge.id


def attest(claim: Claim, document: DocumentFacts | None, finder: RootFinder) -> Attestation:
    """Take from a claim what its edge needs; a document without record gives a chain of credited sources alone."""
    segment = segment_of(claim, document) if document else None
    spoken = segment.speaker_date if segment else None
    return Attestation(
        claim=claim.id,
        doc=claim.doc,
        factuality=claim.factuality,
        root=finder.root(claim),
        say_so=say_so(claim, document) if document else tuple(source.name for source in claim.sources),
        time=claim.time,
        attested=spoken or (document.metadata.date if document else None),
        role=claim.role,
        confidence=claim.confidence,
        amount=claim.amount,
        place=claim.place,
        about=claim.about,
    )
