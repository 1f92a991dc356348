"""Copy a casefile's file while others read and write it (SQLite's online backup)."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sayso.model.errors import StoreError

PAGES = 4_096
"""How many pages are copied at a time; between two others may write, and then it begins anew."""


def duplicate(source: str | Path, target: str | Path) -> None:
    """Write a copy of one state of a file; raises StoreError."""
    try:
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
            one.execute("PRAGMA query_only = ON")
            one.backup(other, pages=PAGES, sleep=0.05)
            other.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise StoreError(f"{source} cannot be copied to {target}: {error}. See that the disk has room.") from error
