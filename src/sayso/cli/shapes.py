"""Give records their JSON shapes; each shape is documented in `docs/cli.md` under the command that prints it."""

import json
from typing import Any

from sayso.model.actor import Judgement
from sayso.model.claim import Claim
from sayso.model.decision import Ruling
from sayso.model.document import Origin, Unreadable
from sayso.model.dossier import ActorDossier, DossierSection, DossierTie
from sayso.model.search import SearchHit, SearchPage
from sayso.model.view import (
    ActorRow,
    ClaimInContext,
    ClaimView,
    DocumentRow,
    Finding,
    ImportReport,
    ReadReport,
    Stats,
)

type Shape = dict[str, Any]


def dump(shape: Shape) -> str:
    """Return one JSON value as indented text, letters as they are."""
    return json.dumps(shape, ensure_ascii=False, indent=2)


def dump_line(shape: Shape) -> str:
    """Return one JSON value on one line."""
    return json.dumps(shape, ensure_ascii=False)


def claim_shape(view: ClaimView) -> Shape:
    """Return a claim in the interchange form, with the names of the whole say-so and the canonical ids beside it."""
    claim = view.claim
    said = claim.factuality
    return {
        "id": claim.id,
        "doc": view.document,
        "subject": {"name": view.subject, "id": view.subject_id, "words": claim.subject.words},
        "predicate": claim.predicate,
        "object": {"name": view.object, "id": view.object_id, "words": claim.object.words},
        "polarity": said.polarity.value,
        "certainty": said.certainty.value,
        "modality": said.modality.value,
        **qualifiers_shape(claim),
        "sources": [{"name": source.name, "cue": source.cue} for source in claim.sources],
        "say_so": list(view.say_so),
        "voice": view.voice.value,
        "title": view.title,
        "date": view.date,
        "attested": view.attested,
        "commenter": view.commenter,
        "holds": None if view.holds is None else str(view.holds),
        "ruling": view.ruling.value,
        "disputed": view.disputed,
        "rulings": [_ruling_shape(ruling) for ruling in view.rulings],
        "confidence": round(claim.confidence, 4),
        "reader": claim.reader,
        "evidence": {
            "start": claim.evidence.span.start,
            "end": claim.evidence.span.end,
            "text": claim.evidence.words,
        },
    }


def _ruling_shape(ruling: Ruling) -> Shape:
    """Return one ruling on a claim in short; `sayso decisions` has all of it."""
    decision = ruling.decision
    return {
        "seq": decision.seq,
        "kind": decision.kind.value,
        "by": decision.by,
        "made_at": decision.made_at,
        "why": decision.why,
        "change": [
            {"field": change.field, "before": change.before, "after": change.after} for change in decision.change
        ],
    }


def qualifiers_shape(claim: Claim) -> Shape:
    """Return time, place, amount, role and matter; None where the text gives none."""
    amount = claim.amount
    return {
        "time": claim.time,
        "place": claim.place,
        "amount": None if amount is None else str(amount),
        "amount_status": None if amount is None else amount.status,
        "amount_part_of": None if amount is None else amount.part_of,
        "role": claim.role,
        "about": claim.about,
    }


def document_shape(row: DocumentRow) -> Shape:
    """Return a document with its counts."""
    return {
        "id": row.id,
        "name": row.name,
        "title": row.title,
        "authors": list(row.authors),
        "publisher": row.publisher,
        "date": row.date,
        "date_found": row.date_found,
        "language": row.language,
        "media_type": row.media_type,
        "size_bytes": row.size_bytes,
        "origins": [_origin_shape(origin) for origin in row.origins],
        "words": row.words,
        "segments": row.segments,
        "claims": row.claims,
        "frames": row.frames,
        "status": row.status,
        "reason": row.reason,
        "remedy": row.remedy,
        "copies": list(row.copies),
    }


def _origin_shape(origin: Origin) -> Shape:
    """Return where bytes were found."""
    return {"location": origin.location, "member": origin.member}


def unreadable_shape(item: Unreadable) -> Shape:
    """Return a file that could not be read, with reason and remedy."""
    return {**_origin_shape(item.origin), "code": item.code, "reason": item.reason, "remedy": item.remedy}


def actor_shape(row: ActorRow) -> Shape:
    """Return an actor with its counts."""
    return {
        "id": row.id,
        "name": row.name,
        "type": row.type.value,
        "named": row.named,
        "aliases": list(row.aliases),
        "documents": row.documents,
        "claims": row.claims,
    }


