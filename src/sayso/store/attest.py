"""Turn attestations and edges into rows and rows into records, without loss."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sayso.model import Certainty, Factuality, Modality, Polarity
from sayso.model.edge import Attestation, EdgeCard, Root, Standing
from sayso.model.spoken import Spoken
from sayso.store.encode import Row, amount_of, pack, pack_amount
from sayso.store.rules import Days, Weighed

MILLION = 1_000_000
"""Likelihoods are told apart to so many parts."""

_DENIED, _ACTUAL = Polarity.DENIED.value, Modality.ACTUAL.value
_SURENESS = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}


def attestation_row(weighed: Weighed) -> Row:
    """Return the row of one claim in its edge."""
    item, fact, told = weighed.attestation, weighed.attestation.factuality, weighed.spoken
    spell = told.spell or (None, None)
    return {
        "edge": weighed.edge,
        "polarity": fact.polarity.value,
        "doubt": doubt_of(fact, item.confidence),
        "claim": item.claim,
        "speaks": told.sure,
        "modality": fact.modality.value,
        "told_from": told.first,
        "told_to": told.last,
        "sure_from": told.sure_from,
        "sure_to": told.sure_to,
        "spell_from": spell[0],
        "spell_to": spell[1],
        "starts": told.starts,
        "ended": told.ends,
        "root": item.root.key,
        "time": item.time,
        "attested": item.attested,
        "may_from": weighed.may[0],
        "may_to": weighed.may[1],
        "known_from": weighed.known[0] if weighed.known else None,
        "known_to": weighed.known[1] if weighed.known else None,
        "certainty": fact.certainty.value,
        "doc": item.doc,
        "role": item.role,
        "amount": None if item.amount is None else pack_amount(item.amount),
        "place": item.place,
        "about": item.about,
        "say_so": pack(item.say_so),
        "confidence": item.confidence,
    }


def doubt_of(fact: Factuality, confidence: float) -> int:
    """Return what orders claims, those first that speak most surely: actual, certain, likely to be right."""
    steps = (fact.modality is not Modality.ACTUAL) * len(_SURENESS) + _SURENESS[fact.certainty]
    return (2 * steps + 1) * MILLION - round(confidence * MILLION)


@cache
def _factuality(polarity: str, certainty: str, modality: str) -> Factuality:
    return Factuality(Polarity(polarity), Certainty(certainty), Modality(modality))


def attestation_of(row: Mapping[Any, Any], root: Root) -> Attestation:
    """Return the attestation in a row."""
    return told_in(tuple(row[name] for name in ATTESTED), root)


@lru_cache(maxsize=65_536)
def _chain(say_so: str) -> tuple[str, ...]:
    """Return the names of a say-so; many claims have the same."""
    return tuple(json.loads(say_so))


ATTESTED = (
    *("claim", "doc", "polarity", "certainty", "modality", "time", "attested", "role", "amount"),
    *("place", "about", "say_so", "confidence"),
)
"""The columns of an attestation that its record needs, in the order in which `told_in` takes them."""


def told_in(values: Sequence[Any], root: Root) -> Attestation:
    """Return the attestation in the columns `ATTESTED`."""
    claim, doc, polarity, certainty, modality, time, attested, role, amount, place, about, say_so, confidence = values
    return Attestation(
        claim,
        doc,
        _factuality(polarity, certainty, modality),
        root,
        _chain(say_so),
        time,
        attested,
        role,
        confidence,
        None if amount is None else amount_of(amount),
        place,
        about,
    )


SPOKEN = (
    *("claim", "polarity", "modality", "speaks", "root", "told_from", "told_to", "sure_from", "sure_to"),
    *("starts", "ended", "time", "attested"),
)
"""The columns of an attestation that a date asks for, in the order in which `spoken_in` takes them."""


def spoken_in(values: Sequence[Any]) -> Spoken:
    """Return the claim in the columns `SPOKEN`, which the id of its edge goes before."""
    return Spoken._make((values[1], values[2] == _DENIED, values[3] == _ACTUAL, *values[4:]))


def root_row(root: Root) -> Row:
    """Return the row of a root; its grade is a person's and stands where it stood."""
    return {"key": root.key, "name": root.name, "actor": root.actor, "named": root.named, "grade": root.grade}


def root_of(row: Mapping[Any, Any]) -> Root:
    """Return the root in a row."""
    return Root(row["key"], row["name"], row["actor"], bool(row["named"]), row["grade"])


CARDS = (
    *("id", "subject", "predicate", "object", "sign", "asserted", "denied", "roots", "denying_roots", "standing"),
    *("contested", "sure_from", "sure_to", "may_from", "may_to", "known_from", "known_to", "ended", "vague", "refused"),
    "rank",
)
"""The columns of an edge that its card needs, and its rank, in the order in which `card_in` takes them."""


def card_of(row: Mapping[Any, Any]) -> EdgeCard:
    """Return the edge in a row, without its claims."""
    return card_in([row[name] for name in CARDS])


def card_in(values: Sequence[Any]) -> EdgeCard:
    """Return the edge in the columns `CARDS`."""
    one, two, three = values[11:13], values[13:15], values[15:17]
    name, subject, predicate, other, sign, asserted, denied, roots, denying = values[:9]
    return EdgeCard(
        name,
        subject,
        predicate,
        other,
        sign,
        asserted,
        denied,
        roots,
        denying,
        _STANDINGS[values[9]],
        bool(values[10]),
        _days(*one),
        _days(*two),
        _days(*three),
        values[17] > 0,
        values[18] > 0,
        values[19] > 0,
    )


_STANDINGS = {one.value: one for one in Standing}


@lru_cache(maxsize=65_536)
def _days(first: int | None, last: int | None) -> tuple[date, date] | None:
    return None if first is None or last is None else (date.fromordinal(first), date.fromordinal(last))


def join_days(one: Days | None, other: Days | None) -> Days | None:
    """Return the first and last day of both."""
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])
