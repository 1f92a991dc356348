"""Settle canonical ids after a ruling, looking only at what the actors concerned are joined to."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Select, select, update

from sayso.model import Judgement, Verdict
from sayso.model.decision import DecisionKind
from sayso.store import tables as t
from sayso.store.asking import chunks
from sayso.store.chain import Row, read_row
from sayso.store.decisions import decision_actors, decision_marks, decisions
from sayso.store.encode import judgement_of
from sayso.store.enrolment import follow_actors, note_actors
from sayso.store.fetching import Listed

VERDICTS = {
    DecisionKind.MERGE: Verdict.SAME,
    DecisionKind.KEEP_APART: Verdict.DIFFERENT,
    DecisionKind.UNSURE_ACTORS: Verdict.UNSURE,
}
_ON_LEFT, _ON_RIGHT = decision_actors.alias(), decision_actors.alias()


def _ask_persons() -> Select[Any]:
    """Return the question for rulings on two actors that stand and are attached to both."""
    left, right = _ON_LEFT, _ON_RIGHT
    joined = (
        decision_marks.join(left, (left.c.seq == decision_marks.c.seq) & (left.c.side == 0))
        .join(right, (right.c.seq == decision_marks.c.seq) & (right.c.side == 1))
        .join(decisions, decisions.c.seq == decision_marks.c.seq)
    )
    return (
        select(decisions.c.seq, decisions.c.body, decisions.c.hash, left.c.actor, right.c.actor)
        .select_from(joined)
        .where(decision_marks.c.effective, left.c.actor.is_not(None), right.c.actor.is_not(None))
        .where(left.c.actor != right.c.actor)
    )


_PERSONS_LEFT, _PERSONS_RIGHT = Listed(_ask_persons, _ON_LEFT.c.actor), Listed(_ask_persons, _ON_RIGHT.c.actor)
_LEFT = Listed(lambda: select(t.judgements), t.judgements.c.left)
_RIGHT = Listed(lambda: select(t.judgements), t.judgements.c.right)


def settle_actors(connection: Connection, raws: Iterable[str]) -> frozenset[str]:
    """Set the canonical ids of all that these raw actors are joined to; return the raw ids that got another.

    What two actors that were parted are joined to is found from either.
    """
    from sayso.actors import canonical_ids

    group, rows = _gather(connection, raws)
    among = [row for row in rows if row.left in group and row.right in group]
    settled = canonical_ids(among, sorted(group))
    return _move(connection, settled)


def persons_judgements(connection: Connection, raws: Collection[str] | None = None) -> dict[int, Judgement]:
    """Return persons' effective rulings on actors as judgements, by the decision's number, in order; None gives all.

    Raw ids are those to which they are attached now; orphans are left out.
    """
    if raws is None:
        rows: Iterable[Any] = connection.execute(_ask_persons())
    else:
        rows = chain(_PERSONS_LEFT.rows(connection, raws), _PERSONS_RIGHT.rows(connection, raws))
    found = {int(row[0]): _judgement(*row) for row in rows}
    return {seq: found[seq] for seq in sorted(found)}


def machine_judgements(connection: Connection, raws: Collection[str]) -> dict[int, Judgement]:
    """Return the judgements of reading that concern one of these raw actors, by number, in order."""
    found: dict[int, Judgement] = {}
    names = [column.name for column in t.judgements.c]
    for side in (_LEFT, _RIGHT):
        for values in side.rows(connection, raws):
            row = dict(zip(names, values, strict=True))
            if row["seq"] not in found:
                found[row["seq"]] = judgement_of(row)
    return {seq: found[seq] for seq in sorted(found)}


def judgements_on(connection: Connection, raws: Collection[str]) -> list[Judgement]:
    """Return the machine's judgements and then persons' effective ones that concern one of these raw actors."""
    return [*machine_judgements(connection, raws).values(), *persons_judgements(connection, raws).values()]


def _judgement(seq: int, body: str, hashed: str, first: str, second: str) -> Judgement:
    decision = read_row(Row(seq, body, hashed))
    left, right = sorted((first, second))
    reasons = (decision.why,) if decision.why else ()
    return Judgement(left, right, VERDICTS[decision.kind], decision.by, 1.0, reasons, decision.made_at or None)


def _gather(connection: Connection, raws: Iterable[str]) -> tuple[set[str], list[Judgement]]:
    """Return all that any chain of judgements in force joins to these, with every judgement on one of them."""
    from sayso.actors import effective

    group: set[str] = set()
    machine: dict[int, Judgement] = {}
    persons: dict[int, Judgement] = {}
    fresh = set(raws)
    while fresh:
        group |= fresh
        new, ruled = machine_judgements(connection, fresh), persons_judgements(connection, fresh)
        links = effective([*new.values(), *ruled.values()]).values()
        fresh = {raw for row in links if row.verdict is Verdict.SAME for raw in (row.left, row.right)} - group
        machine |= new
        persons |= ruled
    return group, [*(machine[seq] for seq in sorted(machine)), *(persons[seq] for seq in sorted(persons))]


def _move(connection: Connection, settled: Mapping[str, str]) -> frozenset[str]:
    """Set canonical ids; return the raw ids that got another."""
    noted = note_actors(connection, (), settled)
    moves: dict[str, list[str]] = {}
    for raws in chunks(sorted(settled)):
        asked = select(t.actors.c.id, t.actors.c.canonical).where(t.actors.c.id.in_(raws))
        for raw, before in connection.execute(asked).all():
            if before != settled[raw]:
                moves.setdefault(settled[raw], []).append(raw)
    for to, held in moves.items():
        for some in chunks(held):
            connection.execute(update(t.actors).where(t.actors.c.id.in_(some)).values(canonical=to))
    follow_actors(connection, noted)
    return frozenset(raw for held in moves.values() for raw in held)
