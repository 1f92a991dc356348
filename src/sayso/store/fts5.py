"""Ask SQLite's full-text index (FTS5).

To rank, FTS5 looks at every place that holds a word: 2.3 µs each, 1.6 s for a word in 1,100,000 of 1,500,000 places. To
step through places in order of their number costs 0.4 µs each and stops when told. So a word counts for the rank only
where it is rare; what words are common is asked of the index itself, by counting up to a bound.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from sayso.model.search import Term, WordQuery

_COUNT = "SELECT count(*) FROM (SELECT rowid FROM search WHERE search MATCH ? LIMIT ?)"
_RANKED = "SELECT rowid, rank FROM search WHERE search MATCH ?"
_BELOW = "SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
_AMONG = (
    "SELECT search.rowid FROM search CROSS JOIN search_rows AS r ON r.id = search.rowid"
    " WHERE search MATCH ? AND search.rowid < ? AND {} ORDER BY search.rowid DESC LIMIT ?"
)
_BETWEEN = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"


def expression_of(query: WordQuery) -> str:
    """Return words as an FTS5 expression; words hold letters and digits alone and stand in quotation marks."""
    asked = " AND ".join(_either(group) for group in query.groups)
    return f"({asked}) NOT {_either(query.excluded)}" if query.excluded else asked


def count_matches(c: Connection, query: WordQuery, most: int) -> int:
    """Count the places that answer, up to a bound."""
    return int(c.exec_driver_sql(_COUNT, (expression_of(query), most)).scalar() or 0)


def match_below(
    c: Connection, query: WordQuery, below: int, most: int, among: Sequence[tuple[str, Sequence[str]]] = ()
) -> list[int]:
    """Return the numbers of places that answer, below one, the highest first.

    `among` names columns of the mapping table with the values that answer.
    """
    if not among:
        return [row for (row,) in c.exec_driver_sql(_BELOW, (expression_of(query), below, most))]
    wanted = " AND ".join(f"r.{column} IN ({', '.join('?' * len(values))})" for column, values in among)
    listed = [value for _, values in among for value in values]
    return [row for (row,) in c.exec_driver_sql(_AMONG.format(wanted), (expression_of(query), below, *listed, most))]


def match_between(c: Connection, query: WordQuery, ranges: Iterable[tuple[int, int]]) -> list[int]:
    """Return the numbers of places that answer and lie in one of some ranges."""
    words = expression_of(query)
    return [row for first, last in ranges for (row,) in c.exec_driver_sql(_BETWEEN, (words, first, last))]


def rank_matches(c: Connection, query: WordQuery) -> dict[int, float]:
    """Return the BM25 of every place that answers, smaller for better; the words must be rare."""
    return {row: float(rank) for row, rank in c.exec_driver_sql(_RANKED, (expression_of(query),))}


def count_words(c: Connection, rows: Sequence[int]) -> dict[int, int]:
    """Return how many words each of some places has."""
    listed = ",".join(map(str, rows))
    sizes = c.exec_driver_sql(f"SELECT id, sz FROM search_docsize WHERE id IN ({listed})")  # noqa: S608
    return {row: _varint(size) for row, size in sizes}


def _either(terms: Sequence[Term]) -> str:
    joined = " OR ".join('"' + " ".join(term.words) + '"' + (" *" if term.prefix else "") for term in terms)
    return f"({joined})"


def _varint(packed: Any) -> int:
    """Read SQLite's variable-length integer: seven bits a byte, the highest first."""
    value = 0
    for byte in bytes(packed)[:8]:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value
