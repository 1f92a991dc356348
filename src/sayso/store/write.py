"""Write one document and what was read in it, inside the caller's transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, and_, delete, insert, select, update

from sayso.model import Actor, Claim, Document, Judgement, Origin, Reading, TextLink, Unreadable, content_id
from sayso.model.edge import DocumentCard
from sayso.store import tables as t
from sayso.store.asking import ask_rows, chunks
from sayso.store.encode import (
    actor_row,
    claim_row,
    document_row,
    frame_row,
    judgement_row,
    pack_offsets,
    segment_row,
    source_rows,
)
from sayso.store.enrolment import follow_actors, note_actors
from sayso.store.fold import fold
from sayso.store.forks import Forks
from sayso.store.grades import regrade
from sayso.store.protocol import Added, Commit
from sayso.store.renaming import may_rename, rename_actor
from sayso.store.rules import EdgeRules, Weighed
from sayso.store.rulings import lay_over
from sayso.store.upkeep import EdgeUpkeep
from sayso.store.voices import ask_plain_names, group_copies, hear_voice, meet_actors, meet_again

READ, UNREADABLE, FAILED = "read", "unreadable", "failed"


def write_commit(forks: Forks, connection: Connection, commit: Commit, rules: EdgeRules) -> Added:
    """Write everything of one document, in an order in which every reference stands before it is used."""
    document = commit.document
    voice = rules.voice(document.metadata)
    _write_document(forks, connection, commit, voice)
    hear_voice(forks, connection, rules, voice)
    write_origins(forks, connection, document.id, document.origins)
    _write_problem(forks, connection, commit)
    commit = _with_links(connection, commit)
    added = Added(links=_write_links(forks, connection, commit))
    keeper = Keeper(forks, connection, rules)
    keeper.regroup(commit.links)
    run = None if commit.run is None else content_id("run", document.text_id, commit.run)
    before = set(connection.execute(select(t.runs.c.id).where(t.runs.c.doc == document.id)).scalars())
    if run is None or (run in before and not commit.imported):
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
    _write_search(forks, connection, reading, run)
    keeper.lay_over(document.id, commit.symmetric)
    keeper.keep()
    return Added(len(reading.claims), len(reading.frames), actors, added.links)


class Keeper:
    """Gather what a commit or a ruling changes beside the new claims, then bring the edges in step."""

    def __init__(self, forks: Forks, connection: Connection, rules: EdgeRules) -> None:
        self._forks, self._c, self._rules = forks, connection, rules
        self._upkeep = EdgeUpkeep(forks, connection, rules)
        self._docs: set[str] = set()
        self._voices: set[str] = set()
        self._raw: set[str] = set()
        self._claims: set[str] = set()
        self._ruled: set[str] = set()
        self._fresh: list[Weighed] = []

    def regroup(self, links: Iterable[TextLink]) -> None:
        """Put documents that are one text under one."""
        self._docs |= group_copies(self._c, self._rules, links)

    def take_actors(self, actors: Sequence[Actor], commit: Commit, *, again: bool) -> int:
        """Write a reading's actors and the judgements on them; return how many."""
        raw = {actor.id for actor in actors}
        names = ask_plain_names(self._c, self._rules, raw) if again else set()
        noted = note_actors(self._c, [actor.id for actor in actors], commit.canonical)  # in order of filing
        count = _write_actors(self._forks, self._c, actors, commit.canonical)
        write_judgements(self._c, commit.judgements)
        self.move(commit.canonical, raw)
        follow_actors(self._c, noted)
        if again:
            names |= {self._rules.plain(actor.name) for actor in actors}
            self._voices |= meet_again(self._forks, self._c, self._rules, names)
        else:
            self._voices |= meet_actors(self._forks, self._c, self._rules, actors, commit.canonical)
        return count

    def move(self, canonical: Mapping[str, str], new: Collection[str] = ()) -> None:
        """Set the canonical ids of actors that were there before; a whole union that went is renamed."""
        moved, whole = move_actors(self._c, canonical, new)
        renamed: set[str] = set()
        for old, name in sorted(whole.items()):
            if may_rename(self._c, name):
                rename_actor(self._forks, self._c, self._rules, old, name)
                renamed.add(name)
        self.see_moved({raw for raw in moved if canonical[raw] not in renamed} if renamed else moved)

    def see_moved(self, moved: Collection[str]) -> None:
        """Note down raw actors whose canonical ids changed."""
        self._raw |= set(moved)
        if moved:
            names = ask_plain_names(self._c, self._rules, moved)
            self._voices |= meet_again(self._forks, self._c, self._rules, names)

    def let_go(self, doc: str) -> None:
        """Note down the claims of a document that is read again, and the documents that count as it."""
        self._claims |= set(self._c.execute(select(t.claims.c.id).where(t.claims.c.doc == doc)).scalars())
        self._docs |= set(self._c.execute(select(t.documents.c.id).where(t.documents.c.first == doc)).scalars())

    def take_claims(self, claims: Sequence[Claim], document: Document, *, again: bool) -> None:
        """Take new claims; where no claim of the document was there before, they are counted without a look back."""
        if again:
            self._claims |= {claim.id for claim in claims}
            return
        card = DocumentCard(document.id, document.metadata, document.segments, document.name)
        self._fresh = self._upkeep.weigh(claims, {document.id: card})

    def lay_over(self, doc: str, symmetric: frozenset[str]) -> None:
        """Lay people's decisions over a document's claims."""
        laid = lay_over(self._c, doc, symmetric)
        self._ruled |= laid.changed
        self.see_moved(laid.moved)

    def grade(self) -> None:
        """Give roots the grades that people gave, and count anew the edges of those that got another."""
        self._upkeep.recount(regrade(self._c))

    def keep(self) -> None:
        """Bring attestations, edges, roots and contests in step with all that was noted down."""
        self._upkeep.add(self._fresh)
        asked = select(t.claims.c.id)
        spoken = select(t.documents.c.id)
        docs = self._docs | {row["id"] for row in ask_rows(self._c, spoken, t.documents.c.voice, self._voices)}
        known = {one.attestation.claim for one in self._fresh}
        claims = set(self._claims)
        for column, keys in ((t.claims.c.doc, docs), (t.claims.c.subject, self._raw), (t.claims.c.object, self._raw)):
            claims |= {row["id"] for row in ask_rows(self._c, asked, column, keys)}
        credited = select(t.claim_sources.c.claim)
        claims |= {row["claim"] for row in ask_rows(self._c, credited, t.claim_sources.c.actor, self._raw)}
        self._upkeep.restate((claims - known) | self._ruled)
        if self._raw or self._voices:
            self.grade()  # a grade goes with the actor


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


