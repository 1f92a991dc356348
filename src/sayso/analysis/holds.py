"""Answer whether an edge holds on a date.

Only claims about what is (modality actual) speak; claims that are merely possible ("might") make nothing certain.

A state holds from its start to its end. Claims without an end hold together: from the first that attests it to the
last, unless a stated end or a denial falls between. After the last attestation it is `last attested`, neither true nor
false; after a stated end, or before a stated start, it does not hold. An event happens at its time; afterwards it is
`last attested` then. A post that is over when the words are written ("former commander") was held at some time before,
and no more after. Where claims of different roots say yes and no of the date, the answer is `unknown` and contested.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as day_of
from operator import attrgetter

from sayso.analysis.interval import parse_interval
from sayso.analysis.known import known_by
from sayso.analysis.span import spoken_time
from sayso.model import Certainty
from sayso.model.edge import Answer, Attestation, Edge, Holding, PredicateTraits
from sayso.model.spoken import Spoken

type Days = tuple[int, int]
"""First and last day as ordinals, both included."""


@dataclass(frozen=True, slots=True)
class _Spell:
    """Hold a stretch of time for which claims without contradiction stand."""

    first: int
    last: int
    ended: bool
    claims: tuple[Spoken, ...]


def holds_on(edge: Edge, date: str, traits: PredicateTraits | None = None, *, known_on: str | None = None) -> Answer:
    """Answer in three values whether an edge holds on an EDTF date; without traits it is taken as a state.

    `date` may be a day, a month, a year or vaguer: holding on some day of it is enough. With `known_on`, the answer is
    the one that could be given on that date (`sayso.analysis.known`), `unknown` where nothing had been published.
    Raises UsageError where one of them is no EDTF.
    """
    asked = asked_days(date)
    if known_on is not None:
        known = known_by(edge, known_on)
        return Answer(Holding.UNKNOWN) if known is None else holds_on(known, date, traits)
    return answer_of([speak(item) for item in edge.attestations], asked, is_state=is_state(traits))


def asked_days(date: str) -> Days:
    """Return the days that an EDTF date asks for; raises UsageError where it is none."""
    asked = parse_interval(date)
    return asked.earliest.toordinal(), asked.latest.toordinal()


def is_state(traits: PredicateTraits | None) -> bool:
    """Tell whether edges of a predicate hold over a time; what is not known of is taken as a state."""
    return traits is None or traits.kind == "state"


def speak(item: Attestation) -> Spoken:
    """Return a claim as far as a date asks for it."""
    time = spoken_time(item)
    sure = None if time is None or time.sure is None else (time.sure[0].toordinal(), time.sure[1].toordinal())
    return Spoken(
        claim=item.claim,
        denied=item.denied,
        actual=item.actual,
        sure=is_sure(item),
        root=item.root.key,
        first=None if time is None else time.earliest.toordinal(),
        last=None if time is None else time.latest.toordinal(),
        sure_from=sure[0] if sure else None,
        sure_to=sure[1] if sure else None,
        starts=time is not None and time.starts,
        ends=time is not None and time.ends,
        time=item.time,
        attested=item.attested,
    )


def answer_of(items: Iterable[Spoken], asked: Days, *, is_state: bool) -> Answer:
    """Answer whether an edge with these claims, in the order of their ids, holds on some of the days asked."""
    asserted: list[Spoken] = []
    denied: list[Spoken] = []
    for item in items:
        (denied if item.denied else asserted).append(item)
    sure = [item for item in asserted if item.sure]
    denials = [item for item in denied if item.sure and item.surely_meets(*asked)]
    spells = _spells(sure, denied) if is_state else [_Spell(*days, item.ends, (item,)) for days, item in _singles(sure)]
    holding = [item for item in sure if item.surely_meets(*asked)]
    if is_state:
        holding += [item for spell in spells if _covers(spell, asked) for item in spell.claims]
    if holding or denials:
        return weigh(holding, denials)
    maybe = [item for item in asserted if item.actual and item.may_meet(*asked)]
    if maybe:
        return Answer(Holding.UNKNOWN, claims=_ids(maybe))
    return _look_back(spells, sure, asked, is_state=is_state)


def stands(answer: Answer) -> bool:
    """Tell whether a tie is shown as of a date: it holds or may hold then, or was last attested before."""
    return answer.may_hold or answer.value is Holding.LAST_ATTESTED


def weigh(holding: Sequence[Spoken], denials: Sequence[Spoken]) -> Answer:
    """Answer where claims speak of the very date; at least one must."""
    if not denials:
        return Answer(Holding.HOLDS, claims=_ids(holding))
    if not holding:
        return Answer(Holding.DOES_NOT_HOLD, claims=_ids(denials))
    others = {item.root for item in holding} != {item.root for item in denials}
    return Answer(Holding.UNKNOWN, claims=_ids([*holding, *denials]), contested=others)


def _look_back(spells: list[_Spell], sure: list[Spoken], asked: Days, *, is_state: bool) -> Answer:
    """Answer where no claim speaks of the date: by the last spell before it, else by a stated start after it."""
    before = [spell for spell in spells if spell.last < asked[0]]
    if before:
        latest = max(before, key=attrgetter("last"))
        if latest.ended and is_state:
            return Answer(Holding.DOES_NOT_HOLD, claims=_ids(latest.claims))
        return Answer(Holding.LAST_ATTESTED, as_of=last_date(latest.claims), claims=_ids(latest.claims))
    # What is said of a day after a stated start says nothing of when it began; only an earlier day makes it uncertain.
    times = [(item, item.first) for item in sure if item.first is not None]
    starts = [(item, first) for item, first in times if item.starts and asked[1] < first]
    if is_state and starts:
        begun = min(first for _, first in starts)
        if all(begun <= first for _, first in times):
            return Answer(Holding.DOES_NOT_HOLD, claims=_ids(item for item, _ in starts))
    return Answer(Holding.UNKNOWN)


def _singles(sure: Iterable[Spoken]) -> list[tuple[Days, Spoken]]:
    """Return the times of claims that have one, in the order given."""
    return [(days, item) for item in sure if (days := item.spell) is not None]


def _spells(sure: list[Spoken], denied: Iterable[Spoken]) -> list[_Spell]:
    """Join the times of claims, in order, over gaps in which nothing ends or denies the state."""
    stops = [item.first for item in denied if item.sure and item.first is not None]
    joined: list[_Spell] = []
    held: list[Spoken] = []
    first = last = 0
    ended = False
    for days, item in sorted(_singles(sure), key=lambda single: single[0]):
        if held and (days[0] <= last or (not ended and not any(last < stop <= days[0] for stop in stops))):
            held.append(item)
            if days[1] > last:
                last, ended = days[1], item.ends
            continue
        if held:
            joined.append(_Spell(first, last, ended, tuple(held)))
        held, (first, last), ended = [item], days, item.ends
    return [*joined, _Spell(first, last, ended, tuple(held))] if held else joined


def _covers(spell: _Spell, asked: Days) -> bool:
    """Tell whether a spell of more than one claim runs over the date; single claims are asked themselves."""
    if len(spell.claims) < 2:
        return False
    ends = [item.sure_to for item in spell.claims if item.sure_to is not None]
    return bool(ends) and spell.first <= asked[1] and asked[0] <= max(ends)


def is_sure(item: Attestation) -> bool:
    """Tell whether a claim speaks of what is, and more than as a possibility."""
    return item.actual and item.factuality.certainty is not Certainty.POSSIBLE


def last_date(spell: Sequence[Spoken]) -> str:
    """Return the EDTF date of the last attestation of a spell, as the text or the document gives it."""
    times = [(item.sure_to, item) for item in spell if item.sure_to is not None]
    day, item = max(times, key=lambda pair: pair[0]) if times else (spell[-1].last or 0, spell[-1])
    told = item.time or item.attested
    if told and "/" not in told and "[" not in told:
        return told
    return item.attested if item.attested and told and told.endswith("..") else day_of.fromordinal(day).isoformat()


def _ids(items: Iterable[Spoken]) -> tuple[str, ...]:
    """Return the ids of claims, in order, each once."""
    return tuple(sorted({item.claim for item in items}))
