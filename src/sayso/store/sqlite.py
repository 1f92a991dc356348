"""Do what SQLite does its own way: the file, locks, write-ahead log, insert-or-ignore, full-text search (FTS5)."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, SelectBase, Table, create_engine, event, func, select
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from sayso.model.errors import CasefileBusy, CasefileTooNew, NotACasefile, NotFound, StoreError
from sayso.store import fts5, prepared
from sayso.store.actor_tables import KEYED
from sayso.store.edge_tables import FOLLOWING, moved_edges, roots
from sayso.store.folding import LOG_PAGES, LogFolder
from sayso.store.forks import WordIndex
from sayso.store.migrations import SCHEMA_VERSION, migrate
from sayso.store.revision import count_commit
from sayso.store.tables import actor_names, claim_sources, origins, search_rows, segments, text_links
from sayso.store.watch_tables import watch_keys

APPLICATION_ID = 0x53415953  # "SAYS", in the file's header, so that `file` and we know a casefile from other databases
COMPACT = (
    *(actor_names, claim_sources, origins, segments, text_links),
    *KEYED,
    *(*FOLLOWING, roots, moved_edges, watch_keys),
)
"""Tables that are little more than their key: SQLite would keep the key twice."""

STATEMENTS = 1024
"""Statements that the driver keeps prepared: a document takes some 150, of its usual 128 each would be the oldest."""

CACHE_KIB = 128_000
"""Memory for pages, taken as they are read: the inner pages of a casefile of 900,000 claims are 70 MB."""

_MAGIC = b"SQLite format 3\0"
_SEARCH = "CREATE VIRTUAL TABLE search USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2')"


def connect(path: str | Path, *, must_exist: bool, busy_timeout_s: float) -> "SqliteForks":
    """Open or make a casefile, bring it to this version's layout; raises as `open_store` says."""
    name = str(path)
    if name != ":memory:":
        _refuse_other_files(Path(path), must_exist)
    forks = SqliteForks(name, busy_timeout_s)
    try:
        _settle(forks)
    except BaseException:
        forks.close()
        raise
    return forks


