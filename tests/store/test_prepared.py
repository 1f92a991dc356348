"""Statements that are compiled once do what they say, one row after another."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, create_engine, select
from sqlalchemy.dialects.postgresql import dialect as postgresql

from sayso.store import prepared
from sayso.store.actor_tables import name_words, union_counts, unions


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as opened:
        for table in (union_counts, name_words):
            table.create(opened)
        yield opened
    engine.dispose()


def count(value: str, many: int) -> dict[str, Any]:
    return {"union": "u", "what": "form", "value": value, "many": many}


def counts(connection: Connection) -> dict[str, int]:
    asked = select(union_counts.c.value, union_counts.c.many).where(union_counts.c.union == bindparam("of"))
    return {str(value): int(many) for value, many in prepared.ask(connection, asked, {"of": "u"})}


def test_counts_add_up_and_those_that_come_to_nothing_go(connection: Connection) -> None:
    prepared.add_up(connection, union_counts, [count("a", 2), count("b", 1), count("b", 1), count("c", 1)])
    prepared.add_up(connection, union_counts, [count("a", -2), count("b", -1), count("c", 4), count("d", -3)])
    assert counts(connection) == {"b": 1, "c": 5}


def test_a_change_sets_the_columns_given_of_rows_that_are_there(connection: Connection) -> None:
    prepared.upsert(connection, union_counts, [count("a", 2), count("b", 1)])
    prepared.change(connection, union_counts, [count("b", 7), count("z", 9)])
    assert counts(connection) == {"a": 2, "b": 7}


def test_what_is_removed_is_found_by_its_key_alone(connection: Connection) -> None:
    prepared.upsert(connection, union_counts, [count("a", 2), count("b", 1)])
    prepared.remove(connection, union_counts, [count("a", 99), count("z", 9)])
    assert counts(connection) == {"b": 1}


def test_no_rows_change_nothing(connection: Connection) -> None:
    for write in (prepared.upsert, prepared.change, prepared.remove, prepared.add_up, prepared.insert_new):
        write(connection, union_counts, [])
    assert counts(connection) == {}


def test_a_table_that_is_all_key_is_upserted_too(connection: Connection) -> None:
    row = {"word": "w", "folded": "f"}
    prepared.upsert(connection, name_words, [row])
    prepared.upsert(connection, name_words, [row])
    assert len(connection.execute(select(name_words)).all()) == 1


def test_statements_are_made_for_other_databases_with_parameters_by_name() -> None:
    statement, bind = prepared._change(unions, ("id", "members"), postgresql)
    assert "UPDATE unions SET members=" in statement
    assert bind({"id": "u", "members": 3}) == {"of_id": "u", "to_members": 3}
