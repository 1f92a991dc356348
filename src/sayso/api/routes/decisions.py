"""List what persons ruled, and rule."""

from collections.abc import Callable
from typing import Any

from sayso.api.parameters import Parameter, Values, hand_over, take_from
from sayso.api.problems import BUSY, FORBIDDEN, NOT_FOUND, UNUSABLE, Refused
from sayso.api.route import Ask, Route, list_route, one_route
from sayso.casefile import Casefile
from sayso.casefile.correction import Correction
from sayso.casefile.describing import Description
from sayso.model.decision import AuditReport, Ruling
from sayso.people.roles import Role

_TAG = "decisions"
_PLAIN: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
    ("accept", "accept_claim", "Rule that a claim is right as it stands", Casefile.accept),
    ("reject", "reject_claim", "Rule that a claim is wrong; it answers no question any more", Casefile.reject),
    ("unsure", "doubt_claim", "Say that one cannot tell whether a claim is right", Casefile.unsure),
    ("note", "note_claim", "Keep words beside a claim", Casefile.note),
    ("merge", "merge_actors", "Rule that two actors are one and the same", Casefile.merge),
    ("keep-apart", "keep_actors_apart", "Rule that two actors are not the same", Casefile.keep_apart),
    ("unsure-actors", "doubt_actors", "Say that one cannot tell whether two actors are one", Casefile.unsure_actors),
    ("grade", "grade_source", "Grade a source from A to F (Admiralty code)", Casefile.grade),
    ("hypothesis", "state_hypothesis", "State a hypothesis on a question", Casefile.add_hypothesis),
    ("reword", "reword_hypothesis", "Word a hypothesis anew; its ratings stay", Casefile.reword_hypothesis),
    ("rate", "rate_claim", "Rate how what a claim says goes with a hypothesis: CC, C, N, I or II", Casefile.rate),
    ("match", "judge_match", "Rule whether an actor is the one of an entry of a watchlist", Casefile.watch_judge),
)
_FLAGS, _LISTS = frozenset({"amount_approximate"}), frozenset({"sources"})


def _rule_route(name: str, operation: str, summary: str, method: Callable[..., Any]) -> Route:
    """Return a route that appends one decision."""

    def answer(ask: Ask) -> object:
        return hand_over(method, ask.case, sign(ask))

    return _append(name, operation, summary, answer, take_from(method))


def sign(ask: Ask) -> Values:
    """Return what was sent with who sends it: where there are accounts, nobody rules in another's name."""
    author, values = ask.visit.author, dict(ask.values)
    if author is None:
        return values
    if values.get("by", author) != author:
        raise Refused(FORBIDDEN, "Decisions bear the name of who is signed in.", "Leave `by` out.")
    return values | {"by": author}


def _undo(ask: Ask) -> object:
    """Take a decision back; a reviewer takes back their own alone."""
    values, role = sign(ask), ask.visit.role
    if role is not None and not role.covers(Role.EDITOR):
        own = {one.decision.seq for one in ask.case.decisions(by=ask.visit.author)}
        if values["seq"] not in own:
            raise Refused(FORBIDDEN, "A reviewer takes back their own decisions alone.", "Ask an editor to undo it.")
    return hand_over(Casefile.undo, ask.case, values)


def _append(
    name: str, operation: str, summary: str, answer: Callable[[Ask], object], body: tuple[Parameter, ...]
) -> Route:
    return Route(
        f"/decisions/{name}",
        operation,
        summary,
        _TAG,
        Ruling,
        answer,
        method="POST",
        status=201,
        body=body,
        problems=(NOT_FOUND, BUSY, UNUSABLE),
        cached=False,
        writes=True,
    )


def _correct(ask: Ask) -> object:
    """Append a correction; a field that is empty or null takes the qualifier away."""
    values = sign(ask)
    claim = values.pop("claim")
    return ask.case.correct(claim, **values)


def _describe(ask: Ask) -> object:
    """Append a description of a document; a field that is empty or null is taken away."""
    values = sign(ask)
    doc = values.pop("doc")
    return ask.case.describe(doc, **values)


def _description_fields() -> tuple[Parameter, ...]:
    """Return the fields that may be said of a document; null takes one away."""
    fields = (Parameter(name, many=name == "authors", nullable=True) for name in Description.__annotations__)
    return (*take_from(Casefile.describe), *fields)


def _correction_fields() -> tuple[Parameter, ...]:
    """Return the fields of a claim that may be corrected; null takes one away."""
    kept = tuple(one for one in take_from(Casefile.correct) if one.name in {"claim", "by", "why"})
    fields = (
        Parameter(name, "flag" if name in _FLAGS else "text", many=name in _LISTS, nullable=True)
        for name in Correction.__annotations__
    )
    return (*kept, *fields)


ROUTES: tuple[Route, ...] = (
    list_route(
        "/decisions",
        "list_decisions",
        "List what was ruled, in the order in which it was or the newest first",
        _TAG,
        gives=Ruling,
        method=Casefile.decisions,
        key=lambda ruling: (str(ruling.decision.seq),),
        problems=(NOT_FOUND,),
    ),
    list_route(
        "/orphans",
        "list_orphans",
        "List the decisions that no longer find what they ruled on, with its old words",
        _TAG,
        gives=Ruling,
        method=Casefile.orphans,
        key=lambda ruling: (ruling.decision.seq,),
    ),
    one_route(
        "/audit",
        "audit_decisions",
        "Check the chain of decisions, and name each row that was altered, moved or is missing",
        _TAG,
        gives=AuditReport,
        method=Casefile.audit,
    ),
    *(_rule_route(*row) for row in _PLAIN),
    _append(
        "undo",
        "undo_decision",
        "Take a decision back by its number; it stays in the chain",
        _undo,
        take_from(Casefile.undo),
    ),
    _append(
        "correct",
        "correct_claim",
        "Rule that a claim is right once some fields are corrected",
        _correct,
        _correction_fields(),
    ),
    _append(
        "describe",
        "describe_document",
        "Rule what a document's title, authors, publisher or date is",
        _describe,
        _description_fields(),
    ),
)
