"""Hold an edge as far as walking the network asks for it: thousands are looked at where some tens are shown."""

from typing import NamedTuple


class LightTie(NamedTuple):
    """Hold an edge between two actors: what ranks it, and of which days its claims speak.

    Days are ordinals (`date.toordinal`), None where nothing is dated: the first and last of which any claim may speak,
    the first of publication, and the first of which a claim certainly speaks (the fields of `EdgeCard` say more).
    """

    id: str
    subject: str
    object: str
    roots: int
    asserted: int
    may_from: int | None
    may_to: int | None
    known_from: int | None
    sure_from: int | None
