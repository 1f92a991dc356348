"""Give roots the Admiralty grades that people gave their sources."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from sayso.model.decision import DecisionKind
from sayso.store import tables as t
from sayso.store.asking import ask_rows
from sayso.store.decisions import decision_marks, read_decisions
from sayso.store.edge_tables import edge_roots, roots
from sayso.store.prepared import ask, change
from sayso.store.rules import grade_of

_GRADED = select(decision_marks.c.seq).where(
    decision_marks.c.kind == DecisionKind.GRADE.value, decision_marks.c.effective
)


def read_grades(connection: Connection) -> dict[str, str]:
    """Return the grade of each source, the latest in force: by canonical actor id, and by folded name."""
    graded = [seq for (seq,) in ask(connection, _GRADED, {})]
    found: dict[str, str] = {}
    for decision in read_decisions(connection, graded) if graded else ():
        for target in decision.targets:
            found[target.id] = decision.change[0].after or ""
    canonical = {
        row["id"]: row["canonical"]
        for row in ask_rows(connection, select(t.actors.c.id, t.actors.c.canonical), t.actors.c.id, found.keys())
    }
    return {canonical.get(name, name): grade for name, grade in found.items()}


def regrade(connection: Connection) -> set[str]:
    """Set the grades of all roots by the decisions in force; return the edges that rest on those that changed."""
    grades = read_grades(connection)
    changed = [row for row in connection.execute(select(roots)).mappings() if _grade(grades, row) != row["grade"]]
    change(connection, roots, [{"key": row["key"], "grade": _grade(grades, row)} for row in changed])
    held = select(edge_roots.c.edge)
    return {row["edge"] for row in ask_rows(connection, held, edge_roots.c.root, [row["key"] for row in changed])}


def _grade(grades: Mapping[str, str], row: Mapping[Any, Any]) -> str | None:
    return grade_of(grades, row["actor"], row["name"]) if row["named"] else None
