"""Take the strongest ties of a whole casefile, as they stand on the dates that are asked."""

from collections.abc import Callable
from itertools import batched

from sayso.analysis.adjacency import ALL_TIES, Adjacency
from sayso.analysis.neighbourhood import FoundTies
from sayso.analysis.ties import Dated, Moment, lighten
from sayso.model.edge import EdgeCard
from sayso.model.errors import UsageError
from sayso.model.network import TieQuery

AT_ONCE = 200
LOOKED_AT = 20_000
"""Ties looked at before a question that few of them answer is given up, and this is said."""


def find_network(
    adjacency: Adjacency,
    moment: Moment,
    *,
    ties: TieQuery = ALL_TIES,
    limit: int = 200,
    wanted: Callable[[list[EdgeCard]], list[EdgeCard]] | None = None,
) -> FoundTies:
    """Return the strongest ties that answer, at most `limit`.

    `wanted` chooses further among some cards (by the types of their actors, say), keeping their order. `in_all` of the
    answer counts what the query chooses, `wanted` and dates aside. Raises UsageError where `limit` is below 1.
    """
    if limit < 1:
        raise UsageError(f"limit must be 1 or more, not {limit}.")
    shown: list[Dated] = []
    undated = seen = 0
    capped = False
    for some in batched(adjacency.strongest(ties), AT_ONCE):
        seen += len(some)
        cards = list(some) if wanted is None else wanted(list(some))
        undated += sum(moment.is_undated(lighten(card)) for card in cards)
        shown += [dated for dated in moment.settle(cards, adjacency) if ties.takes(dated.card)]
        if len(shown) > limit or seen >= LOOKED_AT:
            capped = True
            break
    in_all = adjacency.total(ties)
    return FoundTies(tuple(shown[:limit]), {}, in_all, capped and (len(shown) > limit or seen < in_all), undated)
