"""Read the contests that the store keeps, with the claims that it takes to show them and not all of a hub's."""

from collections.abc import Collection, Mapping, Sequence

from sayso.analysis.contest import find_denial, find_opposites, find_rivals, find_sums
from sayso.casefile.contest_views import sides_of
from sayso.model.edge import Contest, ContestKind, Edge, PredicateTraits
from sayso.store import Store
from sayso.store.edge_store import ContestRow

CLAIMS_OF_A_SIDE = 12
"""How many claims that assert, and that deny, are read of an edge in which claims disagree."""


def read_contests(
    store: Store, rows: Sequence[ContestRow], traits: Mapping[str, PredicateTraits], *, whole: bool = False
) -> list[Contest]:
    """Return the contests that rows name, in their order, those left out whose claims no longer disagree.

    Of an edge with very many claims the surest are read; all of them where these alone do not show the disagreement,
    where sums are compared, or where `whole` asks for it.
    """
    ids = {one for row in rows for one in (row.edge, row.other)}
    if whole:
        return [one for one in _find_all(rows, _whole(store, ids), traits) if one is not None]
    samples = store.edge_samples(ids, CLAIMS_OF_A_SIDE)
    edges = {edge.id: edge for _, edge in samples}
    cut = {card.id for card, edge in samples if len(edge.attestations) < card.asserted + card.denied}
    found = _find_all(rows, edges, traits)
    unsettled = {
        one
        for row, contest in zip(rows, found, strict=True)
        if contest is None or is_alone(contest) or row.kind == ContestKind.DIFFERENT_SUMS.value
        for one in (row.edge, row.other)
    } & cut
    if unsettled:
        edges |= _whole(store, unsettled)
        found = _find_all(rows, edges, traits)
    return [one for one in found if one is not None]


def is_alone(contest: Contest) -> bool:
    """Tell whether both sides rest on one and the same root."""
    return len({item.root.key for _, items in sides_of(contest) for item in items}) < 2


def _whole(store: Store, ids: Collection[str]) -> dict[str, Edge]:
    return {edge.id: edge for edge in store.edges(ids)}


def _find_all(
    rows: Sequence[ContestRow], edges: Mapping[str, Edge], traits: Mapping[str, PredicateTraits]
) -> list[Contest | None]:
    return [_find(row, edges, traits) for row in rows]


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
