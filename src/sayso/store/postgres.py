"""Do what PostgreSQL does its own way: a schema of its own, one writer at a time, snapshots, COPY, search (tsvector).

Text sorts by its bytes (COLLATE "C"), as in SQLite and as Python sorts by code points.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, SelectBase, String, Table, create_engine, func, select
from sqlalchemy.dialects.postgresql.psycopg import dialect as psycopg_dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateColumn

from sayso.store import prepared, tsvector
from sayso.store.forks import WordIndex
from sayso.store.pg_address import Address, read_address
from sayso.store.pg_errors import explain_no_connection, translated
from sayso.store.pg_layout import read_version, settle
from sayso.store.revision import count_commit
from sayso.store.tables import metadata, search_rows

STATEMENTS = 1024
"""Statements that the server keeps prepared for a connection."""

IDLE_TIMEOUT_S = 900
"""After how long the server ends a transaction in which nothing happens: a writer that hangs holds up all others."""

OLDEST = 150_000
"""The oldest server's version that is tested: PostgreSQL 15."""

_LOCK = "SELECT pg_advisory_xact_lock(1398035800, hashtext(current_schema()))"
_CHANGED = "SELECT pg_current_xact_id_if_assigned() IS NOT NULL"
_SIZE = (
    "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class"
    " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
)
_RESTART = "SELECT setval(pg_get_serial_sequence(%(table)s, %(column)s), %(next)s, false)"
_SETTINGS = (
    "SELECT set_config('search_path', quote_ident(%s), false), set_config('lock_timeout', %s, false),"
    " set_config('statement_timeout', %s, false), set_config('idle_in_transaction_session_timeout', %s, false),"
    " set_config('jit', 'off', false)"
)


def connect(
    address: str, *, must_exist: bool, busy_timeout_s: float, statement_timeout_s: float = 0
) -> "PostgresForks":
    """Open or make a casefile, bring it to this version's layout; raises as `open_store` says."""
    forks = PostgresForks(read_address(address), busy_timeout_s, statement_timeout_s)
    try:
        settle(forks, must_exist=must_exist)
    except BaseException:
        forks.close()
        raise
    return forks


