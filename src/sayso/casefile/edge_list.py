"""List edges from what is kept of them, a page at a time, under the filters that an edge knows."""

from collections.abc import Iterator, Mapping
from itertools import batched, dropwhile, islice

from sayso.analysis.holds import holds_on
from sayso.analysis.known import keep_claims, known_by
from sayso.analysis.standing import standing
from sayso.casefile.filter_values import given_fields
from sayso.casefile.filtering import Choice
from sayso.casefile.names import Namer
from sayso.casefile.ties import may_answer
from sayso.model.edge import Answer, Edge, EdgeCard, PredicateTraits
from sayso.model.errors import UsageError
from sayso.model.shown import EdgeView
from sayso.store import Store

KNOWN = frozenset(
    {"actor", "predicate", "family", "sign", "standing", "contested", "denied", "known_on", "as_of", "since", "until"}
    | {"root", "min_confidence"}
)
"""The filters that an edge answers to; the others are asked of claims."""

AT_ONCE = 60
CLAIMS_SHOWN = 20
"""How many claims of an edge stand in a list, those most likely right; a hub's edge has thousands."""

MOST_ROUND_ONE = 100_000


def list_edges(
    store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], after: str | None = None
) -> Iterator[EdgeView]:
    """Yield edges with names, those on most independent roots first, then by id; see `Casefile.list_edges`."""
    unknown = [name for name in given_fields(choice.filter) if name not in KNOWN]
    if unknown:
        raise UsageError(f"Edges cannot be chosen by {', '.join(unknown)}. Leave it out, or ask for claims.")
    if after is not None and not store.edge_cards([after]):
        raise UsageError(f"There is no edge {after!r} to go on after. Begin again without it.")
    namer = Namer(store)
    for some in batched(_cards(store, choice, after), AT_ONCE):
        yield from _view(store, some, choice, traits, namer)


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


def _cards(store: Store, choice: Choice, after: str | None) -> Iterator[EdgeCard]:
    """Yield the edges that may answer, without their claims."""
    query = choice.edge_query(standing=not _exact(choice))
    if choice.actor is not None:
        found = iter(store.edges_around([choice.actor], MOST_ROUND_ONE, query)[choice.actor])
        yield from found if after is None else islice(dropwhile(lambda card: card.id != after, found), 1, None)
        return
    while page := store.list_edges(query, AT_ONCE, after):
        yield from page
        after = page[-1].id


def _exact(choice: Choice) -> bool:
    """Tell whether the claims themselves must be looked at."""
    asked = choice.filter
    return choice.min_confidence > 0 or any(one is not None for one in (asked.as_of, asked.known_on, asked.root))


def _view(
    store: Store,
    cards: tuple[EdgeCard, ...],
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    namer: Namer,
) -> Iterator[EdgeView]:
    exact = _exact(choice)
    most = None if exact else CLAIMS_SHOWN
    held = {edge.id: edge for edge in store.edges([card.id for card in cards], choice.min_confidence, most)}
    namer.merge({end for card in cards for end in (card.subject, card.object)})
    for card in cards:
        edge: Edge | None = held.get(card.id)
        holds = None
        if edge is not None and exact:
            edge, holds = _narrow(edge, choice, traits)
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


def _narrow(edge: Edge, choice: Choice, traits: Mapping[str, PredicateTraits]) -> tuple[Edge | None, Answer | None]:
    """Return an edge with the claims that answer, None where none does; and whether it holds on the date asked."""
    asked = choice.filter
    known = edge if asked.known_on is None else known_by(edge, asked.known_on)
    if known is not None and asked.root is not None:
        known = keep_claims(known, lambda item: item.root.key == asked.root)
    if known is None or asked.as_of is None:
        return known, None
    answer = holds_on(known, asked.as_of, traits.get(known.predicate))
    return (known if may_answer(answer) else None), answer
