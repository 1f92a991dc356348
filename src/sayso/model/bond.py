"""Hold an edge as far as it tells that two actors are no strangers to each other."""

from dataclasses import dataclass

from sayso.model.edge import Root


@dataclass(frozen=True, slots=True)
class Bond:
    """Name an edge that is asserted as actual, and some of the roots that assert it, ordered by key."""

    id: str
    subject: str
    predicate: str
    object: str
    roots: tuple[Root, ...]
