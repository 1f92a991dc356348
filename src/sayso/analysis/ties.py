"""Take edges as ties, without their claims, and tell from their days what dates they answer.

What a card can tell, it tells as `holds_on` would; where only the claims can tell, it says so.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sayso.analysis.contest import find_denial
from sayso.analysis.holds import holds_on
from sayso.analysis.interval import Interval, parse_interval
from sayso.analysis.known import keep_claims, was_known
from sayso.analysis.span import published, spoken_time
from sayso.analysis.standing import standing
from sayso.model import Certainty
from sayso.model.edge import Answer, Attestation, Edge, EdgeCard, Holding, PredicateTraits

type Load = Callable[[Collection[str]], Mapping[str, Edge]]


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


def rank_card(card: EdgeCard) -> tuple[int, int, str]:
    """Return what sorts ties strongest first: more roots, then more asserted claims, then by id."""
    return -card.roots, -card.asserted, card.id


def other_end(card: EdgeCard, actor: str) -> str:
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

    @property
    def is_given(self) -> bool:
        """Tell whether any date was asked."""
        return self._asked is not None or self._known is not None

    @property
    def keeps_counts(self) -> bool:
        """Tell whether a tie that stands has the counts of its card: no claim is left out as published later."""
        return self._known is None

    def is_undated(self, card: EdgeCard) -> bool:
        """Tell whether a tie is passed over because a date was asked and nothing about it is dated."""
        if self._known is not None and card.known is None:
            return True
        return self._asked is not None and not is_dated(card)

    def may_stand(self, card: EdgeCard) -> bool:
        """Tell whether a tie may stand, from its card alone; what is refused here never stands."""
        if self._known is not None and (card.known is None or card.known[0] > self._known):
            return False
        return self._asked is None or may_hold(card, self._asked)

    def settle(self, cards: Iterable[EdgeCard], load: Load) -> list[Dated]:
        """Return the ties that stand, in the order given; loads the claims of those whose card cannot tell."""
        held = [card for card in cards if self.may_stand(card)]
        if not self.is_given:
            return [Dated(card) for card in held]
        edges = load([card.id for card in held if not self._is_plain(card)])
        found = []
        for card in held:
            if self._is_plain(card):
                found.append(Dated(card, Answer(Holding.HOLDS)))
            elif card.id in edges and (dated := self._weigh(card, edges[card.id])) is not None:
                found.append(dated)
        return found

    def _is_plain(self, card: EdgeCard) -> bool:
        """Tell whether the card alone says that the tie holds, all of it known."""
        return self._known is None and self._asked is not None and surely_holds(card, self._asked, self._traits)

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
        return Dated(card, answer, known) if answer.may_hold or answer.value is Holding.LAST_ATTESTED else None


def may_hold(card: EdgeCard, asked: Interval) -> bool:
    """Tell whether a tie may hold on a date or have been attested before it; False is certain."""
    return is_dated(card) and card.may is not None and card.may[0] <= asked.latest


def is_dated(card: EdgeCard) -> bool:
    """Tell whether anything about a tie is dated: a claim's own time or the day on which one was published."""
    nothing = card.sure is None and card.known is None and card.may in (None, (date.min, date.max))
    return not nothing


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
