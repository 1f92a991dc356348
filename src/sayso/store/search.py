"""Find the places where words stand, best first, without looking at more of the index than an answer needs.

Of the words asked for, those in at most `COMMON` places rank (BM25); the others must merely stand there. Where all are
common, or none is given, the places that were read last come first, of one step through the index the shortest first,
which is what BM25 comes to for words that are everywhere.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import batched

from sqlalchemy import Connection, func, select

from sayso.model.search import Found, HitKind, Keep, Place, PlaceQuery, WordQuery
from sayso.store import tables as t
from sayso.store.asking import ask_rows
from sayso.store.forks import Forks
from sayso.store.places import PlaceReader

type Among = Sequence[tuple[str, Sequence[str]]]

COMMON = 5_000
"""In how many places a word may stand to count for the rank: to rank one place costs 2.3 µs."""
STEP = 501
"""How many places are looked up at a time, about 8 ms: as many as are shown, and one more to know of others."""
MOST_STEPS = 20
"""After how many steps a search for common words ends, if it has found anything."""
ENOUGH = 100
"""With how many places a search for common words ends that few places answer to: five pages."""
NARROW = 500
"""For how many documents common words are looked up document by document: 0.1 ms each."""


def find_places(forks: Forks, words: WordQuery, wanted: PlaceQuery, keep: Keep, most: int) -> Found:
    """Return the places that answer, best first, at most so many.

    `keep` is given some hundreds of places at a time and returns those that answer to what the store does not know.
    """
    with forks.reading() as c:
        rare, common = _weigh(forks, c, words)
        reader = PlaceReader(forks, c, wanted)
        endless = False
        if rare.groups:
            ranks = _rank(forks, c, words, rare, exact=not common and not words.excluded)
            steps: Iterator[dict[int, float]] = (dict(some) for some in batched(_ordered(ranks), STEP))
        elif wanted.narrow_docs is not None and len(wanted.narrow_docs) <= NARROW:
            rows = _in_docs(forks, c, words, wanted.narrow_docs)
            steps = (_by_length(forks, c, some) for some in batched(rows, STEP))
        else:
            steps, endless = _stepping(forks, c, words, _among(wanted)), True
        return _gather(reader, steps, keep, most, endless=endless)


def _gather(reader: PlaceReader, steps: Iterator[dict[int, float]], keep: Keep, most: int, *, endless: bool) -> Found:
    """Look places up step by step until there are enough."""
    found: list[Place] = []
    for number, ranks in enumerate(steps):
        if endless and (len(found) >= ENOUGH or (found and number >= MOST_STEPS)) and len(found) <= most:
            return Found(tuple(found), reader.documents, more=True)
        found += keep(reader.read(ranks))
        if len(found) > most:
            return Found(tuple(found[:most]), reader.documents, more=True)
    return Found(tuple(found), reader.documents)


def _weigh(forks: Forks, c: Connection, words: WordQuery) -> tuple[WordQuery, list[int]]:
    """Return the groups of words that are rare enough to rank by, and the numbers of the others."""
    counts = [forks.words.count_matches(c, WordQuery((group,)), COMMON + 1) for group in words.groups]
    rare = tuple(group for group, count in zip(words.groups, counts, strict=True) if count <= COMMON)
    return WordQuery(rare), [number for number, count in enumerate(counts) if count > COMMON]


def _rank(forks: Forks, c: Connection, words: WordQuery, rare: WordQuery, *, exact: bool) -> dict[int, float]:
    """Return the ranks of all places that answer."""
    ranks = forks.words.rank_matches(c, rare)
    if exact:
        return ranks
    there = set(forks.words.match_below(c, words, _last(c) + 1, len(ranks)))
    return {row: rank for row, rank in ranks.items() if row in there}


def _ordered(ranks: dict[int, float]) -> list[tuple[int, float]]:
    return sorted(ranks.items(), key=lambda pair: (pair[1], -pair[0]))


def _among(wanted: PlaceQuery) -> Among:
    """Return what the database is asked of a row while it steps: a word may stand in segments alone."""
    asked: list[tuple[str, Sequence[str]]] = []
    if len(set(wanted.kinds)) < len(HitKind):
        asked.append(("kind", sorted(set(wanted.kinds))))
    if wanted.predicates is not None:
        asked.append(("predicate", sorted(wanted.predicates)))
    if wanted.denied is True:
        asked.append(("polarity", ["-"]))
    if wanted.certainty is not None:
        asked.append(("certainty", sorted(wanted.certainty)))
    if wanted.modality is not None:
        asked.append(("modality", sorted(wanted.modality)))
    if wanted.voices is not None:
        asked.append(("voice", sorted(wanted.voices)))
    return asked


def _stepping(forks: Forks, c: Connection, words: WordQuery, among: Among) -> Iterator[dict[int, float]]:
    """Yield places from the one read last back to the first, some at a time."""
    below = _last(c) + 1
    while below > 0:
        rows = forks.words.match_below(c, words, below, STEP, among) if words.groups else _rows_below(c, below, among)
        if not rows:
            return
        yield _by_length(forks, c, rows)
        below = rows[-1]


def _rows_below(c: Connection, below: int, among: Among) -> list[int]:
    asked = select(t.search_rows.c.id).where(t.search_rows.c.id < below)
    asked = asked.where(*(t.search_rows.c[column].in_(values) for column, values in among))
    return list(c.execute(asked.order_by(t.search_rows.c.id.desc()).limit(STEP)).scalars())


def _in_docs(forks: Forks, c: Connection, words: WordQuery, docs: Collection[str]) -> list[int]:
    """Return the places of some documents in which words stand, the one read last first."""
    known = t.search_rows.c
    if words.groups:
        # One document's rows of one reading lie side by side.
        ends = select(known.doc, known.owner, func.min(known.id).label("first"), func.max(known.id).label("last"))
        stretches = ask_rows(c, ends.group_by(known.doc, known.owner), known.doc, docs)
        rows = forks.words.match_between(c, words, [(row["first"], row["last"]) for row in stretches])
    else:
        rows = [row["id"] for row in ask_rows(c, select(known.id), known.doc, docs)]
    return sorted(set(rows), reverse=True)


def _by_length(forks: Forks, c: Connection, rows: Sequence[int]) -> dict[int, float]:
    """Return ranks by which the shorter comes first: between -1 and 0, as those of BM25 for common words."""
    sizes = forks.words.count_words(c, rows)
    return {row: -1 / (1 + sizes.get(row, 0)) for row in rows}


def _last(c: Connection) -> int:
    return int(c.execute(select(func.max(t.search_rows.c.id))).scalar() or 0)
