"""Search on PostgreSQL: the words of each place as a `tsvector` that we cut ourselves, under a GIN index.

Words are cut and folded by `words.py`, as SQLite's index does it, and given to the database with their places: no
dictionary of the server takes part, so both databases find the same. Ranks are BM25 as FTS5 computes it (Robertson and
Zaragoza 2009; k1 = 1.2, b = 0.75), from the vectors of the few thousand places that a rare word has; `ts_rank` knows
nothing of how rare a word is. A vector keeps at most 256 places of one word, and no place after the 16,383rd.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from sayso.model.search import Term, WordQuery
from sayso.store.words import fold_word, split_words

LAYOUT = (
    "CREATE TABLE search (id bigint PRIMARY KEY, words integer NOT NULL, body tsvector NOT NULL)",
    "CREATE TABLE search_size (places bigint NOT NULL, words bigint NOT NULL)",
    "INSERT INTO search_size VALUES (0, 0)",
)
INDEX = "CREATE INDEX search_by_word ON search USING gin (body)"
NO_INDEX = "DROP INDEX search_by_word"

K1, B = 1.2, 0.75
LEAST_IDF = 1e-6
LONGEST = 500
"""Letters of a word that are indexed: a lexeme may take 2 kB."""
MOST_PLACES = 256
LAST_PLACE = 16_383

_GROWN = "UPDATE search_size SET places = places + %s, words = words + %s"
_COUNT = "SELECT count(*) FROM (SELECT FROM search WHERE body @@ %s::tsquery LIMIT %s) AS found"
_RANKED = "SELECT id, words, body::text FROM search WHERE body @@ %s::tsquery"
_BELOW = "SELECT id FROM search WHERE body @@ %s::tsquery AND id < %s ORDER BY id DESC LIMIT %s"
_AMONG = (
    "SELECT s.id FROM search AS s JOIN search_rows AS r ON r.id = s.id"
    " WHERE s.body @@ %s::tsquery AND s.id < %s AND {} ORDER BY s.id DESC LIMIT %s"
)
_BETWEEN = (
    "SELECT s.id FROM unnest(%s::bigint[], %s::bigint[]) AS r(first, last)"
    " JOIN search AS s ON s.id BETWEEN r.first AND r.last WHERE s.body @@ %s::tsquery"
)
_SIZES = "SELECT id, words FROM search WHERE id = ANY(%s::bigint[])"
_LEXEME = re.compile(r"'([^']+)':([\d,]+)")


def fill(c: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add rows of id and body."""
    places = words = 0
    with _cursor(c) as cursor, cursor.copy("COPY search (id, words, body) FROM STDIN") as copy:
        for row in rows:
            vector, size = make_vector(row["body"])
            copy.write_row((row["id"], size, vector))
            places, words = places + 1, words + size
    ask(c, _GROWN, (places, words))


def make_vector(body: str) -> tuple[str, int]:
    """Return words with their places as the database reads them, and how many there are."""
    places: dict[str, list[int]] = {}
    size = 0
    for size, (word, _) in enumerate(split_words(body), 1):
        places.setdefault(word[:LONGEST], []).append(size)
    parts = (f"'{word}':{','.join(map(str, at[:MOST_PLACES]))}" for word, at in places.items())
    return " ".join(parts), size


def expression_of(query: WordQuery) -> str:
    """Return words as a `tsquery`; words hold letters and digits alone and stand in quotation marks."""
    asked = " & ".join(_either(group) for group in query.groups)
    return f"({asked}) & !{_either(query.excluded)}" if query.excluded else asked


def count_matches(c: Connection, query: WordQuery, most: int) -> int:
    """Count the places that answer, up to a bound."""
    return int(ask(c, _COUNT, (expression_of(query), most))[0][0])


def match_below(
    c: Connection, query: WordQuery, below: int, most: int, among: Sequence[tuple[str, Sequence[str]]] = ()
) -> list[int]:
    """Return the numbers of places that answer, below one, the highest first.

    `among` names columns of the mapping table with the values that answer.
    """
    if not among:
        return [row for (row,) in ask(c, _BELOW, (expression_of(query), below, most))]
    wanted = " AND ".join(f"r.{column} = ANY(%s)" for column, _ in among)
    listed = [list(values) for _, values in among]
    return [row for (row,) in ask(c, _AMONG.format(wanted), (expression_of(query), below, *listed, most))]


