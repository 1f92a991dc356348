"""Test what a database does its own way, below the records."""

from sqlalchemy import select

from sayso.store.edge_tables import edge_roots
from sayso.store.sqlite import connect


def test_rows_are_removed_by_their_key_and_no_others() -> None:
    forks = connect(":memory:", must_exist=False, busy_timeout_s=1)
    blank = {"actual": 0, "certain": 0, "planned": 0, "denied": 0}
    rows = [{"edge": edge, "root": root, **blank} for edge in ("a", "b") for root in ("x", "y")]
    with forks.writing() as c:
        forks.insert_new(c, edge_roots, rows)
        forks.remove(c, edge_roots, [rows[0], rows[3], {"edge": "none", "root": "x"}])
        forks.remove(c, edge_roots, [])
    with forks.reading() as c:
        left = c.execute(select(edge_roots.c.edge, edge_roots.c.root).order_by(edge_roots.c.edge)).all()
    forks.close()
    assert [tuple(row) for row in left] == [("a", "y"), ("b", "x")]
