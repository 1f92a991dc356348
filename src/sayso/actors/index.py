"""Find the few actors that a new one could be, without comparing it with all."""

from collections.abc import Iterable, Iterator

from sayso.model import Actor


class ActorIndex:
    """Hold raw actors under blocking keys; grows by `add`, answers `candidates` in time that does not grow with it."""

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def add(self, actor: Actor) -> None:
        """Add one actor; adding the same id again changes nothing."""
        raise NotImplementedError

    def candidates(self, actor: Actor) -> Iterator[Actor]:
        """Yield the actors that share a rare enough key, in order of id, without the actor itself."""
        raise NotImplementedError
