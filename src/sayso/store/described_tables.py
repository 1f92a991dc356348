"""Lay out what documents say of themselves, where people have said otherwise."""

from sqlalchemy import Table

from sayso.store.tables import maybe_column, metadata, text_column

described = Table(
    "described",
    metadata,
    text_column("doc", key=True),
    maybe_column("title"),
    text_column("authors"),
    maybe_column("publisher"),
    maybe_column("date"),
    maybe_column("date_found"),
)
"""What reading found of a document of which a decision corrects something: an undo puts it back."""
