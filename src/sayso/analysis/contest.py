"""Find where claims disagree."""

from collections.abc import Iterable, Mapping

from sayso.model.edge import Contest, Edge, PredicateTraits


def contested(edges: Iterable[Edge], traits: Mapping[str, PredicateTraits]) -> tuple[Contest, ...]:
    """Return every disagreement: denials, predicates of opposite sign, two holders of one post."""
    raise NotImplementedError
