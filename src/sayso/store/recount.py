"""Build what follows from claims from nothing: for a casefile of an earlier version, and to prove the counters."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from sayso.model.view import Finding
from sayso.store import tables as t
from sayso.store.actor_step import check_unions, recount_unions
from sayso.store.actor_tables import unions
from sayso.store.edge_tables import FOLLOWING, roots
from sayso.store.encode import metadata_of
from sayso.store.forks import Forks
from sayso.store.rules import EdgeRules
from sayso.store.search_rows import settle_rows
from sayso.store.upkeep import EdgeUpkeep
from sayso.store.voices import hear_voice, regroup_all

STALE = "edges"
"""The note that a migration leaves where edges are to be built."""

AGAIN = "Run `sayso doctor --recount --repair`; if the fault comes again, report it with this id."
DOCS_AT_ONCE = 50


def is_stale(c: Connection) -> bool:
    """Tell whether a migration has left edges to be built."""
    return c.execute(select(t.notes.c.value).where(t.notes.c.name == STALE)).scalar() is not None


def rebuild(forks: Forks, c: Connection, rules: EdgeRules) -> None:
    """Build attestations, edges, roots, contests and counts anew from documents, actors, links and current claims."""
    for table in (*FOLLOWING, roots):
        c.execute(delete(table))
    c.execute(update(unions).values(claims=0))
    for row in c.execute(select(t.documents)).mappings().all():
        voice = rules.voice(metadata_of(row))
        if voice != row["voice"]:
            c.execute(update(t.documents).where(t.documents.c.id == row["id"]).values(voice=voice))
        hear_voice(forks, c, rules, voice)
    regroup_all(c, rules)
    upkeep = EdgeUpkeep(forks, c, rules)
    docs = list(c.execute(select(t.documents.c.id).order_by(t.documents.c.id)).scalars())
    for start in range(0, len(docs), DOCS_AT_ONCE):
        some = docs[start : start + DOCS_AT_ONCE]
        asked = select(t.claims.c.id).where(t.claims.c.doc.in_(some), t.claims.c.current).order_by(t.claims.c.id)
        upkeep.restate(list(c.execute(asked).scalars()))
    c.execute(delete(t.notes).where(t.notes.c.name == STALE))


class _Undo(Exception):
    """Roll a recount back."""


def recount_store(forks: Forks, rules: EdgeRules, *, repair: bool) -> Iterator[Finding]:
    """Compare what is kept with what is built from nothing, row by row; keep the new ones with `repair`."""
    found: list[Finding] = []
    try:
        with forks.writing() as c:
            kept = {table.name: _rows(c, table) for table in FOLLOWING}
            found += check_unions(c)
            if found:
                recount_unions(c)
            rebuild(forks, c, rules)
            for table in FOLLOWING:
                found += _compare(table, kept[table.name], _rows(c, table))
            found += _settle_all(c)
            if not repair:
                raise _Undo
    except _Undo:
        pass
    yield from found


def _settle_all(c: Connection) -> Iterator[Finding]:
    """Let the rows of the search index say what now answers."""
    for doc in list(c.execute(select(t.documents.c.id).order_by(t.documents.c.id)).scalars()):
        wrong = settle_rows(c, doc)
        if wrong:
            yield Finding("search", doc, f"{wrong} rows of the search index do not say what answers.", AGAIN)


def _rows(c: Connection, table: Table) -> dict[tuple[Any, ...], int]:
    """Return a hash of each row by its key; a million rows take some hundred megabytes."""
    keys = len(table.primary_key.columns)
    return {tuple(row[:keys]): hash(tuple(row)) for row in c.execute(select(table))}


def _compare(table: Table, kept: dict[tuple[Any, ...], int], built: dict[tuple[Any, ...], int]) -> Iterator[Finding]:
    for key in sorted(kept.keys() | built.keys()):
        if kept.get(key) == built.get(key):
            continue
        what = (
            "is kept and follows from nothing" if key not in built else "is missing" if key not in kept else "differs"
        )
        name = " ".join(str(part) for part in key)
        yield Finding("counter", f"{table.name} {name}", f"The row {what} in a recount.", AGAIN)
