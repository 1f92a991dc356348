"""Read the edges that answer to a filter, strongest first, each with those of its claims that answer.

What is counted over a whole casefile costs what is read of it. So no more is read than `MOST_CLAIMS` claims and
`MOST_CARDS` edges, and what was left out is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import batched

from sayso.casefile.claim_keeper import make_keeper
from sayso.casefile.edge_list import answering_cards, of_types
from sayso.casefile.filtering import Choice
from sayso.casefile.ties import answer_word, may_answer
from sayso.model.edge import Attestation, Edge, EdgeCard, PredicateTraits
from sayso.store import Store

MOST_CLAIMS = 20_000
"""How many claims are read for one question: some 2 seconds of work."""
MOST_CARDS = 50_000
"""How many edges are looked at for those that answer."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Read:
    """Hold edges with the claims that answer; `left_out` says what was not looked at, empty where all was."""

    edges: tuple[Edge, ...]
    left_out: str = ""


def read_answering(store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], *, least: int = 1) -> Read:
    """Return the edges that answer, in order of strength; those with fewer than `least` claims are passed over."""
    found: list[Edge] = []
    looked_at = read = 0
    pages = batched(answering_cards(store, choice, AT_ONCE, standing=True), AT_ONCE)
    for cards in pages:
        looked_at += len(cards)
        enough = [card for card in cards if card.asserted + card.denied >= least]
        edges = _load(store, choice, traits, of_types(store, enough, choice.filter.type))
        found += edges
        read += sum(card.asserted + card.denied for card in enough)
        if (read >= MOST_CLAIMS or looked_at >= MOST_CARDS) and next(pages, None) is not None:
            return Read(tuple(found), _say(looked_at, read))
    return Read(tuple(found))


def _say(looked_at: int, read: int) -> str:
    return (
        f"Looked at were the {looked_at:,} strongest ties with {read:,} claims; weaker ties were left out. "
        "Narrow the question by a filter to see all of it."
    )


def _load(store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], cards: Iterable[EdgeCard]) -> list[Edge]:
    """Return edges with the claims that answer, in the order given; those without one are left out."""
    ids = [card.id for card in cards]
    held = {edge.id: edge for edge in store.edges(ids, choice.min_confidence)}
    keeps = make_keeper(store, choice, [item for edge in held.values() for item in edge.attestations])
    as_of = choice.filter.as_of

    def answers(edge: Edge, item: Attestation) -> bool:
        return keeps(item) and (as_of is None or may_answer(answer_word(edge, item, as_of, traits)))

    kept = (
        (held[one], tuple(i for i in held[one].attestations if answers(held[one], i))) for one in ids if one in held
    )
    return [replace(edge, attestations=items) for edge, items in kept if items]
