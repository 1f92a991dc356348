"""Open the ties of a casefile for a question: the one place that knows where edges are had from."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeGuard

from sayso.casefile.ask import view_claims
from sayso.casefile.ties import EdgeMaker, make_edges
from sayso.model.edge import PredicateTraits, Standing
from sayso.model.network import TieQuery
from sayso.store import ClaimQuery, Store

if TYPE_CHECKING:
    from sayso.analysis.adjacency import Adjacency
    from sayso.casefile.filtering import Choice
    from sayso.store.edge_store import EdgeStore

OF_CLAIMS = (
    *("source", "root", "doc", "since", "until", "denied", "certainty", "modality", "voice", "ruling", "contested"),
    "min_confidence",
)
"""The filters that choose claims: where one is given, edges are made of the claims that answer."""


def open_ties(store: Store, choice: "Choice", traits: Mapping[str, PredicateTraits]) -> "Adjacency":
    """Return the ties of the claims that answer; actor, types, dates and standing are left to the search.

    As a filter on claims leaves some of them out, roots and standing are those of the claims that are left.
    """
    from sayso.analysis.adjacency import MemoryTies

    asked = choice.filter
    if not any(getattr(asked, name) not in (None, ()) for name in OF_CLAIMS) and choice.min_confidence <= 0:
        if keeps_edges(store):
            from sayso.casefile.store_ties import StoreTies

            return StoreTies(store)
        return MemoryTies(make_edges(store, ClaimQuery(predicates=choice.predicates), traits))
    from sayso.casefile.filtering import filter_views

    plain = replace(asked, actor=None, type=(), as_of=None, known_on=None, standing=())
    of_claims = replace(choice, filter=plain, actor=None, raw=None, known_by=None)
    views = view_claims(store, store.claims(of_claims.query()))
    claims = [view.claim for view in filter_views(store, views, of_claims, lambda: traits)]
    return MemoryTies(EdgeMaker(store, claims, traits).make(claims))


def keeps_edges(store: object) -> "TypeGuard[EdgeStore]":
    """Tell whether a store keeps edges in step with its claims."""
    return hasattr(store, "ties_around") and hasattr(store, "actor_counts")


def choose_ties(choice: "Choice", default: frozenset[Standing] | None = None) -> TieQuery:
    """Return which ties answer; `default` are the standings where the filter names none."""
    named = frozenset(Standing(one) for one in choice.filter.standing)
    return TieQuery(predicates=choice.predicates, standings=named or default)
