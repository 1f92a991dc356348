"""Answer of many edges whether they stand on a date, from a few of their claims.

What an edge answers follows from all its claims (`sayso.analysis.holds`). Of an edge with many, most are not needed:
one that surely speaks of the date settles whether it holds; else the last before the date, the next after it and the
denials between tell whether a spell runs over it. The last spell before a date ends with the claim whose own spell ends
last of all that end before: spells are joined in order, so a later one ends later. Where the few do not decide, the
whole edge is asked.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sayso.analysis.holds import Days, answer_of, is_state, last_date, stands, weigh
from sayso.model.edge import Answer, EdgeCard, Holding, PredicateTraits
from sayso.model.spoken import Spoken
from sayso.store.told_store import Reach, ToldStore

LIGHT = 16
"""Claims up to which all of an edge are read: that is one question, and a short answer."""
SOME, DOUBTED, DENIALS = 2, 4, 60
"""Claims that are read of those that speak for the date, of those that do where others deny it, and of the denials."""


def answer_cards(
    told: ToldStore,
    cards: Iterable[EdgeCard],
    asked: Days,
    traits: Mapping[str, PredicateTraits],
    light: int = LIGHT,
    seen: dict[str, list[Spoken]] | None = None,
) -> dict[str, Answer]:
    """Return the answers of the edges that stand on the days asked, by id.

    Of an edge of more than `light` claims, `claims` of the answer are some that speak for it, the surest. What was read
    is put into `seen`, by edge: all claims, or those that answer.
    """
    heavy: dict[str, EdgeCard] = {}
    slight: dict[str, bool] = {}
    for card in cards:
        if card.asserted + card.denied > light:
            heavy[card.id] = card
        else:
            slight[card.id] = is_state(traits.get(card.predicate))
    probe = _Probe(told, heavy, asked, traits)
    found = probe.run() if heavy else {}
    whole = told.spoken(slight) if slight else {}
    if seen is not None:
        seen |= probe.read | whole
    found |= {edge: answer_of(sorted(items), asked, is_state=slight[edge]) for edge, items in whole.items()}
    return {edge: answer for edge, answer in found.items() if stands(answer)}


class _Probe:
    """Answer of heavy edges; `run` goes from what settles most edges to what settles the last."""

    def __init__(
        self, told: ToldStore, cards: Mapping[str, EdgeCard], asked: Days, traits: Mapping[str, PredicateTraits]
    ) -> None:
        self._told, self._cards, self._asked = told, cards, asked
        self._states = {edge for edge, card in cards.items() if is_state(traits.get(card.predicate))}
        self.read: dict[str, list[Spoken]] = {}
        self._denials: dict[str, list[Spoken]] = {}
        self._found: dict[str, Answer] = {}
        self._unclear: list[str] = []

    def run(self) -> dict[str, Answer]:
        """Return the answers; an edge that does not stand may be left out."""
        refused = [edge for edge, card in self._cards.items() if card.refused]
        self._denials = self._told.meeting(refused, *self._asked, DENIALS, denied=True) if refused else {}
        plain = [edge for edge in self._cards if edge not in self._denials]
        holding = self._told.meeting(plain, *self._asked, SOME) if plain else {}
        if self._denials:
            holding |= self._told.meeting(self._denials, *self._asked, DOUBTED)
        self._note(holding)
        self._note(self._denials)
        for edge, items in holding.items():
            self._settle(edge, items)
        rest = [edge for edge in self._cards if edge not in holding]
        if rest:
            self._reach(rest)
        if self._unclear:
            whole = self._told.spoken(self._unclear)
            self.read |= whole
            for edge, items in whole.items():
                self._found[edge] = answer_of(sorted(items), self._asked, is_state=edge in self._states)
        return self._found

    def _note(self, found: Mapping[str, Sequence[Spoken]]) -> None:
        """Keep what was read, each claim once."""
        for edge, items in found.items():
            held = self.read.setdefault(edge, [])
            held += [item for item in items if item not in held]

    def _settle(self, edge: str, holding: Sequence[Spoken]) -> None:
        """Answer where claims speak of the date, of which only some are known."""
        denials = self._denials.get(edge, ())
        answer = weigh(holding, denials)
        if denials and (len(denials) >= DENIALS or {item.root for item in holding} <= {item.root for item in denials}):
            self._unclear.append(edge)
        else:
            self._found[edge] = answer

    def _reach(self, edges: Collection[str]) -> None:
        """Answer where no claim surely speaks of the date."""
        reaches = self._told.reaches(edges, *self._asked)
        odd = {edge for edge, reach in reaches.items() if edge in self._states and _is_odd(reach)}
        self._unclear += sorted(odd)
        clear = {edge: reach for edge, reach in reaches.items() if edge not in odd}
        last = self._last(clear)
        self._note({edge: [item] for edge, item in last.items()})
        bridged = self._bridged(clear, last)
        for edge in bridged:
            self._settle(edge, [last[edge]])
        rest = [edge for edge in clear if edge not in bridged and edge not in self._denials]
        wanted = [edge for edge in rest if clear[edge].maybe]
        maybe = self._told.maybe_meeting(wanted, *self._asked, SOME) if wanted else {}
        self._note(maybe)
        for edge in rest:
            if edge in maybe:
                self._found[edge] = Answer(Holding.UNKNOWN, claims=tuple(sorted(item.claim for item in maybe[edge])))
            elif edge in last and not (last[edge].ends and edge in self._states):
                claims = (last[edge].claim,)
                self._found[edge] = Answer(Holding.LAST_ATTESTED, as_of=last_date([last[edge]]), claims=claims)

    def _last(self, reaches: Mapping[str, Reach]) -> dict[str, Spoken]:
        """Return the claim with which the last spell before the date ends."""
        days = {edge: reach.before for edge, reach in reaches.items() if reach.before is not None}
        states = {edge: day for edge, day in days.items() if edge in self._states}
        events = {edge: day for edge, day in days.items() if edge not in self._states}
        found = self._told.ending(states, by_start=True) if states else {}
        return found | (self._told.ending(events, by_start=False) if events else {})

    def _bridged(self, reaches: Mapping[str, Reach], last: Mapping[str, Spoken]) -> set[str]:
        """Return the states whose last spell before the date goes on after it."""
        days = {
            edge: reaches[edge].before or 0
            for edge, item in last.items()
            if edge in self._states and reaches[edge].after is not None and not item.ends
        }
        refused = {edge: day for edge, day in days.items() if self._cards[edge].refused}
        stops = self._told.next_denial(refused) if refused else {}
        return {edge for edge in days if edge not in stops or stops[edge] > (reaches[edge].after or 0)}


def _is_odd(reach: Reach) -> bool:
    """Tell whether vague ends stand at the date or next after it, so that only all claims tell what a spell covers."""
    return reach.across or (reach.before is not None and reach.after != reach.sure_after)
