"""Answer with the network of a casefile, or with the neighbourhood of one actor, as faces draw them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sayso.casefile.names import NOBODY, Namer
from sayso.casefile.steady import steadily
from sayso.casefile.tie_source import choose_ties, open_ties
from sayso.model import ActorType
from sayso.model.edge import EdgeCard, PredicateTraits
from sayso.model.network import Network, NetworkActor, NetworkTie, TieQuery
from sayso.store import Store

if TYPE_CHECKING:
    from sayso.analysis.adjacency import Adjacency, Word
    from sayso.analysis.neighbourhood import FoundTies
    from sayso.analysis.ties import Dated, Moment
    from sayso.casefile.filtering import Choice

SAMPLE = 2
"""Claims of a tie that are named on either side: enough to open it, and to name who says so."""


@steadily
def answer_network(
    store: Store,
    choice: "Choice",
    traits: Mapping[str, PredicateTraits],
    *,
    hops: int = 2,
    limit: int = 200,
    layout: bool = False,
) -> Network:
    """Return the network under a filter; the neighbourhood of the filter's actor where it has one."""
    from sayso.analysis.ties import Moment

    asked = choice.filter
    adjacency, query = open_ties(store, choice, traits), choose_ties(choice)
    drawer = Drawer(store, adjacency, query, traits)
    moment = Moment(traits, asked.as_of, asked.known_on)
    found = find_ties(drawer, moment, choice, hops=hops, limit=limit)
    drawer.learn([dated.card for dated in found.ties], [choice.actor] if choice.actor else ())
    actors = drawer.actors(found)
    return Network(
        actors=place(actors, found) if layout else actors,
        ties=drawer.ties(found.ties),
        ties_in_all=found.in_all,
        complete=not found.capped,
        centre=choice.actor,
        hops=hops if choice.actor else None,
        as_of=asked.as_of,
        known_on=asked.known_on,
        undated=found.undated,
        notes=_notes(drawer, found, choice.actor),
    )


