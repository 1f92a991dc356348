"""Walk every address of the API and prove that each refuses whoever may not ask it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.api.access import LEAST, Open
from sayso.api.openapi import write_openapi
from sayso.api.routes import ROUTES
from sayso.people import People, Role
from tests.api.team import API, bearer, people_of, serving
from tests.api.test_problems import assert_problem

OPERATIONS = [
    (operation["operationId"], method.upper(), path.replace("{id}", "x").replace("{page}", "1"))
    for path, methods in write_openapi(ROUTES)["paths"].items()
    for method, operation in methods.items()
]
HARBOUR = "/case/harbour"


@pytest.fixture(scope="module")
def people(case_file: Path, tmp_path_factory: pytest.TempPathFactory) -> People:
    return people_of(case_file, tmp_path_factory.mktemp("team"))


@pytest.fixture(scope="module")
def client(people: People) -> Iterator[TestClient]:
    with serving(people) as opened:
        yield opened


@pytest.fixture(scope="module")
def wrong(people: People) -> dict[str, dict[str, str]]:
    """Return headers that must open nothing, by what is wrong with them."""
    late = bearer(people, "owner", Role.OWNER, fresh=True)
    revoked = bearer(people, "owner", Role.OWNER, fresh=True)
    newest = people.tokens("owner")
    by_start = {row.start: row.id for row in newest}
    people.revoke_token(by_start[revoked["Authorization"].split()[1][:12]])
    with people._write() as db:
        start = late["Authorization"].split()[1][:12]
        db.exec_driver_sql("UPDATE tokens SET expires_at = 1 WHERE start = ?", (start,))
    return {
        "none": {"X-Sayso": "1"},
        "expired": late,
        "revoked": revoked,
        "forged": {"Authorization": "Bearer sayso_" + "A" * 43, "X-Sayso": "1"},
        "empty": {"Authorization": "Bearer ", "X-Sayso": "1"},
        "other scheme": {"Authorization": late["Authorization"].replace("Bearer", "Basic"), "X-Sayso": "1"},
        "forged session": {"Cookie": "sayso-session=" + "A" * 43, "X-Sayso": "1"},
        "two sessions": {"Cookie": f"sayso-session={'A' * 43}; sayso-session={'B' * 43}", "X-Sayso": "1"},
    }


def ask(client: TestClient, method: str, path: str, headers: dict[str, str], base: str = HARBOUR) -> Any:
    client.cookies.clear()
    return client.request(method, base + path, headers={"Content-Type": "application/json", **headers}, content=b"{}")


def test_every_operation_says_what_it_needs_and_none_is_named_that_is_not_there() -> None:
    assert {name for name, _, _ in OPERATIONS} == LEAST.keys()
    assert [name for name, needed in LEAST.items() if needed is Open.ANYBODY] == ["tell_health"]


@pytest.mark.parametrize(("name", "method", "path"), OPERATIONS, ids=lambda one: None)
def test_nobody_gets_in_with_what_is_good_no_more(
    client: TestClient, wrong: dict[str, dict[str, str]], name: str, method: str, path: str
) -> None:
    for what, headers in wrong.items():
        found = ask(client, method, path, headers)
        assert assert_problem(found, 401)["type"] == "urn:sayso:problem:unauthorized", what
    assert ask(client, method, path, {}, "").status_code == (200 if name == "tell_health" else 401)


@pytest.mark.parametrize(("name", "method", "path"), OPERATIONS, ids=lambda one: None)
def test_a_casefile_in_which_one_has_no_role_is_not_there(
    client: TestClient, people: People, name: str, method: str, path: str
) -> None:
    headers = bearer(people, "other", Role.OWNER, "strait")
    here, nowhere = ask(client, method, path, headers), ask(client, method, path, headers, "/case/nowhere")
    assert here.status_code == nowhere.status_code == 404
    assert here.text.replace("harbour", "nowhere") == nowhere.text


@pytest.mark.parametrize(
    ("name", "method", "path"), [one for one in OPERATIONS if isinstance(LEAST[one[0]], Role)], ids=lambda one: None
)
def test_each_role_may_what_it_covers_and_no_more(
    client: TestClient, people: People, name: str, method: str, path: str
) -> None:
    needed = LEAST[name]
    assert isinstance(needed, Role)
    for role in Role:
        headers = bearer(people, "owner", role)
        found = ask(client, method, path + "?zzz=1", headers)
        if role.covers(needed):
            assert found.status_code == 400, (role, found.text)
        else:
            assert assert_problem(found, 403)["type"] == "urn:sayso:problem:forbidden", role


def test_the_documents_need_a_sign_in_too(client: TestClient, people: People) -> None:
    for path in ("/openapi.json", "/docs"):
        assert ask(client, "GET", f"/api/v1{path}", {}, "").status_code == 401
        assert ask(client, "GET", f"/api/v1{path}", bearer(people, "reader", Role.READER), "").status_code == 200


def test_an_address_that_needs_a_casefile_says_so_where_none_is_named(client: TestClient, people: People) -> None:
    headers = bearer(people, "owner", Role.OWNER)
    assert ask(client, "GET", "/api/v1/claims", headers, "").status_code == 403
    assert client.get(f"{API}/claims", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/case/../api/v1/stats",
        "/case/harbour/../strait/api/v1/stats",
        "/case/harbour%2f..%2fstrait/api/v1/stats",
        "/case//api/v1/stats",
        "/case/HARBOUR/api/v1/stats",
        "/case/harbour%00/api/v1/stats",
        "/case/harbour/api/../api/v1/stats",
        "//case/strait/api/v1/stats",
    ],
)
def test_no_spelling_of_an_address_leads_round_the_door(client: TestClient, path: str) -> None:
    client.cookies.clear()
    found = client.get(f"http://127.0.0.1:8765{path}", headers={"Accept": "application/json"})
    assert found.status_code in {303, 400, 401, 404}
    assert "documents" not in found.text
