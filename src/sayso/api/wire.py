"""Write records as JSON: one encoder for every frozen record, so that the fields on the wire are the record's own."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import orjson
from fastapi import Response

JSON = "application/json"


def encode(value: object) -> bytes:
    """Return a record, or lists and tables of records, as JSON.

    Fields keep the record's order. A decimal becomes a string, for a float would round sums; a set becomes a list in
    order.
    """
    return orjson.dumps(value, default=_plain)


def _plain(value: object) -> object:
    """Return what orjson does not know in a form that it does."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no form on the wire")


def respond_json(value: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a value as a JSON response."""
    return Response(encode(value), status_code=status, headers=dict(headers or {}), media_type=JSON)
