"""Take the ties round one actor, some hops wide, strongest first and never more than can be looked at.

Whether a tie stands on a date is asked of as many as are missing and a few more. Where two hops are asked, no more ties
join those met than may be the actor's own: the picture of a small actor was 190 ties between seven large ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.analysis.adjacency import ALL_TIES, Adjacency
from sayso.analysis.ties import Dated, Moment, rank_card
from sayso.model.errors import UsageError
from sayso.model.light_tie import LightTie
from sayso.model.network import TieQuery

MOST_HOPS = 3
SPARE, SPARE_FURTHER = 4, 2
"""Where a date is asked, so many times more ties are looked at than are shown, since some do not stand then: of the
actor in the middle, and of those further out, of whom only the strongest are shown anyway."""
PAIRED = 8
"""Actors of whom every two are looked up to join them: between large ones there are some ten ties a pair."""


@dataclass(frozen=True, slots=True)
class EgoQuery:
    """Ask for the neighbourhood of a canonical actor.

    `limit` is how many ties are shown in all; where more than one hop is asked, `first` how many of them may be the
    actor's own, and how many may join those met to each other, the rest being left to the further hops; `each` how many
    ties of one actor of the further hops are looked at; `actors` how many actors of one hop are gone on from, and how
    many of those met are joined to each other.
    """

    actor: str
    hops: int = 2
    limit: int = 200
    first: int = 60
    each: int = 12
    actors: int = 60
    ties: TieQuery = ALL_TIES


@dataclass(frozen=True, slots=True)
class FoundTies:
    """Hold ties as they stand on the dates asked, strongest first, and what is known of the rest.

    `hops` has the distance of each actor from the middle (empty where there is none). `in_all` counts what answers the
    question, dates aside: of a neighbourhood the ties of the actor in its middle. `capped` tells that some that answer
    are not shown; `undated` counts those passed over because nothing about them is dated.
    """

    ties: tuple[Dated, ...]
    hops: dict[str, int]
    in_all: int
    capped: bool
    undated: int = 0


def find_neighbourhood(adjacency: Adjacency, query: EgoQuery, moment: Moment) -> FoundTies:
    """Return the strongest ties of an actor, then those of the actors that they lead to, and so on.

    Ties among the actors met are shown too, as far as there is room. An actor without ties gives none. Raises
    UsageError where hops or limit make no sense.
    """
    if not 1 <= query.hops <= MOST_HOPS:
        raise UsageError(f"hops must be from 1 to {MOST_HOPS}, not {query.hops}.")
    if query.limit < 1:
        raise UsageError(f"limit must be 1 or more, not {query.limit}.")
    return _Ego(adjacency, query, moment).run()


class _Ego:
    """Go outwards from one actor; holds what has been met."""

    def __init__(self, adjacency: Adjacency, query: EgoQuery, moment: Moment) -> None:
        self._adjacency, self._query, self._moment = adjacency, query, moment
        self._hops = {query.actor: 0}
        self._seen: set[str] = set()
        self._undated: set[str] = set()
        self._ties: list[Dated] = []
        self._read: dict[str, Sequence[LightTie]] = {}
        self._open: set[str] = set()
        self._capped = False

    def run(self) -> FoundTies:
        """Go hop by hop; then join those who were met, as far as there is room."""
        query = self._query
        front = [query.actor]
        for hop in range(1, query.hops + 1):
            room = query.limit - len(self._ties)
            if hop == 1 and query.hops > 1:
                room = min(room, query.first)
            front = self._go(front, hop, room)
        room = query.limit - len(self._ties)
        self._join(room if query.hops == 1 else min(room, query.first))
        in_all = self._adjacency.degree([query.actor], query.ties).get(query.actor, 0)
        shown = tuple(sorted(self._ties, key=lambda dated: rank_card(dated.card)))
        return FoundTies(shown, self._hops, in_all, self._capped, len(self._undated))

    def _go(self, front: list[str], hop: int, room: int) -> list[str]:
        """Take ties of the outermost actors; return the actors that they lead to, those of the strongest ties first."""
        query = self._query
        if len(front) > query.actors:
            self._capped = True
        each = room if hop == 1 else query.each
        spare = SPARE if hop == 1 else SPARE_FURTHER
        looked_at = each * spare if self._moment.is_given else each
        inner = front[: query.actors]
        met = self._adjacency.neighbours(inner, looked_at + 1, query.ties) if inner and room > 0 else {}
        if hop > 1 and room > 0:
            self._read |= {actor: met.get(actor, ()) for actor in inner}
            self._open |= {actor for actor in inner if len(met.get(actor, ())) > looked_at}
        self._capped |= bool(inner) and room <= 0
        ties: dict[str, LightTie] = {}
        for actor in inner:
            held = self._sift(met.get(actor, ()))
            self._capped |= len(met.get(actor, ())) > looked_at or len(held) > each
            ties |= {tie.id: tie for tie in (held if hop == 1 else held[:each])}
        taken = self._take(sorted(ties.values(), key=rank_card), room)
        reached = dict.fromkeys(
            end for dated in taken for end in (dated.card.subject, dated.card.object) if end not in self._hops
        )
        self._hops |= dict.fromkeys(reached, hop)
        return list(reached)

    def _join(self, room: int) -> None:
        """Take the strongest ties among those met first."""
        others = [actor for actor in self._hops if actor != self._query.actor]
        if room <= 0 or len(others) < 2:
            self._capped |= room <= 0
            return
        self._capped |= len(others) > self._query.actors
        self._take(self._sift(self._among(others[: self._query.actors], room)), room)

    def _among(self, actors: list[str], room: int) -> list[LightTie]:
        """Return ties between two of some actors, strongest first.

        Every two of a few are looked up. Of more, each one's strongest are read; where these are all that it has, none
        is missed, so that only those who have more need be looked up by two and two: the first of them.
        """
        most, asked = room * 2 + len(self._seen) + 1, self._query.ties
        if len(actors) <= PAIRED:
            return list(self._adjacency.between(actors, most, asked))
        unread = [actor for actor in actors if actor not in self._read]
        met = self._adjacency.neighbours(unread, self._query.each + 1, asked) if unread else {}
        self._read |= {actor: met.get(actor, ()) for actor in unread}
        self._open |= {actor for actor in unread if len(met.get(actor, ())) > self._query.each}
        held, cut = set(actors), [actor for actor in actors if actor in self._open]
        self._capped |= len(cut) > PAIRED
        found = {tie.id: tie for actor in actors for tie in self._read[actor] if {tie.subject, tie.object} <= held}
        if len(cut) > 1:
            found |= {tie.id: tie for tie in self._adjacency.between(cut[:PAIRED], most, asked)}
        return sorted(found.values(), key=rank_card)

    def _sift(self, ties: Sequence[LightTie]) -> list[LightTie]:
        """Return the ties not yet taken that may stand."""
        if self._moment.is_given:
            self._undated |= {tie.id for tie in ties if self._moment.is_undated(tie)}
        return [tie for tie in ties if tie.id not in self._seen and self._moment.may_stand(tie)]

    def _take(self, ties: Sequence[LightTie], room: int) -> list[Dated]:
        """Keep the strongest ties that stand, as many as there is room for."""
        query = self._query
        standing: list[Dated] = []
        at = 0
        while at < len(ties) and len(standing) <= room:
            size = _batch(room + 1 - len(standing)) if self._moment.is_given else room + 1
            cards = self._adjacency.cards([tie.id for tie in ties[at : at + size]])
            ordered = [cards[tie.id] for tie in ties[at : at + size] if tie.id in cards]
            some = self._moment.settle(ordered, self._adjacency, sifted=True)
            standing += [dated for dated in some if query.ties.takes(dated.card)]
            at += size
        self._capped |= len(standing) > room or at < len(ties)
        taken = standing[: max(room, 0)]
        self._seen |= {dated.card.id for dated in taken}
        self._ties += taken
        return taken


def _batch(wanted: int) -> int:
    """Return how many ties to look at for so many that stand: a few fall on most dates, and each look has its price."""
    return wanted + wanted // 16 + 4
