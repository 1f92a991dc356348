"""Fix what a store keeps of actors across documents."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from sayso.model import CanonicalActor


@dataclass(frozen=True, slots=True)
class ActorQuery:
    """Choose canonical actors; None lets everything through.

    `kind` is a type, `like` a folded text that a name or alias holds, `after` the id of an actor: those that come
    after it in order alone.
    """

    kind: str | None = None
    named: bool | None = None
    like: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class SaidPage:
    """Hold claims that an actor is credited with, by id, and how many there are in all."""

    claims: tuple[str, ...]
    total: int


class ActorStore(Protocol):
    """Answer about actors across documents, at the cost of what is asked for."""

    def union_actors(self, canonical: Collection[str]) -> Mapping[str, CanonicalActor]:
        """Return canonical actors by id; unknown ids are left out."""
        ...

    def list_unions(self, query: ActorQuery, limit: int | None = None) -> list[CanonicalActor]:
        """Return canonical actors, those with most claims first, then by name and id.

        Where `like` stands at the start of words of names, those names answer; else those that hold it anywhere.
        Raises UsageError where there is no actor to go on after.
        """
        ...

    def named_unions(self, folded: str) -> list[str]:
        """Return the canonical ids of whom a name or alias folds to this, most used so first."""
        ...

    def near_names(self, folded: str) -> list[str]:
        """Return folded names that may be meant by one that nobody has, some hundred at most, in order."""
        ...

    def some_raw(self, canonical: str, most: int | None) -> tuple[str, ...]:
        """Return the first raw ids under a canonical one."""
        ...

    def said_by(self, raw: Collection[str]) -> frozenset[str]:
        """Return the current claims that credit one of these raw actors, anywhere in the chain."""
        ...

    def said_on_root(self, key: str, most: int) -> SaidPage:
        """Return claims that rest on a root, edge by edge, the surest of each first, and how many there are in all."""
        ...

    def twins(self, canonical: str, raw: Collection[str], most: int | None) -> list[str]:
        """Return the canonical ids of named actors that may be the same, those with most claims first.

        `raw` are the raw ids whose judgements are looked at; a shared name is enough, unless the two were parted.
        """
        ...

    def count_claims(self, canonical: str, min_confidence: float) -> int:
        """Count the current claims, sure enough, of which a canonical actor is subject or object."""
        ...
