"""Name the few things that each database does its own way."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, SelectBase, Table

from sayso.model.search import WordQuery


class WordIndex(Protocol):
    """Find words in the search index; each database's own module does."""

    def count_matches(self, c: Connection, query: WordQuery, most: int) -> int:
        """Count the places where words stand, up to a bound."""
        ...

    def match_below(
        self,
        c: Connection,
        query: WordQuery,
        below: int,
        most: int,
        among: Sequence[tuple[str, Sequence[str]]] = (),
    ) -> list[int]:
        """Return the numbers of places where words stand, below one, the highest first.

        `among` names columns of `search_rows` with the values of which a place must have one.
        """
        ...

    def match_between(self, c: Connection, query: WordQuery, ranges: Iterable[tuple[int, int]]) -> list[int]:
        """Return the numbers of places where words stand that lie in one of some ranges, ends included."""
        ...

    def rank_matches(self, c: Connection, query: WordQuery) -> dict[int, float]:
        """Return a rank for every place where words stand, smaller for better; takes long for common words."""
        ...

    def count_words(self, c: Connection, rows: Sequence[int]) -> dict[int, int]:
        """Return how many words each of some places has."""
        ...


class Forks(Protocol):
    """Do what one database does its own way; everything else is Core that every database understands.

    `reading` gives a connection for questions, all of which see one state of the file, `writing` one that holds the
    lock and commits or rolls back at the end, and counts the commit where it changed something; both turn the
    database's errors into StoreError and its kin.
    """

    @property
    def words(self) -> WordIndex:
        """Return what finds words in the search index."""
        ...

    @property
    def location(self) -> str:
        """Return the path or address."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection for questions."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """Let every question inside see one state, whatever others write meanwhile; nothing may be written inside."""
        ...

    def writing(self, *, counted: bool = True) -> AbstractContextManager[Connection]:
        """Give a connection in one transaction; one that only checks is not counted."""
        ...

    def close(self) -> None:
        """Close; twice does nothing."""
        ...

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
        """Insert rows, passing over those whose key is there; return how many were new."""
        ...

    def upsert(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows, overwriting those whose key is there."""
        ...

    def change(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Set columns of rows that are there: each row holds its whole key and, all alike, the columns to set."""
        ...

    def remove(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Delete rows by their key; what else a row holds does not matter."""
        ...

    def fetch(self, connection: Connection, asked: SelectBase, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Ask what is asked again and again: a statement that is kept, with named parameters; return plain tuples.

        The statement is compiled once and by its identity, so it must live as long as the program. Booleans come as
        the database gives them.
        """
        ...

    def load(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert many whole rows whose keys are not there, the fastest way."""
        ...

    def loading(self, connection: Connection) -> AbstractContextManager[None]:
        """Make ready for many rows inside, and settle after."""
        ...

    def index(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows to the search index and to what it stands for, with the words as body; one without id gets one."""
        ...

    def check_index(self, connection: Connection) -> str | None:
        """Return what is wrong with the search index, or None."""
        ...

    def schema_version(self, connection: Connection) -> int:
        """Return the number of the last migration, 0 for an empty file."""
        ...

    def size_bytes(self) -> int:
        """Return how much room the casefile takes."""
        ...
