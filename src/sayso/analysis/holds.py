"""Answer whether an edge holds on a date."""

from sayso.model.edge import Answer, Edge, PredicateTraits


def holds_on(edge: Edge, date: str, traits: PredicateTraits | None = None) -> Answer:
    """Answer in three values whether an edge holds on an EDTF date; without traits it is taken as a state."""
    raise NotImplementedError
