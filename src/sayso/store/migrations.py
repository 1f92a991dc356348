"""Bring a casefile to the layout that this version understands, one numbered step after another.

A step that has been released is never changed; a change of layout is one more step. A new file takes every step too.
"""

from collections.abc import Callable

from sqlalchemy import Connection

from sayso.store.actor_step import lay_out_actors, lay_out_copies
from sayso.store.decision_step import lay_out_decisions
from sayso.store.tables import metadata, revisions


def _lay_out(connection: Connection) -> None:
    """1: make every table of the first version."""
    metadata.create_all(connection)


def _count_commits(connection: Connection) -> None:
    """2: count the commits, for faces that keep answers."""
    revisions.create(connection, checkfirst=True)


def _keep_decisions(connection: Connection) -> None:
    """3: keep people's decisions in a chain, and put their judgements on actors into it."""
    lay_out_decisions(connection)


def _keep_unions(connection: Connection) -> None:
    """4: keep canonical actors and blocking keys on disk."""
    lay_out_actors(connection)


def _keep_shingles(connection: Connection) -> None:
    """5: keep on disk which texts share words."""
    lay_out_copies(connection)


STEPS: tuple[Callable[[Connection], None], ...] = (
    _lay_out,
    _count_commits,
    _keep_decisions,
    _keep_unions,
    _keep_shingles,
)
SCHEMA_VERSION = len(STEPS)


def migrate(connection: Connection, version: int) -> int:
    """Take the steps after `version`, return the version reached; inside the caller's transaction."""
    for step in STEPS[version:]:
        step(connection)
    return SCHEMA_VERSION
