"""Describe one canonical actor from its raw actors, and find actors by a name that a person types."""

from collections.abc import Sequence

from sayso.actors.index import ActorIndex
from sayso.model import Actor


def merge_actors(actors: Sequence[Actor]) -> Actor:
    """Return one actor for a union: smallest id, best name, voted type, all other surface forms as aliases."""
    raise NotImplementedError


def find_actors(name: str, index: ActorIndex, limit: int = 10) -> list[tuple[Actor, float]]:
    """Return raw actors whose name or alias fits what a person typed, best first, with a score of 0 to 1."""
    raise NotImplementedError