def dossier_shape(dossier: ActorDossier) -> Shape:
    """Return all about one actor."""
    return {
        "asked": dossier.asked,
        "actor": {**actor_shape(dossier.actor), "raw": list(dossier.actor.raw)},
        "sections": [_section_shape(section) for section in dossier.sections],
        "comments": [
            {"commenter": one.commenter, "sections": [_section_shape(section) for section in one.sections]}
            for one in dossier.comments
        ],
        "claims": [claim_shape(view) for view in dossier.claims],
        "said": [claim_shape(view) for view in dossier.said],
        "unsure": [actor_shape(row) for row in dossier.unsure],
        "totals": {
            "claims": dossier.claims_total,
            "ties": dossier.ties_total,
            "said": dossier.said_total,
            "raw": dossier.raw_total,
        },
        "capped": dossier.capped,
    }


def _section_shape(section: DossierSection) -> Shape:
    """Return the ties that answer one question; claims are named by id and stand under `claims`."""
    return {
        "title": section.title,
        "ties": [_tie_shape(tie) for tie in section.ties],
        "total": section.total,
        "capped": section.capped,
    }


def _tie_shape(tie: DossierTie) -> Shape:
    """Return one tie of an actor."""
    return {
        "actor": {"name": tie.other, "id": tie.other_id},
        "side": "subject" if tie.is_subject else "object",
        "predicate": tie.edge.predicate,
        "standing": tie.standing.value,
        "times": list(tie.times),
        "attested": list(tie.attested),
        "roots": [root.name for root in tie.edge.roots],
        "denying_roots": [root.name for root in tie.edge.denying_roots],
        "claims": [item.claim for item in tie.edge.attestations],
        "totals": {"claims": tie.claims, "roots": tie.roots, "denying_roots": tie.denying_roots},
        "holds": None if tie.holds is None else str(tie.holds),
        "best": tie.best.claim.id,
        "against": None if tie.against is None else tie.against.claim.id,
        "say_so": list(tie.best.say_so),
        "quote": tie.best.claim.evidence.words,
    }


def judgement_shape(judgement: Judgement) -> Shape:
    """Return a ruling on two actors."""
    names = ("left", "right", "verdict", "by", "score", "made_at")
    return {name: getattr(judgement, name) for name in names}


def context_shape(shown: ClaimInContext) -> Shape:
    """Return a claim with its paragraph; offsets count from the paragraph's start."""
    return {
        "claim": claim_shape(shown.view),
        "text": shown.text,
        "start": shown.start,
        "sentence": [shown.sentence.start, shown.sentence.end],
        "marks": [{"start": mark.span.start, "end": mark.span.end, "what": mark.what} for mark in shown.marks],
        "page": shown.page,
        "origins": [_origin_shape(origin) for origin in shown.origins],
    }


def search_shape(page: SearchPage) -> Shape:
    """Return one page of a search, with its counts by field."""
    return {
        "hits": [hit_shape(hit) for hit in page.hits],
        "facets": {
            facet.name: {
                "counts": [{"value": one.value, "label": one.label, "count": one.count} for one in facet.counts],
                "more": facet.more,
            }
            for facet in page.facets
        },
        "total": page.total,
        "more": page.more,
        "after": page.after,
    }


def hit_shape(hit: SearchHit) -> Shape:
    """Return one place where words were found."""
    return {
        "kind": hit.kind.value,
        "key": hit.key,
        "id": hit.id,
        "doc": hit.doc,
        "document": hit.document,
        "title": hit.title,
        "published": hit.published,
        "voice": hit.voice.value,
        "segment": hit.segment,
        "start": hit.start,
        "text": hit.text,
        "marks": [[span.start, span.end] for span in hit.marks],
        "claim": None if hit.view is None else claim_shape(hit.view),
        "lemma": hit.lemma,
    }


def read_shape(report: ReadReport) -> Shape:
    """Return what one run of reading did."""
    return {
        "seen": report.seen,
        "read": report.read,
        "known": report.known,
        "moved": report.moved,
        "unreadable": [unreadable_shape(item) for item in report.unreadable],
        "failed": [unreadable_shape(item) for item in report.failed],
        "words": report.words,
        "claims": report.claims,
        "frames": report.frames,
        "actors": report.actors,
        "links": report.links,
        "seconds": round(report.seconds, 3),
        "interrupted": report.interrupted,
    }


def stats_shape(stats: Stats) -> Shape:
    """Return the counts of a casefile."""
    names = [name for name in Stats.__slots__ if name not in {"predicates", "readers"}]
    counts: Shape = {name: getattr(stats, name) for name in names}
    return {**counts, "predicates": dict(stats.predicates), "readers": dict(stats.readers)}


def finding_shape(finding: Finding) -> Shape:
    """Return one fault that doctor found."""
    return {"code": finding.code, "id": finding.id, "problem": finding.problem, "remedy": finding.remedy}


def import_shape(report: ImportReport) -> Shape:
    """Return what an import did."""
    refused = [{"line": number, "reason": reason} for number, reason in report.refused]
    return {"lines": report.lines, "new": report.new, "known": report.known, "refused": refused}
