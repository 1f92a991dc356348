"""Gather what the casefile's claims say for and against an actor being an entry: type, time of birth, countries.

These are signs and change no score: claims may be wrong, and so may lists.
"""

from collections.abc import Sequence
from functools import lru_cache

from sayso.actors.watching import speaks_against
from sayso.model import Actor, ActorType
from sayso.model.watch import WatchEntry
from sayso.store import Store

TIES = 40
"""How many of an actor's strongest ties are looked at."""
OLDEST = 100
"""Years after a birth in which hardly anybody still acts."""
SHOWN = 3
_CODE = "country:"

type Signs = tuple[tuple[str, ...], tuple[str, ...]]


class _Facts:
    """Hold of one actor the years of which its ties certainly speak, and the countries that it is tied to."""

    def __init__(self) -> None:
        self.years: list[int] = []
        self.countries: dict[str, str] = {}


def read_signs(store: Store, pairs: Sequence[tuple[Actor, WatchEntry]]) -> list[Signs]:
    """Return for each pair what speaks for it and what against it, in the order given."""
    facts = _gather(store, {actor.id for actor, _ in pairs})
    return [_signs(actor, entry, facts[actor.id]) for actor, entry in pairs]


def _gather(store: Store, actors: set[str]) -> dict[str, _Facts]:
    around = store.edges_around(sorted(actors), TIES) if actors else {}
    found = {one: _Facts() for one in actors}
    others = {end for cards in around.values() for card in cards for end in (card.subject, card.object)}
    states = {one: held.actor for one, held in store.union_actors(others).items()} if others else {}
    for one, cards in around.items():
        for card in cards:
            if not card.asserted:
                continue
            if card.sure is not None:
                found[one].years += [day.year for day in card.sure]
            other = card.object if card.subject == one else card.subject
            code = (states[other].canonical or "") if other in states else ""
            if code.startswith(_CODE):
                found[one].countries[code.removeprefix(_CODE).lower()] = states[other].name
    return found


def _signs(actor: Actor, entry: WatchEntry, facts: _Facts) -> Signs:
    against = [one for one in (speaks_against(actor, entry), _out_of_time(entry, facts.years)) if one]
    listed = {code for code in entry.countries if len(code) == 2}
    shared = listed & facts.countries.keys()
    if shared:
        names = ", ".join(sorted(facts.countries[code] for code in shared)[:SHOWN])
        return (f"claims tie it to {names}, and the list names it too",), tuple(against)
    if listed and facts.countries:
        here = ", ".join(sorted(facts.countries.values())[:SHOWN])
        there = ", ".join(sorted(map(country_name, listed))[:SHOWN])
        against.append(f"claims tie it to {here}, the list to {there}")
    return (), tuple(against)


def _out_of_time(entry: WatchEntry, years: Sequence[int]) -> str | None:
    """Say where claims speak of years before every birth that the list gives, or long after."""
    births = [int(birth[:4]) for birth in entry.births if birth[:4].isdigit()]
    if not births or not years:
        return None
    if min(years) < min(births):
        word = "born in" if entry.type is ActorType.PERSON else "there since"
        return f"claims speak of {min(years)}, the list has it {word} {min(births)}"
    if entry.type is ActorType.PERSON and max(years) > max(births) + OLDEST:
        return f"claims speak of {max(years)}, the list has it born in {max(births)}"
    return None


@lru_cache(maxsize=256)
def country_name(code: str) -> str:
    """Return a country's name by its code in small letters; the code where it is unknown."""
    import pycountry

    found = pycountry.countries.get(alpha_2=code.upper())
    return str(getattr(found, "common_name", found.name)) if found is not None else code.upper()
