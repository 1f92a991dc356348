"""Read the contests that the store keeps, with the claims that it takes to show them and not all of a hub's."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sayso.analysis.contest import find_denial, find_opposites, find_rivals, find_sums
from sayso.casefile.contest_views import sides_of
from sayso.model.edge import Contest, ContestKind, Edge, PredicateTraits
from sayso.store import Store
from sayso.store.edge_store import ContestRow, ToldSum

CLAIMS_OF_A_SIDE = 6
"""How many claims that assert, and that deny, are read of an edge in which claims disagree."""
MORE_CLAIMS = (16, 64)
"""How many where so few do not show it; where these do not either, all of them."""
SUMS = 6
"""So many times more sums are looked at, to choose some of one currency and status: of few, seldom two are alike."""

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
    for most in () if whole else (CLAIMS_OF_A_SIDE, *MORE_CLAIMS):
        left = _look(store, left, most, found, traits)
        if not left:
            break
    if left:
        edges = {edge.id: edge for edge in store.edges({one for row in left for one in (row.edge, row.other)})}
        found |= {row: _find(row, edges, traits) for row in left}
    return [one for one in found.values() if one is not None]


def _look(
    store: Store,
    rows: Sequence[ContestRow],
    most: int,
    found: dict[ContestRow, Contest | None],
    traits: Mapping[str, PredicateTraits],
) -> list[ContestRow]:
    """Find contests among so many claims of a side; return the rows of which more claims may show more."""
    sums = {row for row in rows if _is_of_sums(row)}
    told = _sample_sums(store, {row.edge for row in sums}, most) if sums else {}
    met = _between_hubs(store, rows, most)  # of few claims of many, seldom two meet
    plain = [row for row in rows if row not in sums and row not in met]
    edges, cut = _sample(store, plain, most)
    found |= {row: _find(row, told if row in sums else edges, traits) for row in rows if row not in met}
    met |= {row for row in plain if _is_of_holders(row) and _is_open(row, found[row], cut)}
    meeting = _meet_holders(store, met, most)
    found |= {row: _find(row, meeting, traits) for row in met}
    return [row for row in rows if (found[row] is None if row in met else _is_open(row, found[row], cut))]


def _between_hubs(store: Store, rows: Iterable[ContestRow], most: int) -> set[ContestRow]:
    """Return the contests of two holders of whom each is said to hold the post by more claims than are read."""
    held = [row for row in rows if _is_of_holders(row)]
    cards = store.edge_cards({one for row in held for one in (row.edge, row.other)}) if held else {}
    many = {one for one, card in cards.items() if card.asserted > most}
    return {row for row in held if row.edge in many and row.other in many}


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
    """Return edges with some of their surest sums that may disagree, and all other sums of their roots.

    Whether two sums disagree depends on what else their roots tell, and on no third root.
    """
    told = store.told_sums(edge_ids, most * SUMS)
    roots = {edge: {one.root for one in _most_alike(sums)[:most]} for edge, sums in told.items()}
    return {edge.id: edge for edge in store.sums_of_roots(roots)}


def _most_alike(told: Iterable[ToldSum]) -> list[ToldSum]:
    """Order sums, those of one currency and status first of which there are most; within these as they come."""
    groups: dict[tuple[str, str | None], list[ToldSum]] = {}
    for one in told:
        groups.setdefault((one.amount.currency, one.amount.status), []).append(one)
    return [one for held in sorted(groups.values(), key=len, reverse=True) for one in held]


def _meet_holders(store: Store, rows: Iterable[ContestRow], most: int) -> dict[str, Edge]:
    """Return the edges of rival holders with claims that meet."""
    claims = {one for row in rows for one in store.meeting_holders(row.edge, row.other, most)}
    return {edge.id: edge for edge in store.edges_of_claims(claims)} if claims else {}


def _is_of_holders(row: ContestRow) -> bool:
    return row.kind == ContestKind.TWO_HOLDERS.value


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
