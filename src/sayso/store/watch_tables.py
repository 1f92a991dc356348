"""Lay out watchlists: what lists there are, their entries, and the keys under which entries are found."""

from sqlalchemy import Column, Index, Table, Text

from sayso.store.tables import maybe_column, metadata, number_column, text_column, wide_column

watchlists = Table(
    "watchlists",
    metadata,
    text_column("name", key=True),
    text_column("form"),
    maybe_column("version"),
    text_column("digest"),
    text_column("added_at"),
    number_column("entries"),
)
watch_entries = Table(
    "watch_entries",
    metadata,
    number_column("number", key=True),
    text_column("list"),
    text_column("entry"),
    Column("body", Text, nullable=False),
    Index("watch_entries_by_list", "list", "entry", unique=True),
)
watch_keys = Table(
    "watch_keys",
    metadata,
    wide_column("key", key=True),
    number_column("number", key=True),
    Index("watch_keys_by_number", "number"),
)
WATCH_TABLES = (watchlists, watch_entries, watch_keys)
