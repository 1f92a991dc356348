"""Test which lines are taken and which are refused."""

import json
from decimal import Decimal

import pytest

from sayso.exchange import parse_claim
from sayso.model import Amount, Polarity, Span
from sayso.model.errors import ExchangeError

LINE = {
    "id": "claim-1",
    "doc": "ferry",
    "subject": {"name": "Barlow Lines", "type": "organization", "aliases": ["Barlow"]},
    "predicate": "controls",
    "object": {"name": "Osprey", "type": "thing", "aliases": []},
    "polarity": "-",
    "certainty": "probable",
    "modality": "actual",
    "time": "2019-05",
    "place": None,
    "amount": "1500.50 GBP",
    "role": None,
    "about": None,
    "sources": [{"name": "Ann Reyes", "aliases": []}],
    "evidence": {"start": 3, "end": 8, "text": "words"},
}


def test_a_whole_line_is_taken() -> None:
    line = parse_claim(json.dumps(LINE))
    assert line.amount == Amount(Decimal("1500.50"), "GBP")
    assert (line.span, line.words) == (Span(3, 8), "words")
    assert line.factuality.polarity is Polarity.DENIED
    assert line.subject.aliases == ("Barlow",)


def test_names_alone_and_no_offsets_will_do() -> None:
    short = {"doc": "ferry", "subject": "Barlow Lines", "predicate": "controls", "object": "Osprey"}
    line = parse_claim(json.dumps(short | {"evidence": {"text": "words"}}))
    assert (line.span, line.id, line.sources) == (None, None, ())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"doc": ""}, "doc"),
        ({"subject": None}, "subject"),
        ({"object": {"name": 3}}, "name"),
        ({"object": {"name": "Osprey", "type": "ship"}}, "type"),
        ({"object": {"name": "Osprey", "aliases": "O"}}, "aliases"),
        ({"polarity": "?"}, "polarity"),
        ({"certainty": "sure"}, "certainty"),
        ({"time": "last May"}, "EDTF"),
        ({"time": 2019}, "time"),
        ({"amount": "a lot"}, "amount"),
        ({"amount": "12 dollars"}, "amount"),
        ({"amount": "NaN USD"}, "amount"),
        ({"amount": "1E+999999999 USD"}, "digits"),
        ({"details": []}, "details"),
        ({"details": {"subject": "Barlow"}}, "details"),
        ({"details": {"confidence": 1.5}}, "confidence"),
        ({"details": {"confidence": True}}, "confidence"),
        ({"details": {"trigger": [3]}}, "trigger"),
        ({"details": {"trigger": [3, 1]}}, "trigger"),
        ({"details": {"segment": -1}}, "segment"),
        ({"details": {"sources": [{"id": "a b"}]}}, "no id"),
        ({"details": {"sources": [{"type": "ship"}]}}, "type"),
        ({"details": {"object": {"named": "yes"}}}, "named"),
        ({"sources": "Ann"}, "sources"),
        ({"evidence": None}, "evidence"),
        ({"evidence": {"text": " "}}, "text"),
        ({"evidence": {"start": 9, "end": 3, "text": "words"}}, "evidence"),
        ({"evidence": {"start": "0", "end": "3", "text": "words"}}, "whole numbers"),
    ],
)
def test_a_wrong_field_is_named(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        parse_claim(json.dumps(LINE | wrong))


@pytest.mark.parametrize("line", ["", "[]", "{", '"text"', "[" * 100_000])
def test_what_is_no_object_is_refused(line: str) -> None:
    with pytest.raises(ExchangeError):
        parse_claim(line)
