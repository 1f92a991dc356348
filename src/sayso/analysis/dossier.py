"""Group what is claimed about one actor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.analysis.lenses import Lens
from sayso.model.edge import Edge, PredicateTraits


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one group of a dossier: a title and its edges, best supported first."""

    title: str
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hold all edges of one canonical actor in sections; sections without edges are left out."""

    actor: str
    sections: tuple[Section, ...]


def build_dossier(
    actor: str,
    edges: Iterable[Edge],
    traits: Mapping[str, PredicateTraits],
    lenses: Sequence[Lens] | None = None,
) -> Dossier:
    """Group the edges of a canonical actor by the lenses, the built-in ones by default."""
    raise NotImplementedError
