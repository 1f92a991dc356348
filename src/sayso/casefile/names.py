"""Give canonical actors their names."""

from collections.abc import Collection, Iterable, Mapping

from sayso.model import Actor
from sayso.store import Store

NOBODY = "(unknown)"
"""The name that reading gives an agent whom the text leaves out."""
NOT_NAMED = "somebody not named"
"""What stands for such an agent in an answer; two of them need not be one."""


class Namer:
    """Give canonical actors their names; keeps what it has looked up."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._canonical: dict[str, str] = {}
        self._merged: dict[str, Actor] = {}

    def learn(self, raw: Iterable[str]) -> None:
        """Look up the canonical actors of raw ids, those not known yet in one go."""
        wanted = set(raw)
        unknown = {one for one in wanted if one not in self._canonical}
        if unknown:
            self._canonical |= self._store.canonical(unknown)
        self.merge({self._canonical.get(one, one) for one in wanted})

    def know(self, canonical: Mapping[str, str]) -> None:
        """Take the canonical ids of raw ids from who has them at hand, so that they are not looked up."""
        self._canonical |= canonical

    def merge(self, canonical: Collection[str]) -> None:
        """Look up canonical actors by id."""
        missing = {one for one in canonical if one not in self._merged}
        if missing:
            self._merged |= {union: held.actor for union, held in self._store.union_actors(missing).items()}

    def canonical(self, raw: str) -> str:
        """Return the canonical id of a raw id that was learned."""
        return self._canonical.get(raw, raw)

    def actor(self, canonical: str) -> Actor | None:
        """Return a canonical actor that was learned, or None."""
        return self._merged.get(canonical)

    def name(self, canonical: str) -> str:
        """Return a canonical actor's name; its id where it is not there, words for it where the text has none."""
        actor = self._merged.get(canonical)
        if actor is None:
            return canonical
        return NOT_NAMED if actor.name == NOBODY else actor.name
