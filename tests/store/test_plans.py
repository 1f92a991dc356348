"""Check that a question asked for every new claim takes the index that bounds it, whatever others hold its columns."""

from pathlib import Path

from sqlalchemy.dialects.sqlite import dialect

from sayso.store import disputes
from sayso.store.sqlite import connect


def test_edges_that_turn_are_looked_up_by_their_pair(tmp_path: Path) -> None:
    compiled = disputes._TURNED.compile(dialect=dialect())
    forks = connect(tmp_path / "case.sayso", must_exist=False, busy_timeout_s=1)
    with forks.reading() as c:
        values = tuple("x" for _ in compiled.positiontup or ())
        plan = [row[3] for row in c.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)]
    forks.close()
    assert [step for step in plan if "edges_by_pair (subject=? AND object=?)" in step]
    assert not [step for step in plan if "edges_by_subject" in step or "SCAN" in step]
