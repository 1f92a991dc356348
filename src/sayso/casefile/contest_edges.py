"""Read the contests that the store keeps, with the claims that it takes to show them and not all of a hub's."""

from collections.abc import Collection, Mapping, Sequence

from sayso.analysis.contest import find_denial, find_opposites, find_rivals, find_sums
from sayso.casefile.contest_views import sides_of
from sayso.model.edge import Contest, ContestKind, Edge, PredicateTraits
from sayso.store import Store
from sayso.store.edge_store import ContestRow

CLAIMS_OF_A_SIDE = 6
"""How many claims that assert, and that deny, are read of an edge in which claims disagree."""
MORE_CLAIMS = 64
"""How many where so few do not show it; where these do not either, all of them."""
SUMS = 3
"""So many times more are read where sums differ: of few, seldom two are of one kind, matter and time."""

_WITHIN = (ContestKind.DENIAL.value, ContestKind.DIFFERENT_SUMS.value)


def read_contests(
    store: Store, rows: Sequence[ContestRow], traits: Mapping[str, PredicateTraits], *, whole: bool = False
) -> list[Contest]:
    """Return the contests that rows name, in their order, those left out whose claims no longer disagree.

    Of an edge with very many claims the surest are read; more, and last all of them, where these alone do not show
    the disagreement or rest on one root, or where `whole` asks for all.
    """
    found: dict[ContestRow, Contest | None] = dict.fromkeys(rows)
    left = list(rows)
    for most in () if whole else (CLAIMS_OF_A_SIDE, MORE_CLAIMS):
        edges, cut = _sample(store, left, most)
        sums = _sample_sums(store, [row.edge for row in left if _is_of_sums(row)], most)
        for row in left:
            found[row] = _find(row, sums if _is_of_sums(row) else edges, traits)
        left = [row for row in left if _is_open(row, found[row], cut)]
        rivals = [row for row in left if row.kind == ContestKind.TWO_HOLDERS.value]
        if rivals:
            edges = _meet_holders(store, rivals, most)
            found |= {row: _find(row, edges, traits) for row in rivals}
            left = [row for row in left if row not in rivals or found[row] is None]
        if not left:
            break
    if left:
        edges = {edge.id: edge for edge in store.edges({one for row in left for one in (row.edge, row.other)})}
        found |= {row: _find(row, edges, traits) for row in left}
    return [one for one in found.values() if one is not None]


def _sample(store: Store, rows: Sequence[ContestRow], most: int) -> tuple[dict[str, Edge], set[str]]:
    """Return the edges of contests with the claims on the sides that may disagree, and which lack claims there."""
    denials = {row.edge for row in rows if row.kind == ContestKind.DENIAL.value}
    others = {one for row in rows if row.kind not in _WITHIN for one in (row.edge, row.other)}
    both = store.edge_samples(denials, most)
    well = store.edge_samples(others - denials, most, sides="+")
    cut = {card.id for card, edge in both if len(edge.attestations) < card.asserted + card.denied}
    cut |= {card.id for card, edge in well if len(edge.asserted) < card.asserted}
    return {edge.id: edge for _, edge in (*both, *well)}, cut


def _sample_sums(store: Store, edge_ids: Collection[str], most: int) -> dict[str, Edge]:
    """Return edges with the surest claims that tell a sum, and all other sums of their roots.

    Whether two sums disagree depends on what else their roots tell, and on no third root.
    """
    claims: list[str] = []
    for edge in edge_ids:
        told = store.told_sums(edge)
        roots = {one.root for one in told[: most * SUMS]}
        claims += [one.claim for one in told if one.root in roots]
    return {edge.id: edge for edge in store.edges_of_claims(claims)}


def _meet_holders(store: Store, rows: Sequence[ContestRow], most: int) -> dict[str, Edge]:
    """Return the edges of rival holders with claims that meet."""
    claims = {one for row in rows for one in store.meeting_holders(row.edge, row.other, most)}
    return {edge.id: edge for edge in store.edges_of_claims(claims)}


def _is_of_sums(row: ContestRow) -> bool:
    return row.kind == ContestKind.DIFFERENT_SUMS.value


def _is_open(row: ContestRow, found: Contest | None, cut: Collection[str]) -> bool:
    """Tell whether more claims may show a contest, or show it between two roots."""
    if _is_of_sums(row):
        return found is None
    return (found is None or is_alone(found)) and (row.edge in cut or row.other in cut)


def is_alone(contest: Contest) -> bool:
    """Tell whether both sides rest on one and the same root."""
    return len({item.root.key for _, items in sides_of(contest) for item in items}) < 2


def _find(row: ContestRow, edges: Mapping[str, Edge], traits: Mapping[str, PredicateTraits]) -> Contest | None:
    """Return the contest that a row names; None where the claims at hand do not disagree so."""
    one, other = edges.get(row.edge), edges.get(row.other)
    if one is None or other is None:
        return None
    if row.kind == ContestKind.DENIAL.value:
        return find_denial(one)
    if row.kind == ContestKind.DIFFERENT_SUMS.value:
        return find_sums(one)
    if row.kind == ContestKind.OPPOSITE_SIGN.value:
        return find_opposites(one, other)
    return find_rivals(one, other, traits)
