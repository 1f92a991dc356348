"""Test that the OpenAPI document is complete and true, and that the page of it loads nothing."""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import sayso
from sayso.api import make_app
from sayso.api.openapi import TAGS, write_openapi
from sayso.api.route import PREFIX, Route
from sayso.api.routes import ROUTES
from tests.api.conftest import HERE

DOCUMENT = write_openapi(ROUTES)


def conform(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """Return where a value is not what its schema says; enough of JSON Schema for what we write."""
    if "$ref" in schema:
        return conform(value, DOCUMENT["components"]["schemas"][schema["$ref"].split("/")[-1]], at)
    if "anyOf" in schema:
        return [] if any(not conform(value, one, at) for one in schema["anyOf"]) else [f"{at}: {value!r}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r}"]
    kinds = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number"}
    kind = kinds.get(type(value), "null")
    wanted = schema.get("type", kind)
    wanted = wanted if isinstance(wanted, list) else [wanted]
    if kind not in wanted and not (kind == "integer" and "number" in wanted):
        return [f"{at}: {value!r} is no {wanted}"]
    if isinstance(value, list) and "items" in schema:
        return [wrong for number, one in enumerate(value) for wrong in conform(one, schema["items"], f"{at}[{number}]")]
    if isinstance(value, dict) and "properties" in schema:
        wrong = [f"{at}.{name}" for name in set(value) ^ set(schema["properties"])]
        return wrong + [
            w for name, one in schema["properties"].items() for w in conform(value.get(name), one, f"{at}.{name}")
        ]
    return []


@pytest.mark.parametrize("route", [r for r in ROUTES if r.method == "GET" and "{" not in r.path], ids=lambda r: r.name)
def test_answers_are_what_the_document_says(client: TestClient, route: Route) -> None:
    needed = {one.name: EXAMPLES[one.name] for one in route.parameters if one.required or one.name == "for_s"}
    found = client.get(PREFIX + route.path, params=needed)
    assert found.status_code == 200, found.text
    operation = DOCUMENT["paths"][PREFIX + route.path]["get"]
    (media_type,) = operation["responses"]["200"]["content"]
    assert found.headers["content-type"].split(";")[0] == media_type
    if media_type == "application/json":
        assert conform(found.json(), operation["responses"]["200"]["content"][media_type]["schema"]) == []


EXAMPLES = {"for_s": "0", "start": "Mira Holt", "end": "Lowick Guild", "before": "2018", "after": "2019"} | {
    "subject": "Dunmore Steel",
    "object": "Lowick Guild",
    "root": "any",
}


def test_a_dossier_is_what_the_document_says(client: TestClient) -> None:
    schema = DOCUMENT["paths"][f"{PREFIX}/actors/{{id}}"]["get"]["responses"]["200"]["content"]["application/json"]
    assert conform(client.get(f"{PREFIX}/actors/Dunmore Steel").json(), schema["schema"]) == []


def test_every_operation_is_described_and_named_once() -> None:
    operations = [one for methods in DOCUMENT["paths"].values() for one in methods.values()]
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names)) == len(ROUTES)
    for one in operations:
        assert one["summary"]
        assert set(one["tags"]) <= TAGS.keys()
        assert all(parameter["description"] for parameter in one["parameters"] if parameter["in"] == "query")
        assert {"400", "401", "421", "500"} <= one["responses"].keys()


def test_every_reference_leads_to_a_schema() -> None:
    found = set(re.findall(r"#/components/schemas/(\w+)", str(DOCUMENT)))
    assert found == DOCUMENT["components"]["schemas"].keys()


def test_the_document_served_is_the_one_written(client: TestClient) -> None:
    assert client.get(f"{PREFIX}/openapi.json").json() == DOCUMENT


def test_the_page_loads_nothing_and_names_every_route(client: TestClient) -> None:
    page = client.get(f"{PREFIX}/docs").text
    assert not re.search(r"<script|<link|src=|@import|url\(|//", page)
    assert all(PREFIX + route.path in page for route in ROUTES)


def test_every_route_stands_in_the_docs(repository: Any) -> None:
    text = (repository / "docs" / "api.md").read_text(encoding="utf-8")
    rows = [f"| `{route.method} {route.path}` | {route.summary} |" for route in ROUTES]
    assert re.findall(r"^\| `[A-Z]+ /.*$", text, re.MULTILINE) == rows


def test_asking_writes_nothing(own_file: Path) -> None:
    with sayso.open(own_file) as case, TestClient(make_app(own_file), base_url=HERE) as client:
        before = case.revision
        for route in ROUTES:
            if route.method == "GET":
                given = {one.name for one in route.parameters if one.required or one.name == "for_s"}
                needed = {name: EXAMPLES[name] for name in given}
                client.get(PREFIX + route.path.replace("{id}", "Dunmore Steel"), params=needed)
        assert case.revision == before
    assert not [r.name for r in ROUTES if r.method == "GET" and any(p.name == "repair" for p in r.parameters)]
    assert all(route.writes for route in ROUTES if route.method != "GET")
