"""Find where claims disagree.

- Denial: one edge asserted and denied by different roots, of times that may overlap.
- Opposite sign: two edges of one pair of actors, one friendly and one hostile, of times that may overlap.
- Two holders: two subjects of one exclusive predicate (a post) with one object and role, by different roots, of times
  that certainly overlap.

Only claims about what is (modality actual) take part; hedged ones do.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from sayso.actors.lexicon import fold_text
from sayso.analysis.lenses import load_exclusive
from sayso.analysis.span import spoken_time, window
from sayso.model.edge import Attestation, Contest, ContestKind, Edge, PredicateTraits


def contested(
    edges: Iterable[Edge], traits: Mapping[str, PredicateTraits], exclusive: Collection[str] | None = None
) -> tuple[Contest, ...]:
    """Return every disagreement: denials, then opposite signs, then two holders, each in order of edge ids.

    `exclusive` names predicates that one subject at a time holds, besides those whose traits say so; by default those
    of the room's data. An edge without disagreement gives nothing.
    """
    held = sorted(edges, key=lambda edge: edge.id)
    posts = load_exclusive() if exclusive is None else exclusive
    return (*_denials(held), *_opposites(held), *_holders(held, traits, posts))


def find_denial(edge: Edge) -> Contest | None:
    """Return the disagreement over one edge, or None."""
    pairs = [
        (yes, no)
        for yes in edge.asserted
        for no in edge.denied
        if yes.actual and no.actual and yes.root.key != no.root.key and window(yes).may_meet(window(no))
    ]
    return _contest(ContestKind.DENIAL, (edge,), pairs)


def _denials(edges: list[Edge]) -> list[Contest]:
    """Return the edges that one root asserts and another denies."""
    return [found for edge in edges if (found := find_denial(edge))]


def _opposites(edges: list[Edge]) -> list[Contest]:
    """Return pairs of a friendly and a hostile edge between one pair of actors."""
    by_pair: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.sign and edge.subject != edge.object:
            by_pair[min(edge.subject, edge.object), max(edge.subject, edge.object)].append(edge)
    found = []
    for held in by_pair.values():
        friendly = [edge for edge in held if edge.sign > 0]
        for one in friendly:
            for other in (edge for edge in held if edge.sign < 0):
                pairs = [(a, b) for a, b in _actual_pairs(one, other) if window(a).may_meet(window(b))]
                found.append(_contest(ContestKind.OPPOSITE_SIGN, (one, other), pairs))
    return _in_order(found)


def _holders(edges: list[Edge], traits: Mapping[str, PredicateTraits], exclusive: Collection[str]) -> list[Contest]:
    """Return pairs of edges whose subjects hold one post at one time."""
    by_post: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        held = traits.get(edge.predicate)
        if edge.predicate in exclusive or (held is not None and held.exclusive):
            by_post[edge.predicate, edge.object].append(edge)
    found = []
    for rivals in by_post.values():
        for one, other in combinations(rivals, 2):
            pairs = [(a, b) for a, b in _actual_pairs(one, other) if _hold_one_post(a, b)]
            found.append(_contest(ContestKind.TWO_HOLDERS, (one, other), pairs))
    return _in_order(found)


def _hold_one_post(one: Attestation, other: Attestation) -> bool:
    """Tell whether two claims put two subjects in one post on one day, on the word of different roots."""
    if one.root.key == other.root.key or fold_text(one.role or "") != fold_text(other.role or ""):
        return False
    first, second = spoken_time(one), spoken_time(other)
    if first is None or second is None or first.sure is None or second.sure is None:
        return False
    return first.sure[0] <= second.sure[1] and second.sure[0] <= first.sure[1]


def _actual_pairs(one: Edge, other: Edge) -> list[tuple[Attestation, Attestation]]:
    """Return all pairs of claims that assert the two edges as actual."""
    return [(a, b) for a in one.asserted if a.actual for b in other.asserted if b.actual]


def _contest(
    kind: ContestKind, edges: tuple[Edge, ...], pairs: list[tuple[Attestation, Attestation]]
) -> Contest | None:
    """Make a disagreement from its pairs of claims, or None without any."""
    if not pairs:
        return None
    claims = tuple(sorted({one.claim for one, _ in pairs}))
    return Contest(kind, edges, claims, tuple(sorted({other.claim for _, other in pairs})))


def _in_order(found: Iterable[Contest | None]) -> list[Contest]:
    """Drop the empty ones and order the rest by the ids of their edges."""
    return sorted((one for one in found if one), key=lambda one: tuple(edge.id for edge in one.edges))
