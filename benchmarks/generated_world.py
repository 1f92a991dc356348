"""Invent a world to ask about: actors, posts, facts, publishers and words, all from a seed, each found by its number.

Actors stand in order of rank: the r-th is drawn with weight 1 / r^1.1, so that a few hubs are everywhere and most are
named once. Facts (who did what to whom) are drawn with weight 1 / r^0.5, so that some are told by many and most by one.
"""

import hashlib
from bisect import bisect
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate
from random import Random

from sayso.analysis.lenses import load_exclusive
from sayso.model import ActorType
from sayso.vocabulary import Predicate, load_vocabulary

ACTOR_SLOPE = 1.1
FACT_SLOPE = 0.5
PREDICATE_SLOPE = 1.0
FIRST_YEAR, LAST_YEAR = 1990, 2019
CLAIMS_A_DOCUMENT = 10
PUBLISHERS, AUTHORS, COMMENTERS, WORDS = 500, 5_000, 2_000, 20_000
POST_SHARE = 0.02
HOLDERS = 3
ROLES = ("leader", "commander", "chairman", "spokesman")

_ONSETS = ("b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "sh", "t")
_VOWELS = ("a", "e", "i", "o", "u", "ai")
_ENDS = (
    "ban",
    "dor",
    "fik",
    "gam",
    "hel",
    "jin",
    "kor",
    "lat",
    "mez",
    "nov",
    "pur",
    "rus",
    "sten",
    "tal",
    "vik",
    "zad",
)
_COINS = len(_ONSETS) ** 2 * len(_VOWELS) ** 2 * len(_ENDS)
_KINDS = ("Front", "Movement", "Agency", "Ministry", "Bank", "Council", "Brigade", "Trust", "Union", "Army")
_PAPERS = ("Courier", "Herald", "Tribune", "Review", "Monitor", "Gazette", "Wire", "Post", "Institute", "Journal")


@dataclass(frozen=True, slots=True)
class Figure:
    """Be one invented actor: its full name, its short name, its kind."""

    name: str
    short: str
    type: ActorType


@dataclass(frozen=True, slots=True)
class Fact:
    """Say what may be told: actors by rank, a predicate, the year of it, the role of a post."""

    subject: int
    predicate: str
    object: int
    year: int
    role: str | None = None
    family: str = ""


@dataclass(frozen=True)
class World:
    """Invent what about `claims` claims speak of; the same size and seed invent the same world."""

    claims: int
    seed: int = 7
    actors: int = field(init=False)
    facts: int = field(init=False)
    posts: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "actors", max(200, self.claims // 10))
        object.__setattr__(self, "facts", max(100, self.claims // 2))
        object.__setattr__(self, "posts", max(10, self.claims // 200))

    @property
    def documents(self) -> int:
        """Return how many documents hold the claims."""
        return max(1, self.claims // CLAIMS_A_DOCUMENT)

    def rng(self, what: str, number: int) -> Random:
        """Return the chance of one thing, which depends on nothing else."""
        digest = hashlib.blake2b(f"{self.seed}/{what}/{number}".encode(), digest_size=8).digest()
        return Random(int.from_bytes(digest, "little"))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Return the actors in order of rank."""
        return tuple(self._figure(rank) for rank in range(self.actors))

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Return the rank under each full name."""
        return {figure.name: rank for rank, figure in enumerate(self.figures)}

    def _figure(self, rank: int) -> Figure:
        rng = self.rng("actor", rank)
        states, organizations, persons, places = (0.35, 0.75, 0.95, 1.0) if rank < 100 else (0.0, 0.38, 0.83, 0.97)
        drawn, name = rng.random(), coin(rank)
        if drawn < states:
            return Figure(f"{name}ia", f"{name}ia", ActorType.STATE)
        if drawn < organizations:
            return Figure(f"{name} {coin(rng.randrange(4_000))} {rng.choice(_KINDS)}", name, ActorType.ORGANIZATION)
        if drawn < persons:
            return Figure(f"{coin(rng.randrange(4_000))} {name}", name, ActorType.PERSON)
        kind = ActorType.PLACE if drawn < places else ActorType.EVENT
        return Figure(f"{name} {'Valley' if kind is ActorType.PLACE else 'Accord'}", name, kind)

    @cached_property
    def _by_types(self) -> "dict[frozenset[ActorType], Draw]":
        """Return what draws an actor for each set of kinds that a predicate lets through."""
        return {}

    def draw_actor(self, rng: Random, types: Collection[ActorType] = ()) -> int:
        """Return the rank of an actor of one of these kinds (none: any), hubs often."""
        wanted = frozenset(types)
        draw = self._by_types.get(wanted)
        if draw is None:
            ranks = [rank for rank, figure in enumerate(self.figures) if not wanted or figure.type in wanted]
            draw = self._by_types[wanted] = Draw.of(ranks or range(self.actors), ACTOR_SLOPE)
        return draw(rng)

    @cached_property
    def _facts(self) -> "Draw":
        return Draw.of(range(self.facts), FACT_SLOPE)

    def draw_fact(self, rng: Random) -> Fact:
        """Return a fact to tell: one of many tellings, or who holds a post."""
        if rng.random() < POST_SHARE:
            return self.post(rng.randrange(self.posts), rng.randrange(HOLDERS))
        return self.fact(self._facts(rng))

    def fact(self, number: int) -> Fact:
        """Return a fact by its number."""
        rng = self.rng("fact", number)
        predicate = predicates()[predicate_draw()(rng)]
        subject = self.draw_actor(rng, predicate.subject)
        other = self.draw_actor(rng, predicate.object)
        while other == subject:
            other = self.draw_actor(rng, predicate.object)
        return Fact(subject, predicate.name, other, rng.randint(FIRST_YEAR, LAST_YEAR), family=predicate.family)

    def post(self, number: int, holder: int) -> Fact:
        """Return who holds a post; its holders are rivals, of nearly the same years."""
        rng = self.rng("post", number)
        predicate = posts()[rng.randrange(len(posts()))]
        other, role = self.draw_actor(rng, predicate.object), rng.choice(ROLES)
        year = rng.randint(FIRST_YEAR, LAST_YEAR - 2)
        persons = [self.draw_actor(rng, predicate.subject) for _ in range(HOLDERS)]
        return Fact(persons[holder], predicate.name, other, year, role, predicate.family)


@dataclass(frozen=True, slots=True)
class Draw:
    """Draw from some things with weight 1 / r^slope, r being their number plus one; they may be gaps in a row."""

    things: Sequence[int]
    reached: Sequence[float]

    @classmethod
    def of(cls, things: Iterable[int], slope: float) -> "Draw":
        """Weigh things by their number."""
        held = list(things)
        return cls(held, list(accumulate((thing + 1) ** -slope for thing in held)))

    def __call__(self, rng: Random) -> int:
        """Return one of the things."""
        return self.things[bisect(self.reached, rng.random() * self.reached[-1], hi=len(self.things) - 1)]


def coin(number: int) -> str:
    """Return a word that no other number has; neighbours look unlike."""
    more, rest = divmod(number, _COINS)
    rest = rest * 100_003 % _COINS  # prime to all factors: a shuffle
    letters = ""
    for parts in (_ONSETS, _VOWELS, _ONSETS, _VOWELS, _ENDS):
        rest, at = divmod(rest, len(parts))
        letters += parts[at]
    return (letters + (coin(more - 1) if more else "")).capitalize()


@cache
def words() -> tuple[str, ...]:
    """Return the words that stand between the claims, the commonest first."""
    return tuple(coin(number + 7_777).lower() for number in range(WORDS))


@cache
def word_weights() -> tuple[float, ...]:
    """Return the running sums of the words' weights."""
    return tuple(accumulate(1 / (rank + 1) for rank in range(WORDS)))


@cache
def publishers() -> tuple[str, ...]:
    """Return the publishers, the busiest first."""
    return tuple(f"The {coin(number * 31 + 5)} {_PAPERS[number % len(_PAPERS)]}" for number in range(PUBLISHERS))


def author(number: int) -> str:
    """Return an author's name."""
    return f"{coin(number % 700 + 11)} {coin(number * 13 + 90_001)}"


@cache
def predicates() -> tuple[Predicate, ...]:
    """Return the predicates of the built-in vocabulary, those that sources tell most of first: shuffled, then fixed."""
    known = load_vocabulary().predicates
    ordered = [known[name] for name in sorted(known)]
    Random(11).shuffle(ordered)
    return tuple(ordered)


@cache
def predicate_draw() -> Draw:
    """Return what draws a predicate."""
    return Draw.of(range(len(predicates())), PREDICATE_SLOPE)


@cache
def posts() -> tuple[Predicate, ...]:
    """Return the predicates that one subject holds at a time."""
    return tuple(one for one in predicates() if one.name in load_exclusive())
