"""Describe records as JSON Schema (2020-12), read from the frozen dataclasses that the encoder writes."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints

type Schema = dict[str, Any]

_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    bytes: {"type": "string", "format": "binary"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Decimal: {"type": "string", "format": "decimal"},
    object: {},
    Any: {},
}
PREFIX = "#/components/schemas/"


class Schemas:
    """Gather the schemas of records, each once, under the record's name."""

    def __init__(self) -> None:
        self.found: dict[str, Schema] = {}
        self._owners: dict[str, object] = {}

    def of(self, hint: object) -> Schema:
        """Return the schema of a type; records are named and stand in `found`."""
        if isinstance(hint, TypeAliasType):
            return self.of(hint.__value__)
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return self._name(hint.__name__, {"type": "string", "enum": [one.value for one in hint]}, hint)
        origin = get_origin(hint)
        if is_dataclass(hint) or is_dataclass(origin):
            return self._record(hint)
        return self._composed(hint, origin, get_args(hint))

    def _composed(self, hint: object, origin: object, parts: tuple[Any, ...]) -> Schema:
        """Return the schema of a union, a list or a table."""
        if origin in {Union, UnionType}:
            return self._union(parts)
        if origin is Literal:
            return {"enum": list(parts)}
        if origin is tuple and not (len(parts) == 2 and parts[1] is Ellipsis):
            each = [self.of(part) for part in parts]
            return {"type": "array", "prefixItems": each, "minItems": len(each), "maxItems": len(each)}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(parts[1])}
        if isinstance(origin, type) and issubclass(origin, Sequence | frozenset | set):
            return {"type": "array", "items": self.of(parts[0])}
        raise TypeError(f"{hint} has no schema")

    def _union(self, parts: tuple[Any, ...]) -> Schema:
        schemas = [self.of(part) for part in parts]
        plain = [schema["type"] for schema in schemas if set(schema) == {"type"}]
        return {"type": plain} if len(plain) == len(schemas) else {"anyOf": schemas}

    def _record(self, hint: object) -> Schema:
        """Return a reference to a record; a generic record is named after what it holds."""
        record: Any = get_origin(hint) or hint
        held = dict(zip(getattr(record, "__type_params__", ()), get_args(hint), strict=False))
        name = "".join(str(getattr(part, "__name__", "Any")) for part in (*held.values(), record))
        if self._owners.setdefault(name, hint) != hint:
            raise TypeError(f"{hint} and {self._owners[name]} would both be called {name}")
        if name not in self.found:
            self.found[name] = {}  # a record may hold itself
            hints = get_type_hints(record)
            properties = {one.name: self.of(_filled(hints[one.name], held)) for one in fields(record)}
            self.found[name] = _described(
                {
                    "type": "object",
                    "properties": properties,
                    "required": list(properties),
                    "additionalProperties": False,
                },
                record,
            )
        return {"$ref": PREFIX + name}

    def _name(self, name: str, schema: Schema, thing: type) -> Schema:
        self.found[name] = _described(schema, thing)
        return {"$ref": PREFIX + name}


def _filled(hint: Any, held: Mapping[Any, Any]) -> Any:
    """Return a type hint with what a generic record holds put in."""
    if hint in held:
        return held[hint]
    parts = get_args(hint)
    if not parts or not any(part in held for part in parts):
        return hint
    origin: Any = get_origin(hint)
    return origin[tuple(held.get(part, part) for part in parts)]


def _described(schema: Schema, thing: type) -> Schema:
    """Return a schema with the first paragraph of a class's docstring."""
    prose = (getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")
    return {"description": prose, **schema} if prose else schema
