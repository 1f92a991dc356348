"""Take edges as ties, without their claims, and tell from their days what dates they answer.

What a card can tell, it tells as `holds_on` would; where only the claims can tell, it says so.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sayso.analysis.contest import find_denial
from sayso.analysis.holds import Days, holds_on, stands
from sayso.analysis.interval import Interval, parse_interval
from sayso.analysis.known import keep_claims, was_known
from sayso.analysis.span import published, spoken_time
from sayso.analysis.standing import standing
from sayso.model import Certainty
from sayso.model.edge import Answer, Attestation, Edge, EdgeCard, Holding, PredicateTraits
from sayso.model.light_tie import LightTie
from sayso.model.spoken import FIRST_DAY, LAST_DAY


class ClaimSource(Protocol):
    """Give what the claims of ties say; `sayso.analysis.adjacency.Adjacency` does."""

    def load(self, ties: Collection[str]) -> Mapping[str, Edge]:
        """Return whole edges by id; unknown ids are left out."""
        ...

    def answers(
        self, ties: Collection[EdgeCard], asked: Days, traits: Mapping[str, PredicateTraits]
    ) -> dict[str, Answer]:
        """Return the answers of those ties that stand on the days asked, by id; `claims` may be some of them."""
        ...


def make_card(edge: Edge) -> EdgeCard:
    """Return an edge without its claims; `EdgeCard` says what each field is."""
    actual = [item for item in edge.asserted if item.actual]
    sure = [_sure_days(item) for item in actual]
    certain = [days for days in sure if days is not None]
    told = [time for item in edge.attestations if (time := spoken_time(item)) is not None]
    days = [seen.latest for item in edge.attestations if (seen := published(item)) is not None]
    ends = [spoken_time(item) for item in actual]
    return EdgeCard(
        id=edge.id,
        subject=edge.subject,
        predicate=edge.predicate,
        object=edge.object,
        sign=edge.sign,
        asserted=len(edge.asserted),
        denied=len(edge.denied),
        roots=len(edge.roots),
        denying_roots=len(edge.denying_roots),
        standing=standing(edge),
        contested=find_denial(edge) is not None,
        sure=(min(first for first, _ in certain), max(last for _, last in certain)) if certain else None,
        may=(min(time.earliest for time in told), max(time.latest for time in told)) if told else None,
        known=(min(days), max(days)) if days else None,
        ended=any(time is not None and time.ends for time in ends),
        vague=len(certain) < len(actual),
        refused=any(item.actual for item in edge.denied),
    )


def lighten(card: EdgeCard) -> LightTie:
    """Return a tie as far as walking asks for it."""
    return LightTie(
        card.id,
        card.subject,
        card.object,
        card.roots,
        card.asserted,
        card.may and card.may[0].toordinal(),
        card.may and card.may[1].toordinal(),
        card.known and card.known[0].toordinal(),
        card.sure and card.sure[0].toordinal(),
    )


def rank_card(card: EdgeCard | LightTie) -> tuple[int, int, str]:
    """Return what sorts ties strongest first: more roots, then more asserted claims, then by id."""
    return -card.roots, -card.asserted, card.id


def other_end(card: EdgeCard | LightTie, actor: str) -> str:
    """Return the actor at the other end of a tie."""
    return card.object if card.subject == actor else card.subject


@dataclass(frozen=True, slots=True)
class Dated:
    """Hold a tie as it stands on the dates that were asked: its card then, and whether it holds (None: not asked).

    `edge` has its claims, those alone that were known then, where they had to be loaded.
    """

    card: EdgeCard
    answer: Answer | None = None
    edge: Edge | None = None


class Moment:
    """Tell which ties stand on a date, as far as was known on another; without dates all do.

    `as_of` and `known_on` are EDTF dates (UsageError otherwise). A tie stands where it holds, may hold or was last
    attested before; where the second date is given, only claims count that had been published by its last day.
    """

    def __init__(
        self, traits: Mapping[str, PredicateTraits], as_of: str | None = None, known_on: str | None = None
    ) -> None:
        self._traits = traits
        self._as_of = as_of
        self._asked = None if as_of is None else parse_interval(as_of)
        self._known = None if known_on is None else parse_interval(known_on).latest
        self._asked_last = None if self._asked is None else self._asked.latest.toordinal()
        self._known_last = None if self._known is None else self._known.toordinal()

    @property
    def is_given(self) -> bool:
        """Tell whether any date was asked."""
        return self._asked is not None or self._known is not None

    @property
    def keeps_counts(self) -> bool:
        """Tell whether a tie that stands has the counts of its card: no claim is left out as published later."""
        return self._known is None

    def is_undated(self, tie: LightTie) -> bool:
        """Tell whether a tie is passed over because a date was asked and nothing about it is dated."""
        if self._known_last is not None and tie.known_from is None:
            return True
        return self._asked_last is not None and not is_dated(tie)

    def may_stand(self, tie: LightTie) -> bool:
        """Tell whether a tie may stand, from its own days alone; what is refused here never stands."""
        if self._known_last is not None and (tie.known_from is None or tie.known_from > self._known_last):
            return False
        if self._asked_last is None:
            return True
        return tie.may_from is not None and tie.may_from <= self._asked_last and is_dated(tie)

    def settle(self, cards: Iterable[EdgeCard], source: "ClaimSource", *, sifted: bool = False) -> list[Dated]:
        """Return the ties that stand, in the order given; asks for the claims of those whose card cannot tell.

        `sifted` tells that all of them may stand, as `may_stand` says.
        """
        if not self.is_given:
            return [Dated(card) for card in cards]
        held = list(cards) if sifted else [card for card in cards if self.may_stand(lighten(card))]
        if self._known is not None or self._asked is None:
            edges = source.load([card.id for card in held])
            known = (self._weigh(card, edges[card.id]) for card in held if card.id in edges)
            return [dated for dated in known if dated is not None]
        plain = {card.id for card in held if surely_holds(card, self._asked, self._traits)}
        days = self._asked.earliest.toordinal(), self._asked.latest.toordinal()
        answers = source.answers([card for card in held if card.id not in plain], days, self._traits)
        answers |= dict.fromkeys(plain, Answer(Holding.HOLDS))
        return [Dated(card, answers[card.id]) for card in held if card.id in answers]

    def _weigh(self, card: EdgeCard, edge: Edge) -> Dated | None:
        """Return an edge as it stands by its claims, or None."""
        day = self._known
        known = edge if day is None else keep_claims(edge, lambda item: was_known(item, day))
        if known is None:
            return None
        card = card if known is edge else make_card(known)
        if self._as_of is None:
            return Dated(card, edge=known)
        answer = holds_on(known, self._as_of, self._traits.get(edge.predicate))
        return Dated(card, answer, known) if stands(answer) else None


def is_dated(tie: LightTie) -> bool:
    """Tell whether anything about a tie is dated: a claim's own time or the day on which one was published."""
    if tie.sure_from is not None or tie.known_from is not None:
        return True
    return tie.may_from is not None and (tie.may_from, tie.may_to) != (FIRST_DAY, LAST_DAY)


def surely_holds(card: EdgeCard, asked: Interval, traits: Mapping[str, PredicateTraits]) -> bool:
    """Tell whether the card alone says that a tie holds on a date; False says nothing.

    A state without an end or denial runs from its first sure day to its last; of an event that several claims
    tell no day between is sure.
    """
    if card.sure is None or card.ended or card.refused:
        return False
    first, last = card.sure
    known = traits.get(card.predicate)
    if known is None or known.kind == "state" or card.asserted + card.denied == 1:
        return first <= asked.latest and asked.earliest <= last
    return asked.earliest <= first and last <= asked.latest


def _sure_days(item: Attestation) -> tuple[date, date] | None:
    """Return the days of which a claim certainly speaks, if it is more than possible."""
    time = spoken_time(item)
    return None if time is None or item.factuality.certainty is Certainty.POSSIBLE else time.sure
