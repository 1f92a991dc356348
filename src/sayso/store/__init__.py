"""Keep everything in one casefile; takes frozen records, gives frozen records back to analysis and the front door.

The only room that knows SQL: tables in SQLAlchemy Core, and what either database does its own way. One document is
one transaction, ids come from content, so a killed run leaves nothing half-written and reading again adds nothing.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from sayso.model.address import is_address
from sayso.model.errors import StoreError
from sayso.store.actor_store import ActorQuery
from sayso.store.edge_store import ContestRow, EdgeQuery
from sayso.store.protocol import Added, ClaimQuery, Commit, FrameQuery, Known, Store
from sayso.store.rules import EdgeRules, Facts, Tally, Weighed
from sayso.store.watch_rows import read_entry, write_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.model.view import Copied
    from sayso.store.forks import Forks

__all__ = [
    "ActorQuery",
    "Added",
    "ClaimQuery",
    "Commit",
    "ContestRow",
    "EdgeQuery",
    "EdgeRules",
    "Facts",
    "FrameQuery",
    "Known",
    "Store",
    "Tally",
    "Weighed",
    "copy_store",
    "duplicate_file",
    "open_store",
    "read_entry",
    "write_entry",
]


def open_store(
    path: "str | Path",
    *,
    must_exist: bool = False,
    busy_timeout_s: float = 5.0,
    statement_timeout_s: float = 0.0,
    rules: "Callable[[], EdgeRules] | None" = None,
) -> Store:
    """Open the store at a path or address, or make one; `:memory:` gives one that is gone when closed.

    An address names a PostgreSQL database and a schema in it: `postgresql://host/database?schema=name`, `sayso` where
    none is named. There `statement_timeout_s` bounds one statement, 0 bounds none.

    `rules` gives the rules by which edges are kept; without them nothing can be written that edges follow from. A
    casefile of an earlier version has its edges built when it is opened with rules. Raises NotFound, NotACasefile,
    CasefileTooNew, CasefileBusy. SQLAlchemy is imported here and not before.
    """
    from sayso.store.casebook import SqlStore

    store = SqlStore(_connect(path, must_exist, busy_timeout_s, statement_timeout_s), rules)
    if rules is not None and store.needs_rebuild():
        for _ in store.recount(repair=True):
            pass
    return store


def copy_store(source: Store, target: Store, tell: "Callable[[Copied], None] | None" = None) -> dict[str, int]:
    """Copy every row of one store into another that is empty; return how many rows each table has.

    All or nothing, on either database: the counts and the chain of decisions are checked before the end. `tell` is
    called after each batch. Raises UsageError where the target holds something, StoreError.
    """
    from sayso.store.casebook import SqlStore
    from sayso.store.copying import copy_rows

    if not isinstance(source, SqlStore) or not isinstance(target, SqlStore):
        raise StoreError(f"{source.location} and {target.location} must both be kept in SQL to be copied.")
    return copy_rows(source, target, tell)


def duplicate_file(source: "str | Path", target: "str | Path") -> None:
    """Copy a casefile's file as it stands, while others may read and write it; raises StoreError."""
    from sayso.store.duplicate import duplicate

    duplicate(source, target)


def _connect(path: "str | Path", must_exist: bool, busy_timeout_s: float, statement_timeout_s: float) -> "Forks":
    """Open what one database does its own way; a driver is imported where it is needed."""
    if not is_address(path):
        from sayso.store.sqlite import connect

        return connect(path, must_exist=must_exist, busy_timeout_s=busy_timeout_s)
    if find_spec("psycopg") is None:
        raise StoreError("A casefile on PostgreSQL needs psycopg. Install it: pip install 'sayso[postgres]'.")
    from sayso.store import postgres

    return postgres.connect(
        str(path), must_exist=must_exist, busy_timeout_s=busy_timeout_s, statement_timeout_s=statement_timeout_s
    )
