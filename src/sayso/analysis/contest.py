"""Find where claims disagree.

- Denial: one edge asserted and denied by different roots, of times that may overlap.
- Opposite sign: two edges of one pair of actors, one friendly and one hostile, of times that may overlap.
- Two holders: two subjects of one exclusive predicate (a post) with one object and role, by different roots, of times
  that certainly overlap.
- Different sums: one edge with sums that differ, by different roots; the rules stand at `sayso.analysis.rival_sums`.

Only claims about what is (modality actual) take part, save in sums, where requests are compared with requests; hedged
claims do. Each finder looks at the edges that it is given and at nothing else, in time that grows with n log n of
their claims: spans are sorted once, and each claim then asks how many of the other side's it meets.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.actors.lexicon import fold_text
from sayso.analysis.lenses import load_exclusive
from sayso.analysis.rival_sums import find_sums
from sayso.analysis.span import spoken_time, window
from sayso.model.edge import Attestation, Contest, ContestKind, Edge, PredicateTraits

__all__ = ["contested", "find_denial", "find_opposites", "find_rivals", "find_sums"]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Hold a claim with the days for which it counts here."""

    item: Attestation
    first: date
    last: date


def contested(
    edges: Iterable[Edge], traits: Mapping[str, PredicateTraits], exclusive: Collection[str] | None = None
) -> tuple[Contest, ...]:
    """Return every disagreement: denials, opposite signs, two holders, different sums, each in order of edge ids.

    `exclusive` names predicates that one subject at a time holds, besides those whose traits say so; by default those
    of the room's data. An edge without disagreement gives nothing.
    """
    held = sorted(edges, key=lambda edge: edge.id)
    denials = [found for edge in held if (found := find_denial(edge))]
    sums = [found for edge in held if (found := find_sums(edge))]
    opposites = _in_order(find_opposites(*pair) for pair in _pairs_of_signs(held))
    rivals = _in_order(find_rivals(*pair, traits, exclusive) for pair in _pairs_of_holders(held, traits, exclusive))
    return (*denials, *opposites, *rivals, *sums)


def find_denial(edge: Edge) -> Contest | None:
    """Return the disagreement over whether one edge is so, or None: who asserts it, against who denies it."""
    yes = [_widely(item) for item in edge.asserted if item.actual]
    no = [_widely(item) for item in edge.denied if item.actual]
    return _contest(ContestKind.DENIAL, (edge,), _meeting(yes, no, apart=True), _meeting(no, yes, apart=True))


def find_opposites(one: Edge, other: Edge) -> Contest | None:
    """Return the disagreement between a friendly and a hostile edge of one pair of actors, or None.

    Which edge comes first does not matter: the friendly one does in the answer.
    """
    if one.sign * other.sign != -1 or one.subject == one.object or _ends(one) != _ends(other):
        return None
    friend, foe = (one, other) if one.sign > 0 else (other, one)
    well = [_widely(item) for item in friend.asserted if item.actual]
    ill = [_widely(item) for item in foe.asserted if item.actual]
    return _contest(ContestKind.OPPOSITE_SIGN, (friend, foe), _meeting(well, ill), _meeting(ill, well))


def find_rivals(
    one: Edge, other: Edge, traits: Mapping[str, PredicateTraits], exclusive: Collection[str] | None = None
) -> Contest | None:
    """Return the disagreement over who of two holds one post, or None.

    Which edge comes first does not matter: the one with the smaller id does in the answer. `exclusive` is as in
    `contested`.
    """
    if (one.predicate, one.object) != (other.predicate, other.object) or one.subject == other.subject:
        return None
    if not _is_post(one, traits, exclusive):
        return None
    first, second = sorted((one, other), key=lambda edge: edge.id)
    claims: set[str] = set()
    against: set[str] = set()
    roles = _by_role(second)
    for role, held in _by_role(first).items():
        rivals = roles.get(role, [])
        claims.update(_meeting(held, rivals, apart=True))
        against.update(_meeting(rivals, held, apart=True))
    return _contest(ContestKind.TWO_HOLDERS, (first, second), claims, against)


