"""Keep everything in one casefile; takes frozen records, gives frozen records back to analysis and the front door.

The only room that knows SQL: tables in SQLAlchemy Core, one file with what SQLite does its own way. One document is
one transaction, ids come from content, so a killed run leaves nothing half-written and reading again adds nothing.
"""

from typing import TYPE_CHECKING

from sayso.store.actor_store import ActorQuery
from sayso.store.edge_store import ContestRow, EdgeQuery
from sayso.store.protocol import Added, ClaimQuery, Commit, FrameQuery, Known, Store
from sayso.store.rules import EdgeRules, Facts, Tally, Weighed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
    "open_store",
]


def open_store(
    path: "str | Path",
    *,
    must_exist: bool = False,
    busy_timeout_s: float = 5.0,
    rules: "Callable[[], EdgeRules] | None" = None,
) -> Store:
    """Open the store at a path, or make one; `:memory:` gives one that is gone when closed.

    `rules` gives the rules by which edges are kept; without them nothing can be written that edges follow from. A
    casefile of an earlier version has its edges built when it is opened with rules. Raises NotFound, NotACasefile,
    CasefileTooNew, CasefileBusy. SQLAlchemy is imported here and not before.
    """
    from sayso.store.casebook import SqlStore
    from sayso.store.sqlite import connect

    store = SqlStore(connect(path, must_exist=must_exist, busy_timeout_s=busy_timeout_s), rules)
    if rules is not None and store.needs_rebuild():
        for _ in store.recount(repair=True):
            pass
    return store
