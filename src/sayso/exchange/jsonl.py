"""Write claims as JSON Lines, one claim a line."""

import json
from collections.abc import Mapping
from typing import IO

from sayso.exchange.extract import Extract, Tally
from sayso.model import Actor, Claim
from sayso.model.export import ExportReport


def write_jsonl(extract: Extract, stream: IO[str]) -> ExportReport:
    """Write every claim with the names that its own document uses."""
    tally = Tally("jsonl")
    for claim, doc, actors in extract.lines():
        stream.write(format_claim(claim, doc, actors) + "\n")
        tally.wrote("claims")
    return tally.report()


def format_claim(claim: Claim, doc: str, actors: Mapping[str, Actor]) -> str:
    """Return one claim in the interchange form, without a line end.

    `doc` is the document's name, `actors` the document's raw actors by id: names and aliases are the surface forms of
    this document. Raises KeyError where an actor is missing.
    """
    fact = claim.factuality
    line = {
        "id": claim.id,
        "doc": doc,
        "subject": _side(actors[claim.subject.actor]),
        "predicate": claim.predicate,
        "object": _side(actors[claim.object.actor]),
        "polarity": fact.polarity.value,
        "certainty": fact.certainty.value,
        "modality": fact.modality.value,
        "time": claim.time,
        "place": claim.place,
        "amount": None if claim.amount is None else str(claim.amount),
        "role": claim.role,
        "about": claim.about,
        "sources": [
            {"name": actors[source.actor].name, "aliases": list(actors[source.actor].aliases)}
            for source in claim.sources
        ],
        "evidence": {
            "start": claim.evidence.span.start,
            "end": claim.evidence.span.end,
            "text": claim.evidence.words,
        },
    }
    return json.dumps(line, ensure_ascii=False)


def _side(actor: Actor) -> dict[str, object]:
    return {"name": actor.name, "type": actor.type.value, "aliases": list(actor.aliases)}
