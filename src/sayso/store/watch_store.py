"""Fix what a store keeps of watchlists."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, Protocol

from sayso.model import Actor
from sayso.model.watch import WatchEntry, Watchlist


class WatchChange(NamedTuple):
    """Count what another version of a list changed."""

    new: int
    changed: int
    gone: int


class WatchStore(Protocol):
    """Keep watchlists beside what was read; nothing that reading made follows from them."""

    def put_watchlist(
        self, name: str, entries: Iterable[WatchEntry], describe: Callable[[int], Watchlist]
    ) -> WatchChange:
        """Write a list in one transaction, in place of the one of this name; `describe` is asked at the end.

        Each id comes once. What `entries` raises undoes all of it.
        """
        ...

    def drop_watchlist(self, name: str) -> bool:
        """Take a list out; return whether there was one. Judgements stay."""
        ...

    def watchlists(self) -> list[Watchlist]:
        """Return the lists by name."""
        ...

    def watch_entries(self, names: Collection[tuple[str, str]]) -> dict[tuple[str, str], WatchEntry]:
        """Return entries by list and id; those that are not there are left out."""
        ...

    def entries_in(self, name: str, after: str | None, most: int) -> list[WatchEntry]:
        """Return entries of one list by id, from one on."""
        ...

    def entries_like(self, actors: Sequence[Actor], lists: Collection[str]) -> dict[str, list[WatchEntry]]:
        """Return, by the actor's id, the few entries of each list that share a telling key with it, most keys first."""
        ...
