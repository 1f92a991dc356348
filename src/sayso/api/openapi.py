"""Write the OpenAPI document from the tables of routes: parameters, schemas of records, every error."""

from collections.abc import Sequence
from typing import Any

import sayso
from sayso.api.parameters import Parameter
from sayso.api.problems import (
    BAD_REQUEST,
    BUSY,
    FORBIDDEN,
    FOREIGN,
    INTERNAL,
    MEDIA_TYPE,
    MISDIRECTED,
    TOO_LARGE,
    UNAUTHORIZED,
    UNUSABLE,
    Kind,
    Problem,
)
from sayso.api.route import PREFIX, Route
from sayso.api.schema import Schema, Schemas

TAGS = {
    "documents": "What was read, with its text and its voices.",
    "claims": "What is said, with who says so and the exact words.",
    "actors": "Whom it is said of.",
    "edges": "Claims with one subject, predicate and object, and the roots that they rest on.",
    "questions": "What an analyst asks: what is contested, what changed, who is connected, who pays whom.",
    "decisions": "What persons ruled; appended, never overwritten.",
    "hypotheses": "Rival answers to a question, and what of what is said contradicts them.",
    "watchlists": "Lists from outside, and who is like their entries: leads, never proofs.",
    "exports": "Everything, a line at a time.",
    "reading": "Documents read in the background.",
    "people": "Who asks, and who may do what, on a team's server.",
    "upkeep": "Counts, checks, the vocabulary, how the server is.",
}
_EVERYWHERE = (BAD_REQUEST, UNAUTHORIZED, MISDIRECTED, INTERNAL)
_WITH_CASE = (BUSY, UNUSABLE)
_WITH_WRITE = (FORBIDDEN, FOREIGN, TOO_LARGE)


def write_openapi(routes: Sequence[Route]) -> Schema:
    """Return the whole document (OpenAPI 3.1), the same for the same routes."""
    schemas = Schemas()
    schemas.of(Problem)
    paths: dict[str, Any] = {}
    for route in routes:
        paths.setdefault(PREFIX + route.path, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sayso",
            "version": sayso.__version__,
            "description": "Who did what to, with or for whom, when, and on whose say-so.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "tags": [{"name": name, "description": words} for name, words in TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.found.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _operation(route: Route, schemas: Schemas) -> Schema:
    operation: Schema = {
        "operationId": route.name,
        "summary": route.summary,
        "tags": [route.tag],
        "parameters": [*_path_parameters(route), *(_query_parameter(one) for one in route.parameters)],
        "responses": _responses(route, schemas),
    }
    if route.description:
        operation["description"] = route.description
    if route.body is not None:
        fields = {one.name: {**_value(one), "description": one.help} for one in route.body}
        needed = [one.name for one in route.body if one.required]
        shape = {"type": "object", "properties": fields, "required": needed, "additionalProperties": False}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": shape}}}
    if route.takes_bytes:
        operation["requestBody"] = {"required": True, "content": {"application/octet-stream": {}}}
        operation["parameters"].append(
            {"name": "X-Sayso", "in": "header", "required": True, "schema": {"type": "string"}}
        )
    return operation


def _responses(route: Route, schemas: Schemas) -> Schema:
    """Return every answer that a route can give, errors grouped by status."""
    content = {route.media_type: {"schema": schemas.of(route.gives)}}
    good: Schema = {"description": route.summary, "content": content}
    if route.cached:
        good["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "Send it back as If-None-Match."}}
    found: Schema = {str(route.status): good}
    if route.cached:
        found["304"] = {"description": "Nothing has changed since the ETag that was sent"}
    kinds: list[Kind] = [*_EVERYWHERE, *route.problems]
    kinds += [*_WITH_CASE] if route.needs_case else []
    kinds += [*_WITH_WRITE] if route.method != "GET" else []
    by_status: dict[int, list[Kind]] = {}
    for kind in kinds:
        by_status.setdefault(int(kind.status), []).append(kind)
    for status, same in sorted(by_status.items()):
        words = "; ".join(dict.fromkeys(kind.title for kind in same))
        found[str(status)] = {"description": words, "content": {MEDIA_TYPE: {"schema": schemas.of(Problem)}}}
    return found


def _path_parameters(route: Route) -> list[Schema]:
    names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _query_parameter(one: Parameter) -> Schema:
    found: Schema = {
        "name": one.name,
        "in": "query",
        "required": one.required,
        "description": one.help,
        "schema": _value(one),
    }
    if one.many:
        found |= {"style": "form", "explode": True}
    return found


def _value(one: Parameter) -> Schema:
    """Return the schema of a parameter's value."""
    kinds = {"text": "string", "whole": "integer", "number": "number", "flag": "boolean"}
    schema: Schema = {"type": [kinds[one.kind], "null"] if one.nullable else kinds[one.kind]}
    if one.choices:
        schema["enum"] = list(one.choices)
    if one.least is not None:
        schema["minimum"] = one.least
    if one.most is not None:
        schema["maximum"] = one.most
    if one.default is not None:
        schema["default"] = one.default
    return {"type": "array", "items": schema} if one.many else schema
