"""Tell of a claim what the edge is that it belongs to: its standing, whether it is contested, on whose root it rests.

The one place at which filters touch edges: what is kept of them is looked up, claim by claim.
"""

from collections.abc import Iterable, Iterator
from itertools import batched

from sayso.model.filter import Filter
from sayso.model.search import ClaimEdge
from sayso.model.view import ClaimView
from sayso.store import Store

AT_ONCE = 200
"""Of how many claims the edges are looked up at a time."""


def filter_by_edges(store: Store, views: Iterable[ClaimView], asked: Filter) -> Iterator[ClaimView]:
    """Yield the claims whose edge answers to `standing`, `contested` and `root`, in their order."""
    for some in batched(views, AT_ONCE):
        edges = store.claim_edges([view.claim.id for view in some])
        for view in some:
            edge = edges.get(view.claim.id)
            if edge is not None and edge_answers(edge, asked):
                yield view


def edge_answers(edge: ClaimEdge, asked: Filter) -> bool:
    """Tell whether a claim's edge answers to a filter."""
    if asked.standing and edge.standing not in asked.standing:
        return False
    if asked.contested is not None and edge.contested is not asked.contested:
        return False
    return asked.root is None or edge.root == asked.root