def _pairs_of_signs(edges: list[Edge]) -> Iterator[tuple[Edge, Edge]]:
    """Yield each friendly edge with each hostile one of the same pair of actors."""
    by_pair: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.sign and edge.subject != edge.object:
            by_pair[_ends(edge)].append(edge)
    for held in by_pair.values():
        foes = [edge for edge in held if edge.sign < 0]
        for friend in (edge for edge in held if edge.sign > 0):
            yield from ((friend, foe) for foe in foes)


def _pairs_of_holders(
    edges: list[Edge], traits: Mapping[str, PredicateTraits], exclusive: Collection[str] | None
) -> Iterator[tuple[Edge, Edge]]:
    """Yield pairs of edges of one post whose certain times, taken whole, overlap: a sweep along their starts."""
    posts: defaultdict[tuple[str, str], list[tuple[date, date, Edge]]] = defaultdict(list)
    for edge in edges:
        if not _is_post(edge, traits, exclusive):
            continue
        spans = [spoken for held in _by_role(edge).values() for spoken in held]
        if spans:
            first, last = min(span.first for span in spans), max(span.last for span in spans)
            posts[edge.predicate, edge.object].append((first, last, edge))
    for held in posts.values():
        running: list[tuple[date, Edge]] = []
        for first, last, edge in sorted(held, key=lambda one: (one[0], one[2].id)):
            running = [(end, rival) for end, rival in running if end >= first]
            yield from ((rival, edge) for _, rival in running)
            running.append((last, edge))


def _is_post(edge: Edge, traits: Mapping[str, PredicateTraits], exclusive: Collection[str] | None) -> bool:
    """Tell whether one subject at a time stands in such an edge to one object."""
    held = traits.get(edge.predicate)
    posts = load_exclusive() if exclusive is None else exclusive
    return edge.predicate in posts or (held is not None and held.exclusive)


def _by_role(edge: Edge) -> dict[str, list[_Spoken]]:
    """Return the claims that put the subject in the post on certain days, by folded role."""
    found: defaultdict[str, list[_Spoken]] = defaultdict(list)
    for item in edge.asserted:
        told = spoken_time(item) if item.actual else None
        if told is not None and told.sure is not None:
            found[fold_text(item.role or "")].append(_Spoken(item, *told.sure))
    return found


def _ends(edge: Edge) -> tuple[str, str]:
    """Return the pair of actors, either way round."""
    return min(edge.subject, edge.object), max(edge.subject, edge.object)


def _widely(item: Attestation) -> _Spoken:
    """Return a claim with the widest time of which it may speak."""
    told = window(item)
    return _Spoken(item, told.earliest, told.latest)


class _Crowd:
    """Count how many of some spans share a day with another one; each question is two searches in sorted lists."""

    def __init__(self, spoken: Iterable[_Spoken]) -> None:
        held = list(spoken)
        self._starts = sorted(one.first for one in held)
        self._ends = sorted(one.last for one in held)

    def count(self, asked: _Spoken) -> int:
        return bisect_right(self._starts, asked.last) - bisect_left(self._ends, asked.first)


def _meeting(ones: Sequence[_Spoken], others: Sequence[_Spoken], *, apart: bool = False) -> set[str]:
    """Return the claims of the ones that share a day with one of the others; `apart`: on the word of another root."""
    if not ones or not others:
        return set()
    crowd = _Crowd(others)
    by_root: defaultdict[str, list[_Spoken]] = defaultdict(list)
    if apart:
        for one in others:
            by_root[one.item.root.key].append(one)
    own = {root: _Crowd(held) for root, held in by_root.items()}
    found = set()
    for one in ones:
        mine = own.get(one.item.root.key)
        if crowd.count(one) > (0 if mine is None else mine.count(one)):
            found.add(one.item.claim)
    return found


def _contest(
    kind: ContestKind, edges: tuple[Edge, ...], claims: Collection[str], against: Collection[str]
) -> Contest | None:
    """Make a disagreement of the claims of both sides, or None without any."""
    if not claims or not against:
        return None
    return Contest(kind, edges, tuple(sorted(claims)), tuple(sorted(against)))


def _in_order(found: Iterable[Contest | None]) -> list[Contest]:
    """Drop the empty ones and order the rest by the ids of their edges."""
    return sorted((one for one in found if one), key=lambda one: tuple(edge.id for edge in one.edges))
