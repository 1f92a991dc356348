"""Tell which places of a search answer to the filters that the store does not know, at the cost of what each asks.

What a place itself says comes first, then what is kept of claims, actors and edges, some hundred at a time; whole
claims are looked up for a source alone, and of the documents alone that can hold its words.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.casefile.ask import name_cards, view_claims
from sayso.casefile.edge_facts import edge_answers
from sayso.casefile.filtering import Choice, read_quietly
from sayso.casefile.frame_filter import speakers_of
from sayso.casefile.names import Namer
from sayso.casefile.ties import may_answer
from sayso.model import Certainty, Factuality, Modality, Polarity
from sayso.model.decision import ClaimRulings
from sayso.model.edge import Attestation, Edge, Root
from sayso.model.search import HitKind, Keep, Place
from sayso.store import Store

if TYPE_CHECKING:
    from sayso.analysis.interval import Interval
    from sayso.casefile.filtering import Traits
    from sayso.model.edge import PredicateTraits

MANY = 20_000
"""How many raw ids of an actor are listed, 10 ms; of one with more, each place's actors are looked up."""

type Sift = Callable[[list[Place]], list[Place]]


def list_raw(store: Store, choice: Choice) -> Collection[str] | None:
    """Return the raw ids of the actor asked for; None where none is asked for or it has very many."""
    raw = None if choice.actor is None else store.some_raw(choice.actor, MANY + 1)
    return None if raw is None or len(raw) > MANY else raw


def make_keeper(store: Store, choice: Choice, traits: "Traits", *, actor: bool) -> Keep | None:
    """Return what lets places through that answer; None where nothing is left to ask.

    `actor` tells that the store does not know whether a place names the actor asked for.
    """
    steps = _steps(store, choice, traits)
    if actor and (wanted := choice.actor) is not None:
        steps.insert(0, lambda places: _of_actor(store, places, wanted))
    if not steps:
        return None

    def keep(places: list[Place]) -> list[Place]:
        for step in steps:
            if places:
                places = step(places)
        return places

    return keep


def _steps(store: Store, choice: Choice, traits: "Traits") -> list[Sift]:
    """Return what is to be asked, the cheapest first."""
    asked = choice.filter
    steps: list[Sift] = []
    if choice.known_by is not None or choice.between is not None:
        steps.append(_Dates(choice).sift)
    if asked.as_of is not None:
        steps.append(_Holding(asked.as_of, traits()).sift)
    if asked.ruling is not None:
        steps.append(lambda places: _of_ruling(store, places, str(asked.ruling)))
    if asked.type:
        steps.append(lambda places: _of_types(store, places, frozenset(asked.type)))
    if choice.needs_edges:
        steps.append(lambda places: _of_edges(store, places, choice))
    if choice.sayer is not None:
        steps.append(lambda places: _said(store, places, choice))
    return steps


class _Dates:
    """Let through what had been written by a day and speaks of a stretch of time; reads each date once."""

    def __init__(self, choice: Choice) -> None:
        self._by, self._between = choice.known_by, choice.between
        self._read: dict[str | None, Interval | None] = {}

    def sift(self, places: list[Place]) -> list[Place]:
        """Return the places that answer."""
        return [place for place in places if self._answers(place)]

    def _answers(self, place: Place) -> bool:
        """Tell of a place what `filtering.was_known` and `filtering.speaks_of` tell."""
        written = self._interval(place.attested)
        if self._by is not None and (written is None or written.latest > self._by):
            return False
        if self._between is None:
            return True
        told = self._interval(place.time) or written
        return told is not None and told.may_meet(self._between)

    def _interval(self, edtf: str | None) -> "Interval | None":
        if edtf not in self._read:
            self._read[edtf] = read_quietly(edtf)
        return self._read[edtf]


