"""Rule on two actors in the words of judgements, which decisions on actors are."""

from sayso.casefile.deciding import Decider
from sayso.model import Judgement, Verdict
from sayso.model.decision import DecisionKind, Ruling
from sayso.model.errors import UsageError

KINDS = {
    Verdict.SAME: DecisionKind.MERGE,
    Verdict.DIFFERENT: DecisionKind.KEEP_APART,
    Verdict.UNSURE: DecisionKind.UNSURE_ACTORS,
}


def rule_actors(decider: Decider, left: str, right: str, verdict: Verdict | str, why: str | None = None) -> Judgement:
    """Append a decision on two actors, and return it as a judgement.

    A raw actor's id is taken as it is, so that one mention can be told from the rest of its union; a name stands for
    the whole actor. What it costs is what the two are joined to. Raises NotFound, UsageError.
    """
    try:
        ruled = Verdict(verdict)
    except ValueError as error:
        raise UsageError(f"{verdict!r} is no verdict. Give one of: {', '.join(Verdict)}.") from error
    return judgement_of(decider.rule_pair(KINDS[ruled], left, right, why), ruled)


def judgement_of(ruling: Ruling, verdict: Verdict) -> Judgement:
    """Return a ruling on two actors as a judgement."""
    decision = ruling.decision
    left, right = (target.id for target in decision.targets)
    reasons = (decision.why,) if decision.why else ()
    return Judgement(left, right, verdict, decision.by, 1.0, reasons, decision.made_at)
