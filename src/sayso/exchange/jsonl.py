"""Write claims as JSON Lines, one claim a line."""

import json
import re
from collections.abc import Mapping
from typing import IO

from sayso.exchange.details import format_details
from sayso.exchange.extract import Extract, Tally
from sayso.model import Actor, Claim
from sayso.model.export import ExportReport

_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029]")  # JSON lets them stand; `str.splitlines` and others break there


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
    this document. What the form has no field for stands under `details`. Characters that some programs take for line
    ends are escaped. Raises KeyError where an actor is missing.
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
        "time": claim.time or None,
        "place": claim.place or None,
        "amount": None if claim.amount is None else str(claim.amount),
        "role": claim.role or None,
        "about": claim.about or None,
        "sources": [
            {"name": actors[source.actor].name, "aliases": list(actors[source.actor].aliases)}
            for source in claim.sources
        ],
        "evidence": {
            "start": claim.evidence.span.start,
            "end": claim.evidence.span.end,
            "text": claim.evidence.words,
        },
        "details": format_details(claim, actors),
    }
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(line, ensure_ascii=False))


def _side(actor: Actor) -> dict[str, object]:
    return {"name": actor.name, "type": actor.type.value, "aliases": list(actor.aliases)}