class SqliteForks:
    """Keep one SQLite connection and do what SQLite does its own way."""

    words: WordIndex = fts5

    def __init__(self, location: str, busy_timeout_s: float) -> None:
        self._location = location
        self._engine = _make_engine(location, busy_timeout_s)
        self._held: Connection | None = None
        self._folder = LogFolder(location)

    @property
    def location(self) -> str:
        """Return the path."""
        return self._location

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the file, whatever others write meanwhile."""
        if self._held is not None:
            yield self._held
            return
        with self.bare() as connection:
            driver = connection.connection.driver_connection
            if driver is not None and not driver.in_transaction:
                connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def bare(self) -> Iterator[Connection]:
        """Give a connection outside any transaction, for what SQLite allows nowhere else."""
        with _translated(self._location), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let every question inside see one state of the file."""
        if self._held is not None:
            yield
            return
        with self.reading() as connection:
            self._held = connection
            try:
                yield
            finally:
                self._held = None

    @contextmanager
    def writing(self, *, counted: bool = True) -> Iterator[Connection]:
        """Give a connection that holds the write lock from the start: no half of a transaction waits for it."""
        with (
            _translated(self._location),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            driver = connection.connection.driver_connection
            before = getattr(driver, "total_changes", 0)
            yield connection
            rows = getattr(driver, "total_changes", 1) - before
            if counted and rows:
                count_commit(connection)
        self._folder.note(rows)

    def close(self) -> None:
        """Close; the log is folded into the file."""
        self._folder.close()
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
        statement, pick, given = _compile(asked)
        try:
            cursor = connection.connection.cursor()
            cursor.execute(statement, pick({**given, **values}))
            return list(cursor.fetchall())
        except sqlite3.Error as error:
            raise StoreError(f"{self._location} cannot be read: {error}. Run `sayso doctor`.") from error

    def load(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Run a plain INSERT."""
        prepared.insert_new(connection, table, rows)

    def loading(self, connection: Connection) -> AbstractContextManager[None]:
        """Need nothing."""
        return nullcontext()

    def index(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Give each row the next number, in the mapping table and in the index."""
        if not rows:
            return
        first = 1 + (connection.execute(select(func.max(search_rows.c.id))).scalar() or 0)
        numbered = [{"id": first + at} | row for at, row in enumerate(rows)]
        prepared.insert_new(connection, search_rows, numbered)
        bodies = [(row["id"], row["body"]) for row in numbered]
        connection.exec_driver_sql("INSERT INTO search(rowid, body) VALUES (?, ?)", bodies)

    def check_index(self, connection: Connection) -> str | None:
        """Ask FTS5 for its own check, and count its rows."""
        try:
            connection.exec_driver_sql("INSERT INTO search(search) VALUES ('integrity-check')")
        except DatabaseError as error:
            return str(error.orig)
        indexed = connection.exec_driver_sql("SELECT count(*) FROM search_docsize").scalar()
        listed = connection.execute(select(func.count()).select_from(search_rows)).scalar()
        return None if indexed == listed else f"the index has {indexed} rows, the casefile lists {listed}"

    def schema_version(self, connection: Connection) -> int:
        """Read the number in the file's header."""
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)

    def size_bytes(self) -> int:
        """Add up the file and its log."""
        if self._location == ":memory:":
            return 0
        parts = (Path(self._location), Path(self._location + "-wal"))
        return sum(part.stat().st_size for part in parts if part.exists())


def _make_engine(location: str, busy_timeout_s: float) -> Engine:
    def make() -> sqlite3.Connection:
        # Transactions are begun by the event below, never by the driver.
        connection = sqlite3.connect(
            location,
            timeout=busy_timeout_s,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=STATEMENTS,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=make, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _refuse_other_files(path: Path, must_exist: bool) -> None:
    """Raise where the path cannot be a casefile, before SQLite touches it."""
    if path.is_dir():
        raise NotACasefile(f"{path} is a folder, not a casefile. Name a file, such as {path / 'case.sayso'}.")
    if not path.exists():
        if must_exist:
            raise NotFound(f"There is no casefile at {path}. Read documents into it first, or check the path.")
        if not path.parent.is_dir():
            raise NotFound(f"There is no folder {path.parent} to make a casefile in. Make it first.")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}. Check its permissions.") from error
    if head not in (b"", _MAGIC):
        raise NotACasefile(f"{path} is not a casefile. Name another file: this one is left as it is.")


def _settle(forks: SqliteForks) -> None:
    """Check that the file is ours, and take the migrations it lacks."""
    with forks.bare() as connection:
        owner = int(connection.exec_driver_sql("PRAGMA application_id").scalar() or 0)
        used = int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() or 0)
        version = forks.schema_version(connection)
        if used and owner != APPLICATION_ID:
            raise NotACasefile(f"{forks.location} is another program's database. Name another file.")
        if version > SCHEMA_VERSION:
            raise CasefileTooNew(
                f"{forks.location} has layout {version}, this version of Sayso knows {SCHEMA_VERSION}. Upgrade Sayso."
            )
        if version < SCHEMA_VERSION:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        connection.exec_driver_sql("PRAGMA synchronous = NORMAL")
    if version < SCHEMA_VERSION:
        _upgrade(forks)


def _upgrade(forks: SqliteForks) -> None:
    for table in COMPACT:
        table.dialect_options["sqlite"]["with_rowid"] = False
    with forks.writing() as connection:
        version = forks.schema_version(connection)  # another process may have been faster
        if version == 0:
            connection.exec_driver_sql(_SEARCH)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        reached = migrate(connection, version)
        connection.exec_driver_sql(f"PRAGMA user_version = {reached}")


@contextmanager
def _translated(location: str) -> Iterator[None]:
    """Turn the database's errors into ours."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig)
        if "locked" in reason or "busy" in reason:
            raise CasefileBusy(
                f"{location} is being written by another process. Wait for it to finish, or end it, and try again."
            ) from error
        raise StoreError(
            f"{location} cannot be used: {reason}. Check that its disk has room and lets you write."
        ) from error
    except DatabaseError as error:
        if "not a database" in str(error.orig) or "malformed" in str(error.orig):
            raise NotACasefile(
                f"{location} is not a casefile or is damaged: {error.orig}. Take a copy of it."
            ) from error
        raise StoreError(f"{location} cannot be used: {error.orig}.") from error
    except SQLAlchemyError as error:
        raise StoreError(f"{location} cannot be used: {error}.") from error


@lru_cache(maxsize=512)
def _compile(asked: SelectBase) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]], Mapping[str, Any]]:
    """Compile a question once; return its text, what picks its parameters in order, and those that are given."""
    compiled = asked.compile(dialect=sqlite_dialect(), linting=prepared.LINTING)
    names = compiled.positiontup or []
    if len(names) > 1:
        return str(compiled), itemgetter(*names), compiled.params
    return str(compiled), lambda values: tuple(values[name] for name in names), compiled.params
