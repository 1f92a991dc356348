"""Write FollowTheMoney entities as JSON lines, which its own library validates and OpenAleph loads.

Actors and documents are entities; a tie is one relation, made of those of its claims alone that assert it as actual
without a hedge, with their documents as `proof`. Whatever is denied, hedged, planned or supposed is a note about both
actors, never a relation: a relation looks like a fact to whoever opens it. The say-so stands in the words of either.
"""

import json
from collections.abc import Sequence
from typing import IO

from sayso.exchange.extract import Extract, Tally, Tie
from sayso.exchange.ftm_schemata import LINK, Schemata, load_schemata
from sayso.exchange.losses import READ, SAY_SO, lose_fields, lose_offsets
from sayso.exchange.plain_dates import plain_time
from sayso.exchange.told_words import doubt_of, tell
from sayso.model import ActorType
from sayso.model.edge import Standing
from sayso.model.export import ExportReport
from sayso.model.plain_words import clean
from sayso.model.view import ActorRow, ClaimView, DocumentRow
from sayso.vocabulary import Predicate

type Properties = dict[str, list[str]]


def write_ftm(extract: Extract, stream: IO[str]) -> ExportReport:
    """Write documents, actors, then ties with their notes."""
    tally, schemata = Tally("ftm"), load_schemata()
    for document in extract.documents():
        _write(stream, tally, "documents", f"doc-{document.id[:32]}", "Document", _document(document))
    companies = {
        schemata.owned_by(extract.predicates.get(tie.edge.predicate), tie.subject, tie.object)
        for tie in extract.ties()
        if tie.plain
    }
    for actor in extract.actors():
        schema = schemata.owned if actor.id in companies else schemata.actors[actor.type]
        _write(stream, tally, "actors", actor.id, schema, _actor(actor))
    for tie in extract.ties():
        _tie(tie, extract, stream, tally, schemata)
    return tally.report()


def _write(stream: IO[str], tally: Tally, what: str, key: str, schema: str, properties: Properties) -> None:
    kept = {name: list(dict.fromkeys(values)) for name, values in properties.items() if any(values)}
    line = {"id": key, "schema": schema, "properties": kept}
    stream.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
    tally.wrote(what)


def _document(row: DocumentRow) -> Properties:
    where = [origin.location for origin in row.origins]
    return {
        "fileName": [clean(row.name)],
        "title": [clean(row.title)] if row.title else [],
        "author": [clean(author) for author in row.authors],
        "publisher": [clean(row.publisher)] if row.publisher else [],
        "date": _some(plain_time(row.date).date),
        "language": _language(row.language),
        "mimeType": [row.media_type],
        "sourceUrl": [one for one in where if one.startswith(("http://", "https://"))],
        "keywords": [f"sha256:{row.id}"],
    }


def _language(code: str | None) -> list[str]:
    """Return the three letters of ISO 639-3 for the two of ISO 639-1."""
    import pycountry

    found = pycountry.languages.get(alpha_2=code) if code and len(code) == 2 else None
    return [found.alpha_3] if found is not None else []


def _actor(row: ActorRow) -> Properties:
    name = clean(row.name)
    held: Properties = {"name": [name], "alias": [clean(alias) for alias in row.aliases if not alias.islower()]}
    if row.type is ActorType.PLACE:
        held["full"] = [name]
    if row.type is ActorType.DOCUMENT:
        held |= {"fileName": [name], "title": [name]}
    if not row.named:
        held["summary"] = ["a description, not a name"]
    return held


def _tie(tie: Tie, extract: Extract, stream: IO[str], tally: Tally, schemata: Schemata) -> None:
    """Write the relation of a tie, and a note for each claim that is none."""
    predicate = extract.predicates.get(tie.edge.predicate)
    _count_losses(tie, tally)
    if plain := tie.plain:
        schema, properties = _relation(tie, plain, predicate, schemata, tally)
        _write(stream, tally, "relations", tie.edge.id, schema, properties)
    for view in tie.qualified:
        _write(stream, tally, "notes", view.claim.id, "Note", _note(tie, view, predicate))


