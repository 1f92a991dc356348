"""Check a casefile: quotes, references, counters, the search index."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import Connection, case, func, select

from sayso.model.view import Finding
from sayso.store import tables as t
from sayso.store.asking import chunks
from sayso.store.edge_tables import attestations, edges
from sayso.store.encode import claim_of, frame_of, offsets_of
from sayso.store.forks import Forks

AGAIN = "Read the document into a new casefile; if the fault comes again, report it with this id."
RECOUNT = "Run `sayso doctor --recount --repair`; if the fault comes again, report it with this id."
RESTORE = "Restore the casefile from a copy, or read the documents into a new one."


def check_store(forks: Forks, predicates: Collection[str] | None) -> Iterator[Finding]:
    """Yield everything that is wrong, in a fixed order; nothing for a sound casefile."""
    with forks.reading() as c:
        actors = frozenset(c.execute(select(t.actors.c.id)).scalars())
        docs = list(c.execute(select(t.documents.c.id).order_by(t.documents.c.id)).scalars())
    for some in chunks(docs):
        for doc in some:
            with forks.reading() as c:
                found = [
                    *_check_document(c, doc),
                    *_check_claims(c, doc, actors, predicates),
                    *_check_frames(c, doc, actors),
                ]
            yield from found
    with forks.reading() as c:
        found = [*_check_actors(c, actors), *_check_orphans(c), *_check_edges(c)]
    yield from found
    with forks.writing(counted=False) as c:
        wrong = forks.check_index(c)
    if wrong:
        yield Finding("search", forks.location, f"The search index is damaged: {wrong}.", RESTORE)


def _check_document(c: Connection, doc: str) -> Iterator[Finding]:
    """Check that a document has its text, that segments lie within, and that the map covers it."""
    joined = t.documents.join(t.texts, t.texts.c.id == t.documents.c.text_id)
    row = c.execute(select(t.texts).select_from(joined).where(t.documents.c.id == doc)).mappings().first()
    if row is None:
        yield Finding("text-missing", doc, "The document's text is not there.", RESTORE)
        return
    pieces = offsets_of(row["offsets"]).pieces
    if (pieces[-1].clean.end if pieces else 0) != len(row["body"]):
        yield Finding("offsets", doc, "The map to the original does not cover the text.", AGAIN)
    at = 0
    asked = select(t.segments).where(t.segments.c.text_id == row["id"]).order_by(t.segments.c.index)
    for segment in c.execute(asked).mappings():
        if segment["start"] < at or segment["end"] > len(row["body"]):
            yield Finding("segment", f"{doc}#{segment['index']}", "The segment overlaps another or the end.", AGAIN)
        at = segment["end"]


def _check_claims(
    c: Connection, doc: str, actors: frozenset[str], predicates: Collection[str] | None
) -> Iterator[Finding]:
    sources: dict[tuple[str, str], list[Any]] = {}
    both = t.claim_sources.join(
        t.claims, (t.claims.c.id == t.claim_sources.c.claim) & (t.claims.c.run == t.claim_sources.c.run)
    )
    asked = select(t.claim_sources).select_from(both).where(t.claims.c.doc == doc).order_by(t.claim_sources.c.depth)
    for row in c.execute(asked).mappings():
        sources.setdefault((row["claim"], row["run"]), []).append(row)
    quote = _quoter(c)
    asked_claims = select(t.claims).where(t.claims.c.doc == doc).order_by(t.claims.c.id, t.claims.c.run)
    for row in c.execute(asked_claims).mappings().all():
        claim = claim_of(row, sources.get((row["id"], row["run"]), ()))
        quotes = [(claim.evidence.span, claim.evidence.words), (claim.subject.span, claim.subject.words)]
        quotes += [(claim.object.span, claim.object.words)]
        quotes += [(s.span, s.words) for s in claim.sources if s.span is not None and s.words is not None]
        for span, words in quotes:
            if quote(claim.text_id, span.start, span.end) != words:
                yield Finding("quote", claim.id, f"The words at [{span.start}, {span.end}) are not the quote.", AGAIN)
        for actor in (claim.subject.actor, claim.object.actor, *(s.actor for s in claim.sources)):
            if actor not in actors:
                yield Finding("actor-missing", claim.id, f"The claim names an actor {actor} that is not there.", AGAIN)
        if predicates is not None and claim.predicate not in predicates:
            known = "Open the casefile with the vocabulary file that it was read with."
            yield Finding("predicate", claim.id, f"The vocabulary has no predicate {claim.predicate}.", known)


def _check_frames(c: Connection, doc: str, actors: frozenset[str]) -> Iterator[Finding]:
    quote = _quoter(c)
    for row in c.execute(select(t.frames).where(t.frames.c.doc == doc).order_by(t.frames.c.id)).mappings().all():
        frame = frame_of(row)
        quotes = [(frame.evidence.span, frame.evidence.words), *((a.span, a.words) for a in frame.arguments)]
        for span, words in quotes:
            if quote(frame.text_id, span.start, span.end) != words:
                yield Finding("quote", frame.id, f"The words at [{span.start}, {span.end}) are not the quote.", AGAIN)
        for argument in frame.arguments:
            if argument.actor is not None and argument.actor not in actors:
                yield Finding(
                    "actor-missing", frame.id, f"It names an actor {argument.actor} that is not there.", AGAIN
                )


def _check_actors(c: Connection, actors: frozenset[str]) -> Iterator[Finding]:
    for actor, canonical in c.execute(select(t.actors.c.id, t.actors.c.canonical).order_by(t.actors.c.id)):
        if canonical not in actors:
            yield Finding("canonical", actor, f"Its canonical actor {canonical} is not there.", AGAIN)
    for left, right in c.execute(select(t.judgements.c.left, t.judgements.c.right).order_by(t.judgements.c.seq)):
        for actor in (left, right):
            if actor not in actors:
                yield Finding("judgement", f"{left} {right}", f"It judges an actor {actor} that is not there.", AGAIN)


def _check_orphans(c: Connection) -> Iterator[Finding]:
    """Find rows whose document, run or claim is not there."""
    docs = select(t.documents.c.id)
    pairs: tuple[tuple[str, Any, Any, Any], ...] = (
        ("claim", t.claims.c.id, t.claims.c.run, select(t.runs.c.id)),
        ("frame", t.frames.c.id, t.frames.c.run, select(t.runs.c.id)),
        ("source", t.claim_sources.c.claim, t.claim_sources.c.claim, select(t.claims.c.id)),
        ("run", t.runs.c.id, t.runs.c.doc, docs),
        ("actor", t.actors.c.id, t.actors.c.doc, docs),
        ("origin", t.origins.c.location, t.origins.c.doc, docs),
        ("link", t.text_links.c.doc, t.text_links.c.doc, docs),
        ("link", t.text_links.c.other, t.text_links.c.other, docs),
    )
    for what, key, column, there in pairs:
        for lost in c.execute(select(key).where(column.not_in(there)).distinct().order_by(key)).scalars():
            yield Finding("orphan", str(lost), f"This {what} belongs to nothing that is there.", RESTORE)


def _check_edges(c: Connection) -> Iterator[Finding]:
    """Compare the counters of edges with their attestations, and these with the current claims."""
    denied = func.sum(case((attestations.c.polarity == "-", 1), else_=0))
    asked = select(attestations.c.edge, func.count() - denied, denied).group_by(attestations.c.edge)
    counted = {edge: (a, d) for edge, a, d in c.execute(asked)}
    kept = {edge: (a, d) for edge, a, d in c.execute(select(edges.c.id, edges.c.asserted, edges.c.denied))}
    for edge in sorted(kept.keys() | counted.keys()):
        if kept.get(edge) != counted.get(edge):
            said = f"The counters say {kept.get(edge)}, a recount {counted.get(edge)} (asserted, denied)."
            yield Finding("counter", edge, said, RECOUNT)
    counting = select(attestations.c.claim).where(attestations.c.claim == t.claims.c.id)
    lost = select(t.claims.c.id).where(t.claims.c.current, ~counting.exists())
    for claim in c.execute(lost.order_by(t.claims.c.id)).scalars():
        yield Finding("counter", claim, "The claim is current and no edge counts it.", RECOUNT)
    standing = select(t.claims.c.id).where(t.claims.c.id == attestations.c.claim, t.claims.c.current)
    over = select(attestations.c.claim).where(~standing.exists())
    for claim in c.execute(over.order_by(attestations.c.claim)).scalars():
        yield Finding("counter", claim, "An edge counts the claim, and it is not current.", RECOUNT)


def _quoter(c: Connection) -> Callable[[str, int, int], str | None]:
    """Return a function that gives the words at offsets of a text, keeping the texts it has fetched."""
    texts: dict[str, str] = {}

    def quote(text_id: str, start: int, end: int) -> str | None:
        if text_id not in texts:
            body = c.execute(select(t.texts.c.body).where(t.texts.c.id == text_id)).scalar()
            if body is None:
                return None
            texts[text_id] = body
        return texts[text_id][start:end]

    return quote


def count_rows(c: Connection, table: Any, *conditions: Any) -> int:
    """Count the rows of a table that answer."""
    return int(c.execute(select(func.count()).select_from(table).where(*conditions)).scalar() or 0)
