"""Propose how a claim goes with a hypothesis, from sign, polarity, certainty and modality; a person rates.

A hypothesis says all its statements together, so that what contradicts one contradicts it; else the best counts.
Free words give no proposal, and neither does a claim about other actors or in the other direction.
"""

from collections.abc import Iterable, Mapping

from sayso.analysis.interval import parse_interval
from sayso.model import Certainty
from sayso.model.edge import Attestation, Edge, PredicateTraits
from sayso.model.errors import UsageError
from sayso.model.hypothesis import Proposal, Rating, Statement

_AGREES = {Certainty.CERTAIN: Rating.VERY_CONSISTENT, Certainty.PROBABLE: Rating.CONSISTENT}
_DIFFERS = {Certainty.CERTAIN: Rating.VERY_INCONSISTENT, Certainty.PROBABLE: Rating.INCONSISTENT}


def propose_rating(
    edge: Edge, item: Attestation, statements: Iterable[Statement], traits: Mapping[str, PredicateTraits]
) -> Proposal | None:
    """Return the proposal for a claim of an edge against the statements of a hypothesis, or None for none."""
    found = [one for statement in statements if (one := _of_statement(edge, item, statement, traits))]
    worst = min(found, key=lambda one: one.rating.step, default=None)
    if worst is None or worst.rating.against:
        return worst
    return max(found, key=lambda one: one.rating.step)


def _of_statement(
    edge: Edge, item: Attestation, statement: Statement, traits: Mapping[str, PredicateTraits]
) -> Proposal | None:
    if statement.predicate is None or statement.subject_id is None or statement.object_id is None:
        return None
    if {edge.subject, edge.object} != {statement.subject_id, statement.object_id}:
        return None
    known = traits.get(statement.predicate)
    same_way = (edge.subject, edge.object) == (statement.subject_id, statement.object_id)
    if edge.predicate == statement.predicate and not same_way and not (known and known.symmetric):
        return None
    if statement.as_of is not None and _elsewhen(item, statement.as_of):
        return Proposal(Rating.NEUTRAL, f"It speaks of {item.time}, not of {statement.as_of}.")
    if not item.actual:
        return Proposal(Rating.NEUTRAL, f"It is said as {item.factuality.modality}, not as done.")
    if edge.predicate == statement.predicate:
        return _of_same(item, statement)
    return _of_sign(edge, item, statement, known.sign if known else 0)


def _of_same(item: Attestation, statement: Statement) -> Proposal:
    """Propose for a claim of the very tie that a statement names."""
    certainty = item.factuality.certainty
    if certainty is Certainty.POSSIBLE:
        return Proposal(Rating.NEUTRAL, "It is said as merely possible.")
    verb = "denied" if item.denied else "said"
    if item.denied == statement.denied:
        rating, reason = _AGREES[certainty], f"The same is {verb}, as {certainty}"
    else:
        rating, reason = _DIFFERS[certainty], f"The contrary is said: it is {verb}, as {certainty}"
    if statement.as_of is not None and item.time is None:
        return Proposal(_soften(rating), f"{reason}; no time is told.")
    return Proposal(rating, f"{reason}.")


def _of_sign(edge: Edge, item: Attestation, statement: Statement, sign: int) -> Proposal | None:
    """Propose for another tie of the two: friendly and hostile ties speak against each other."""
    if item.denied or statement.denied or not edge.sign or not sign:
        return None
    if item.factuality.certainty is Certainty.POSSIBLE:
        return Proposal(Rating.NEUTRAL, "Another tie of the two is said as merely possible.")
    if edge.sign == sign:
        return Proposal(Rating.CONSISTENT, "Another tie of the two is said, of the same sign.")
    return Proposal(Rating.INCONSISTENT, "Another tie of the two is said, of the opposite sign.")


def _soften(rating: Rating) -> Rating:
    return {2: Rating.CONSISTENT, -2: Rating.INCONSISTENT}.get(rating.step, rating)


def _elsewhen(item: Attestation, as_of: str) -> bool:
    """Tell whether a claim certainly speaks of another time; what is not dated, or not EDTF, may speak of any."""
    if item.time is None:
        return False
    try:
        return not parse_interval(item.time).may_meet(parse_interval(as_of))
    except UsageError:
        return False
