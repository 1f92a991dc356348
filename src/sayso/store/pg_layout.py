"""Bring a schema of PostgreSQL to the layout that this version understands, and refuse what is no casefile."""

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection

from sayso.model.errors import CasefileTooNew, NotACasefile, NotFound
from sayso.store import tsvector
from sayso.store.migrations import SCHEMA_VERSION, migrate

_MARK = "CREATE TABLE sayso_layout (version integer NOT NULL)"
_VERSION = "SELECT version FROM sayso_layout"
_MARKED = "SELECT to_regclass(quote_ident(%(schema)s) || '.sayso_layout') IS NOT NULL"
_THERE = "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = %(schema)s)"
_USED = "SELECT count(*) FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = %(schema)s)"
_ENCODING = "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
_NO_TIMEOUT = "SET LOCAL statement_timeout = 0"


class Server(Protocol):
    """Be what a layout is made on."""

    @property
    def location(self) -> str:
        """Return the address as it may be shown."""
        ...

    @property
    def schema(self) -> str:
        """Return the schema's name."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection for questions."""
        ...

    def writing(self, *, counted: bool = True) -> AbstractContextManager[Connection]:
        """Give a connection that holds the lock."""
        ...


def settle(server: Server, *, must_exist: bool) -> None:
    """Check that the schema is ours, and take the migrations it lacks; raises as `open_store` says."""
    with server.reading() as connection:
        version = _look(connection, server, must_exist=must_exist)
    if version < SCHEMA_VERSION:
        with server.writing() as connection:
            connection.exec_driver_sql(_NO_TIMEOUT)
            version = _look(connection, server, must_exist=must_exist)  # another process may have been faster
            if version < SCHEMA_VERSION:
                _upgrade(connection, server.schema, version)


def read_version(connection: Connection) -> int | None:
    """Return the number of the layout."""
    found = connection.exec_driver_sql(_VERSION).scalar()
    return None if found is None else int(found)


def _look(connection: Connection, server: Server, *, must_exist: bool) -> int:
    """Return the number of the layout, 0 where nothing is there; raises for what is not ours."""
    schema, location = {"schema": server.schema}, server.location
    if connection.exec_driver_sql(_MARKED, schema).scalar():
        version = read_version(connection) or 0
        if version > SCHEMA_VERSION:
            raise CasefileTooNew(
                f"{location} has layout {version}, this version of Sayso knows {SCHEMA_VERSION}. Upgrade Sayso."
            )
        return version
    if connection.exec_driver_sql(_USED, schema).scalar():
        raise NotACasefile(
            f"The schema {server.schema} of {location} holds something else. Name another: ?schema=another."
        )
    if must_exist:
        raise NotFound(
            f"There is no casefile in the schema {server.schema} of {location}. Read documents into it first, or check"
            " the address."
        )
    encoding = connection.exec_driver_sql(_ENCODING).scalar()
    if encoding != "UTF8":
        raise NotACasefile(f"{location} is kept in {encoding}. Make a database in UTF8: createdb -E UTF8 -T template0.")
    return 0


def _upgrade(connection: Connection, schema: str, version: int) -> None:
    if version == 0:
        if not connection.exec_driver_sql(_THERE, {"schema": schema}).scalar():
            quoted = connection.dialect.identifier_preparer.quote(schema)
            connection.exec_driver_sql(f"CREATE SCHEMA {quoted}")
        for statement in (_MARK, *tsvector.LAYOUT, tsvector.INDEX):
            connection.exec_driver_sql(statement)
    reached = migrate(connection, version)
    connection.exec_driver_sql("DELETE FROM sayso_layout")
    connection.exec_driver_sql("INSERT INTO sayso_layout VALUES (%(reached)s)", {"reached": reached})
