"""Rule on two actors in the words of judgements, which decisions on actors are."""

from sayso.casefile.deciding import Decider, judgement_of, kind_of_verdict
from sayso.model import Judgement, Verdict
from sayso.store import Store


def rule_actors(
    store: Store, left: str, right: str, verdict: Verdict | str, by: str, made_at: str, why: str | None = None
) -> Judgement:
    """Append a decision on two actors, and return it as a judgement.

    A raw actor's id is taken as it is, so that one mention can be told from the rest of its union; a name stands for
    the whole actor. What it costs is what the two are joined to. Raises NotFound, UsageError.
    """
    kind = kind_of_verdict(verdict)
    return judgement_of(Decider(store, frozenset(), by, made_at).rule_pair(kind, left, right, why))
