"""Fix what a store tells of the days of which the claims of many edges speak; days are ordinals, both included."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from sayso.model.spoken import Named, Spoken


@dataclass(frozen=True, slots=True)
class Reach:
    """Tell how near the sure claims of an edge come to some days of which none of them certainly speaks.

    `before` is the last day on which a spell of one ends before them, `after` the first on which one begins after them,
    `sure_after` the first certain day after them. `across` tells that one runs into them without certainty, `maybe`
    that one that asserts the edge as actual may speak of them.
    """

    before: int | None
    after: int | None
    sure_after: int | None
    across: bool
    maybe: bool


class ToldStore(Protocol):
    """Tell what claims say of some days, for many edges at once; unknown edges are left out of every answer."""

    def spoken(self, edge_ids: Collection[str]) -> dict[str, list[Spoken]]:
        """Return all claims of edges, on either side the surest first."""
        ...

    def surest(self, edge_ids: Collection[str], most: int, *, denied: bool = False) -> dict[str, list[Named]]:
        """Return at most `most` claims of one side of each edge, the surest first."""
        ...

    def meeting(
        self, edge_ids: Collection[str], first: int, last: int, most: int, *, denied: bool = False
    ) -> dict[str, list[Spoken]]:
        """Return at most `most` sure claims of one side that certainly speak of the days asked, the surest first."""
        ...

    def maybe_meeting(self, edge_ids: Collection[str], first: int, last: int, most: int) -> dict[str, list[Spoken]]:
        """Return at most `most` claims that assert as actual and may speak of the days asked, the surest first."""
        ...

    def reaches(self, edge_ids: Collection[str], first: int, last: int) -> dict[str, Reach]:
        """Tell how near sure claims come to the days asked; edges that nobody asserts are left out."""
        ...

    def ending(self, days: Mapping[str, int], *, by_start: bool) -> dict[str, Spoken]:
        """Return the sure claim whose spell ends on the day given for its edge: the first to begin, or first by id."""
        ...

    def next_denial(self, days: Mapping[str, int]) -> dict[str, int]:
        """Return the first day of the next sure denial after the day given for its edge."""
        ...

    def root_names(self, keys: Collection[str]) -> dict[str, str]:
        """Return the names of roots."""
        ...