class PostgresForks:
    """Keep a connection to PostgreSQL, made anew when it was lost, and do what PostgreSQL does its own way."""

    words: WordIndex = tsvector

    def __init__(self, address: Address, busy_timeout_s: float, statement_timeout_s: float) -> None:
        self._address = address
        self._engine = _make_engine(address, busy_timeout_s, statement_timeout_s)
        self._reader = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._held: Connection | None = None

    @property
    def location(self) -> str:
        """Return the address without its password."""
        return self._address.shown

    @property
    def schema(self) -> str:
        """Return the name of the schema that holds the casefile."""
        return self._address.schema

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the casefile, whatever others write meanwhile."""
        if self._held is not None:
            yield self._held
            return
        with translated(self.location), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let every question inside see one state of the casefile."""
        if self._held is not None:
            yield
            return
        with self.reading() as connection, self._holding(connection):
            yield

    @contextmanager
    def writing(self, *, counted: bool = True) -> Iterator[Connection]:
        """Give a connection that holds the casefile's lock from the start: one writes at a time, others read on."""
        with translated(self.location), self._engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(_LOCK)
            with self._holding(connection):
                yield connection
            if counted and connection.exec_driver_sql(_CHANGED).scalar():
                count_commit(connection)

    @contextmanager
    def _holding(self, connection: Connection) -> Iterator[None]:
        """Ask whatever is asked inside on one connection."""
        self._held = connection
        try:
            yield
        finally:
            self._held = None

    def close(self) -> None:
        """Close the connection."""
        self._engine.dispose()

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
        """Run INSERT .. ON CONFLICT DO NOTHING."""
        return prepared.insert_new(connection, table, rows)

    def upsert(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Run INSERT .. ON CONFLICT DO UPDATE."""
        prepared.upsert(connection, table, rows)

    def change(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Run UPDATE .. WHERE the key is the row's."""
        prepared.change(connection, table, rows)

    def remove(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Run DELETE .. WHERE the key is the row's."""
        prepared.remove(connection, table, rows)

    def fetch(self, connection: Connection, asked: SelectBase, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run a statement through the driver itself."""
        statement, bind = _compile(asked)
        driver: Any = connection.connection.driver_connection
        with translated(self.location):
            return list(driver.execute(statement, bind(values)).fetchall())

    def load(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Run COPY."""
        copy_in(connection, table, rows)

    @contextmanager
    def loading(self, connection: Connection) -> Iterator[None]:
        """Take the index of words off, and after make it again, set the counters and look at what is common."""
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(tsvector.NO_INDEX)
        yield
        connection.exec_driver_sql(tsvector.INDEX)
        for table in metadata.sorted_tables:
            counted = table.autoincrement_column
            if counted is not None:
                last = connection.execute(select(func.max(counted))).scalar() or 0
                values = {"table": table.name, "column": counted.name, "next": last + 1}
                connection.exec_driver_sql(_RESTART, values)
        connection.exec_driver_sql("ANALYZE")

    def index(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Give each row the next number where it has none, in the mapping table and in the index."""
        if not rows:
            return
        first = 1 + (connection.execute(select(func.max(search_rows.c.id))).scalar() or 0)
        numbered = [{"id": first + at} | row for at, row in enumerate(rows)]
        copy_in(connection, search_rows, numbered)
        tsvector.fill(connection, numbered)

    def check_index(self, connection: Connection) -> str | None:
        """Hold the index against the places that it stands for."""
        return tsvector.check(connection)

    def schema_version(self, connection: Connection) -> int:
        """Read the number that the casefile's own table keeps."""
        return read_version(connection) or 0

    def size_bytes(self) -> int:
        """Add up the tables with their indexes."""
        with self.reading() as connection:
            return int(connection.exec_driver_sql(_SIZE).scalar() or 0)


def copy_in(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows whose keys are not there by COPY; return how many. Each holds every column of the table."""
    names = [column.name for column in table.columns]
    quoted = ", ".join(f'"{name}"' for name in names)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor:
        with cursor.copy(f'COPY "{table.name}" ({quoted}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row([row[name] for name in names])
        return int(cursor.rowcount)


def _make_engine(address: Address, busy_timeout_s: float, statement_timeout_s: float) -> Engine:
    def milliseconds(seconds: float) -> str:
        return str(max(1, round(seconds * 1000)))

    def make() -> psycopg.Connection[Any]:
        try:
            connection = psycopg.connect(address.conninfo, connect_timeout=10, fallback_application_name="sayso")
        except psycopg.Error as error:
            raise explain_no_connection(address.shown, error) from error
        connection.prepared_max = STATEMENTS
        idle = milliseconds(IDLE_TIMEOUT_S)
        statement = milliseconds(statement_timeout_s) if statement_timeout_s > 0 else "0"
        connection.execute(_SETTINGS, (address.schema, milliseconds(busy_timeout_s), statement, idle))
        connection.commit()
        return connection

    return create_engine(
        "postgresql+psycopg://", creator=make, poolclass=QueuePool, pool_size=1, max_overflow=1, use_native_hstore=False
    )


@lru_cache(maxsize=512)
def _compile(asked: SelectBase) -> tuple[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]]:
    """Compile a question once; return its text and what gives its parameters."""
    compiled = asked.compile(dialect=psycopg_dialect(), linting=prepared.LINTING)  # type: ignore[no-untyped-call]
    given = {name: value for name, value in compiled.params.items() if value is not None}
    return str(compiled), (lambda values: {**given, **values}) if given else (lambda values: values)


@compiles(CreateColumn, "postgresql")
def _order_by_bytes(create: CreateColumn, compiler: Any, **given: Any) -> str:
    """Lay out our columns of text so that they sort by their bytes, whatever the database's own order is."""
    written = str(compiler.visit_create_column(create, **given))
    column = create.element
    if column.table.metadata is not metadata or not isinstance(column.type, String):
        return written
    return re.sub(r"( (?:VARCHAR|TEXT))\b", r'\1 COLLATE "C"', written, count=1)
