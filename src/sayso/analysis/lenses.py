"""Load how a dossier groups edges; data, so that no predicate is named in code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lens:
    """Select edges round an actor for one section.

    `side` says where the actor stands: `subject`, `object` or `either`. Empty filters let everything through; an edge
    goes to the first lens that takes it.
    """

    title: str
    side: str
    predicates: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    signs: frozenset[int] = frozenset()


def load_lenses() -> tuple[Lens, ...]:
    """Return the built-in lenses, in the order of the sections."""
    raise NotImplementedError
