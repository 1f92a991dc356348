"""Count and check the casefile, and say how the server is."""

from dataclasses import dataclass

import sayso
from sayso.api.parameters import hand_over, take_from
from sayso.api.route import Ask, Route, one_route
from sayso.casefile import Casefile
from sayso.model.shown import PredicateRow
from sayso.model.view import Finding, Stats


@dataclass(frozen=True, slots=True)
class Health:
    """Say that the server answers, which version it is, whether it may be written to, and the casefile's own mark."""

    status: str
    version: str
    readonly: bool
    casefile: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Hold the faults that doctor found; none is a clean bill."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Hold the predicates in order of family and name."""

    predicates: tuple[PredicateRow, ...]


def _health(ask: Ask) -> Health:
    return Health("ok", sayso.__version__, ask.context.readonly, ask.context.identity)


def _doctor(ask: Ask) -> Findings:
    return Findings(tuple(hand_over(Casefile.doctor, ask.case, ask.values)))


ROUTES: tuple[Route, ...] = (
    one_route(
        "/stats",
        "count_casefile",
        "Count what the casefile holds",
        "upkeep",
        gives=Stats,
        method=Casefile.stats,
    ),
    Route(
        "/doctor",
        "check_casefile",
        "Check every quote against its text, every reference, every counter",
        "upkeep",
        Findings,
        _doctor,
        take_from(Casefile.doctor, but=("repair",)),
        description="Reads the whole casefile: minutes for a large one.",
    ),
    Route(
        "/doctor/repair",
        "repair_casefile",
        "Build every counter anew, and tell what was wrong",
        "upkeep",
        Findings,
        lambda ask: Findings(tuple(ask.case.doctor(repair=True))),
        method="POST",
        body=(),
        cached=False,
        writes=True,
    ),
    Route(
        "/vocabulary",
        "show_vocabulary",
        "List the predicates with their family, kind and sign",
        "upkeep",
        Vocabulary,
        lambda ask: Vocabulary(ask.case.predicates()),
    ),
    Route(
        "/health",
        "tell_health",
        "Say that the server answers; needs no token",
        "upkeep",
        Health,
        _health,
        cached=False,
        needs_case=False,
    ),
)
