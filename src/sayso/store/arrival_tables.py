"""Lay out the order in which documents came into the casefile."""

from sqlalchemy import Connection, Index, Table

from sayso.store.tables import metadata, text_column, wide_column

arrivals = Table(
    "arrivals",
    metadata,
    text_column("doc", key=True),
    wide_column("number"),
    Index("arrivals_by_number", "number", "doc"),
)
"""A document's place among those that came, the first has the smallest; one that is read again keeps its place."""


def lay_out_arrivals(connection: Connection) -> None:
    """Make the table; documents that are there came in the order of their rows, where the database keeps one."""
    arrivals.create(connection, checkfirst=True)
    order = "rowid" if connection.dialect.name == "sqlite" else "name, id"
    connection.exec_driver_sql(
        f"INSERT INTO arrivals (doc, number) SELECT id, row_number() OVER (ORDER BY {order}) FROM documents "
        "WHERE id NOT IN (SELECT doc FROM arrivals)"
    )
