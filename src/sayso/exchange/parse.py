"""Read lines of claims JSONL; a line that is not in the form is refused with the field and what would do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from sayso.exchange.details import Details, parse_details
from sayso.exchange.sound_text import (
    MOST_LINE,
    MOST_TEXT,
    check_encoding,
    check_id,
    check_length,
    check_texts,
)
from sayso.model import ActorType, Amount, Certainty, Factuality, Modality, Polarity, Span
from sayso.model.errors import ExchangeError, UsageError

_LONGEST_SUM = 30  # digits: 1E+999999999 would be written out with a thousand million zeros


@dataclass(frozen=True, slots=True)
class ActorLine:
    """Hold an actor as a line gives it; `type` is None for a source, which has none there."""

    name: str
    aliases: tuple[str, ...]
    type: ActorType | None = None


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """Hold one line: a claim that is not grounded yet.

    `span` is None where the line gives no offsets, `details` where it says nothing beyond the interchange form.
    """

    id: str | None
    doc: str
    subject: ActorLine
    predicate: str
    object: ActorLine
    factuality: Factuality
    sources: tuple[ActorLine, ...]
    words: str
    span: Span | None = None
    time: str | None = None
    place: str | None = None
    amount: Amount | None = None
    role: str | None = None
    about: str | None = None
    details: Details | None = None


def parse_claim(line: str) -> ClaimLine:
    """Return what a line says; raises ExchangeError with the field that is wrong.

    A mark of UTF-8 before it is passed over. Bytes that were no UTF-8 are lone surrogates, and refused.
    """
    data = _load(line)
    if not isinstance(data, dict):
        raise ExchangeError("is not a JSON object")
    evidence = data.get("evidence")
    if not isinstance(evidence, dict):
        raise ExchangeError("evidence is missing; it must hold start, end and text")
    time = _optional(data, "time")
    if time is not None:
        _check_time(time)
    sources = data.get("sources") or []
    if not isinstance(sources, list):
        raise ExchangeError("sources must be a list")
    details = parse_details(data.get("details"))
    name = _optional(data, "id")
    if name is not None:
        check_id(name)
    return ClaimLine(
        id=name,
        doc=_required(data, "doc"),
        subject=_actor(data, "subject", typed=True),
        predicate=_required(data, "predicate"),
        object=_actor(data, "object", typed=True),
        factuality=Factuality(
            _choice(data, "polarity", Polarity.ASSERTED),
            _choice(data, "certainty", Certainty.CERTAIN),
            _choice(data, "modality", Modality.ACTUAL),
        ),
        sources=tuple(_actor({"source": source}, "source", typed=False) for source in sources),
        words=_required(evidence, "text", MOST_LINE),
        span=_span(evidence),
        time=time,
        place=_optional(data, "place"),
        amount=_amount(_optional(data, "amount"), details),
        role=_optional(data, "role"),
        about=_optional(data, "about"),
        details=details,
    )


def _load(line: str) -> object:
    """Return the JSON of a line; raises ExchangeError for what is none."""
    line = line.removeprefix("\ufeff")
    check_encoding(line)
    check_length("the line", line, MOST_LINE)
    try:
        data = json.loads(line)
    except RecursionError as error:
        raise ExchangeError("is not JSON that can be read: it is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise ExchangeError(f"is not JSON: {error.msg} at letter {error.colno:,}") from error
    except ValueError as error:
        raise ExchangeError("is not JSON that can be read: a number has too many digits") from error
    check_texts(data)
    return data


def _required(data: Mapping[str, Any], name: str, most: int = MOST_TEXT) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ExchangeError(f"{name} is missing or not text")
    check_length(name, value, most)
    return value


def _optional(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise ExchangeError(f"{name} must be text or null")
    check_length(name, value or "")
    return value or None


def _choice[T: StrEnum](data: Mapping[str, Any], name: str, default: T) -> T:
    value = data.get(name, default.value)
    try:
        return type(default)(value)
    except ValueError as error:
        raise ExchangeError(f"{name} is {value!r}; it must be one of {', '.join(type(default))}") from error


def _actor(data: Mapping[str, Any], name: str, *, typed: bool) -> ActorLine:
    value = data.get(name)
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, dict):
        raise ExchangeError(f"{name} is missing; it must hold a name")
    aliases = value.get("aliases") or []
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise ExchangeError(f"aliases of {name} must be a list of text")
    for alias in aliases:
        check_length(f"an alias of {name}", alias)
    kind = _choice(value, "type", ActorType.THING) if typed else None
    return ActorLine(_required(value, "name"), tuple(aliases), kind)


def _span(evidence: Mapping[str, Any]) -> Span | None:
    start, end = evidence.get("start"), evidence.get("end")
    if start is None or end is None:
        return None
    if type(start) is not int or type(end) is not int:
        raise ExchangeError("start and end of evidence must be whole numbers")
    try:
        return Span(start, end)
    except UsageError as error:
        raise ExchangeError(f"evidence: {error}") from error


def _amount(written: str | None, details: Details | None) -> Amount | None:
    if written is None:
        return None
    more = details or Details()
    number, _, currency = written.partition(" ")
    try:
        value = Decimal(number)
    except InvalidOperation as error:
        raise ExchangeError(f"amount is {written!r}; write it as 242300000 USD") from error
    if not value.is_finite() or not (len(currency) == 3 and currency.isalpha() and currency.isupper()):
        raise ExchangeError(f"amount is {written!r}; write it as 242300000 USD")
    if value and abs(value.adjusted()) > _LONGEST_SUM:
        raise ExchangeError(f"amount has more than {_LONGEST_SUM} digits before or after the point")
    return Amount(value, currency, more.status, more.part_of, more.approximate)


def _check_time(time: str) -> None:
    from sayso.analysis import parse_interval

    try:
        parse_interval(time)
    except UsageError as error:
        raise ExchangeError(f"time is not EDTF: {error}") from error
