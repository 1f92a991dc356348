"""Bring a casefile to the layout that this version understands, one numbered step after another.

A step that has been released is never changed; a change of layout is one more step. A new file is laid out whole.
"""

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.schema import CreateColumn

from sayso.store import edge_tables
from sayso.store.actor_step import lay_out_actors, lay_out_copies
from sayso.store.actor_tables import ACTOR_INDEXES
from sayso.store.arrival_tables import lay_out_arrivals
from sayso.store.decision_step import lay_out_decisions
from sayso.store.described_tables import described
from sayso.store.search_step import widen_search
from sayso.store.tables import actors, documents, metadata, notes, revisions
from sayso.store.watch_tables import WATCH_TABLES

_UNREAD = ("names_by_actor", "actor_counts_by_claims")
"""Indexes that no question took."""
_WIDENED = ("attestations_with_amount", "edges_by_pair", "judgements_by_left", "judgements_by_right")
"""Indexes that answer alone what is asked of them most."""


def _lay_out(connection: Connection) -> None:
    """1: make every table."""
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


def _keep_edges(connection: Connection) -> None:
    """6: keep attestations, edges with their roots and contests; they are built when the file is opened."""
    connection.exec_driver_sql("DROP TABLE edges")
    for column in ("first", "voice"):
        _add_column(connection, "documents", column)
    metadata.create_all(connection)
    for index in documents.indexes:
        index.create(connection, checkfirst=True)
    connection.execute(insert(notes).values(name="edges", value="to be built"))


def _order_attestations(connection: Connection) -> None:
    """7: lay out anew what is kept of edges, the surest claims first; it is built when the file is opened."""
    for table in edge_tables.FOLLOWING:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}")
    metadata.create_all(connection)
    connection.exec_driver_sql("DROP INDEX IF EXISTS actors_by_canonical")
    for index in actors.indexes:
        index.create(connection, checkfirst=True)
    if connection.execute(select(notes.c.name).where(notes.c.name == "edges")).first() is None:
        connection.execute(insert(notes).values(name="edges", value="to be built"))


def _widen_search(connection: Connection) -> None:
    """8: keep beside the search index what filters and counts ask of a place."""
    widen_search(connection)


def _write_less(connection: Connection) -> None:
    """9: keep what adding a document writes small, and what questions read: indexes, and half as many shingles."""
    for name in _UNREAD:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")
    from sayso.store.shingle_step import thin_shingles

    thin_shingles(connection)
    for index in (*ACTOR_INDEXES, *edge_tables.attestations.indexes, *edge_tables.edges.indexes):
        if index.name in _WIDENED:
            connection.exec_driver_sql(f"DROP INDEX IF EXISTS {index.name}")
            index.create(connection)


def _follow_edges(connection: Connection) -> None:
    """10: keep where edges went."""
    edge_tables.moved_edges.create(connection, checkfirst=True)


def _keep_watchlists(connection: Connection) -> None:
    """11: keep watchlists, and what reading found of documents that people describe otherwise."""
    for table in (*WATCH_TABLES, described):
        table.create(connection, checkfirst=True)


def _keep_arrivals(connection: Connection) -> None:
    """12: keep the order in which documents came."""
    lay_out_arrivals(connection)


def _mend_attestations(connection: Connection) -> None:
    """13: take step 7 again where it was taken before it had its last columns, as it was for half an hour."""
    there = set(inspect(connection).get_table_names())
    for table in edge_tables.FOLLOWING:
        if table.name not in there or _columns_of(connection, table.name) != set(table.columns.keys()):
            _order_attestations(connection)
            return


STEPS: tuple[Callable[[Connection], None], ...] = (
    _lay_out,
    _count_commits,
    _keep_decisions,
    _keep_unions,
    _keep_shingles,
    _keep_edges,
    _order_attestations,
    _widen_search,
    _write_less,
    _follow_edges,
    _keep_watchlists,
    _keep_arrivals,
    _mend_attestations,
)
SCHEMA_VERSION = len(STEPS)


def migrate(connection: Connection, version: int) -> int:
    """Take the steps after `version`, return the version reached; inside the caller's transaction."""
    for step in STEPS[version:] if version else STEPS[:1]:
        step(connection)
    return SCHEMA_VERSION


def _add_column(connection: Connection, table: str, column: str) -> None:
    """Add a column of text that may be empty, where it is not there; it is laid out as a new file's would be."""
    if column not in _columns_of(connection, table):
        laid_out = CreateColumn(metadata.tables[table].columns[column]).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {laid_out}")


def _columns_of(connection: Connection, table: str) -> set[str]:
    return {found["name"] for found in inspect(connection).get_columns(table)}
