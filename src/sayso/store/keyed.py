"""Write rows by their key in ways that every database understands; the caller holds the write lock."""

from collections.abc import Sequence
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, select, tuple_, update

AT_ONCE = 200
"""How many keys of several columns one statement lists."""

type Rows = Sequence[dict[str, Any]]


def add_new(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert the rows whose key is not there."""
    there = _there(connection, table, rows)
    new = {key: row for row in rows if (key := _key(table, row)) not in there}
    if new:
        connection.execute(insert(table), list(new.values()))


def put(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows, overwriting those whose key is there."""
    there = _there(connection, table, rows)
    _update(connection, table, [row for row in rows if _key(table, row) in there])
    new = [row for row in rows if _key(table, row) not in there]
    if new:
        connection.execute(insert(table), new)


def add_up(connection: Connection, table: Table, rows: Rows) -> None:
    """Add each row's `many` to that of its key, once a key; rows that come to nothing go."""
    keys = [column.name for column in table.primary_key]
    there = _there(connection, table, rows)
    new: list[dict[str, Any]] = []
    kept: list[dict[str, Any]] = []
    gone: list[dict[str, Any]] = []
    for row in rows:
        many = there.get(_key(table, row), 0) + row["many"]
        held = _key(table, row) in there
        (kept if held and many > 0 else gone if held else new).append(row | {"many": many})
    if gone:
        key = and_(*(table.c[name] == bindparam(f"key_{name}") for name in keys))
        connection.execute(delete(table).where(key), [{f"key_{name}": row[name] for name in keys} for row in gone])
    _update(connection, table, kept)
    new = [row for row in new if row["many"] > 0]
    if new:
        connection.execute(insert(table), new)


def _update(connection: Connection, table: Table, rows: Rows) -> None:
    """Set the other columns of rows whose key is there."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if column.name not in keys]
    if not others:
        return
    key = and_(*(table.c[name] == bindparam(f"key_{name}") for name in keys))
    values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in others}
    bound = [{f"key_{n}": row[n] for n in keys} | {f"to_{n}": row[n] for n in others} for row in rows]
    connection.execute(update(table).where(key).values(values), bound)


def _key(table: Table, row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in table.primary_key)


def _there(connection: Connection, table: Table, rows: Rows) -> dict[tuple[Any, ...], int]:
    """Return the keys that are there, with `many` where the table has it."""
    keys = list(table.primary_key)
    many = [table.c.many] if "many" in table.c else []
    found: dict[tuple[Any, ...], int] = {}
    for some in batched(sorted({_key(table, row) for row in rows}), AT_ONCE):
        chosen = keys[0].in_([key[0] for key in some]) if len(keys) == 1 else tuple_(*keys).in_(some)
        for row in connection.execute(select(*keys, *many).where(chosen)):
            found[tuple(row[: len(keys)])] = int(row[len(keys)]) if many else 1
    return found