def find_ties(drawer: "Drawer", moment: "Moment", choice: "Choice", *, hops: int, limit: int) -> "FoundTies":
    """Return the ties of a neighbourhood where the filter names an actor, else those of the whole casefile."""
    from sayso.analysis.neighbourhood import EgoQuery, find_neighbourhood
    from sayso.analysis.network import find_network

    if choice.actor is not None:
        first = limit if hops == 1 else max(1, limit * 3 // 10)
        ego = EgoQuery(choice.actor, hops, limit, first, ties=drawer.query)
        return find_neighbourhood(drawer.adjacency, ego, moment)
    types = frozenset(choice.filter.type)

    def wanted(cards: list[EdgeCard]) -> list[EdgeCard]:
        drawer.learn(cards)
        return [card for card in cards if types & {drawer.type_of(card.subject), drawer.type_of(card.object)}]

    return find_network(drawer.adjacency, moment, ties=drawer.query, limit=limit, wanted=wanted if types else None)


class Drawer:
    """Give ties and actors the names and numbers that faces show; keeps what it has looked up."""

    def __init__(
        self, store: Store, adjacency: "Adjacency", query: TieQuery, traits: Mapping[str, PredicateTraits]
    ) -> None:
        self.adjacency, self.query = adjacency, query
        self._traits = traits
        self._namer = Namer(store)

    def learn(self, cards: Iterable[EdgeCard], more: Iterable[str] = ()) -> None:
        """Look up the actors of ties, and some more."""
        self._namer.merge({end for card in cards for end in (card.subject, card.object)} | set(more))

    def type_of(self, actor: str) -> str:
        """Return the type of an actor that was learned."""
        known = self._namer.actor(actor)
        return ActorType.THING if known is None else known.type

    def nameless(self, actors: Collection[str]) -> list[str]:
        """Return those of some actors for whom the text has no words at all, such as who arrested somebody."""
        self._namer.merge(actors)
        return [one for one in actors if (known := self._namer.actor(one)) is not None and known.name == NOBODY]

    def name(self, actor: str) -> str:
        """Return the name of an actor that was learned."""
        return self._namer.name(actor)

    def actors(self, found: "FoundTies") -> tuple[NetworkActor, ...]:
        """Return the actors of some ties and the one in the middle: by hop, those with most ties first, by name."""
        count = dict.fromkeys(found.hops, 0)
        for dated in found.ties:
            for end in (dated.card.subject, dated.card.object):
                count[end] = count.get(end, 0) + 1
        shown = {actor: ties for actor, ties in count.items() if ties or not found.hops.get(actor, 1)}
        drawn = self.draw(shown, found.hops)
        return tuple(sorted(drawn, key=lambda one: (one.hop or 0, -one.ties, one.name, one.id)))

    def draw(self, count: Mapping[str, int], hops: Mapping[str, int] | None = None) -> list[NetworkActor]:
        """Return actors with their number of ties shown, in the order given."""
        in_all = self.adjacency.degree(sorted(count))
        found = []
        for actor, ties in count.items():
            known = self._namer.actor(actor)
            found.append(
                NetworkActor(
                    id=actor,
                    name=self._namer.name(actor),
                    type=ActorType.THING if known is None else known.type,
                    named=known is not None and known.named,
                    ties=ties,
                    ties_in_all=in_all.get(actor, 0),
                    hop=None if hops is None else hops.get(actor),
                )
            )
        return found

    def ties(self, ties: Sequence["Dated"]) -> tuple[NetworkTie, ...]:
        """Return ties with names, dates and some of who says so, in the order given."""
        words = self.sample(ties)
        return tuple(self.tie(dated, words.get(dated.card.id, ())) for dated in ties)

    def sample(self, ties: Sequence["Dated"]) -> dict[str, Sequence["Word"]]:
        """Return some claims of each tie: of those known on the date asked, those first that answer for it."""
        from sayso.analysis.adjacency import pick_claims, word_of

        first = {one.card.id: one.answer.claims for one in ties if one.answer is not None}
        cut = {one.card.id: one.edge for one in ties if one.edge is not None}
        found: dict[str, Sequence[Word]] = {
            tie: tuple(map(word_of, pick_claims(edge, SAMPLE, first.get(tie, ())))) for tie, edge in cut.items()
        }
        whole = {one.card.id: one.card for one in ties if one.edge is None}
        return found | dict(self.adjacency.sample(whole, SAMPLE, first))

    def tie(self, dated: "Dated", words: Sequence["Word"]) -> NetworkTie:
        """Return one tie with some of its claims."""
        card = dated.card
        traits = self._traits.get(card.predicate)
        return NetworkTie(
            id=card.id,
            subject_id=card.subject,
            subject=self._namer.name(card.subject),
            predicate=card.predicate,
            object_id=card.object,
            object=self._namer.name(card.object),
            family=traits.family if traits else "",
            sign=card.sign,
            directed=not (traits and traits.symmetric),
            standing=card.standing,
            roots=card.roots,
            denying_roots=card.denying_roots,
            claims=card.asserted + card.denied,
            sample=tuple([item.claim for item in words]),
            said_by=_names(words, denied=False),
            denied_by=_names(words, denied=True),
            first=_day(card.sure and card.sure[0]),
            last=_day(card.sure and card.sure[1]),
            may_from=_day(card.may and card.may[0]),
            may_to=_day(card.may and card.may[1]),
            times=_dates([item.time for item in words]),
            attested=_dates([item.attested for item in words if not item.time]),
            holds=dated.answer,
        )


def place(actors: Sequence[NetworkActor], found: "FoundTies") -> tuple[NetworkActor, ...]:
    """Return actors with a place in the unit square; one without a tie stands in the middle."""
    from sayso.analysis import lay_out

    places = lay_out(dated.card for dated in found.ties)
    return tuple(
        replace(one, x=places.get(one.id, (0.5, 0.5))[0], y=places.get(one.id, (0.5, 0.5))[1]) for one in actors
    )


def _names(words: Sequence["Word"], *, denied: bool) -> tuple[str, ...]:
    """Return the names of the roots of the claims of one side, each once, in their order."""
    return tuple(dict.fromkeys([item.said_by for item in words if item.denied is denied]))


def _day(day: date | None) -> str | None:
    """Return a day as ISO writes it; None for an open side."""
    return None if day in (None, date.min, date.max) else str(day)


def _dates(dates: Iterable[str | None]) -> tuple[str, ...]:
    found = {told for told in dates if told}
    return tuple(sorted(found)) if len(found) > 1 else tuple(found)


def _notes(drawer: Drawer, found: "FoundTies", centre: str | None) -> tuple[str, ...]:
    """Say what is not shown."""
    notes = []
    if centre is not None:
        own = sum(centre in (dated.card.subject, dated.card.object) for dated in found.ties)
        if own < found.in_all:
            notes.append(f"{own:,} of {found.in_all:,} ties of {drawer.name(centre)} are shown, the strongest first.")
        elif found.capped:
            notes.append("Of the ties beyond the first hop the strongest are shown.")
    elif len(found.ties) < found.in_all:
        notes.append(f"{len(found.ties):,} of {found.in_all:,} ties are shown, the strongest first.")
    if found.undated:
        what = "tie is" if found.undated == 1 else "ties are"
        notes.append(f"{found.undated:,} {what} left out: nothing about them is dated, so no date can be answered.")
    return tuple(notes)
