"""Test that every error has one shape, on every route, and tells nothing of the server's disk."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.api import make_app
from sayso.api.problems import KINDS, kind_of
from sayso.api.route import PREFIX, Route
from sayso.api.routes import ROUTES
from sayso.casefile import Casefile
from sayso.model import errors
from tests.api.conftest import HERE

SHAPE = {"type": str, "title": str, "status": int, "detail": str, "remedy": str, "instance": str}
OTHER = {"GET": "DELETE", "POST": "PUT"}


def address(route: Route) -> str:
    """Return a route's address with something in each gap."""
    return PREFIX + route.path.replace("{id}", "nobody")


def assert_problem(response: object, status: int | None = None) -> dict[str, object]:
    content: dict[str, object] = response.json()  # type: ignore[attr-defined]
    assert {name: type(value) for name, value in content.items()} == SHAPE
    assert response.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
    assert content["status"] == response.status_code  # type: ignore[attr-defined]
    assert status in (None, content["status"]), content
    assert all(content.values())
    return content


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_route_refuses_an_unknown_parameter_in_the_one_shape(client: TestClient, route: Route) -> None:
    sent: dict[str, Any] = {"json": {}} if route.body is not None else {}
    headers = {"X-Sayso": "1"}
    found = client.request(route.method, address(route), params={"zzz": "1"}, headers=headers, **sent)
    assert "zzz" in str(assert_problem(found, 400)["detail"])


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_route_refuses_another_method_in_the_one_shape(client: TestClient, route: Route) -> None:
    assert_problem(client.request("PATCH", address(route), headers={"X-Sayso": "1"}), 405)


@pytest.mark.parametrize(
    "path", ["/nothing", "/api", "/api/v1/", "/api/v1/claims/", "/api/v2/claims", "/docs", "/%2e%2e/etc"]
)
def test_an_address_that_is_not_there_has_the_one_shape(client: TestClient, path: str) -> None:
    assert assert_problem(client.get(path), 404)["type"] == "urn:sayso:problem:no-route"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/actors/Nobody", 404),
        ("/claims/ffff", 404),
        ("/claims?actor=Nobody", 404),
        ("/claims?as_of=yesterday", 400),
        ("/claims?limit=0", 400),
        ("/claims?limit=1000000", 400),
        ("/claims?limit=ten", 400),
        ("/claims?limit=%D9%A3", 400),
        ("/claims?denied=perhaps", 400),
        ("/claims?denied=true&denied=false", 400),
        ("/claims?actor=", 400),
        ("/claims?after=nonsense", 400),
        ("/claims?after=!!", 400),
        ("/claims?min_confidence=2", 400),
        ("/claims?certainty=sure", 400),
        ("/claims?actor=" + "a" * 5000, 400),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(client: TestClient, path: str, status: int) -> None:
    assert_problem(client.get(PREFIX + path), status)


def test_the_near_name_of_a_parameter_is_told(client: TestClient) -> None:
    assert "as_of" in client.get(f"{PREFIX}/claims?as-of=2019").json()["detail"]


def tree(kind: type[errors.SaysoError] = errors.SaysoError) -> Iterator[type[errors.SaysoError]]:
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield below
            yield from tree(below)


@pytest.mark.parametrize("error", list(tree()))
def test_every_error_of_the_tree_has_a_kind(error: type[errors.SaysoError]) -> None:
    made = error("a", "b", "c") if error is errors.UnreadableDocument else error("a")
    assert kind_of(made).name != "internal"


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.urn for kind in KINDS}) == len(KINDS)


@pytest.fixture
def failing(case_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Give a client whose casefile fails as `fail` says."""
    with TestClient(make_app(case_file), base_url=HERE, raise_server_exceptions=False) as opened:
        yield opened


def fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(case: Casefile) -> str:
        raise error

    monkeypatch.setattr(Casefile, "revision", property(fail))


def test_what_is_not_foreseen_is_told_without_its_words(
    failing: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fail_with(monkeypatch, RuntimeError("at /home/somebody/secret.py"))
    content = assert_problem(failing.get(f"{PREFIX}/claims"), 500)
    assert "secret" not in str(content)
    assert "secret" in caplog.text


def test_a_busy_casefile_says_when_to_ask_again(failing: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, errors.CasefileBusy("/home/somebody/case.sayso is being written"))
    found = failing.get(f"{PREFIX}/claims")
    assert "somebody" not in str(assert_problem(found, 503))
    assert int(found.headers["retry-after"]) > 0


def test_no_message_names_the_casefile_on_the_disk(
    failing: TestClient, case_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(monkeypatch, errors.NotFound(f"There is no document x in {case_file}."))
    content = assert_problem(failing.get(f"{PREFIX}/claims"), 404)
    assert content["detail"] == "There is no document x in the casefile."
