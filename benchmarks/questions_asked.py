"""Draw what users would ask of an invented casefile, and ask it: one small function a question.

Half of the targets are drawn as texts name actors (hubs often), half evenly, so that neither a hub nor a rare actor is
a stranger to the figures.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from generated_text import compose
from generated_world import World, words

from sayso.casefile import Casefile
from sayso.store import Store
from sayso.store.fold import fold

type Ask = Callable[[Any, "Target"], object]

AS_OF = ("2003", "2006-05", "2011-09-11", "2018")
HTTP_PREFIX = "/api/v1"


@dataclass(frozen=True, slots=True)
class Target:
    """Hold what one round of questions is about: canonical actors, an edge, words and a date."""

    actor: str
    other: str
    subject: str
    predicate: str
    object: str
    words: str
    as_of: str


def ask_dossier(case: Any, target: Target) -> object:
    """Open an actor's page."""
    return case.actor(target.actor)


def ask_roots(case: Any, target: Target) -> object:
    """Ask on how many roots an edge rests."""
    return case.roots(target.subject, target.object, predicate=target.predicate)


def ask_neighbourhood(case: Any, target: Target) -> object:
    """Ask who was round an actor on a date, two steps far."""
    return case.network(actor=target.actor, hops=2, as_of=target.as_of)


def ask_contested(case: Any, target: Target) -> object:
    """List what is disputed; for half of the dates of one actor."""
    return case.contests(limit=50) if target.as_of < "2007" else case.contests(actor=target.actor, limit=50)


def ask_search(case: Any, target: Target) -> object:
    """Search words."""
    return case.search(target.words, limit=20)


def ask_path(case: Any, target: Target) -> object:
    """Ask how two actors are connected, in four steps at most."""
    return case.paths(target.actor, target.other, max_hops=4)


QUESTIONS: dict[str, tuple[str, Ask]] = {
    "dossier": ("actor", ask_dossier),
    "roots": ("roots", ask_roots),
    "neighbourhood": ("network", ask_neighbourhood),
    "contested": ("contests", ask_contested),
    "search": ("search", ask_search),
    "path": ("paths", ask_path),
}
"""Each question by name: the method of the casefile that must be there, and how it is asked."""


def draw_targets(case: Casefile, world: World, documents: int, count: int, seed: int = 3) -> list[Target]:
    """Return targets, every second one drawn evenly; the same seed draws the same."""
    rng, store = Random(seed), case._store
    busy, even = _actors(store, world, rng, hubs=True), _actors(store, world, rng, hubs=False)
    targets = []
    for number in range(count):
        actors = even if number % 2 else busy
        subject, predicate, other = _edge(store, world, rng, documents, rare=bool(number % 2))
        actor = next(actors)
        other = next(one for one in actors if one != actor)
        targets.append(Target(actor, other, subject, predicate, other, _words(world, rng, number), rng.choice(AS_OF)))
    return targets


def _actors(store: Store, world: World, rng: Random, *, hubs: bool) -> Iterator[str]:
    """Yield canonical ids of actors that the casefile knows."""
    while True:
        rank = world.draw_actor(rng) if hubs else rng.randrange(world.actors)
        raw = store.named(fold(world.figures[rank].name))
        if raw:
            yield store.canonical(raw[:1])[raw[0]]


def _edge(store: Store, world: World, rng: Random, documents: int, *, rare: bool) -> tuple[str, str, str]:
    """Return the edge of a claim of some document: any, or the one whose actors are named least."""
    _, reading = compose(world, rng.randrange(documents), "")
    ranks = {actor.id: world.ranks.get(actor.name, 0) for actor in reading.actors}
    claims = list(reading.claims)
    claim = (
        max(claims, key=lambda one: min(ranks[one.subject.actor], ranks[one.object.actor]))
        if rare
        else rng.choice(claims)
    )
    known = store.canonical([claim.subject.actor, claim.object.actor])
    return known[claim.subject.actor], claim.predicate, known[claim.object.actor]


def _words(world: World, rng: Random, number: int) -> str:
    """Return what is typed into a search: a name, a common word, two words, a rare word."""
    name = world.figures[world.draw_actor(rng)].name
    drawn = rng.choices(words()[:5_000], k=2)
    return (name, words()[rng.randrange(3, 40)], f"{drawn[0]} {name.split()[0]}", drawn[0])[number % 4]


def http_paths(target: Target) -> dict[str, tuple[str, str]]:
    """Return, for each question, the route as OpenAPI names it and the address to ask, as `QUESTIONS` ask it."""
    actor = quote(target.actor, safe="")
    edge = urlencode({"subject": target.subject, "object": target.object, "predicate": target.predicate})
    of_actor = "" if target.as_of < "2007" else f"&actor={actor}"
    return {
        "dossier": ("/actors/{id}", f"/actors/{actor}"),
        "roots": ("/roots", f"/roots?{edge}"),
        "neighbourhood": ("/neighbourhood/{id}", f"/neighbourhood/{actor}?hops=2&as_of={target.as_of}"),
        "contested": ("/contested", f"/contested?limit=50{of_actor}"),
        "search": ("/search", "/search?" + urlencode({"words": target.words, "limit": 20})),
        "path": ("/paths", "/paths?" + urlencode({"start": target.actor, "end": target.other, "max_hops": 4})),
    }


class Caller:
    """Ask a server on this machine, over one connection that stays open."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> bytes:
        """Return a body; raises RuntimeError for an answer that is none."""
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status >= 400:
            raise RuntimeError(f"{answer.status} {path}: {body[:200]!r}")
        return body

    def routes(self) -> Sequence[str]:
        """Return the routes that the server has, without the prefix."""
        described = json.loads(self.get(f"{HTTP_PREFIX}/openapi.json"))
        return [path.removeprefix(HTTP_PREFIX) for path in described["paths"]]
