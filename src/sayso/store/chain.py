"""Turn decisions into canonical JSON and back, hash them into a chain, and find where a chain is broken.

Each row's hash covers its content and the hash of the row before (Haber and Stornetta 1991), so that a row that was
altered, taken out or moved shows. The number of rows and the last hash are kept apart, since a chain does not know
where it ends; who keeps the last hash elsewhere can tell a chain that was written anew from end to end.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.model import Span
from sayso.model.decision import (
    AuditReport,
    ChainFault,
    Change,
    Decision,
    DecisionKind,
    JudgedActor,
    JudgedClaim,
    Target,
)
from sayso.model.errors import ExchangeError

type Shape = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one stored row of the chain: its number, its content without the number as JSON, and its hash."""

    seq: int
    body: str
    hash: str


def write_json(value: object) -> str:
    """Return canonical JSON: keys in order, no white space, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_of(decision: Decision) -> Shape:
    """Return all that the hash covers."""
    return {
        "seq": decision.seq,
        "kind": decision.kind.value,
        "targets": [{"id": one.id, "name": one.name} for one in decision.targets],
        "change": [
            {"field": one.field, "before": one.before, "after": one.after, "actors": list(one.actors)}
            for one in decision.change
        ],
        "claim": None if decision.claim is None else _claim_shape(decision.claim),
        "actors": [_actor_shape(actor) for actor in decision.actors],
        "by": decision.by,
        "made_at": decision.made_at,
        "why": decision.why,
        "origin": decision.origin,
        "previous": decision.previous,
    }


def hash_content(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a row's content, 64 hex digits."""
    return hashlib.sha256(write_json(content).encode()).hexdigest()


def link_decision(decision: Decision, seq: int, previous: str) -> Decision:
    """Return a decision as the next row of a chain."""
    placed = replace(decision, seq=seq, previous=previous)
    return replace(placed, hash=hash_content(content_of(placed)))


def write_line(decision: Decision) -> str:
    """Return a decision as one line of JSON."""
    return write_json(content_of(decision) | {"hash": decision.hash})


def write_row(decision: Decision) -> Row:
    """Return a decision as it is stored."""
    content = content_of(decision)
    del content["seq"]
    return Row(decision.seq, write_json(content), decision.hash)


def read_row(row: Row) -> Decision:
    """Return the decision in a stored row; raises ExchangeError where it was altered beyond reading."""
    try:
        content = json.loads(row.body)
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"decision {row.seq} cannot be read: {error}; run `sayso audit`") from error
    if not isinstance(content, dict):
        raise ExchangeError(f"decision {row.seq} cannot be read; run `sayso audit`")
    return read_decision(content | {"seq": row.seq, "hash": row.hash})


