"""Test what a database does its own way, below the records."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SAWarning

from sayso.store import Store
from sayso.store.edge_tables import edge_roots
from sayso.store.prepared import ask
from sayso.store.sqlite import connect
from sayso.store.tables import claims, documents


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


def test_a_join_of_everything_with_everything_is_an_error_in_tests(store: Store) -> None:
    forks = store._forks  # type: ignore[attr-defined]
    with forks.reading() as c:
        for way in (lambda q: c.execute(q).all(), lambda q: forks.fetch(c, q, {}), lambda q: ask(c, q, {})):
            with pytest.raises(SAWarning, match="cartesian product"):
                way(select(claims.c.id, documents.c.id))