def write_judgements(connection: Connection, judgements: Sequence[Judgement]) -> None:
    """Append judgements."""
    if judgements:
        connection.execute(insert(t.judgements), [judgement_row(judgement) for judgement in judgements])


def move_actors(
    connection: Connection, canonical: Mapping[str, str], new: Collection[str] = ()
) -> tuple[frozenset[str], dict[str, str]]:
    """Set canonical ids of actors that were there.

    Returns the raw ids that moved, and the unions of which every member moved to one id, by their old id.
    """
    wanted = {raw: to for raw, to in canonical.items() if raw not in new}
    asked = select(t.actors.c.id, t.actors.c.canonical)
    went: dict[tuple[str, str], list[str]] = {}
    for row in ask_rows(connection, asked, t.actors.c.id, wanted):
        if row["canonical"] != wanted[row["id"]]:
            went.setdefault((row["canonical"], wanted[row["id"]]), []).append(row["id"])
    whole: dict[str, str] = {}
    for (before, to), raws in sorted(went.items()):
        for some in chunks(raws):
            connection.execute(update(t.actors).where(t.actors.c.id.in_(some)).values(canonical=to))
        left = select(t.actors.c.id).where(t.actors.c.canonical == before, t.actors.c.id.not_in(new)).limit(1)
        if connection.execute(left).first() is None:
            whole[before] = to
    return frozenset(raw for raws in went.values() for raw in raws), whole