def match_between(c: Connection, query: WordQuery, ranges: Iterable[tuple[int, int]]) -> list[int]:
    """Return the numbers of places that answer and lie in one of some ranges."""
    ends = list(ranges)
    given = ([first for first, _ in ends], [last for _, last in ends], expression_of(query))
    return [row for (row,) in ask(c, _BETWEEN, given)]


def rank_matches(c: Connection, query: WordQuery) -> dict[int, float]:
    """Return the BM25 of every place that answers, smaller for better; the words must be rare."""
    terms = [term for group in query.groups for term in group]
    ((places, words),) = ask(c, "SELECT places, words FROM search_size", ())
    found = ask(c, _RANKED, (expression_of(query),))
    if not found:
        return {}
    weighed = [(_counter(term), _idf(places, _count_all(c, term))) for term in terms]
    mean = words / places
    ranks: dict[int, float] = {}
    for row, size, vector in found:
        held = dict(_LEXEME.findall(vector))
        ranks[row] = -sum(idf * _saturate(count(held), size / mean) for count, idf in weighed)
    return ranks


def count_words(c: Connection, rows: Sequence[int]) -> dict[int, int]:
    """Return how many words each of some places has."""
    return dict(ask(c, _SIZES, (list(rows),)))


def check(c: Connection) -> str | None:
    """Return what is wrong with the index, or None: a place without words, words without a place, a wrong total."""
    lost = ask(
        c,
        "SELECT count(*) FILTER (WHERE s.id IS NULL), count(*) FILTER (WHERE r.id IS NULL)"
        " FROM search AS s FULL JOIN search_rows AS r ON r.id = s.id",
        (),
    )[0]
    if any(lost):
        return f"{lost[0]} places are not in it, {lost[1]} of its rows stand for nothing"
    counted = ask(c, "SELECT count(*), coalesce(sum(words), 0)::bigint FROM search", ())
    return None if counted == ask(c, "SELECT places, words FROM search_size", ()) else "its totals are not its rows'"


def ask(c: Connection, asked: str, values: Sequence[Any]) -> list[Any]:
    """Run a statement that the server plans anew for its values: what words are common decides how to find them."""
    with _cursor(c) as cursor:
        cursor.execute(asked, values, prepare=False)
        return list(cursor.fetchall()) if cursor.description is not None else []


def _cursor(c: Connection) -> Any:
    driver: Any = c.connection.driver_connection
    return driver.cursor()


def _count_all(c: Connection, term: Term) -> int:
    return int(ask(c, "SELECT count(*) FROM search WHERE body @@ %s::tsquery", (_either((term,)),))[0][0])


def _idf(places: int, hits: int) -> float:
    return max(LEAST_IDF, math.log((places - hits + 0.5) / (hits + 0.5)))


def _saturate(times: int, length: float) -> float:
    return times * (K1 + 1) / (times + K1 * (1 - B + B * length))


def _counter(term: Term) -> Callable[[Mapping[str, str]], int]:
    """Return what counts a term in the words of a place."""
    words = [fold_word(word)[:LONGEST] for word in term.words]
    if len(words) == 1 and not term.prefix:
        return lambda held: held[words[0]].count(",") + 1 if words[0] in held else 0

    def count(held: Mapping[str, str]) -> int:
        ends = [_read(held.get(word)) for word in words[:-1]]
        ends.append(_starting(held, words[-1]) if term.prefix else _read(held.get(words[-1])))
        starts = [{place - at for place in places} for at, places in enumerate(ends)]
        return len(set.intersection(*starts))

    return count


def _starting(held: Mapping[str, str], start: str) -> set[int]:
    return {place for word, at in held.items() if word.startswith(start) for place in _read(at)}


def _read(places: str | None) -> set[int]:
    return {int(place) for place in places.split(",")} if places else set()


def _either(terms: Sequence[Term]) -> str:
    return "(" + " | ".join(_phrase(term) for term in terms) + ")"


def _phrase(term: Term) -> str:
    words = [f"'{fold_word(word)[:LONGEST]}'" for word in term.words]
    if term.prefix:
        words[-1] += ":*"
    return "(" + " <-> ".join(words) + ")"
