"""Run what is run very often: statements compiled once for the database that a connection speaks to.

To let Core build, compile and bind a small statement anew takes some 130 microseconds, to run a kept one 20. Values go
to the driver as they are, so they must be of types that every driver takes: text, numbers, bytes, None, booleans.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Select, Table, and_, bindparam, delete, literal_column, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.sql.compiler import COLLECT_CARTESIAN_PRODUCTS, WARN_LINTING

LINTING = COLLECT_CARTESIAN_PRODUCTS | WARN_LINTING
"""Whoever compiles a statement is warned where it joins every row with every row: one such took ten minutes."""

type MakeDialect = Callable[[], Dialect]
type Rows = Sequence[Mapping[str, Any]]
type Prepared = tuple[str, Callable[[Mapping[str, Any]], Any]]


def ask(connection: Connection, asked: Select[Any], values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a statement with named parameters, which must live as long as the program.

    Booleans come as the database gives them.
    """
    statement, bind = _prepare(asked, _dialect(connection))
    return list(connection.exec_driver_sql(statement, bind(values)).all())


def insert_new(connection: Connection, table: Table, rows: Rows) -> int:
    """Insert rows, passing over those whose key is there; return how many were new."""
    return _run(connection, _insert_new(table, _dialect(connection)), rows)


def upsert(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows, overwriting those whose key is there."""
    _run(connection, _upsert(table, _dialect(connection)), rows)


def change(connection: Connection, table: Table, rows: Rows) -> None:
    """Set columns of rows that are there, each row given by its whole key; those that are not are passed over.

    All rows have the same columns as the first.
    """
    if rows:
        _run(connection, _change(table, tuple(sorted(rows[0])), _dialect(connection)), rows)


def run(connection: Connection, statement: Any, rows: Rows) -> None:
    """Run a statement of any kind once a row; it has named parameters and must live as long as the program."""
    _run(connection, _prepare(statement, _dialect(connection)), rows)


def remove(connection: Connection, table: Table, rows: Rows) -> None:
    """Delete rows, each given by its key; those that are not there are passed over."""
    _run(connection, _remove(table, _dialect(connection)), rows)


def add_up(connection: Connection, table: Table, rows: Rows) -> None:
    """Add each row's `many` to that of its key; rows that come to nothing go, and none goes below."""
    _run(connection, _add_up(table, _dialect(connection)), rows)
    less = [row for row in rows if row["many"] < 0]
    _run(connection, _remove_empty(table, _dialect(connection)), less)


def _dialect(connection: Connection) -> MakeDialect:
    """Return what makes the dialect of a connection: the same for all casefiles on one kind of database."""
    return type(connection.dialect)


def _run(connection: Connection, prepared: Prepared, rows: Rows) -> int:
    """Run a statement once a row; return how many rows it changed."""
    if not rows:
        return 0
    statement, bind = prepared
    return max(0, connection.exec_driver_sql(statement, [bind(row) for row in rows]).rowcount)


@lru_cache(maxsize=512)
def _prepare(statement: Any, dialect: MakeDialect, prefix: int = 0) -> Prepared:
    """Compile a statement; return its text and what makes its parameters of named values.

    `prefix` letters of the names of its parameters are no part of the names of values.
    """
    compiled = statement.compile(dialect=dialect(), linting=LINTING)
    names, given = compiled.positiontup, dict(compiled.params)
    if names is None:
        return str(compiled), lambda values: {key: values.get(key[prefix:], held) for key, held in given.items()}
    if any(given[name] is not None for name in names):
        pairs = [(name[prefix:], given[name]) for name in names]
        return str(compiled), lambda values: tuple(values.get(name, held) for name, held in pairs)
    plain = [name[prefix:] for name in names]
    if len(plain) > 1:
        return str(compiled), itemgetter(*plain)
    return str(compiled), lambda values: tuple(values[name] for name in plain)


def _insert(table: Table, dialect: MakeDialect) -> Any:
    """Return an insert that knows what to do about a key that is there; both databases write it the same."""
    return sqlite_insert(table) if dialect().name == "sqlite" else postgresql_insert(table)


def _keys(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


@cache
def _insert_new(table: Table, dialect: MakeDialect) -> Prepared:
    return _prepare(_insert(table, dialect).on_conflict_do_nothing(), dialect)


@cache
def _upsert(table: Table, dialect: MakeDialect) -> Prepared:
    statement = _insert(table, dialect)
    changed = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    if not changed:
        return _insert_new(table, dialect)
    return _prepare(statement.on_conflict_do_update(index_elements=_keys(table), set_=changed), dialect)


@cache
def _add_up(table: Table, dialect: MakeDialect) -> Prepared:
    statement = _insert(table, dialect)
    total = table.c.many + statement.excluded.many
    return _prepare(statement.on_conflict_do_update(index_elements=_keys(table), set_={"many": total}), dialect)


@cache
def _change(table: Table, columns: tuple[str, ...], dialect: MakeDialect) -> Prepared:
    keys = _keys(table)
    values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in columns if name not in keys}
    key = and_(*(table.c[name] == bindparam(f"of_{name}") for name in keys))
    return _prepare(update(table).where(key).values(values), dialect, prefix=3)


@cache
def _remove(table: Table, dialect: MakeDialect) -> Prepared:
    key = and_(*(table.c[name] == bindparam(f"of_{name}") for name in _keys(table)))
    return _prepare(delete(table).where(key), dialect, prefix=3)


@cache
def _remove_empty(table: Table, dialect: MakeDialect) -> Prepared:
    key = and_(*(table.c[name] == bindparam(f"of_{name}") for name in _keys(table)))
    return _prepare(delete(table).where(key, table.c.many < literal_column("1")), dialect, prefix=3)
