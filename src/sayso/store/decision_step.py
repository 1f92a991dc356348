"""Take a casefile of an older layout to one that keeps decisions."""

from sqlalchemy import Connection, delete, select

from sayso.model import Verdict
from sayso.model.decision import Attached, Decision, DecisionKind, JudgedActor, Target
from sayso.store import tables as t
from sayso.store.components import VERDICTS
from sayso.store.decisions import TABLES, append_decision, decision_actors
from sayso.store.encode import actor_of, judgement_of

_KINDS: dict[Verdict, DecisionKind] = {verdict: kind for kind, verdict in VERDICTS.items()}


def lay_out_decisions(connection: Connection) -> None:
    """Make the tables of decisions where they are missing, and move persons' judgements into the chain.

    Taking the step twice does nothing. The ruling stays what it was, so no canonical id changes.
    """
    from sayso.actors import is_machine

    for table in TABLES:
        table.create(connection, checkfirst=True)
    rows = connection.execute(select(t.judgements).order_by(t.judgements.c.seq)).mappings().all()
    for row in rows:
        judgement = judgement_of(row)
        if is_machine(judgement.by):
            continue
        actors = [_judged(connection, raw) for raw in (judgement.left, judgement.right)]
        placed = append_decision(
            connection,
            Decision(
                seq=0,
                kind=_KINDS[judgement.verdict],
                targets=tuple(Target(actor.id, actor.name) for actor in actors),
                by=judgement.by,
                made_at=judgement.made_at or "",
                why="; ".join(judgement.reasons) or None,
                actors=tuple(actors),
            ),
        )
        for side, actor in enumerate(actors):
            chosen = (decision_actors.c.seq == placed.seq) & (decision_actors.c.side == side)
            held = decision_actors.update().where(chosen)
            connection.execute(held.values(actor=actor.id, attached=Attached.BY_ID.value))
        connection.execute(delete(t.judgements).where(t.judgements.c.seq == row["seq"]))


def _judged(connection: Connection, raw: str) -> JudgedActor:
    row = connection.execute(select(t.actors).where(t.actors.c.id == raw)).mappings().first()
    if row is None:
        return JudgedActor(raw, "", raw, "")
    actor = actor_of(row)
    return JudgedActor(actor.id, actor.doc, actor.name, actor.type.value, actor.aliases)
