"""Test ruling over HTTP: each ruling is appended, answers follow it, and it can be undone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.api import make_app
from sayso.api.route import PREFIX
from tests.api.conftest import HERE


@pytest.fixture
def client(own_file: Path) -> Iterator[TestClient]:
    with TestClient(make_app(own_file), base_url=HERE) as opened:
        yield opened


def rule(client: TestClient, kind: str, **body: Any) -> dict[str, Any]:
    found = client.post(f"{PREFIX}/decisions/{kind}", json=body)
    assert found.status_code == 201, found.text
    ruling: dict[str, Any] = found.json()
    return ruling


def claims(client: TestClient, **asked: Any) -> list[dict[str, Any]]:
    found = client.get(f"{PREFIX}/claims", params=asked)
    assert found.status_code == 200, found.text
    items: list[dict[str, Any]] = found.json()["items"]
    return items


def test_a_rejected_claim_answers_no_more_until_it_is_undone(client: TestClient) -> None:
    before = claims(client)
    wrong = before[0]["claim"]["id"]
    ruling = rule(client, "reject", claim=wrong, by="A. Reader", why="Misread: “fraud” is a 船")
    assert (ruling["effective"], ruling["decision"]["by"]) == (True, "A. Reader")
    assert [item["claim"]["id"] for item in claims(client)] == [item["claim"]["id"] for item in before[1:]]
    rule(client, "undo", seq=ruling["decision"]["seq"], by="B. Reader")
    assert claims(client) == before
    listed = client.get(f"{PREFIX}/decisions").json()["items"]
    assert listed[0]["effective"] is False
    assert client.get(f"{PREFIX}/audit").json()["faults"] == []


def test_a_correction_changes_the_fields_that_it_names(client: TestClient) -> None:
    first = next(item["claim"] for item in claims(client) if item["claim"]["time"])
    rule(client, "correct", claim=first["id"], time="1986", by="A. Reader")
    assert next(item["claim"]["time"] for item in claims(client) if item["claim"]["id"] == first["id"]) == "1986"
    rule(client, "correct", claim=first["id"], time=None, by="A. Reader")
    assert next(item["claim"]["time"] for item in claims(client) if item["claim"]["id"] == first["id"]) is None


def test_two_actors_become_one_and_two_again(client: TestClient) -> None:
    ruling = rule(client, "merge", left="Mira Holt", right="Osman Vale", by="A. Reader")
    merged = client.get(f"{PREFIX}/actors/Mira Holt").json()["actor"]
    assert client.get(f"{PREFIX}/actors/Osman Vale").json()["actor"]["id"] == merged["id"]
    rule(client, "undo", seq=ruling["decision"]["seq"], by="A. Reader")
    apart = {client.get(f"{PREFIX}/actors/{name}").json()["actor"]["id"] for name in ("Mira Holt", "Osman Vale")}
    assert len(apart) == 2


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("accept", {"claim": "ffff"}, 404),
        ("accept", {}, 400),
        ("accept", {"claim": 7}, 400),
        ("accept", {"claim": "c", "verdict": "yes"}, 400),
        ("grade", {"source": "Mira Holt", "grade": "Z", "by": "A"}, 400),
        ("undo", {"seq": True}, 400),
        ("undo", {"seq": "1"}, 400),
        ("merge", {"left": "Nobody", "right": "Mira Holt", "by": "A"}, 404),
    ],
)
def test_a_ruling_that_makes_no_sense_is_refused(
    client: TestClient, kind: str, body: dict[str, Any], status: int
) -> None:
    found = client.post(f"{PREFIX}/decisions/{kind}", json=body)
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    assert client.get(f"{PREFIX}/decisions").json()["items"] == []


def test_a_server_that_is_read_only_takes_no_ruling(own_file: Path) -> None:
    with TestClient(make_app(own_file, readonly=True), base_url=HERE) as client:
        assert client.post(f"{PREFIX}/decisions/accept", json={"claim": "c"}).status_code == 403


def test_decisions_are_exported_with_their_hashes(client: TestClient) -> None:
    rule(client, "note", claim=claims(client)[0]["claim"]["id"], why="Ask them again.", by="A. Reader")
    lines = client.get(f"{PREFIX}/export/decisions").text.splitlines()
    assert len(lines) == 1
    assert "Ask them again." in lines[0]


def test_decisions_come_newest_first_a_page_at_a_time(client: TestClient) -> None:
    claim = claims(client)[0]["claim"]["id"]
    made = [rule(client, "note", claim=claim, why=f"note {at}", by="Mira")["decision"]["seq"] for at in range(5)]
    rule(client, "undo", seq=made[1], by="Tomas")

    def follow(**asked: Any) -> list[int]:
        found: list[int] = []
        after: dict[str, str] = {}
        while True:
            page = client.get("/api/v1/decisions", params=asked | {"limit": 2} | after).json()
            found += [one["decision"]["seq"] for one in page["items"]]
            if not page["next"]:
                return found
            after = {"after": page["next"]}

    whole = follow()
    assert whole == sorted(whole)
    assert follow(order="newest") == whole[::-1]
    assert follow(order="newest", by="Mira") == made[::-1]
    assert follow(order="newest", claim=claim, effective="true") == [made[4], made[3], made[2], made[0]]
    actor = claims(client)[0]["claim"]["subject"]["actor"]
    assert follow(order="newest", actor=actor) == []
    assert client.get("/api/v1/decisions", params={"order": "best"}).status_code == 400
