"""Carry claims in and out: takes records and gives lines, takes lines and gives records or the reason for none."""

from sayso.exchange.forms import FORMS, find_form, write_form
from sayso.exchange.ground import Grounder, find_words
from sayso.exchange.jsonl import format_claim
from sayso.exchange.parse import ActorLine, ClaimLine, parse_claim

__all__ = [
    "FORMS",
    "ActorLine",
    "ClaimLine",
    "Grounder",
    "find_form",
    "find_words",
    "format_claim",
    "parse_claim",
    "write_form",
]
