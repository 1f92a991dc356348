"""Follow say-so chains down to their roots."""

from collections.abc import Iterable, Mapping

from sayso.model import Actor, Claim, TextLink
from sayso.model.edge import DocumentFacts, Edge, PredicateTraits, Root


def say_so(claim: Claim, document: DocumentFacts) -> tuple[str, ...]:
    """Return the chain of names, outermost first: publisher, author (or commenter), then the credited sources."""
    raise NotImplementedError


class RootFinder:
    """Find the root of claims; holds the documents, their links, and the actors that sources name."""

    def __init__(
        self,
        *,
        canonical: Mapping[str, str],
        documents: Mapping[str, DocumentFacts],
        actors: Mapping[str, Actor],
        links: Iterable[TextLink] = (),
    ) -> None:
        raise NotImplementedError

    def root(self, claim: Claim) -> Root:
        """Return the source whose word the claim rests on."""
        raise NotImplementedError


def related_roots(
    roots: Iterable[Root], edges: Iterable[Edge], traits: Mapping[str, PredicateTraits], family: str
) -> tuple[tuple[Root, Root], ...]:
    """Return pairs of roots that an edge of the family (membership) ties together."""
    raise NotImplementedError
