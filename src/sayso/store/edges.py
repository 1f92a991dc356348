"""Keep the counters of edges: claims by polarity, by canonical actors."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, and_, case, delete, func, insert, select

from sayso.model import Claim
from sayso.store import tables as t
from sayso.store.asking import chunks, current_claims
from sayso.store.forks import Forks
from sayso.store.protocol import Commit


def recount_edges(connection: Connection, actors: Iterable[str]) -> None:
    """Count anew every edge that one of these canonical actors has."""
    for some in chunks(sorted(set(actors))):
        connection.execute(delete(t.edges).where(t.edges.c.subject.in_(some) | t.edges.c.object.in_(some)))
        left, right = t.actors.alias(), t.actors.alias()
        raw = select(t.actors.c.id).where(t.actors.c.canonical.in_(some))
        held = t.claims.c.subject.in_(raw) | t.claims.c.object.in_(raw)
        columns = ["subject", "predicate", "object", "asserted", "denied"]
        connection.execute(insert(t.edges).from_select(columns, edge_counts(left, right).where(held)))


def edge_counts(left: Any, right: Any, min_confidence: float = 0.0) -> Any:
    """Return the question for all edges of claims that are sure enough, by canonical actor, with their counters."""
    swap = and_(t.claims.c.symmetric, left.c.canonical > right.c.canonical)
    subject = case((swap, right.c.canonical), else_=left.c.canonical)
    object_ = case((swap, left.c.canonical), else_=right.c.canonical)
    denied = func.sum(case((t.claims.c.polarity == "-", 1), else_=0))
    joined = t.claims.join(left, left.c.id == t.claims.c.subject).join(right, right.c.id == t.claims.c.object)
    return (
        select(
            subject.label("subject"),
            t.claims.c.predicate,
            object_.label("object"),
            (func.count() - denied).label("asserted"),
            denied.label("denied"),
        )
        .select_from(joined)
        .where(*current_claims(min_confidence))
        .group_by(subject, t.claims.c.predicate, object_)
    )


def edge_table(min_confidence: float) -> Any:
    """Return the edges as a table with their counters: the kept one, or one counted anew without what is less sure."""
    if min_confidence <= 0:
        return t.edges
    return edge_counts(t.actors.alias(), t.actors.alias(), min_confidence).subquery()


def add_edges(forks: Forks, connection: Connection, claims: Iterable[Claim], commit: Commit) -> None:
    """Add new claims to the counters, without looking at the old ones."""
    counted: dict[tuple[str, str, str], list[int]] = {}
    for claim in claims:
        subject = commit.canonical.get(claim.subject.actor, claim.subject.actor)
        object_ = commit.canonical.get(claim.object.actor, claim.object.actor)
        if claim.predicate in commit.symmetric and subject > object_:
            subject, object_ = object_, subject
        counters = counted.setdefault((subject, claim.predicate, object_), [0, 0])
        counters[claim.factuality.polarity.value == "-"] += 1
    rows = [
        {"subject": s, "predicate": p, "object": o, "asserted": asserted, "denied": denied}
        for (s, p, o), (asserted, denied) in counted.items()
    ]
    forks.count_edges(connection, rows)
