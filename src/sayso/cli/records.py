"""Give any record its JSON shape: its fields by their names."""

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any


def record_shape(value: object) -> Any:  # JSON has no narrower type
    """Return a record as JSON values: fields by name, tuples as lists, sums as strings that lose no digit."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: record_shape(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (list, tuple)):
        return [record_shape(one) for one in value]
    return value


def dump_record(value: object) -> str:
    """Return a record as one JSON value, indented, letters as they are."""
    return json.dumps(record_shape(value), ensure_ascii=False, indent=2)
