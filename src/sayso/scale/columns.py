"""Turn frozen records into Arrow values and back, by their own types: a field that is added is a column that is added.

A dataclass becomes a struct with a field for each of its own, a tuple a list, an enumeration and a decimal their text;
what may be None may be null. So nothing is left out by being forgotten, and two layouts differ where two records do.
"""

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAliasType, get_args, get_origin, get_type_hints

import pyarrow as pa

_PLAIN = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    Decimal: pa.string(),
}

type Turn = Callable[[Any], Any]


@cache
def arrow_type(kind: Hashable) -> pa.DataType:
    """Return the Arrow type of a record's class or of one of its fields; raises TypeError for what has none."""
    kind = _bare(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return pa.string()
    if is_dataclass(kind):
        return pa.struct([pa.field(name, arrow_type(one)) for name, one in _hints(kind).items()])
    if get_origin(kind) is tuple:
        return pa.list_(arrow_type(get_args(kind)[0]))
    raise TypeError(f"{kind} has no column")


def schema_of(record: type) -> pa.Schema:
    """Return the columns of a record's class: one for each of its fields."""
    return pa.schema([pa.field(name, arrow_type(kind)) for name, kind in _hints(record).items()])


@cache
def encoder(kind: Hashable) -> Turn | None:
    """Return what turns a value of this type into plain Python; None where it is plain already."""
    kind = _bare(kind)
    if is_dataclass(kind):
        parts = [(name, encoder(one)) for name, one in _hints(kind).items()]
        return lambda record: None if record is None else {name: _turn(getattr(record, name), t) for name, t in parts}
    if get_origin(kind) is tuple:
        inner = encoder(get_args(kind)[0])
        return None if inner is None else lambda items: None if items is None else [inner(item) for item in items]
    if kind is Decimal:
        return lambda value: None if value is None else str(value)
    return None


@cache
def decoder(kind: Hashable) -> Turn | None:
    """Return what turns plain Python back into a value of this type; None where it is plain already."""
    kind = _bare(kind)
    if is_dataclass(kind):
        make: Any = kind
        parts = [(name, decoder(one)) for name, one in _hints(kind).items()]
        return lambda row: None if row is None else make(**{name: _turn(row[name], t) for name, t in parts})
    if get_origin(kind) is tuple:
        inner = decoder(get_args(kind)[0])
        if inner is None:
            return lambda items: None if items is None else tuple(items)
        return lambda items: None if items is None else tuple([inner(item) for item in items])
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return lambda value: None if value is None else kind(value)
    return None


def _turn(value: Any, turn: Turn | None) -> Any:
    return value if turn is None else turn(value)


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    """Return the fields of a dataclass with their types, in order."""
    assert isinstance(kind, type)
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _bare(kind: Any) -> Any:
    """Return a type without its name and without `None`."""
    while isinstance(kind, TypeAliasType):
        kind = kind.__value__
    if get_origin(kind) is UnionType or isinstance(kind, UnionType):
        (kind,) = (one for one in get_args(kind) if one is not NoneType)
        return _bare(kind)
    return kind
