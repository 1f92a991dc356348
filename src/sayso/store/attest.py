"""Turn attestations and edges into rows and rows into records, without loss."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sayso.model import Certainty, Factuality, Modality, Polarity
from sayso.model.edge import Attestation, EdgeCard, Root, Standing
from sayso.store.encode import Row, amount_of, pack, pack_amount
from sayso.store.rules import Days, Weighed


def attestation_row(weighed: Weighed) -> Row:
    """Return the row of one claim in its edge."""
    item, fact = weighed.attestation, weighed.attestation.factuality
    return {
        "edge": weighed.edge,
        "claim": item.claim,
        "doc": item.doc,
        "root": item.root.key,
        "polarity": fact.polarity.value,
        "certainty": fact.certainty.value,
        "modality": fact.modality.value,
        "time": item.time,
        "attested": item.attested,
        "role": item.role,
        "amount": None if item.amount is None else pack_amount(item.amount),
        "place": item.place,
        "about": item.about,
        "say_so": pack(item.say_so),
        "confidence": item.confidence,
        "may_from": weighed.may[0],
        "may_to": weighed.may[1],
        "sure_from": weighed.sure[0] if weighed.sure else None,
        "sure_to": weighed.sure[1] if weighed.sure else None,
        "known_from": weighed.known[0] if weighed.known else None,
        "known_to": weighed.known[1] if weighed.known else None,
        "speaks": weighed.speaks,
        "ended": weighed.ended,
    }


def attestation_of(row: Mapping[Any, Any], root: Root) -> Attestation:
    """Return the attestation in a row."""
    return Attestation(
        claim=row["claim"],
        doc=row["doc"],
        factuality=Factuality(Polarity(row["polarity"]), Certainty(row["certainty"]), Modality(row["modality"])),
        root=root,
        say_so=tuple(json.loads(row["say_so"])),
        time=row["time"],
        attested=row["attested"],
        role=row["role"],
        confidence=row["confidence"],
        amount=None if row["amount"] is None else amount_of(row["amount"]),
        place=row["place"],
        about=row["about"],
    )


def root_row(root: Root) -> Row:
    """Return the row of a root; its grade is a person's and stands where it stood."""
    return {"key": root.key, "name": root.name, "actor": root.actor, "named": root.named, "grade": root.grade}


def root_of(row: Mapping[Any, Any]) -> Root:
    """Return the root in a row."""
    return Root(row["key"], row["name"], row["actor"], bool(row["named"]), row["grade"])


def card_of(row: Mapping[Any, Any]) -> EdgeCard:
    """Return the edge in a row, without its claims."""
    return EdgeCard(
        id=row["id"],
        subject=row["subject"],
        predicate=row["predicate"],
        object=row["object"],
        sign=row["sign"],
        asserted=row["asserted"],
        denied=row["denied"],
        roots=row["roots"],
        denying_roots=row["denying_roots"],
        standing=Standing(row["standing"]),
        contested=bool(row["contested"]),
        sure=_days(row["sure_from"], row["sure_to"]),
        may=_days(row["may_from"], row["may_to"]),
        known=_days(row["known_from"], row["known_to"]),
        ended=row["ended"] > 0,
        vague=row["vague"] > 0,
        refused=row["refused"] > 0,
    )


def _days(first: int | None, last: int | None) -> tuple[date, date] | None:
    return None if first is None or last is None else (date.fromordinal(first), date.fromordinal(last))


def join_days(one: Days | None, other: Days | None) -> Days | None:
    """Return the first and last day of both."""
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])
