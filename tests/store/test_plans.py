"""Check that a question asked for every new claim takes the index that bounds it, whatever others hold its columns."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, SelectBase
from sqlalchemy.dialects.sqlite import dialect

from sayso.store import actor_pages, bonds, disputes, edge_pages, walking
from sayso.store.edge_store import EdgeQuery
from sayso.store.edges import frozen
from sayso.store.fetching import Crossed, Listed, Stacked
from sayso.store.sqlite import connect

SUMS, PAIRS = "attestations_with_amount (edge=? AND polarity=?)", "edges_by_pair (subject=? AND object=?"
CROSSED: list[tuple[Crossed, str]] = [
    (edge_pages._SUMS_OF_ROOTS, SUMS),
    (edge_pages._EQUAL_SUMS, SUMS),
    (walking._between(frozen(EdgeQuery())), PAIRS),
    (bonds._between(frozenset({"pays"})), PAIRS),
]
LISTED: list[tuple[Listed, str]] = [
    (actor_pages._JUDGED[0], "judgements_by_left (left=? AND verdict=?)"),
    (actor_pages._JUDGED[1], "judgements_by_right (right=? AND verdict=?)"),
]


class Planner:
    """Stand for a database: keep how SQLite would answer what is asked."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def fetch(self, connection: Connection, asked: SelectBase, _: object) -> Sequence[tuple[Any, ...]]:
        compiled: Any = asked.compile(dialect=dialect())
        values = tuple("x" for _ in compiled.positiontup or ())
        self.steps += [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)]
        return []


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    forks = connect(tmp_path / "case.sayso", must_exist=False, busy_timeout_s=1)
    with forks.reading() as c:
        yield c
    forks.close()


@pytest.mark.parametrize(("asked", "index"), CROSSED)
def test_pairs_and_sums_are_answered_by_their_index_alone(connection: Connection, asked: Crossed, index: str) -> None:
    planner: Any = Planner()
    assert list(asked.fetch(planner, connection, ["a", "b"], ["c"], most=1)) == []
    assert f"USING COVERING INDEX {index}" in planner.steps[0]


@pytest.mark.parametrize(("asked", "index"), LISTED)
def test_judgements_are_answered_by_their_index_alone(connection: Connection, asked: Listed, index: str) -> None:
    planner: Any = Planner()
    assert list(asked.fetch(planner, connection, ["a", "b"])) == []
    assert f"USING COVERING INDEX {index}" in planner.steps[0]


def test_the_first_sums_of_an_edge_are_answered_by_their_index_alone(connection: Connection) -> None:
    planner: Any = Planner()
    asked: Stacked = edge_pages._FIRST_SUMS
    assert list(asked.fetch(planner, connection, [("a", None)], most=1)) == []
    assert [step for step in planner.steps if f"USING COVERING INDEX {SUMS}" in step]


def test_edges_that_turn_are_looked_up_by_their_pair(tmp_path: Path) -> None:
    compiled = disputes._TURNED.compile(dialect=dialect())
    forks = connect(tmp_path / "case.sayso", must_exist=False, busy_timeout_s=1)
    with forks.reading() as c:
        values = tuple("x" for _ in compiled.positiontup or ())
        plan = [row[3] for row in c.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)]
    forks.close()
    assert [step for step in plan if "edges_by_pair (subject=? AND object=?)" in step]
    assert not [step for step in plan if "edges_by_subject" in step or "SCAN" in step]
