"""Lay out the order in which documents came into the casefile."""

from sqlalchemy import Connection, Index, Table, func, insert, select, text

from sayso.store.tables import documents, metadata, text_column, wide_column

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
    order = text("rowid") if connection.dialect.name == "sqlite" else text("name, id")
    came = select(documents.c.id, func.row_number().over(order_by=order)).where(
        documents.c.id.not_in(select(arrivals.c.doc))
    )
    connection.execute(insert(arrivals).from_select(["doc", "number"], came))
