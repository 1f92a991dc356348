"""Write one document and what was read in it, inside the caller's transaction."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, and_, bindparam, func, select, update

from sayso.model import Origin, Reading, Segment, Unreadable, content_id
from sayso.store import tables as t
from sayso.store.arrival_tables import arrivals
from sayso.store.asking import chunks
from sayso.store.describing import describe_commit
from sayso.store.encode import (
    Row,
    claim_row,
    document_row,
    frame_row,
    pack_offsets,
    segment_row,
    source_rows,
)
from sayso.store.forks import Forks
from sayso.store.keeper import Keeper
from sayso.store.prepared import ask, remove
from sayso.store.protocol import Added, Commit
from sayso.store.rules import EdgeRules
from sayso.store.search_rows import by_number, claim_spot, frame_spot, segment_spot, settle_rows
from sayso.store.voices import hear_voice

_LAST = select(func.max(arrivals.c.number))
_FIRST = select(t.documents.c.first).where(t.documents.c.id == bindparam("of"))
_RUNS = select(t.runs.c.id).where(t.runs.c.doc == bindparam("of"))
_REFUSED = select(t.problems.c.location, t.problems.c.member).where(t.problems.c.doc == bindparam("of"))
_REFUSED_AT = select(t.problems.c.location, t.problems.c.member).where(
    t.problems.c.location == bindparam("at"), t.problems.c.member == bindparam("in")
)

READ, UNREADABLE, FAILED = "read", "unreadable", "failed"


def write_commit(forks: Forks, connection: Connection, commit: Commit, rules: EdgeRules) -> Added:
    """Write everything of one document, in an order in which every reference stands before it is used."""
    commit = describe_commit(forks, connection, commit)
    document = commit.document
    voice = rules.voice(document.metadata)
    found = _write_document(forks, connection, commit, voice)
    hear_voice(forks, connection, rules, voice)
    write_origins(forks, connection, document.id, document.origins)
    _write_problem(forks, connection, commit)
    commit = _with_links(connection, commit)
    added = Added(links=_write_links(forks, connection, commit))
    keeper = Keeper(forks, connection, rules)
    keeper.regroup(commit.links)
    run = None if commit.run is None else content_id("run", document.text_id, commit.run)
    before = {held for (held,) in ask(connection, _RUNS, {"of": document.id})}
    if run is None or (run in before and not commit.imported):
        forks.index(connection, found)
        keeper.keep()  # nothing was read, or another process was faster
        return added
    _write_run(forks, connection, commit, run)
    reading = _without_twins(commit.reading or Reading(document.id, document.text_id, commit.run or "", (), (), (), 0))
    if commit.settle:
        from sayso.store.settling import settle_actors

        judgements, canonical = settle_actors(connection, reading.actors)
        commit = replace(commit, judgements=judgements, canonical=canonical)
    actors = keeper.take_actors(reading.actors, commit, again=bool(before))
    if before:
        keeper.let_go(document.id)
        _retire(connection, commit, run, frozenset(claim.id for claim in reading.claims))
    keeper.take_claims(reading.claims, document, again=bool(before))
    _write_claims(forks, connection, commit, reading, run)
    _write_search(forks, connection, found, reading, run, document.segments)
    if before:
        settle_rows(connection, document.id)
    keeper.lay_over(document.id, commit.symmetric)
    keeper.keep()
    return Added(len(reading.claims), len(reading.frames), actors, added.links)


def write_origins(forks: Forks, connection: Connection, doc: str, origins: Iterable[Origin]) -> int:
    """Add places where a document was found; return how many were new."""
    rows = [{"doc": doc, "location": origin.location, "member": origin.member or ""} for origin in origins]
    return forks.insert_new(connection, t.origins, rows)


def write_problem(forks: Forks, connection: Connection, problem: Unreadable) -> None:
    """Record why a file could not be read; a newer reason for the same place replaces the older."""
    row = {
        "location": problem.origin.location,
        "member": problem.origin.member or "",
        "code": problem.code,
        "reason": problem.reason,
        "remedy": problem.remedy,
        "doc": problem.id,
        "size_bytes": problem.size_bytes,
    }
    forks.upsert(connection, t.problems, [row])


def _without_twins(reading: Reading) -> Reading:
    """Keep the first of the claims, and of the frames, that share an id: counters count rows, and a row is an id."""
    claims = {claim.id: claim for claim in reversed(reading.claims)}
    frames = {frame.id: frame for frame in reversed(reading.frames)}
    if len(claims) == len(reading.claims) and len(frames) == len(reading.frames):
        return reading
    return replace(reading, claims=tuple(reversed(claims.values())), frames=tuple(reversed(frames.values())))


def _write_document(forks: Forks, connection: Connection, commit: Commit, voice: str | None) -> list[Row]:
    """Write a document and its text; return what is to be found of the text, where it is new."""
    document = commit.document
    status = READ if commit.problem is None else UNREADABLE if commit.run else FAILED
    row = document_row(document, status, voice)
    known = False
    for (first,) in ask(connection, _FIRST, {"of": document.id}):
        row |= {"first": first or document.id}
        known = True
    if not known:
        ((last,),) = ask(connection, _LAST, {})
        forks.insert_new(connection, arrivals, [{"doc": document.id, "number": (last or 0) + 1}])
    forks.upsert(connection, t.documents, [row])
    text = {
        "id": document.text_id,
        "doc": document.id,
        "body": document.text,
        "offsets": pack_offsets(document.offsets),
        "fingerprint": commit.fingerprint,
    }
    if not forks.insert_new(connection, t.texts, [text]):
        return []
    rows = [segment_row(document.text_id, segment) for segment in document.segments]
    forks.insert_new(connection, t.segments, rows)
    return [
        segment_spot(document.id, document.text_id, segment, segment.span.cut(document.text))
        for segment in document.segments
    ]


def _write_problem(forks: Forks, connection: Connection, commit: Commit) -> None:
    """Record the reader's refusal, or strike out the refusals of files that have now been read."""
    refused = ask(connection, _REFUSED, {"of": commit.document.id})
    for origin in commit.document.origins:
        refused += ask(connection, _REFUSED_AT, {"at": origin.location, "in": origin.member or ""})
    remove(connection, t.problems, [{"location": location, "member": member} for location, member in refused])
    if commit.problem is not None:
        write_problem(forks, connection, commit.problem)


