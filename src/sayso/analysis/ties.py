"""Make ties of edges, and answer from a tie's dates what its claims would answer.

A tie is an edge without its claims. Its dates are summed up so that `answer_tie` gives exactly what `holds_on` gives,
or None where only the claims can tell; `known_tie` does the same for what had been published.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from sayso.analysis.holds import holds_on
from sayso.analysis.interval import Interval, parse_interval
from sayso.analysis.span import spoken_time
from sayso.analysis.standing import standing
from sayso.model import Certainty
from sayso.model.edge import Answer, Attestation, Edge, Holding, PredicateTraits
from sayso.model.errors import UsageError
from sayso.model.network import Tie, TieDates

MOST_CLAIMS = 9_999
"""Asserted claims beyond this no longer tell two ties of as many roots apart."""


def make_tie(edge: Edge, traits: PredicateTraits | None = None) -> Tie:
    """Return an edge as a tie; without traits it is taken as a state."""
    asserted = [item for item in edge.asserted if item.actual]
    roots = len(edge.roots)
    mean = sum(item.confidence for item in asserted) / len(asserted) if asserted else 0.0
    return Tie(
        id=edge.id,
        subject=edge.subject,
        predicate=edge.predicate,
        object=edge.object,
        sign=edge.sign,
        roots=roots,
        denying_roots=len(edge.denying_roots),
        claims=len(edge.attestations),
        standing=standing(edge),
        strength=weigh(roots, len(asserted), mean),
        dates=sum_dates(edge, traits),
    )


def weigh(roots: int, asserted: int, mean: float) -> float:
    """Return one number that sorts as independent roots, then asserted claims, then mean confidence (0 to 1) do."""
    return round(roots + min(asserted, MOST_CLAIMS) / 10_000 + min(mean, 0.99) / 10_000, 8)


def strongest_first(ties: Iterable[Tie]) -> list[Tie]:
    """Return ties by falling strength, those of one strength in order of id."""
    return sorted(ties, key=lambda tie: (-tie.strength, tie.id))


def sum_dates(edge: Edge, traits: PredicateTraits | None = None) -> TieDates:
    """Sum up the dates of an edge; see `TieDates`."""
    actual = [item for item in edge.asserted if item.actual]
    sure = [item for item in actual if item.factuality.certainty is not Certainty.POSSIBLE]
    is_state = traits is None or traits.kind == "state"
    times = [time for item in sure if (time := spoken_time(item)) is not None]
    stretches = sorted(time.sure for time in times if time.sure is not None)
    possible = [time for item in actual if (time := spoken_time(item)) is not None]
    may_to = max((_last_day(time) for time in possible), default=None)
    days, unpublished = _published(edge)
    return TieDates(
        first=stretches[0][0].isoformat() if stretches else None,
        last=max(end for _, end in stretches).isoformat() if stretches else None,
        may_from=min(time.earliest for time in possible).isoformat() if possible else None,
        may_to=None if may_to is None else may_to.isoformat(),
        told=_told(edge, may_to, traits),
        continuous=is_state or _touch(stretches),
        begins=is_state and bool(sure) and len(times) == len(sure) and all(time.starts for time in times),
        ended=any(time.ends for time in times),
        denied=any(item.actual for item in edge.denied),
        published_first=min(days).isoformat() if days else None,
        published_last=max(days).isoformat() if days else None,
        unpublished=unpublished,
    )


def answer_tie(tie: Tie, asked: Interval) -> Answer | None:
    """Return the value that `holds_on` has for the tie's edge, or None where only its claims can tell.

    The claims behind the answer are not named, except that an unknown with none is told from one with some: the former
    alone is answered here.
    """
    dates = tie.dates
    if dates.denied or dates.ended:
        return None
    if dates.may_from is None or dates.may_to is None:
        return Answer(Holding.UNKNOWN)
    low, high = asked.earliest.isoformat(), asked.latest.isoformat()
    if low > dates.may_to:
        return Answer(Holding.UNKNOWN if dates.last is None else Holding.LAST_ATTESTED, as_of=dates.told)
    if high < dates.may_from:
        return Answer(Holding.DOES_NOT_HOLD if dates.begins else Holding.UNKNOWN)
    held = dates.first is not None and dates.last is not None and dates.first <= high and low <= dates.last
    return Answer(Holding.HOLDS) if held and dates.continuous else None


def may_count(answer: Answer) -> bool:
    """Tell whether a tie stays under a date: it holds, may hold, or was last attested before."""
    return answer.may_hold or answer.value is Holding.LAST_ATTESTED


def known_tie(tie: Tie, known: date) -> bool | None:
    """Tell whether all of a tie's claims had been published by a day (True), none (False), or perhaps some (None)."""
    dates = tie.dates
    day = known.isoformat()
    if dates.published_first is None or dates.published_last is None or dates.published_first > day:
        return False
    return True if dates.published_last <= day and not dates.unpublished else None


def known_edge(edge: Edge, known: date) -> Edge | None:
    """Return an edge with the claims alone that had been published by a day, or None where none had."""
    kept = tuple(item for item in edge.attestations if (day := published(item)) is not None and day <= known)
    return replace(edge, attestations=kept) if kept else None


def published(item: Attestation) -> date | None:
    """Return the last day on which a claim may have been published, or None where that is not known."""
    if not item.attested:
        return None
    try:
        return parse_interval(item.attested).latest
    except UsageError:
        return None


def _published(edge: Edge) -> tuple[list[date], bool]:
    """Return the days by which claims had been published, and whether one has none."""
    days = [day for item in edge.attestations if (day := published(item)) is not None]
    return days, len(days) < len(edge.attestations)


def _last_day(time: Interval) -> date:
    """Return the last day of which a claim may speak; what only starts may not go on after what attests it."""
    return time.sure[1] if time.latest == date.max and time.sure is not None else time.latest


def _touch(stretches: list[tuple[date, date]]) -> bool:
    """Tell whether stretches in order of their starts leave no day between them free."""
    reached = stretches[0][1] if stretches else date.min
    for start, end in stretches[1:]:
        if start > reached:
            return False
        reached = max(reached, end)
    return True


def _told(edge: Edge, may_to: date | None, traits: PredicateTraits | None) -> str | None:
    """Return the date of the last attestation, as it is told the day after the last."""
    if may_to is None or may_to >= date.max:
        return None
    return holds_on(edge, (may_to + timedelta(days=1)).isoformat(), traits).as_of
