"""Gather claims into edges."""

from collections.abc import Iterable, Mapping

from sayso.model import Actor, Claim, TextLink
from sayso.model.edge import DocumentFacts, Edge, PredicateTraits


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
    (only those of sources are looked at). Edges come in order of id.
    """
    raise NotImplementedError


def rank_ties(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Order edges by independent roots, then asserted claims, then mean confidence, then id."""
    raise NotImplementedError
