"""Carry what the interchange form has no field for, so that a claim comes in again as it went out.

The form of a line is fixed; this stands beside it under `details`, and whoever does not know it passes over it. Offsets
count in the text whose id stands with them, and in no other.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.model import Actor, ActorRef, ActorType, Amount, Claim, SourceRef, Span
from sayso.model.errors import ExchangeError, UsageError

_ID = re.compile(r"[\w.:-]{1,100}")


@dataclass(frozen=True, slots=True)
class ActorDetails:
    """Hold what a line says of one actor and its mention; all None where it says nothing.

    `known_as` names a well-known referent as in `Actor.canonical`. `cue` and `name` (where the chain uses another than
    the actor's) are a source's, `head` an end's.
    """

    id: str | None = None
    type: ActorType | None = None
    named: bool | None = None
    known_as: str | None = None
    at: Span | None = None
    head: Span | None = None
    cue: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """Hold what a line says beyond the interchange form.

    `document` is the SHA-256 of the bytes, `text` the id of the text in which offsets count.
    """

    document: str | None = None
    text: str | None = None
    segment: int | None = None
    trigger: Span | None = None
    reader: str | None = None
    confidence: float | None = None
    status: str | None = None
    part_of: str | None = None
    approximate: bool = False
    subject: ActorDetails = ActorDetails()
    object: ActorDetails = ActorDetails()
    sources: tuple[ActorDetails, ...] = ()

    def source(self, depth: int) -> ActorDetails:
        """Return what is said of the source at a depth."""
        return self.sources[depth] if depth < len(self.sources) else ActorDetails()


def format_details(claim: Claim, actors: Mapping[str, Actor]) -> dict[str, object]:
    """Return the details of a claim as they stand in its line; empty fields are left out."""
    held: dict[str, object] = {
        "document": claim.doc,
        "text": claim.text_id,
        "segment": claim.segment,
        "trigger": _pair(claim.trigger),
        "reader": claim.reader,
        "confidence": claim.confidence,
        "subject": _end(claim.subject, actors[claim.subject.actor]),
        "object": _end(claim.object, actors[claim.object.actor]),
    }
    if claim.amount is not None and (sum_ := _sum(claim.amount)):
        held["amount"] = sum_
    if claim.sources:
        held["sources"] = [_source(source, actors[source.actor]) for source in claim.sources]
    return held


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _kept(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None}


def _end(ref: ActorRef, actor: Actor) -> dict[str, object]:
    fields = {"id": actor.id, "named": actor.named, "known_as": actor.canonical, "at": _pair(ref.span)}
    return _kept(fields | {"head": None if ref.head == ref.span else _pair(ref.head)})


def _source(source: SourceRef, actor: Actor) -> dict[str, object]:
    fields = {
        "id": actor.id,
        "type": actor.type.value,
        "named": actor.named,
        "known_as": actor.canonical,
        "at": None if source.span is None else _pair(source.span),
        "cue": source.cue,
        "name": None if source.name == actor.name else source.name,
    }
    return _kept(fields)


def _sum(amount: Amount) -> dict[str, object]:
    fields = {"status": amount.status, "within": amount.part_of, "approximate": amount.approximate or None}
    return _kept(fields)


def parse_details(data: object) -> Details | None:
    """Return what stands under `details`, None where nothing does; raises ExchangeError with the field that is wrong.

    Fields that are not known are passed over, so that a newer program's line is taken.
    """
    if data is None:
        return None
    if not isinstance(data, dict):
        raise ExchangeError("details must be an object")
    amount, sources = data.get("amount") or {}, data.get("sources") or []
    if not isinstance(amount, dict) or not isinstance(sources, list):
        raise ExchangeError("details: amount must be an object and sources a list")
    return Details(
        document=_text(data, "document"),
        text=_text(data, "text"),
        segment=_whole(data, "segment"),
        trigger=_span(data, "trigger"),
        reader=_text(data, "reader"),
        confidence=_probability(data),
        status=_text(amount, "status"),
        part_of=_text(amount, "within"),
        approximate=_flag(amount, "approximate") or False,
        subject=_actor(data.get("subject")),
        object=_actor(data.get("object")),
        sources=tuple(_actor(source) for source in sources),
    )


def _actor(data: object) -> ActorDetails:
    if data is None:
        return ActorDetails()
    if not isinstance(data, dict):
        raise ExchangeError("details: subject, object and each source must be objects")
    name, kind = _text(data, "id"), _text(data, "type")
    if name is not None and _ID.fullmatch(name) is None:
        raise ExchangeError(f"details: {name!r} is no id: letters, digits and -.:_ alone, 100 at most")
    try:
        type_ = None if kind is None else ActorType(kind)
    except ValueError as error:
        raise ExchangeError(f"details: type is {kind!r}; it must be one of {', '.join(ActorType)}") from error
    return ActorDetails(
        id=name,
        type=type_,
        named=_flag(data, "named"),
        known_as=_text(data, "known_as"),
        at=_span(data, "at"),
        head=_span(data, "head"),
        cue=_text(data, "cue"),
        name=_text(data, "name"),
    )


def _text(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise ExchangeError(f"details: {name} must be text")
    return value


def _flag(data: Mapping[str, Any], name: str) -> bool | None:
    value = data.get(name)
    if value is not None and not isinstance(value, bool):
        raise ExchangeError(f"details: {name} must be true or false")
    return value


def _whole(data: Mapping[str, Any], name: str) -> int | None:
    value = data.get(name)
    if value is not None and (type(value) is not int or value < 0):
        raise ExchangeError(f"details: {name} must be a whole number, 0 or more")
    return value


def _probability(data: Mapping[str, Any]) -> float | None:
    value = data.get("confidence")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ExchangeError("details: confidence must be a number from 0 to 1")
    return float(value)


def _span(data: Mapping[str, Any], name: str) -> Span | None:
    value = data.get(name)
    if value is None:
        return None
    if not isinstance(value, Sequence) or len(value) != 2 or not all(type(one) is int for one in value):
        raise ExchangeError(f"details: {name} must be two whole numbers, start and end")
    try:
        return Span(value[0], value[1])
    except UsageError as error:
        raise ExchangeError(f"details: {name}: {error}") from error
