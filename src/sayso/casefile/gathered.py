"""Gather the claims that answer to a filter with the edges that they make: what flows and timelines are drawn from."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.casefile.ask import view_claims
from sayso.casefile.filtering import Choice, filter_views, read_quietly
from sayso.casefile.names import Namer
from sayso.casefile.ties import EdgeMaker
from sayso.model.edge import Edge, PredicateTraits
from sayso.model.filter import Filter
from sayso.model.view import ClaimView
from sayso.store import Store


@dataclass(frozen=True)
class Gathered:
    """Hold claims, and the edges that they and nothing else make.

    `views` are by claim id. `undated` are the ids of claims that a filter by date left out for want of any date that
    could answer it, in order.
    """

    store: Store
    traits: Mapping[str, PredicateTraits]
    views: Mapping[str, ClaimView]
    undated: tuple[str, ...] = ()

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Return the edges, in order of id."""
        claims = [view.claim for view in self.views.values()]
        return EdgeMaker(self.store, claims, self.traits).make(claims) if claims else ()

    @cached_property
    def namer(self) -> Namer:
        """Return who names the actors of the edges."""
        namer = Namer(self.store)
        namer.merge({actor for edge in self.edges for actor in (edge.subject, edge.object)})
        return namer

    def naming(self, actor: str) -> tuple[str, bool]:
        """Return a canonical actor's name, and whether it is named."""
        held = self.namer.actor(actor)
        return (actor, True) if held is None else (self.namer.name(actor), held.named)


def gather(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    predicates: Collection[str] | None = None,
    *,
    with_amount: bool = False,
) -> Gathered:
    """Return the claims that answer to a filter; `predicates` narrows it, `with_amount` keeps those that name a sum."""
    if predicates is not None:
        both = frozenset(predicates) if choice.predicates is None else choice.predicates & frozenset(predicates)
        choice = replace(choice, predicates=both)
    claims = (one for one in store.claims(choice.query()) if one.amount is not None or not with_amount)
    dateless = replace(choice, known_by=None, between=None, filter=replace(choice.filter, as_of=None))
    known = filter_views(store, view_claims(store, claims), dateless, lambda: traits)
    if not _asks_date(choice):
        return Gathered(store, traits, {view.claim.id: view for view in known})
    held = {view.claim.id: view for view in known}
    dates = Choice(Filter(as_of=choice.filter.as_of), between=choice.between, known_by=choice.known_by)
    found = {view.claim.id: view for view in filter_views(store, held.values(), dates, lambda: traits)}
    return Gathered(store, traits, found, _undated((v for one, v in held.items() if one not in found), choice))


def _asks_date(choice: Choice) -> bool:
    return choice.known_by is not None or choice.between is not None or choice.filter.as_of is not None


def _undated(left: Iterable[ClaimView], choice: Choice) -> tuple[str, ...]:
    """Return the claims that were left out because no date could answer."""
    told = choice.between is not None or choice.filter.as_of is not None
    return tuple(
        sorted(
            view.claim.id
            for view in left
            if (choice.known_by is not None and read_quietly(view.attested) is None)
            or (told and read_quietly(view.claim.time) is None and read_quietly(view.attested) is None)
        )
    )
