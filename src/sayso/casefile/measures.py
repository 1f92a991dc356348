"""Answer with the measures of a casefile's network, as of the dates asked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sayso.casefile.networks import Drawer, find_ties
from sayso.casefile.paths import ASSERTED
from sayso.casefile.tie_source import choose_ties, open_ties
from sayso.model.edge import PredicateTraits
from sayso.model.network import (
    ActorMeasures,
    Community,
    NetworkActor,
    NetworkMeasures,
    Triangle,
)
from sayso.store import Store

if TYPE_CHECKING:
    from sayso.analysis.measures import ActorFigures, Figures, SignedTriangle
    from sayso.analysis.neighbourhood import FoundTies
    from sayso.casefile.filtering import Choice

BROKERS, TRIANGLES = 20, 200
"""Brokers and triangles that are listed."""


def answer_measures(
    store: Store, choice: "Choice", traits: Mapping[str, PredicateTraits], *, hops: int, limit: int
) -> NetworkMeasures:
    """Return the measures; see `Casefile.measures`."""
    from sayso.analysis.measures import define_measures, measure, rank_brokers
    from sayso.analysis.ties import Moment

    asked = choice.filter
    adjacency, query = open_ties(store, choice, traits), choose_ties(choice, ASSERTED)
    drawer = Drawer(store, adjacency, query, traits)
    found = find_ties(drawer, Moment(traits, asked.as_of, asked.known_on), choice, hops=hops, limit=limit)
    drawer.learn(dated.card for dated in found.ties)
    nobody = frozenset(
        drawer.nameless({end for dated in found.ties for end in (dated.card.subject, dated.card.object)})
    )
    cards = [dated.card for dated in found.ties if nobody.isdisjoint((dated.card.subject, dated.card.object))]
    figures = measure(cards)
    actors = {one.id: one for one in drawer.actors(found)}
    return NetworkMeasures(
        actors=tuple(_actor(one, actors) for one in figures.actors),
        brokers=tuple(_actor(one, actors) for one in rank_brokers(figures.actors)[:BROKERS]),
        communities=tuple(
            Community(number, tuple(actors[one] for one in group))
            for number, group in enumerate(figures.communities, 1)
        ),
        triangles=tuple(_triangle(one, actors) for one in figures.triangles[:TRIANGLES]),
        triangles_in_all=len(figures.triangles),
        balance=figures.balance,
        modularity=figures.modularity,
        ties=len(cards),
        pairs=figures.pairs,
        definitions=define_measures(figures),
        as_of=asked.as_of,
        known_on=asked.known_on,
        notes=_notes(found, figures, len(found.ties) - len(cards), named=bool(asked.standing)),
    )


def _actor(one: "ActorFigures", actors: Mapping[str, NetworkActor]) -> ActorMeasures:
    return ActorMeasures(
        actor=actors[one.actor],
        degree=one.degree,
        weighted_degree=one.weighted_degree,
        betweenness=one.betweenness,
        constraint=one.constraint,
        effective_size=one.effective_size,
        community=one.community,
    )


def _triangle(one: "SignedTriangle", actors: Mapping[str, NetworkActor]) -> Triangle:
    return Triangle(
        actors=tuple(actors[actor] for actor in one.actors),
        signs=one.signs,
        balanced=one.balanced,
        frustration=one.frustration,
        ties=one.ties,
    )


def _notes(found: "FoundTies", figures: "Figures", nameless: int, *, named: bool) -> tuple[str, ...]:
    """Say what the figures were taken on, and what was left out."""
    notes = ["Pairs have no direction; each weighs the independent roots of its ties, repetition left aside."]
    if not named:
        notes.append("Only ties that somebody asserts as certain count; denied, hedged and intended ones do not.")
    if found.capped:
        notes.append(f"Only the {len(found.ties):,} strongest ties count of those that answer.")
    if found.undated:
        notes.append(f"{found.undated:,} ties are left out: nothing about them is dated.")
    if nameless:
        notes.append(f"{nameless:,} ties of actors for whom the text has no words are left out.")
    if figures.mixed:
        notes.append(f"{figures.mixed:,} pairs have no sign: as many roots for a friendly as for a hostile tie.")
    if figures.triangles_cut:
        notes.append("There are more triangles than were looked at; the balance is that of those looked at.")
    return tuple(notes)
