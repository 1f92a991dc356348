"""Test watchlists over HTTP: added, shown with their version, judged by a decision that can be undone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.api import make_app
from sayso.api.route import PREFIX
from sayso.casefile import Casefile
from tests.api.conftest import HERE

HEADERS = {"X-Sayso": "1"}


def entry(key: str, name: str) -> str:
    return json.dumps({"id": key, "schema": "Person", "last_change": "2026-01-02", "properties": {"name": [name]}})


@pytest.fixture
def client(own_file: Path) -> Iterator[TestClient]:
    with TestClient(make_app(own_file), base_url=HERE, headers=HEADERS) as opened:
        yield opened


def add(client: TestClient, *lines: str) -> Any:
    return client.post(f"{PREFIX}/watchlists", params={"list": "harbour"}, content="\n".join(lines).encode())


def matches(client: TestClient, **asked: Any) -> list[dict[str, Any]]:
    found = client.get(f"{PREFIX}/watchlists/matches", params=asked)
    assert found.status_code == 200, found.text
    items: list[dict[str, Any]] = found.json()["items"]
    return items


def test_a_list_is_added_matched_judged_and_taken_out(client: TestClient) -> None:
    report = add(client, entry("x-1", "Mira Holt"), "{broken")
    assert (report.status_code, report.json()["list"]["version"], report.json()["refusals"]) == (201, "2026-01-02", 1)
    (found,) = matches(client)
    assert (found["name"], found["entry"]["id"], found["version"]) == ("Mira Holt", "x-1", "2026-01-02")
    body = {"actor": "Mira Holt", "entry": "harbour/x-1", "verdict": "different", "by": "Ida", "why": "another"}
    ruling = client.post(f"{PREFIX}/decisions/match", json=body)
    assert ruling.status_code == 201, ruling.text
    assert [one["judged"] for one in matches(client, judged="different")] == ["different"]
    client.post(f"{PREFIX}/decisions/undo", json={"seq": ruling.json()["decision"]["seq"], "by": "Ida"})
    assert matches(client)[0]["judged"] is None
    assert [one["id"] for one in client.get(f"{PREFIX}/watchlists/entries?list=harbour").json()["items"]] == ["x-1"]
    assert client.delete(f"{PREFIX}/watchlists/harbour").json() == []


def test_matches_come_in_pages(client: TestClient) -> None:
    add(client, entry("x-1", "Mira Holt"), entry("x-2", "Holt, Mira"))
    found = client.get(f"{PREFIX}/watchlists/matches?limit=1")
    assert found.status_code == 200, found.text
    first = found.json()
    rest = client.get(f"{PREFIX}/watchlists/matches", params={"limit": 1, "after": first["next"]}).json()
    assert [first["items"][0]["entry"]["id"], rest["items"][0]["entry"]["id"]] == ["x-1", "x-2"]


def test_what_is_no_list_is_refused(client: TestClient) -> None:
    assert add(client, "nothing").status_code in {400, 422}
    assert add(client).status_code == 400
    assert client.get(f"{PREFIX}/watchlists/matches?list=none").status_code == 404


def test_a_document_is_described_and_a_bibliography_taken(client: TestClient, own_file: Path) -> None:
    with Casefile(own_file) as case:
        doc = next(case.documents())
    body = {"doc": doc.id, "publisher": "Lowick Courier", "by": "Ida"}
    assert client.post(f"{PREFIX}/decisions/describe", json=body).status_code == 201
    item = json.dumps([{"note": doc.id, "title": "Another", "author": [{"literal": "Ada Brandt"}]}, {"title": "None"}])
    report = client.post(f"{PREFIX}/import/sources", params={"by": "Ida"}, content=item.encode())
    assert (report.status_code, report.json()["found"], len(report.json()["refused"])) == (201, 1, 1)
    with Casefile(own_file) as case:
        held = next(one for one in case.documents() if one.id == doc.id)
    assert (held.publisher, held.title, held.authors) == ("Lowick Courier", "Another", ("Ada Brandt",))


def test_claims_come_in_as_they_went_out_and_what_stands_nowhere_is_told(client: TestClient, own_file: Path) -> None:
    lines = client.get(f"{PREFIX}/export/jsonl").text.splitlines()
    told = json.loads(lines[0]) | {"evidence": {"start": 0, "end": 9, "text": "not there"}}
    body = "\n".join([*lines, json.dumps(told), "no claim"])
    found = client.post(f"{PREFIX}/import/claims", params={"by": "mine/1"}, content=body.encode())
    assert found.status_code == 201
    report = found.json()
    assert (report["lines"], report["new"] + report["known"]) == (len(lines) + 2, len(lines))
    assert [number for number, _ in report["refused"]] == [len(lines) + 1, len(lines) + 2]


def test_known_actors_are_proposed_or_merged(client: TestClient) -> None:
    table = b"name,type,aliases\nMira Holt,organization,Osman Vale\n"
    asked = {"list": "mine", "by": "Ida", "propose": "true"}
    proposed = client.post(f"{PREFIX}/known", params=asked, content=table).json()
    assert {one["name"] for one in proposed["found"][0]["certain"]} == {"Mira Holt", "Osman Vale"}
    merged = client.post(f"{PREFIX}/known", params=asked | {"propose": "false"}, content=table).json()
    assert len(merged["found"][0]["decisions"]) == 2


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'\xff{"doc": "ledger"}\n', "is no UTF-8"),
        ('{"doc": "ledger"}\n'.encode("utf-16"), "is UTF-16"),
        (b'{"doc": "\\ud800"}\n', "half a letter"),
        (b'{"doc": ' + b"9" * 5000 + b"}", "too many digits"),
    ],
)
def test_bytes_that_are_no_text_are_refused_by_their_line(client: TestClient, raw: bytes, told: str) -> None:
    found = client.post(f"{PREFIX}/import/claims", content=raw)
    assert found.status_code == 201, found.text
    assert told in found.json()["refused"][0][1]


@pytest.mark.parametrize("raw", [b'[{"title": "\xe9"}]', b'[{"volume": ' + b"9" * 5000 + b"}]", b"[" * 100_000])
def test_a_bibliography_that_is_no_text_is_a_callers_mistake(client: TestClient, raw: bytes) -> None:
    found = client.post(f"{PREFIX}/import/sources", content=raw)
    assert 400 <= found.status_code < 500, found.text
    assert "bibliography" in found.text
