"""Compare an answer with its schema: enough of JSON Schema for what the OpenAPI document says."""

from typing import Any

_KINDS = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number"}


def conform(value: Any, schema: dict[str, Any], schemas: dict[str, Any], at: str = "") -> list[str]:
    """Return where a value is not what its schema says; empty where it is."""
    if "$ref" in schema:
        return conform(value, schemas[schema["$ref"].split("/")[-1]], schemas, at)
    if "anyOf" in schema:
        return [] if any(not conform(value, one, schemas, at) for one in schema["anyOf"]) else [f"{at}: {value!r}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    kind = _KINDS.get(type(value), "null")
    wanted = schema.get("type", kind)
    wanted = wanted if isinstance(wanted, list) else [wanted]
    if kind not in wanted and not (kind == "integer" and "number" in wanted):
        return [f"{at}: {value!r} is no {wanted}"]
    return _inside(value, schema, schemas, at)


def _inside(value: Any, schema: dict[str, Any], schemas: dict[str, Any], at: str) -> list[str]:
    if isinstance(value, list) and "items" in schema:
        parts = enumerate(value)
        return [wrong for number, one in parts for wrong in conform(one, schema["items"], schemas, f"{at}[{number}]")]
    if isinstance(value, dict) and "properties" in schema:
        wrong = [f"{at}.{name} is there or missing" for name in set(value) ^ set(schema["properties"])]
        for name, one in schema["properties"].items():
            wrong += conform(value.get(name), one, schemas, f"{at}.{name}") if name in value else []
        return wrong
    return []
