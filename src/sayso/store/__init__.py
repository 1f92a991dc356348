"""Keep everything in one casefile; takes frozen records, gives frozen records back to analysis and the front door.

The only room that knows SQL: tables in SQLAlchemy Core, one file with what SQLite does its own way. One document is
one transaction, ids come from content, so a killed run leaves nothing half-written and reading again adds nothing.
"""

from typing import TYPE_CHECKING

from sayso.store.protocol import Added, ClaimQuery, Commit, FrameQuery, Known, Store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Added", "ClaimQuery", "Commit", "FrameQuery", "Known", "Store", "open_store"]


def open_store(path: "str | Path", *, must_exist: bool = False, busy_timeout_s: float = 5.0) -> Store:
    """Open the store at a path, or make one; `:memory:` gives one that is gone when closed.

    Raises NotFound, NotACasefile, CasefileTooNew, CasefileBusy. SQLAlchemy is imported here and not before.
    """
    from sayso.store.casebook import SqlStore
    from sayso.store.sqlite import connect

    return SqlStore(connect(path, must_exist=must_exist, busy_timeout_s=busy_timeout_s))