def _count_losses(tie: Tie, tally: Tally) -> None:
    """Count what entities have no property for; times, sums and roles of a relation are counted where it is made."""
    tally.lose(*SAY_SO, many=len(tie.claims))
    tally.lose(*READ, many=len(tie.claims))
    lose_offsets(tally, (view.claim for view in tie.claims))
    lose_fields(tally, tie.plain, ("place", "about"))
    lose_fields(tally, tie.qualified, ("role", "place", "about", "amount", "time"))


def _relation(
    tie: Tie, plain: Sequence[ClaimView], predicate: Predicate | None, schemata: Schemata, tally: Tally
) -> tuple[str, Properties]:
    """Return the schema and the properties of what the plain claims of a tie say."""
    words = tie.edge.predicate.replace("_", " ")
    held: Properties = {
        "summary": [_summary(tie, plain)],
        "description": [tell(view, predicate) for view in plain],
        "proof": _proof(plain),
        "recordId": [tie.edge.id],
    }
    _add_times(held, plain, tally)
    wanted = predicate.ftm if predicate is not None else None
    stand = schemata.things.get(wanted or "")
    if stand is not None and stand.fits(tie.subject, tie.object):
        parts = {
            "label": [clean(f"{tie.subject.name} – {words} – {tie.object.name}")],
            "ends": [tie.edge.subject, tie.edge.object],
            "object": [tie.edge.object],
            "subject_name": [clean(tie.subject.name)],
        }
        return stand.schema, held | {name: parts[part] for name, part in stand.holds.items()}
    relation, turned = schemata.choose(predicate, tie.subject, tie.object)
    if relation.schema == LINK and wanted not in (None, LINK):
        tally.lose(
            f"relations of the kind {wanted} between actors that it does not take", "links with the role in words"
        )
    source, target = (tie.edge.object, tie.edge.subject) if turned else (tie.edge.subject, tie.edge.object)
    held |= {relation.source: [source], relation.target: [target]}
    held[relation.role] = [words, *(clean(role) for view in plain if (role := view.claim.role))]
    if tie.standing is Standing.CONTESTED and relation.status is not None:
        held[relation.status] = ["contested"]
    if relation.sum is not None and relation.currency is not None:
        _add_sums(held, plain, tally, relation.sum, relation.currency)
    return relation.schema, held


def _summary(tie: Tie, plain: Sequence[ClaimView]) -> str:
    """Return on how many roots a relation rests, and who denies it."""
    roots = list(dict.fromkeys(clean(root.name) for root in tie.edge.roots))
    against = list(dict.fromkeys(clean(root.name) for root in tie.edge.denying_roots))
    many = len(tie.edge.roots)
    told = f"Said by {', '.join(roots)} ({many} independent {'root' if many == 1 else 'roots'}, {len(plain)} claims)"
    return f"{told}; denied by {', '.join(against)}. {tie.standing}." if against else f"{told}. {tie.standing}."


def _note(tie: Tie, view: ClaimView, predicate: Predicate | None) -> Properties:
    return {
        "name": [f"{tie.edge.predicate.replace('_', ' ')}: {doubt_of(view)}"],
        "description": [tell(view, predicate)],
        "entity": [tie.edge.subject, tie.edge.object],
        "proof": _proof([view]),
        "keywords": [doubt_of(view), tie.edge.id],
    }


def _proof(views: Sequence[ClaimView]) -> list[str]:
    return [f"doc-{view.claim.doc[:32]}" for view in views]


def _add_times(held: Properties, views: Sequence[ClaimView], tally: Tally) -> None:
    """Add the dates of claims; vague ones stay in the words alone."""
    for view in views:
        time = plain_time(view.claim.time)
        for name, value in (("date", time.date), ("startDate", time.start), ("endDate", time.end)):
            if value is not None:
                held.setdefault(name, []).append(value)
        if not time.whole:
            tally.lose("vague dates", "told in the words alone")


def _add_sums(held: Properties, views: Sequence[ClaimView], tally: Tally, sum_: str, currency: str) -> None:
    """Add the sum of a relation; where claims tell several, they stay in the words, for nobody may add them up."""
    amounts = list(dict.fromkeys(str(view.claim.amount) for view in views if view.claim.amount is not None))
    if len(amounts) == 1:
        value, _, code = amounts[0].partition(" ")
        held |= {sum_: [value], currency: [code]}
    elif amounts:
        tally.lose("sums of relations of which several are told", "told in the words alone", len(amounts))


def _some(value: str | None) -> list[str]:
    return [] if value is None else [value]
