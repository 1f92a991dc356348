"""Find again, in what is read of a document now, the actors on which people ruled."""

from sqlalchemy import Connection, and_, select, update

from sayso.model.decision import JudgedActor
from sayso.store import tables as t
from sayso.store.attach import attach_actor
from sayso.store.components import settle_actors
from sayso.store.decisions import RUN, decision_actors, read_decisions
from sayso.store.fold import fold


def lay_actors(connection: Connection, doc: str) -> frozenset[str]:
    """Find again the actors of one document that were ruled on; return the raw ids that got another canonical id."""
    touched = find_again(connection, doc)
    return settle_actors(connection, touched) if touched else frozenset()


def find_again(connection: Connection, doc: str) -> set[str]:
    """Attach rulings to the actors of one document as it is read now; return the raw ids that must be settled anew."""
    asked = select(decision_actors).where(decision_actors.c.doc == doc)
    rows = connection.execute(asked).mappings().all()
    if not rows:
        return set()
    made = {one.seq: one for one in read_decisions(connection, [row["seq"] for row in rows])}
    used, namesakes, there = _spoken(connection, doc)
    touched: set[str] = set()
    for row in rows:
        old: JudgedActor = made[row["seq"]].actors[row["side"]]
        now, attached = attach_actor(old, old.id in there, used, namesakes.get(fold(old.name), ()))
        if (row["actor"], row["attached"]) == (now, attached.value):
            continue
        touched |= {actor for actor in (row["actor"], now, *_partners(connection, row["seq"])) if actor is not None}
        chosen = (decision_actors.c.seq == row["seq"]) & (decision_actors.c.side == row["side"])
        connection.execute(update(decision_actors).where(chosen).values(actor=now, attached=attached.value))
    return touched


def _partners(connection: Connection, seq: int) -> list[str]:
    """Return the actors to which one decision is attached."""
    asked = select(decision_actors.c.actor).where(decision_actors.c.seq == seq, decision_actors.c.actor.is_not(None))
    return list(connection.execute(asked).scalars())


def _spoken(connection: Connection, doc: str) -> tuple[frozenset[str], dict[str, list[str]], frozenset[str]]:
    """Return a document's raw actors of whom claims speak as read now, all by folded name, and all."""
    own = select(t.runs.c.id).where(t.runs.c.doc == doc, t.runs.c.current, t.runs.c.reader != RUN)
    rows = connection.execute(
        select(t.claims.c.subject, t.claims.c.object).where(t.claims.c.doc == doc, t.claims.c.run.in_(own))
    )
    used = {actor for row in rows for actor in row}
    both = and_(t.claims.c.id == t.claim_sources.c.claim, t.claims.c.run == t.claim_sources.c.run)
    credited = select(t.claim_sources.c.actor).select_from(t.claim_sources.join(t.claims, both))
    used |= set(connection.execute(credited.where(t.claims.c.doc == doc, t.claims.c.run.in_(own))).scalars())
    named = connection.execute(select(t.actors.c.id, t.actors.c.name).where(t.actors.c.doc == doc)).all()
    namesakes: dict[str, list[str]] = {}
    for actor, name in named:
        namesakes.setdefault(fold(name), []).append(actor)
    return frozenset(used), namesakes, frozenset(actor for actor, _ in named)