def read_decision(shape: Mapping[str, Any]) -> Decision:
    """Return the decision in a line or row; raises ExchangeError where a field is missing or of another type."""
    try:
        claim = shape["claim"]
        found = Decision(
            seq=int(shape["seq"]),
            kind=DecisionKind(shape["kind"]),
            targets=tuple(Target(one["id"], one["name"]) for one in shape["targets"]),
            by=shape["by"],
            made_at=shape["made_at"],
            why=shape["why"],
            change=tuple(
                Change(one["field"], one["before"], one["after"], tuple(one["actors"])) for one in shape["change"]
            ),
            claim=None if claim is None else _claim_of(claim),
            actors=tuple(_actor_of(one) for one in shape["actors"]),
            origin=shape["origin"],
            previous=shape["previous"],
            hash=shape["hash"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ExchangeError(f"is no decision: {type(error).__name__} {error}") from error
    return found


def audit_chain(rows: Sequence[Row], kept: tuple[int, str], known: str | None = None) -> AuditReport:
    """Check a chain given in order of `seq`; `kept` is the number of rows and the last hash as kept apart.

    `known` is a hash that was noted at some time: a fault where no row has it.
    """
    faults = sorted(_find_faults(rows, kept[0]), key=lambda one: (one.seq, one.fault))
    head = rows[-1].hash if rows else ""
    if not faults and (len(rows), head) != kept:
        problem = f"The casefile keeps {kept[0]} decisions and the last hash {kept[1] or 'none'}; the chain has others."
        faults.append(ChainFault(len(rows), "head", problem))
    if known is not None and known not in {row.hash for row in rows}:
        faults.append(ChainFault(0, "unknown hash", f"No decision has the hash {known}: the chain was written anew."))
    return AuditReport(len(rows), head, tuple(faults))


def _find_faults(rows: Sequence[Row], wanted: int) -> Iterable[ChainFault]:
    there = {row.seq for row in rows}
    for seq in range(1, max([wanted, *there]) + 1):
        if seq not in there:
            yield ChainFault(seq, "missing", f"Decision {seq} is not there.")
    places = _follow(rows)
    before: Row | None = None
    for row in rows:
        content = _content_in(row)
        if content is None or hash_content(content) != row.hash:
            yield _name_fault(row, content, places)
            before = None  # what follows a row that is wrong is judged by itself
            continue
        if _is_torn(row, content, before):
            yield ChainFault(row.seq, "altered", f"Decision {row.seq} is not chained to the one before: either is new.")
        before = row


def _is_torn(row: Row, content: Shape, before: Row | None) -> bool:
    """Tell whether a sound row follows another than the sound one before; what is missing is told elsewhere."""
    if row.seq == 1:
        return bool(content["previous"])
    return before is not None and before.seq == row.seq - 1 and bool(content["previous"] != before.hash)


def _name_fault(row: Row, content: Shape | None, places: Mapping[str, int]) -> ChainFault:
    """Tell a row that was moved from one that was changed: under its old number its hash is right."""
    place = places.get(row.hash)
    if content is not None and place is not None and hash_content(content | {"seq": place}) == row.hash:
        return ChainFault(row.seq, "reordered", f"Decision {row.seq} was number {place}.")
    return ChainFault(row.seq, "altered", f"Decision {row.seq} is not what was hashed.")


def _content_in(row: Row) -> Shape | None:
    """Return what a row says under its number; None where it is not the canonical JSON of a row."""
    try:
        content = json.loads(row.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or "seq" in content or "previous" not in content:
        return None
    if write_json(content) != row.body:
        return None
    return content | {"seq": row.seq}


def _follow(rows: Iterable[Row]) -> dict[str, int]:
    """Return the number of each row by its hash, as the links from the first row on tell."""
    after = {content["previous"]: row.hash for row in rows if (content := _content_in(row)) is not None}
    places: dict[str, int] = {}
    at, place = after.get(""), 1
    while at is not None and at not in places:
        places[at] = place
        at, place = after.get(at), place + 1
    return places


def _actor_shape(actor: JudgedActor) -> Shape:
    return {
        "id": actor.id,
        "doc": actor.doc,
        "name": actor.name,
        "type": actor.type,
        "aliases": list(actor.aliases),
        "head": None if actor.head is None else [actor.head.start, actor.head.end],
        "words": actor.words,
    }


def _actor_of(shape: Mapping[str, Any]) -> JudgedActor:
    head = shape["head"]
    aliases, span = tuple(shape["aliases"]), None if head is None else Span(*head)
    return JudgedActor(shape["id"], shape["doc"], shape["name"], shape["type"], aliases, span, shape["words"])


_PLAIN = (
    *("id", "doc", "document", "text_id", "predicate", "polarity", "certainty", "modality", "time", "place", "amount"),
    *("amount_status", "amount_part_of", "amount_approximate", "role", "about", "trigger_words", "words", "reader"),
    "confidence",
)
"""The fields of a judged claim that JSON writes as they are."""


def _claim_shape(claim: JudgedClaim) -> Shape:
    return {
        **{name: getattr(claim, name) for name in _PLAIN},
        "subject": _actor_shape(claim.subject),
        "object": _actor_shape(claim.object),
        "sources": [_actor_shape(source) for source in claim.sources],
        "trigger": [claim.trigger.start, claim.trigger.end],
        "evidence": [claim.evidence.start, claim.evidence.end],
    }


def _claim_of(shape: Mapping[str, Any]) -> JudgedClaim:
    return JudgedClaim(
        **{name: shape[name] for name in _PLAIN},
        subject=_actor_of(shape["subject"]),
        object=_actor_of(shape["object"]),
        sources=tuple(_actor_of(source) for source in shape["sources"]),
        trigger=Span(*shape["trigger"]),
        evidence=Span(*shape["evidence"]),
    )


def check_lines(lines: Iterable[str]) -> list[Decision]:
    """Return the decisions in the lines of a whole chain; blank lines are passed over.

    Raises ExchangeError with the line's number where it is no decision, or where the chain is broken.
    """
    found: list[Decision] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            shape = json.loads(line)
            if not isinstance(shape, dict):
                raise ExchangeError("is no JSON object")
            decision = read_decision(shape)
        except (ValueError, RecursionError) as error:
            raise ExchangeError(f"Line {number}: {error}") from error
        wanted = (len(found) + 1, found[-1].hash if found else "")
        if (decision.seq, decision.previous) != wanted:
            raise ExchangeError(f"Line {number}: decision {decision.seq} does not follow the one before. Export again.")
        if hash_content(content_of(decision)) != decision.hash:
            raise ExchangeError(f"Line {number}: decision {decision.seq} is not what was hashed. Export again.")
        found.append(decision)
    return found
