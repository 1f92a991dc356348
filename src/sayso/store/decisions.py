"""Keep decisions: the chain, which is appended alone, and beside it what each decision does now.

`decisions` and `decision_head` are the chain. All the other tables follow from the chain and from the
readings, and can be made anew at any time.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)

from sayso.model.decision import Attached, Decision, DecisionKind, DecisionQuery, Ruled, Ruling
from sayso.model.errors import NotFound, UsageError
from sayso.store import tables as t
from sayso.store.asking import ask_rows, chunks
from sayso.store.chain import Row, link_decision, read_row, write_row
from sayso.store.tables import metadata

RUN = "decisions"
"""The reader's name of the run that holds corrected and rejected claims."""

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("hash", String, nullable=False),
)
decision_head = Table(
    "decision_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("rows", Integer, nullable=False),
    Column("hash", String, nullable=False),
)
decision_marks = Table(
    "decision_marks",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("by", String, nullable=False),
    Column("identity", String, nullable=False),
    Column("undoes", Integer, nullable=True),
    Column("effective", Boolean, nullable=False),
    Column("doc", String, nullable=True),
    Column("judged", String, nullable=True),
    Column("claim", String, nullable=True),
    Column("attached", String, nullable=False),
    Index("marks_by_doc", "doc"),
    Index("marks_by_claim", "claim"),
    Index("marks_by_judged", "judged"),
    Index("marks_by_undoes", "undoes"),
    Index("marks_by_kind", "kind"),
    Index("marks_by_identity", "identity", unique=True),
)
decision_actors = Table(
    "decision_actors",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("side", Integer, primary_key=True, autoincrement=False),
    Column("judged", String, nullable=False),
    Column("doc", String, nullable=False),
    Column("actor", String, nullable=True),
    Column("attached", String, nullable=False),
    Index("decision_actors_by_actor", "actor"),
    Index("decision_actors_by_doc", "doc"),
)
ruled_claims = Table(
    "ruled_claims",
    metadata,
    Column("claim", String, primary_key=True),
    Column("doc", String, nullable=False),
    Column("ruled", String, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Index("ruled_by_doc", "doc"),
    Index("ruled_by_what", "ruled", "claim"),
)
corrected_actors = Table(
    "corrected_actors",
    metadata,
    Column("actor", String, primary_key=True),
    Column("doc", String, primary_key=True),
    Index("corrected_by_doc", "doc"),
)
"""The raw actors that corrections put into a document's claims: they may be of other documents."""

TABLES = (decisions, decision_head, decision_marks, decision_actors, ruled_claims, corrected_actors)


def append_decision(connection: Connection, decision: Decision, *, may_be_undone: bool = False) -> Decision:
    """Append a decision to the chain and return it with its number and hash; what it does is laid out elsewhere.

    One that is already the next row of this chain keeps number and hash. Raises NotFound where there is no such
    decision to undo, UsageError for an undo of what is undone already, unless it `may_be_undone`.
    """
    rows, head = chain_head(connection)
    undoes = _undone(connection, decision, may_be_undone)
    placed = link_decision(decision, rows + 1, head)
    row = write_row(placed)
    connection.execute(insert(decisions).values(seq=row.seq, body=row.body, hash=row.hash))
    connection.execute(delete(decision_head))
    connection.execute(insert(decision_head).values(id=1, rows=row.seq, hash=row.hash))
    mark_decision(connection, placed, undoes)
    return placed


def mark_decision(connection: Connection, decision: Decision, undoes: int | None) -> None:
    """Write what is asked of a decision; to what it is attached is found out by laying it over its document."""
    claim = decision.claim
    connection.execute(
        insert(decision_marks).values(
            seq=decision.seq,
            kind=decision.kind.value,
            by=decision.by,
            identity=decision.origin or decision.hash,
            undoes=undoes,
            effective=True,
            doc=None if claim is None else claim.doc,
            judged=_judged(decision),
            claim=None,
            attached=(Attached.ORPHAN if claim is not None else Attached.BY_ID).value,
        )
    )
    rows = [
        {"seq": decision.seq, "side": side, "judged": actor.id, "doc": actor.doc, "actor": None, "attached": "orphan"}
        for side, actor in enumerate(decision.actors)
    ]
    if rows:
        connection.execute(insert(decision_actors), rows)
    if undoes is not None:
        flip_undone(connection, undoes)


def _judged(decision: Decision) -> str | None:
    """Return the id of the claim that is ruled on, or of the document that is described."""
    if decision.kind is DecisionKind.DESCRIBE:
        return decision.targets[0].id
    return None if decision.claim is None else decision.claim.id


def _undone(connection: Connection, decision: Decision, may_be_undone: bool) -> int | None:
    """Return the number that an undo takes back; None for other kinds."""
    if decision.kind is not DecisionKind.UNDO:
        return None
    seq = int(decision.targets[0].id)
    row = connection.execute(select(decision_marks).where(decision_marks.c.seq == seq)).mappings().first()
    if row is None:
        raise NotFound(f"There is no decision {seq}. List them with `sayso decisions`.")
    if not row["effective"] and not may_be_undone:
        by = undone_by(connection, [seq]).get(seq)
        raise UsageError(f"Decision {seq} is undone already, by {by}. Undo {by} to put it back.")
    return seq


def flip_undone(connection: Connection, seq: int | None) -> None:
    """Set what is in force along a chain of undos, from a decision down to the one that all of them concern."""
    while seq is not None:
        row = connection.execute(
            select(decision_marks.c.undoes, decision_marks.c.effective).where(decision_marks.c.seq == seq)
        ).one()
        stands = seq not in undone_by(connection, [seq])
        if stands == row.effective:
            return
        connection.execute(update(decision_marks).where(decision_marks.c.seq == seq).values(effective=stands))
        seq = row.undoes


def undone_by(connection: Connection, seqs: Collection[int]) -> dict[int, int]:
    """Return, for each decision that is undone, the number of the latest decision that undoes it."""
    found: dict[int, int] = {}
    for some in chunks(sorted(seqs)):
        asked = select(decision_marks.c.undoes, func.max(decision_marks.c.seq)).where(
            decision_marks.c.undoes.in_(some), decision_marks.c.effective
        )
        found |= {int(undone): int(seq) for undone, seq in connection.execute(asked.group_by(decision_marks.c.undoes))}
    return found


def concerned(connection: Connection, decision: Decision) -> Decision:
    """Return the decision that a chain of undos ends at; the decision itself where it is none."""
    while decision.kind is DecisionKind.UNDO:
        decision = decision_at(connection, int(decision.targets[0].id))
    return decision


def decision_at(connection: Connection, seq: int) -> Decision:
    """Return one decision; raises NotFound."""
    found = list(read_decisions(connection, [seq]))
    if not found:
        raise NotFound(f"There is no decision {seq}. List them with `sayso decisions`.")
    return found[0]


def read_decisions(connection: Connection, seqs: Sequence[int] | None = None) -> Iterator[Decision]:
    """Yield decisions in order of number; None gives all."""
    for row in chain_rows(connection, seqs):
        yield read_row(row)


def chain_rows(connection: Connection, seqs: Sequence[int] | None = None) -> list[Row]:
    """Return the rows of the chain as they are stored, in order of number."""
    asked = select(decisions).order_by(decisions.c.seq)
    if seqs is None:
        return [Row(int(seq), str(body), str(hashed)) for seq, body, hashed in connection.execute(asked)]
    found: list[Row] = []
    for some in chunks(sorted(set(seqs))):
        rows = connection.execute(asked.where(decisions.c.seq.in_(some)))
        found += [Row(int(seq), str(body), str(hashed)) for seq, body, hashed in rows]
    return found


def chain_head(connection: Connection) -> tuple[int, str]:
    """Return the number of rows and the last hash, as kept beside the chain; 0 and nothing for an empty one."""
    row = connection.execute(select(decision_head.c.rows, decision_head.c.hash)).first()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def known_identities(connection: Connection) -> dict[str, int]:
    """Return the number of each decision by the hash under which it was first made."""
    asked = select(decision_marks.c.identity, decision_marks.c.seq)
    return {str(identity): int(seq) for identity, seq in connection.execute(asked)}


def find_rulings(connection: Connection, query: DecisionQuery) -> list[Ruling]:
    """Return the decisions that answer, with what they do now, in the order asked for."""
    m = decision_marks.c
    asked = select(decision_marks).order_by(m.seq.desc() if query.newest else m.seq)
    if query.after is not None:
        asked = asked.where(m.seq < query.after if query.newest else m.seq > query.after)
    if query.seq is not None:
        asked = asked.where(m.seq == query.seq)
    if query.claim is not None:
        asked = asked.where((m.claim == query.claim) | (m.judged == query.claim))
    if query.by is not None:
        asked = asked.where(m.by == query.by)
    if query.kind is not None:
        asked = asked.where(m.kind == query.kind.value)
    if query.effective is not None:
        asked = asked.where(m.effective.is_(query.effective))
    if query.orphans:
        lost = select(decision_actors.c.seq).where(decision_actors.c.actor.is_(None))
        asked = asked.where((m.attached == Attached.ORPHAN.value) | m.seq.in_(lost))
    if query.actors is None:
        return make_rulings(connection, connection.execute(asked.limit(query.limit)).mappings().all())
    kept = _of_actors(connection, query.actors)
    marks = [row for row in connection.execute(asked).mappings() if row["seq"] in kept]
    return make_rulings(connection, marks[: query.limit])


def rulings_of(connection: Connection, claims: Collection[str]) -> dict[str, list[Ruling]]:
    """Return the effective rulings on claims by the id that they are attached to now, in order of number.

    Ratings are left out: they say how a claim goes with a hypothesis, not whether it is right.
    """
    m = decision_marks.c
    asked = select(decision_marks).where(m.effective, m.kind != DecisionKind.RATE.value)
    rows = list(ask_rows(connection, asked, m.claim, claims))
    rows.sort(key=lambda row: int(row["seq"]))
    found: dict[str, list[Ruling]] = {}
    for row, ruling in zip(rows, make_rulings(connection, rows), strict=True):
        found.setdefault(row["claim"], []).append(ruling)
    return found


def ruled_conditions(ruled: Ruled) -> list[ColumnElement[bool]]:
    """Return the conditions on rows of `claims` of which this stands, in place of those that ask for current ones."""
    where = t.claims.c.id.in_(select(ruled_claims.c.claim).where(ruled_claims.c.ruled == ruled.value))
    if ruled is Ruled.REJECTED:
        return [where, t.claims.c.run.in_(select(t.runs.c.id).where(t.runs.c.reader == RUN))]
    if ruled is Ruled.NONE:
        where = t.claims.c.id.not_in(select(ruled_claims.c.claim))
    return [t.claims.c.current, where]


def make_rulings(connection: Connection, marks: Sequence[Any]) -> list[Ruling]:
    """Return rulings for rows of marks, in their order."""
    if not marks:
        return []
    seqs = [int(row["seq"]) for row in marks]
    made = {decision.seq: decision for decision in read_decisions(connection, seqs)}
    undone = undone_by(connection, [int(row["seq"]) for row in marks if not row["effective"]])
    sides: dict[int, list[Any]] = {}
    of_actors = [int(row["seq"]) for row in marks if made[int(row["seq"])].actors]
    for some in chunks(of_actors):
        asked = select(decision_actors).where(decision_actors.c.seq.in_(some)).order_by(decision_actors.c.side)
        for side in connection.execute(asked).mappings():
            sides.setdefault(side["seq"], []).append(side)
    return [_ruling(made[seq], row, undone.get(seq), sides.get(seq, ())) for seq, row in zip(seqs, marks, strict=True)]


def _ruling(decision: Decision, mark: Any, undone: int | None, sides: Sequence[Any]) -> Ruling:
    now: tuple[str, ...] = tuple(target.id for target in decision.targets)
    attached = Attached(mark["attached"])
    if decision.kind.of_claim:
        now = () if mark["claim"] is None else (mark["claim"],)
    elif decision.kind is DecisionKind.DESCRIBE:
        now = () if attached is Attached.ORPHAN else now
    elif decision.actors:
        lost = any(side["actor"] is None for side in sides)
        beside = now[1:] if decision.kind is DecisionKind.MATCH else ()
        now = () if lost else (*(side["actor"] for side in sides), *beside)
        ways = {side["attached"] for side in sides}
        attached = Attached.ORPHAN if lost else Attached.CARRIED if ways != {Attached.BY_ID.value} else Attached.BY_ID
    return Ruling(decision, bool(mark["effective"]), undone, now, attached)


def _of_actors(connection: Connection, actors: Iterable[str]) -> set[int]:
    """Return the decisions on raw actors, now or as judged, grades of them among these."""
    found: set[int] = set()
    wanted = set(actors)
    for some in chunks(sorted(wanted)):
        either = decision_actors.c.actor.in_(some) | decision_actors.c.judged.in_(some)
        found |= {int(seq) for seq in connection.execute(select(decision_actors.c.seq).where(either)).scalars()}
    graded = select(decision_marks.c.seq).where(decision_marks.c.kind == DecisionKind.GRADE.value)
    for decision in read_decisions(connection, list(connection.execute(graded).scalars())):
        if wanted.intersection(target.id for target in decision.targets):
            found.add(decision.seq)
    return found