def _with_links(connection: Connection, commit: Commit) -> Commit:
    """Find how the text is linked to those before, where that is asked for, and file it under its shingles."""
    if commit.fingerprint is None:
        return commit
    from sayso.store.shingles import file_print, link_and_file

    document = commit.document
    if not commit.settle:
        file_print(connection, document.id, document.text_id, commit.fingerprint)
        return commit
    found = link_and_file(connection, document.id, document.text_id, commit.fingerprint)
    return replace(commit, links=(*commit.links, *found))


def _write_links(forks: Forks, connection: Connection, commit: Commit) -> int:
    rows = [{"doc": k.doc, "other": k.other, "kind": k.kind, "share": k.share} for k in commit.links]
    return forks.insert_new(connection, t.text_links, rows)


def _write_run(forks: Forks, connection: Connection, commit: Commit, run: str) -> None:
    """Write the row that means done."""
    row = {
        "id": run,
        "doc": commit.document.id,
        "text_id": commit.document.text_id,
        "reader": commit.run,
        "imported": commit.imported,
        "current": True,
        "words": commit.reading.words if commit.reading else 0,
    }
    forks.upsert(connection, t.runs, [row])


def _write_claims(forks: Forks, connection: Connection, commit: Commit, reading: Reading, run: str) -> None:
    rows = [claim_row(claim, run, claim.predicate in commit.symmetric) for claim in reading.claims]
    forks.insert_new(connection, t.claims, rows)
    sources = [row for claim in reading.claims for row in source_rows(claim, run)]
    forks.insert_new(connection, t.claim_sources, sources)
    forks.insert_new(connection, t.frames, [frame_row(frame, run) for frame in reading.frames])


def _write_search(
    forks: Forks, connection: Connection, found: list[Row], reading: Reading, run: str, segments: Iterable[Segment]
) -> None:
    """Index a new text, claims under their words and the names of their actors, frames under words and base form."""
    actors = {actor.id: actor for actor in reading.actors}
    held = by_number(segments)
    rows = list(found)
    for claim in reading.claims:
        ends = (actors[claim.subject.actor], actors[claim.object.actor])
        rows.append(claim_spot(claim, run, held.get(claim.segment), ends))
    for frame in reading.frames:
        rows.append(frame_spot(frame, run, held.get(frame.segment), f"{frame.lemma} {frame.evidence.words}"))
    forks.index(connection, rows)


def _retire(connection: Connection, commit: Commit, run: str, ids: frozenset[str]) -> None:
    """Let what a new run replaces answer no more; nothing is deleted.

    A reading replaces the readings before it, and the imported claims that it makes itself. Imported claims replace
    nothing.
    """
    if commit.imported:
        return
    doc = commit.document.id
    older = and_(t.runs.c.doc == doc, t.runs.c.id != run, t.runs.c.imported.is_(False))
    connection.execute(update(t.runs).where(older).values(current=False))
    for table in (t.claims, t.frames):
        replaced = table.c.run.in_(select(t.runs.c.id).where(older))
        connection.execute(update(table).where(table.c.doc == doc, replaced).values(current=False))
    imported = t.claims.c.run.in_(select(t.runs.c.id).where(t.runs.c.doc == doc, t.runs.c.imported))
    shadowed = update(t.claims).where(t.claims.c.doc == doc, imported)
    connection.execute(shadowed.values(current=True))
    for some in chunks(sorted(ids)):
        connection.execute(shadowed.where(t.claims.c.id.in_(some)).values(current=False))
