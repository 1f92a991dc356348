"""Hold a claim as far as a date asks for it: of which days it speaks, and how surely."""

from typing import NamedTuple

FIRST_DAY, LAST_DAY = 1, 3_652_059
"""What stands for an open side; days are ordinals (`date.toordinal`)."""


class Named(NamedTuple):
    """Hold one claim of an edge as far as a picture names it; `root` is the key of its root."""

    claim: str
    denied: bool
    root: str
    time: str | None
    attested: str | None


class Spoken(NamedTuple):
    """Hold one claim of an edge without what a date does not ask for.

    `sure` tells that it speaks of what is, and more than as a possibility; `root` is the key of its root. It may speak
    of the days from `first` to `last` (None where nothing is dated) and certainly speaks of those from `sure_from` to
    `sure_to` (None where there is no such day); `starts` and `ends` tell that it states a start or an end. `time` and
    `attested` are the EDTF dates of the claim and of its document.
    """

    claim: str
    denied: bool
    actual: bool
    sure: bool
    root: str
    first: int | None
    last: int | None
    sure_from: int | None
    sure_to: int | None
    starts: bool
    ends: bool
    time: str | None
    attested: str | None

    @property
    def spell(self) -> tuple[int, int] | None:
        """Return the certain time of the claim, or of a vague end the last day of it; None where it has neither.

        What runs to a vague end has ended only when that end is over.
        """
        if self.last is None:
            return None
        if self.sure_from is not None and self.sure_to is not None:
            return self.sure_from, self.last if self.ends else self.sure_to
        return (self.last, self.last) if self.ends and self.last < LAST_DAY else None

    def surely_meets(self, first: int, last: int) -> bool:
        """Tell whether the claim certainly speaks of the days asked: of one of them, or of nothing outside them."""
        if self.first is None or self.last is None:
            return False
        if first <= self.first and self.last <= last:
            return True
        return self.sure_from is not None and self.sure_from <= last and first <= (self.sure_to or 0)

    def may_meet(self, first: int, last: int) -> bool:
        """Tell whether the claim may speak of the days asked; what only a document's date attests may not go on."""
        if self.first is None or self.last is None or self.first > last or first > self.last:
            return False
        # A start without an end is attested up to its document's date, and last attested after it.
        return not (self.last == LAST_DAY and self.sure_to is not None and first > self.sure_to)