class _Holding:
    """Let through the claims that hold on a date or may, by `ties.answer_on`; what says the same is asked once."""

    def __init__(self, as_of: str, traits: "Mapping[str, PredicateTraits]") -> None:
        self._as_of, self._traits = as_of, traits
        self._known: dict[tuple[str | None, ...], bool] = {}

    def sift(self, places: list[Place]) -> list[Place]:
        """Return the places that answer."""
        return [place for place in places if place.kind == HitKind.CLAIM and self._answers(place)]

    def _answers(self, place: Place) -> bool:
        said = (place.time, place.attested, place.certainty, place.modality, place.predicate)
        if said not in self._known:
            self._known[said] = self._ask(place)
        return self._known[said]

    def _ask(self, place: Place) -> bool:
        from sayso.analysis import holds_on

        fact = Factuality(Polarity.ASSERTED, Certainty(place.certainty or ""), Modality(place.modality or ""))
        root = Root(place.ref, "")
        word = Attestation(place.ref, place.doc, fact, root, (), time=place.time, attested=place.attested)
        known = self._traits.get(place.predicate or "")
        edge = Edge(place.ref, "", place.predicate or "", "", known.sign if known else 0, (word,))
        return may_answer(holds_on(edge, self._as_of, known))


def _of_actor(store: Store, places: list[Place], actor: str) -> list[Place]:
    """Return the claims and frames that name an actor."""
    named = {place.row: (place.actors or "").split() for place in places}
    canonical = store.canonical({raw for ends in named.values() for raw in ends})
    return [place for place in places if any(canonical.get(raw) == actor for raw in named[place.row])]


def _of_ruling(store: Store, places: list[Place], ruling: str) -> list[Place]:
    """Return the claims of which people's rulings leave this."""
    found = store.claim_rulings(_claims(places))
    return [
        place
        for place in places
        if place.kind == HitKind.CLAIM and found.get(place.ref, ClaimRulings()).ruled == ruling
    ]


def _of_types(store: Store, places: list[Place], wanted: Collection[str]) -> list[Place]:
    """Return the claims of which one end is an actor of these types."""
    namer = Namer(store)
    ends = {place.ref: (place.actors or "").split() for place in places if place.kind == HitKind.CLAIM}
    namer.learn(raw for pair in ends.values() for raw in pair)
    kept = []
    for place in places:
        actors = [namer.actor(namer.canonical(raw)) for raw in ends.get(place.ref, ())]
        if any(actor is not None and actor.type in wanted for actor in actors):
            kept.append(place)
    return kept


def _of_edges(store: Store, places: list[Place], choice: Choice) -> list[Place]:
    """Return the claims whose edge answers."""
    edges = store.claim_edges(_claims(places))
    return [place for place in places if place.ref in edges and edge_answers(edges[place.ref], choice.filter)]


def _said(store: Store, places: list[Place], choice: Choice) -> list[Place]:
    """Return the places that rest on the word of a source, or in which it speaks."""
    sayer = choice.sayer
    if sayer is None:
        return places
    claims = store.claims_by_id(_claims([place for place in places if place.doc in sayer.docs]))
    found = {view.claim.id for view in view_claims(store, claims.values()) if sayer.says(view)}
    others = [place for place in places if place.kind != HitKind.CLAIM]
    cards = name_cards(store, {place.doc for place in others}) if others else {}
    credited = store.frame_sources([place.ref for place in others if place.kind == HitKind.FRAME])
    for place in others:
        card = cards[place.doc]
        segment = next((one for one in card.segments if one.index == place.segment), None)
        chain = credited.get(place.ref, ()) if place.kind == HitKind.FRAME else ()
        if sayer.answers({raw for raw, _ in chain}, (*speakers_of(card, segment), *(name for _, name in chain))):
            found.add(place.key)
    return [place for place in places if place.key in found]


def _claims(places: Sequence[Place]) -> list[str]:
    return [place.ref for place in places if place.kind == HitKind.CLAIM]
