"""Check hypotheses over HTTP: stated, rated, compared, and who may do so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.api import make_app
from sayso.api.access import LEAST
from sayso.api.route import PREFIX
from sayso.people.roles import Role
from tests.api.conftest import HERE

ASKED = "Who leads the guild?"


@pytest.fixture
def client(own_file: Path) -> Iterator[TestClient]:
    with TestClient(make_app(own_file), base_url=HERE) as opened:
        yield opened


def post(client: TestClient, kind: str, status: int = 201, **body: Any) -> dict[str, Any]:
    found = client.post(f"{PREFIX}/decisions/{kind}", json={"by": "Ida", **body})
    assert found.status_code == status, found.text
    answer: dict[str, Any] = found.json()
    return answer


def test_a_matrix_is_stated_rated_and_compared(client: TestClient) -> None:
    assert client.get(f"{PREFIX}/hypotheses").json()["items"] == []
    for title, end in (("Dunmore", ""), ("Somebody else", " | denied")):
        post(
            client, "hypothesis", question=ASKED, title=title, statements=[f"Dunmore Steel | leads | Lowick Guild{end}"]
        )
    (row,) = client.get(f"{PREFIX}/hypotheses").json()["items"]
    found = client.get(f"{PREFIX}/hypotheses/{row['id']}").json()
    assert {one["view"]["say_so"][-1] for one in found["rows"]} == {"Mira Holt", "Osman Vale"}
    for one in found["rows"]:
        for rival, cell in zip(found["rivals"], one["cells"], strict=True):
            post(
                client, "rate", claim=one["id"], hypothesis=rival["hypothesis"]["id"], rating=cell["proposal"]["rating"]
            )
    rated = client.get(f"{PREFIX}/hypotheses/{row['id']}").json()
    assert (rated["missing"], rated["total_rows"]) == (0, 2)
    post(client, "reword", hypothesis="Dunmore", title="The steelworks")
    assert client.get(f"{PREFIX}/hypotheses").json()["items"][0]["hypotheses"] == ["The steelworks", "Somebody else"]


def test_what_is_wrong_is_refused_with_what_to_do(client: TestClient) -> None:
    assert "title" in post(client, "hypothesis", 400, question=ASKED, title=" ", statements=["x"])["detail"]
    assert client.get(f"{PREFIX}/hypotheses/none").status_code == 404
    post(client, "rate", 404, claim="claim-1", hypothesis="none", rating="C")


def test_readers_look_and_reviewers_rate() -> None:
    assert {LEAST[name] for name in ("list_hypotheses", "compare_hypotheses")} == {Role.READER}
    assert {LEAST[name] for name in ("state_hypothesis", "reword_hypothesis", "rate_claim")} == {Role.REVIEWER}