def _without_twins(reading: Reading) -> Reading:
    """Keep the first of the claims, and of the frames, that share an id: counters count rows, and a row is an id."""
    claims = {claim.id: claim for claim in reversed(reading.claims)}
    frames = {frame.id: frame for frame in reversed(reading.frames)}
    if len(claims) == len(reading.claims) and len(frames) == len(reading.frames):
        return reading
    return replace(reading, claims=tuple(reversed(claims.values())), frames=tuple(reversed(frames.values())))


def _write_document(forks: Forks, connection: Connection, commit: Commit, voice: str | None) -> None:
    document = commit.document
    status = READ if commit.problem is None else UNREADABLE if commit.run else FAILED
    row = document_row(document, status, voice)
    first = connection.execute(select(t.documents.c.first).where(t.documents.c.id == document.id)).scalar()
    forks.upsert(connection, t.documents, [row | {"first": first or document.id}])
    text = {
        "id": document.text_id,
        "doc": document.id,
        "body": document.text,
        "offsets": pack_offsets(document.offsets),
        "fingerprint": commit.fingerprint,
    }
    if not forks.insert_new(connection, t.texts, [text]):
        return
    rows = [segment_row(document.text_id, segment) for segment in document.segments]
    forks.insert_new(connection, t.segments, rows)
    forks.index(
        connection,
        [
            {
                "kind": "segment",
                "ref": str(segment.index),
                "doc": document.id,
                "owner": document.text_id,
                "body": segment.span.cut(document.text),
            }
            for segment in document.segments
        ],
    )


def _write_problem(forks: Forks, connection: Connection, commit: Commit) -> None:
    """Record the reader's refusal, or strike out the refusals of files that have now been read."""
    gone = t.problems.c.doc == commit.document.id
    for origin in commit.document.origins:
        gone |= and_(t.problems.c.location == origin.location, t.problems.c.member == (origin.member or ""))
    connection.execute(delete(t.problems).where(gone))
    if commit.problem is not None:
        write_problem(forks, connection, commit.problem)


def _with_links(connection: Connection, commit: Commit) -> Commit:
    """Find how the text is linked to those before, where that is asked for, and file it under its shingles."""
    if commit.fingerprint is None:
        return commit
    from sayso.store.shingles import file_print, find_links

    document = commit.document
    found = find_links(connection, document.id, commit.fingerprint) if commit.settle else ()
    file_print(connection, document.id, document.text_id, commit.fingerprint)
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


def _write_actors(forks: Forks, connection: Connection, actors: Sequence[Actor], canonical: Mapping[str, str]) -> int:
    """Write raw actors; the newest reading's name and aliases for an id win."""
    if not actors:
        return 0
    forks.upsert(connection, t.actors, [actor_row(a, canonical.get(a.id, a.id)) for a in actors])
    names = [{"folded": folded, "actor": actor.id} for actor in actors for folded in folded_names(actor)]
    forks.insert_new(connection, t.actor_names, names)
    return len(actors)


def folded_names(actor: Actor) -> list[str]:
    """Return an actor's folded names without the empty ones, in order."""
    return sorted({fold(name) for name in (actor.name, *actor.aliases)} - {""})


def _write_claims(forks: Forks, connection: Connection, commit: Commit, reading: Reading, run: str) -> None:
    rows = [claim_row(claim, run, claim.predicate in commit.symmetric) for claim in reading.claims]
    forks.insert_new(connection, t.claims, rows)
    sources = [row for claim in reading.claims for row in source_rows(claim, run)]
    forks.insert_new(connection, t.claim_sources, sources)
    forks.insert_new(connection, t.frames, [frame_row(frame, run) for frame in reading.frames])


def _write_search(forks: Forks, connection: Connection, reading: Reading, run: str) -> None:
    """Index claims under their words and the names of their actors, frames under their words and base form."""
    names = {actor.id: actor.name for actor in reading.actors}
    rows = [
        {
            "kind": "claim",
            "ref": claim.id,
            "doc": claim.doc,
            "owner": run,
            "body": f"{names[claim.subject.actor]} {names[claim.object.actor]} {claim.evidence.words}",
        }
        for claim in reading.claims
    ]
    rows += [
        {
            "kind": "frame",
            "ref": frame.id,
            "doc": frame.doc,
            "owner": run,
            "body": f"{frame.lemma} {frame.evidence.words}",
        }
        for frame in reading.frames
    ]
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
