"""Fold SQLite's log into the file beside the writing, so that no document waits for it.

SQLite folds inside the commit that fills the log, and that document waits for a second. Here a thread with a connection
of its own folds what was committed so far, as SQLite's documentation advises; readers and the writer go on meanwhile.
Where it falls behind, SQLite folds the rest in a commit as ever: `LOG_PAGES` bounds the log.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

LOG_PAGES = 32_000
"""Pages in the log before a commit folds them itself: a document writes some hundred, many of them again and again."""

ROWS_A_FOLD = 8_000
"""After so many rows written the log is folded: those of a dozen documents, some 10,000 pages."""

PASSES = 6
"""How often what was committed during a pass is folded after it; each has less to do, and an empty log begins anew."""


class LogFolder:
    """Fold one casefile's log whenever enough was written; a thread is there only while it does."""

    def __init__(self, location: str) -> None:
        self._location = location
        self._rows = 0
        self._stop = Event()
        self._thread: Thread | None = None

    def note(self, rows: int) -> None:
        """Take note that so many rows were committed; never raises."""
        self._rows += rows
        if self._rows < ROWS_A_FOLD or self._location == ":memory:" or self._stop.is_set():
            return
        if self._thread is not None and self._thread.is_alive():
            return
        self._rows = 0
        self._thread = Thread(target=fold_log, args=(self._location, self._stop), name="sayso-fold", daemon=True)
        try:
            self._thread.start()
        except RuntimeError:  # no more threads, or the program is ending: SQLite folds in a commit
            self._thread = None

    def close(self) -> None:
        """Wait until no thread folds any more; nothing is folded after."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()


def fold_log(location: str, stop: Event) -> None:
    """Fold what is committed, and what is committed meanwhile; an error leaves the log as it is, whole."""
    try:
        with closing(sqlite3.connect(f"{Path(location).absolute().as_uri()}?mode=rw", uri=True, timeout=0)) as own:
            for _ in range(PASSES):
                _, pages, folded = own.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                if folded >= pages or stop.is_set():
                    return
    except sqlite3.Error:
        return
