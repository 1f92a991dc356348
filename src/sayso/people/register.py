"""Open the people's database, SQLite or PostgreSQL, and keep what every part of the front door works on."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import SQLAlchemyError

from sayso.model.address import is_address
from sayso.model.errors import CasefileTooNew, NotFound, StoreError, UsageError
from sayso.people import tables as t
from sayso.people.passwords import Cost, Passwords
from sayso.people.records import Happening

FILE = "people.sqlite"
OPERATOR = "operator"
"""Who did what was done at the server's own command line."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


class Register:
    """Hold the database; one instance serves any number of threads, each call is one transaction.

    `address` is a folder, in which the file is `people.sqlite`, a file, or a PostgreSQL address. `must_exist` raises
    NotFound where there is none; else it is made, readable by its owner alone. `clock` gives seconds since 1970.
    """

    def __init__(
        self,
        address: str | Path,
        *,
        must_exist: bool = False,
        cost: Cost | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._passwords, self._clock = Passwords(cost), clock
        self._engine, self.folder = _open_engine(str(address), must_exist)
        try:
            self._prepare()
        except SQLAlchemyError as error:
            self._engine.dispose()
            raise StoreError(f"The people's database cannot be used: {_reason(error)}") from error
        except BaseException:
            self._engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; closing twice does nothing."""
        self._engine.dispose()

    def happenings(self, case: str | None = None, limit: int = 200) -> list[Happening]:
        """Return what was done with accounts and rights, the latest first; of one casefile where it is named."""
        asked = select(t.happenings).order_by(t.happenings.c.id.desc()).limit(limit)
        if case is not None:
            asked = asked.where(t.happenings.c.case_name == case)
        with self._read() as db:
            return [
                Happening(moment(row.at), row.by, row.what, row.about, row.case_name, row.detail)
                for row in db.execute(asked)
            ]

    def _now(self) -> int:
        return int(self._clock())

    def _note(self, db: Connection, by: str, what: str, about: str, case: str | None = None, detail: str = "") -> None:
        """Write down what was done, in the transaction that does it; never a secret."""
        row = {"at": self._now(), "by": by, "what": what, "about": about, "case_name": case, "detail": detail}
        db.execute(insert(t.happenings).values(**row))

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self._guard(), self._engine.connect() as db:
            yield db

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._guard(), self._engine.begin() as db:
            yield db

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Wrap what the database raises; its words may hold values and are not passed on."""
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreError(f"The people's database cannot be used: {_reason(error)}") from error

    def _prepare(self) -> None:
        """Make the tables where there are none; raises CasefileTooNew for those of a later version."""
        with self._engine.begin() as db:
            t.metadata.create_all(db)
            version = db.execute(select(t.layouts.c.version)).scalar()
            if version is None:
                db.execute(insert(t.layouts).values(version=t.LAYOUT))
            elif version > t.LAYOUT:
                raise CasefileTooNew("The people's database was made by a later version of Sayso. Install that one.")


def moment(seconds: int) -> str:
    """Return a time as it is shown."""
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def check_name(name: str, what: str) -> str:
    """Return a name that addresses and lines of a log can bear; raises UsageError."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name[:60]!r} cannot be {what}: use a to z, digits, dot, dash; 40 letters at most.")
    return name


def _open_engine(address: str, must_exist: bool) -> tuple[Engine, Path]:
    """Return the engine, and the folder to which paths of casefiles are relative."""
    if is_address(address):
        plain = re.sub(r"^postgres(ql)?(\+\w+)?:", "postgresql+psycopg:", address)
        try:
            return create_engine(plain, pool_pre_ping=True, hide_parameters=True), Path.cwd()
        except ImportError as error:
            raise UsageError("PostgreSQL needs more packages: pip install 'sayso[postgres]'.") from error
    path = Path(address)
    path = path / FILE if path.is_dir() or not path.suffix else path
    if not path.is_file():
        if must_exist:
            raise NotFound(
                f"There is no people's database at {path}. Make one: sayso people --team {address} add NAME."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True, connect_args={"timeout": 10})
    event.listen(engine, "connect", _set_up)
    return engine, path.parent.resolve()


def _set_up(connection: Any, record: object) -> None:
    """Let readers go on beside a writer, and hold references."""
    del record
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _reason(error: SQLAlchemyError) -> str:
    """Return what a database says without the values that were sent to it."""
    return " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())[:200]
