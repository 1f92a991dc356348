"""Lay a person's ruling on two actors over what reading made."""

from sayso.casefile.find import find_actor
from sayso.model import Judgement, Verdict
from sayso.model.errors import UsageError
from sayso.store import Store


def rule_actors(store: Store, left: str, right: str, verdict: Verdict | str, by: str, made_at: str) -> Judgement:
    """Append a judgement on two actors and set the canonical ids that follow.

    A raw actor's id is taken as it is, so that one mention can be told from the rest of its union; a name stands for
    the whole actor.
    """
    from sayso.actors import canonical_ids, is_machine, judge

    try:
        ruled = Verdict(verdict)
    except ValueError as error:
        raise UsageError(f"{verdict!r} is no verdict. Give one of: {', '.join(Verdict)}.") from error
    if is_machine(by) or not by.strip():
        raise UsageError(f"{by!r} cannot rule: `by` is the name of a person.")
    judgement = judge(_pick(store, left), _pick(store, right), ruled, by, made_at=made_at)
    before = store.canonical()
    after = canonical_ids([*store.judgements(), judgement], sorted(before))
    store.rule(judgement, {raw: to for raw, to in after.items() if before.get(raw) not in (None, to)})
    return judgement


def _pick(store: Store, name_or_id: str) -> str:
    return name_or_id if store.canonical([name_or_id]) else find_actor(store, name_or_id)
