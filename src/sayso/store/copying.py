"""Copy a casefile from one store into another, whatever databases they are on: every row as it is, in one transaction.

Words are not kept beside the search index, so its rows are made again from texts, claims and frames. Indexes are taken
off while rows come in and made again after, which costs less than to keep them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Index, Table, delete, func, select

from sayso.model.errors import StoreError, UsageError
from sayso.model.search import HitKind
from sayso.model.view import Copied
from sayso.store import tables as t
from sayso.store.asking import ask_rows
from sayso.store.casebook import SqlStore
from sayso.store.chain import audit_chain
from sayso.store.check import count_rows
from sayso.store.decisions import chain_head, chain_rows
from sayso.store.forks import Forks

type Row = dict[str, Any]
type Tell = Callable[[Copied], None]

AT_ONCE = 2_000
"""How many rows are in memory at a time."""

_REPLACED = (t.revisions, t.notes)
"""What an empty casefile may hold already."""


def copy_rows(source: SqlStore, target: SqlStore, tell: Tell | None = None) -> dict[str, int]:
    """Copy everything into an empty store; return how many rows each table has.

    Nothing is copied unless everything is: the counts and the chain of decisions are checked before the end. `tell` is
    called after each batch. Raises UsageError where the target holds something, StoreError where the copy differs or
    the source's chain of decisions is broken.
    """
    with source._forks.snapshot(), source._forks.reading() as before, target._forks.writing(counted=False) as after:
        tables = t.metadata.sorted_tables
        _refuse_full(after, target.location)
        counts = {table.name: count_rows(before, table) for table in tables}
        indexes = sorted((index for table in tables for index in table.indexes), key=lambda index: str(index.name))
        with target._forks.loading(after):
            for table in _REPLACED:
                after.execute(delete(table))
            for index in indexes:
                index.drop(after)
            _copy_tables(source._forks, before, target._forks, after, counts, tell)
            _make_indexes(after, indexes)
        _verify(source, before, target, after, counts)
    return counts


def _copy_tables(
    source: Forks, before: Connection, target: Forks, after: Connection, counts: Mapping[str, int], tell: Tell | None
) -> None:
    done, total = 0, sum(counts.values())
    for table in t.metadata.sorted_tables:
        for rows in _read(before, table):
            if table is t.search_rows:
                target.index(after, _with_words(before, rows))
            else:
                target.load(after, table, rows)
            done += len(rows)
            if tell is not None:
                tell(Copied(table.name, done, total))


def _read(c: Connection, table: Table) -> Iterator[list[Row]]:
    """Yield the rows of a table in order of its key, some at a time."""
    asked = select(table).order_by(*table.primary_key.columns)
    result = c.execution_options(yield_per=AT_ONCE).execute(asked)
    for some in result.mappings().partitions():
        yield [dict(row) for row in some]


def _make_indexes(c: Connection, indexes: Sequence[Index]) -> None:
    for index in indexes:
        index.create(c)


def _with_words(c: Connection, rows: Sequence[Row]) -> list[Row]:
    """Return rows of the search index with the words that it found them by."""
    by_kind: dict[str, list[Row]] = {kind.value: [] for kind in HitKind}
    for row in rows:
        by_kind[row["kind"]].append(row)
    bodies = _segment_words(c, by_kind[HitKind.SEGMENT.value])
    bodies |= _claim_words(c, by_kind[HitKind.CLAIM.value])
    bodies |= _frame_words(c, by_kind[HitKind.FRAME.value])
    return [row | {"body": bodies.get(row["id"], "")} for row in rows]


def _segment_words(c: Connection, rows: Sequence[Row]) -> dict[int, str]:
    texts = {row["owner"] for row in rows}
    s = t.segments.c
    ends = {
        (row["text_id"], row["index"]): (row["start"], row["end"])
        for row in ask_rows(c, select(s.text_id, s.index, s.start, s.end), s.text_id, texts)
    }
    found: dict[int, str] = {}
    for some in batched(sorted(texts), 20):
        asked = ask_rows(c, select(t.texts.c.id, t.texts.c.body), t.texts.c.id, some)
        bodies = {row["id"]: row["body"] for row in asked}
        for row in rows:
            place = ends.get((row["owner"], int(row["ref"])))
            if row["owner"] in bodies and place is not None:
                found[row["id"]] = bodies[row["owner"]][slice(*place)]
    return found


def _claim_words(c: Connection, rows: Sequence[Row]) -> dict[int, str]:
    k = t.claims.c
    asked = ask_rows(c, select(k.id, k.run, k.subject, k.object, k.words), k.id, {row["ref"] for row in rows})
    held = {(claim["id"], claim["run"]): claim for claim in asked}
    ends = {claim[side] for claim in held.values() for side in ("subject", "object")}
    found = ask_rows(c, select(t.actors.c.id, t.actors.c.name), t.actors.c.id, ends)
    names = {actor["id"]: actor["name"] for actor in found}
    bodies = {}
    for row in rows:
        claim = held.get((row["ref"], row["owner"]))
        if claim is not None:
            bodies[row["id"]] = " ".join(
                [names.get(claim["subject"], ""), names.get(claim["object"], ""), claim["words"]]
            )
    return bodies


def _frame_words(c: Connection, rows: Sequence[Row]) -> dict[int, str]:
    f = t.frames.c
    asked = ask_rows(c, select(f.id, f.run, f.lemma, f.words), f.id, {row["ref"] for row in rows})
    held = {(frame["id"], frame["run"]): f"{frame['lemma']} {frame['words']}" for frame in asked}
    return {row["id"]: held.get((row["ref"], row["owner"]), "") for row in rows}


def _refuse_full(c: Connection, location: str) -> None:
    for table in t.metadata.sorted_tables:
        if table not in _REPLACED and c.execute(select(func.count()).select_from(table)).scalar():
            raise UsageError(f"{location} holds something already. Name a casefile that is empty or not there yet.")


def _verify(
    source: SqlStore, before: Connection, target: SqlStore, after: Connection, counts: Mapping[str, int]
) -> None:
    """Raise StoreError where the copy is not the original."""
    for table in t.metadata.sorted_tables:
        many = count_rows(after, table)
        if many != counts[table.name]:
            raise StoreError(f"{target.location}: {table.name} has {many} rows, not {counts[table.name]}. Copy again.")
    reports = [audit_chain(chain_rows(c), chain_head(c)) for c in (before, after)]
    if not reports[0].sound:
        raise StoreError(f"The decisions in {source.location} are not as they were made. Run `sayso audit` on it.")
    if reports[0] != reports[1]:
        raise StoreError(f"The decisions in {target.location} are not those of {source.location}. Copy again.")
    wrong = target._forks.check_index(after)
    if wrong:
        raise StoreError(f"The search index of {target.location} is not whole: {wrong}. Copy again.")
