"""List edges from what is kept of them, a page at a time, under the one vocabulary of filters.

Filters of an edge are asked of what is kept of it. Under a filter of claims an edge stands there with the claims that
answer, by which its standing and roots are then worked out.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import batched, dropwhile, islice

from sayso.analysis.holds import holds_on
from sayso.analysis.known import keep_claims, known_by
from sayso.analysis.standing import standing
from sayso.casefile.claim_keeper import make_keeper
from sayso.casefile.filter_values import given_fields
from sayso.casefile.filtering import Choice
from sayso.casefile.names import Namer
from sayso.casefile.ties import may_answer
from sayso.model.decision import Ruled
from sayso.model.edge import Answer, Attestation, Edge, EdgeCard, PredicateTraits
from sayso.model.errors import UsageError
from sayso.model.shown import EdgeView
from sayso.store import Store

NARROWING = frozenset({"source", "doc", "certainty", "modality", "voice", "ruling"})
"""The filters that only claims answer to: with one of them an edge is made of the claims that answer to all."""

AT_ONCE = 60
CLAIMS_SHOWN = 20
"""How many claims of an edge stand in a list, those most likely right; a hub's edge has thousands."""

MOST_ROUND_ONE = 100_000


def list_edges(
    store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], after: str | None = None
) -> Iterator[EdgeView]:
    """Yield edges with names, those on most independent roots first, then by id; see `Casefile.list_edges`."""
    if after is not None and not store.edge_cards([after]):
        raise UsageError(f"There is no edge {after!r} to go on after. Begin again without it.")
    namer = Namer(store)
    cards = answering_cards(store, choice, AT_ONCE, standing=not _exact(choice), after=after)
    for some in batched(cards, AT_ONCE):
        yield from _view(store, of_types(store, some, choice.filter.type), choice, traits, namer)


def view_root_ties(store: Store, root: str, *, alone: bool, limit: int | None, after: str | None) -> list[EdgeView]:
    """Return the edges of which a root speaks, strongest first, with all their counters."""
    cards = store.edges_on_root(root, limit, alone=alone, after=after)
    held = {edge.id: edge for edge in store.edges([card.id for card in cards], 0.0, CLAIMS_SHOWN)}
    namer = Namer(store)
    namer.merge({end for card in cards for end in (card.subject, card.object)})
    return [
        EdgeView(
            edge=held[card.id],
            subject=namer.name(card.subject),
            object=namer.name(card.object),
            standing=card.standing,
            roots=card.roots,
            denying_roots=card.denying_roots,
            asserted=card.asserted,
            denied=card.denied,
        )
        for card in cards
        if card.id in held
    ]


def answering_cards(
    store: Store, choice: Choice, size: int, *, standing: bool, after: str | None = None
) -> Iterator[EdgeCard]:
    """Yield the edges that may answer without their claims, strongest first, `size` looked up at a time.

    Where documents, a source or a ruling are asked for, the edges are found by the claims that answer, which are few;
    else by what is kept of edges. Kinds of actor are not looked at. Without `standing`, however they stand.
    """
    query = choice.edge_query(standing=standing)
    if _few(choice):
        found: Iterator[EdgeCard] = iter(_of_claims(store, choice, standing=standing))
    elif choice.actor is not None:
        found = iter(store.edges_around([choice.actor], MOST_ROUND_ONE, query)[choice.actor])
    else:
        while page := store.list_edges(query, size, after):
            yield from page
            after = page[-1].id
        return
    yield from found if after is None else islice(dropwhile(lambda card: card.id != after, found), 1, None)


def _few(choice: Choice) -> bool:
    """Tell whether a filter leaves few claims, which are soon found."""
    asked = choice.filter
    return choice.docs is not None or choice.sayer is not None or asked.ruling not in (None, Ruled.NONE)


def _of_claims(store: Store, choice: Choice, *, standing: bool) -> list[EdgeCard]:
    """Return the edges of the claims that answer, strongest first; rejected claims make none."""
    if choice.filter.ruling == Ruled.REJECTED:
        return []
    edges = store.edges_of_claims([claim.id for claim in store.claims(choice.query())])
    asked = choice.filter
    cards = [
        card
        for card in store.edge_cards([edge.id for edge in edges]).values()
        if asked.contested in (None, card.contested)
        and (not standing or not asked.standing or card.standing in asked.standing)
    ]
    return sorted(cards, key=lambda card: (-card.roots, -card.asserted, card.id))


def of_types(store: Store, cards: Collection[EdgeCard], types: Collection[str]) -> list[EdgeCard]:
    """Return those edges of which an end is of a kind asked for; all where none is asked for."""
    if not types:
        return list(cards)
    ends = store.union_actors({end for card in cards for end in (card.subject, card.object)})
    kinds = {one: held.actor.type.value for one, held in ends.items()}
    return [card for card in cards if kinds.get(card.subject) in types or kinds.get(card.object) in types]


def _exact(choice: Choice) -> bool:
    """Tell whether the claims themselves must be looked at."""
    asked = choice.filter
    dated = any(one is not None for one in (asked.as_of, asked.known_on, asked.root))
    return choice.min_confidence > 0 or dated or _narrows(choice)


def _narrows(choice: Choice) -> bool:
    return not NARROWING.isdisjoint(given_fields(choice.filter))


def _view(
    store: Store,
    cards: Collection[EdgeCard],
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    namer: Namer,
) -> Iterator[EdgeView]:
    exact = _exact(choice)
    most = None if exact else CLAIMS_SHOWN
    held = {edge.id: edge for edge in store.edges([card.id for card in cards], choice.min_confidence, most)}
    namer.merge({end for card in cards for end in (card.subject, card.object)})
    keeps = make_keeper(store, choice, _items(held.values())) if _narrows(choice) else None
    for card in cards:
        edge: Edge | None = held.get(card.id)
        holds = None
        if edge is not None and exact:
            edge, holds = _narrow(edge, choice, traits, keeps)
        if edge is None or (exact and choice.filter.standing and standing(edge) not in choice.filter.standing):
            continue
        yield EdgeView(
            edge=edge,
            subject=namer.name(card.subject),
            object=namer.name(card.object),
            standing=standing(edge) if exact else card.standing,
            roots=len(edge.roots) if exact else card.roots,
            denying_roots=len(edge.denying_roots) if exact else card.denying_roots,
            asserted=len(edge.asserted) if exact else card.asserted,
            denied=len(edge.denied) if exact else card.denied,
            holds=holds,
        )


def _items(edges: Iterable[Edge]) -> list[Attestation]:
    return [item for edge in edges for item in edge.attestations]


def _narrow(
    edge: Edge,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    keeps: Callable[[Attestation], bool] | None,
) -> tuple[Edge | None, Answer | None]:
    """Return an edge with the claims that answer, None where none does; and whether it holds on the date asked.

    `keeps` tells of a claim whether it answers to the filters of claims; None where there are none.
    """
    asked = choice.filter
    known = edge if asked.known_on is None else known_by(edge, asked.known_on)
    if known is not None and keeps is not None:
        known = keep_claims(known, keeps)
    elif known is not None and asked.root is not None:
        known = keep_claims(known, lambda item: item.root.key == asked.root)
    if known is None or asked.as_of is None:
        return known, None
    answer = holds_on(known, asked.as_of, traits.get(known.predicate))
    return (known if may_answer(answer) else None), answer
