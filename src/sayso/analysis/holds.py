"""Answer whether an edge holds on a date.

Only claims about what is (modality actual) speak; claims that are merely possible ("might") make nothing certain.

A state holds from its start to its end. Claims without an end hold together: from the first that attests it to the
last, unless a stated end or a denial falls between. After the last attestation it is `last attested`, neither true nor
false; after a stated end, or before a stated start, it does not hold. An event happens at its time; afterwards it is
`last attested` then. A post that is over when the words are written ("former commander") was held at some time before,
and no more after. Where claims of different roots say yes and no of the date, the answer is `unknown` and contested.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.analysis.interval import Interval, parse_interval
from sayso.analysis.known import known_by
from sayso.analysis.span import spoken_time
from sayso.model import Certainty
from sayso.model.edge import Answer, Attestation, Edge, Holding, PredicateTraits


@dataclass(frozen=True, slots=True)
class _Spell:
    """Hold a stretch of time for which claims without contradiction stand."""

    first: datetime.date
    last: datetime.date
    ended: bool
    claims: tuple[Attestation, ...]


def holds_on(edge: Edge, date: str, traits: PredicateTraits | None = None, *, known_on: str | None = None) -> Answer:
    """Answer in three values whether an edge holds on an EDTF date; without traits it is taken as a state.

    `date` may be a day, a month, a year or vaguer: holding on some day of it is enough. With `known_on`, the answer is
    the one that could be given on that date (`sayso.analysis.known`), `unknown` where nothing had been published.
    Raises UsageError where one of them is no EDTF.
    """
    asked = parse_interval(date)
    if known_on is not None:
        known = known_by(edge, known_on)
        return Answer(Holding.UNKNOWN) if known is None else holds_on(known, date, traits)
    is_state = traits is None or traits.kind == "state"
    sure = [item for item in edge.asserted if is_sure(item)]
    denials = [item for item in edge.denied if is_sure(item) and _meets(item, asked)]
    spells = _spells(sure, edge.denied) if is_state else [spell for item in sure for spell in _spell_of(item)]
    holding = [item for spell in spells if _covers(spell, asked) for item in spell.claims]
    holding += [item for item in sure if item not in holding and _meets(item, asked)]
    if holding or denials:
        return _weigh(holding, denials)
    maybe = [item for item in edge.asserted if item.actual and _may_meet(item, asked)]
    if maybe:
        return Answer(Holding.UNKNOWN, claims=_ids(maybe))
    return _look_back(spells, sure, asked, is_state=is_state)


def _weigh(holding: list[Attestation], denials: list[Attestation]) -> Answer:
    """Answer where claims speak of the very date."""
    if not denials:
        return Answer(Holding.HOLDS, claims=_ids(holding))
    if not holding:
        return Answer(Holding.DOES_NOT_HOLD, claims=_ids(denials))
    others = {item.root.key for item in holding} != {item.root.key for item in denials}
    return Answer(Holding.UNKNOWN, claims=_ids([*holding, *denials]), contested=others)


def _look_back(spells: list[_Spell], sure: list[Attestation], asked: Interval, *, is_state: bool) -> Answer:
    """Answer where no claim speaks of the date: by the last spell before it, else by a stated start after it."""
    before = [spell for spell in spells if spell.last < asked.earliest]
    if before:
        latest = max(before, key=lambda spell: spell.last)
        if latest.ended and is_state:
            return Answer(Holding.DOES_NOT_HOLD, claims=_ids(latest.claims))
        return Answer(Holding.LAST_ATTESTED, as_of=_last_date(latest), claims=_ids(latest.claims))
    # What is said of a day after a stated start says nothing of when it began; only an earlier day makes it uncertain.
    times = [(item, time) for item in sure if (time := spoken_time(item)) is not None]
    starts = [(item, time) for item, time in times if time.starts and asked.latest < time.earliest]
    if is_state and starts:
        first = min(time.earliest for _, time in starts)
        if all(first <= time.earliest for _, time in times):
            return Answer(Holding.DOES_NOT_HOLD, claims=_ids(item for item, _ in starts))
    return Answer(Holding.UNKNOWN)


def _spells(sure: list[Attestation], denied: Iterable[Attestation]) -> list[_Spell]:
    """Join the times of claims, in order, over gaps in which nothing ends or denies the state."""
    stops = [time.earliest for item in denied if is_sure(item) and (time := spoken_time(item))]
    single = sorted((spell for item in sure for spell in _spell_of(item)), key=lambda spell: (spell.first, spell.last))
    joined: list[_Spell] = []
    for spell in single:
        held = joined[-1] if joined else None
        if held is not None and _belong(held, spell, stops):
            last = max(held, spell, key=lambda one: one.last)
            joined[-1] = _Spell(held.first, last.last, last.ended, (*held.claims, *spell.claims))
        else:
            joined.append(spell)
    return joined


def _belong(held: _Spell, later: _Spell, stops: list[datetime.date]) -> bool:
    """Tell whether two spells are one: they touch, or nothing ends or denies the state between them."""
    if later.first <= held.last:
        return True
    return not held.ended and not any(held.last < stop <= later.first for stop in stops)


def _spell_of(item: Attestation) -> list[_Spell]:
    """Return the certain time of one claim, or of a vague one all its possible time, if that has bounds."""
    time = spoken_time(item)
    if time is None:
        return []
    if time.sure is not None:
        # What runs to a vague end has ended only when that end is over.
        return [_Spell(time.sure[0], time.latest if time.ends else time.sure[1], time.ends, (item,))]
    if time.ends and time.latest < datetime.date.max:
        return [_Spell(time.latest, time.latest, True, (item,))]
    return []


def _covers(spell: _Spell, asked: Interval) -> bool:
    """Tell whether a spell of more than one claim runs over the date; single claims are asked themselves."""
    if len(spell.claims) < 2:
        return False
    ends = [time.sure[1] for item in spell.claims if (time := spoken_time(item)) and time.sure]
    return bool(ends) and spell.first <= asked.latest and asked.earliest <= max(ends)


def is_sure(item: Attestation) -> bool:
    """Tell whether a claim speaks of what is, and more than as a possibility."""
    return item.actual and item.factuality.certainty is not Certainty.POSSIBLE


def _meets(item: Attestation, asked: Interval) -> bool:
    """Tell whether a claim certainly speaks of the date."""
    time = spoken_time(item)
    return time is not None and time.surely_meets(asked)


def _may_meet(item: Attestation, asked: Interval) -> bool:
    """Tell whether a dated claim may speak of the date; what only a document's date attests may not go on."""
    time = spoken_time(item)
    if time is None or not time.may_meet(asked):
        return False
    # A start without an end is attested up to its document's date, and last attested after it.
    return not (time.latest == datetime.date.max and time.sure is not None and asked.earliest > time.sure[1])


def _last_date(spell: _Spell) -> str:
    """Return the EDTF date of the last attestation of a spell, as the text or the document gives it."""
    times = [(time.sure[1], item) for item in spell.claims if (time := spoken_time(item)) and time.sure]
    day, item = max(times, key=lambda pair: pair[0]) if times else (spell.last, spell.claims[-1])
    told = item.time or item.attested
    if told and "/" not in told and "[" not in told:
        return told
    return item.attested if item.attested and told and told.endswith("..") else day.isoformat()


def _ids(items: Iterable[Attestation]) -> tuple[str, ...]:
    """Return the ids of claims, in order, each once."""
    return tuple(sorted({item.claim for item in items}))
