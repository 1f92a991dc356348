"""Group what is claimed about one actor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.analysis.edges import rank_ties
from sayso.analysis.lenses import Lens, Tie, load_lenses
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
    """Group the edges of a canonical actor by the lenses, the built-in ones by default.

    Edges that do not touch the actor are passed over; an edge stands in one section alone, one that no lens takes in
    none. Sections come in the order of the lenses, their edges by `rank_ties`.
    """
    chosen = load_lenses() if lenses is None else lenses
    taken: dict[str, list[Edge]] = {lens.title: [] for lens in chosen}
    for edge in edges:
        title = find_section(actor, edge, traits, chosen)
        if title is not None:
            taken[title].append(edge)
    return Dossier(actor, tuple(Section(title, rank_ties(held)) for title, held in taken.items() if held))


def find_section(
    actor: str, edge: Tie, traits: Mapping[str, PredicateTraits], lenses: Sequence[Lens] | None = None
) -> str | None:
    """Return the title of the section that an edge of a canonical actor stands in; None where no lens takes it."""
    if actor not in (edge.subject, edge.object):
        return None
    chosen = load_lenses() if lenses is None else lenses
    known = traits.get(edge.predicate)
    return next((lens.title for lens in chosen if lens.takes(edge, actor, known)), None)
