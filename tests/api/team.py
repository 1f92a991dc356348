"""Set up a team's server for tests: two casefiles, a person for each role, and browsers that are signed in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from sayso.api import make_team_app
from sayso.api.limits import Limiter, Limits, Rate
from sayso.people import People, Role
from tests.api.conftest import HERE
from tests.people.conftest import CHEAP, GOOD

NO_LIMIT = Rate(1e9, 1)
CASE = "/case/harbour"
API = f"{CASE}/api/v1"


def people_of(case_file: str | Path, folder: str | Path) -> People:
    """Return people: one of each role in harbour, named by it, and `other`, who owns strait alone."""
    people = People(folder, cost=CHEAP)
    for name in ("harbour", "strait"):
        people.add_case(name, str(case_file))
    for role in Role:
        people.add_account(role, display=role.title(), password=GOOD)
        people.grant(role, "harbour", role)
    people.add_account("other", password=GOOD)
    people.grant("other", "strait", Role.OWNER)
    return people


@contextmanager
def serving(people: People, **options: object) -> Iterator[TestClient]:
    """Give a client of a server over some people; the people are closed at the end. Strangers may try for ever."""
    limits = Limits()
    limits.strangers = limits.asks = Limiter(NO_LIMIT)
    app = make_team_app(people, **{"limits": limits, **options})  # type: ignore[arg-type]
    with TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


def form_of(client: TestClient, path: str) -> str:
    """Return the token of the form on a page."""
    found = re.search(r'name="form" value="([0-9a-f]+)"', client.get(path).text)
    assert found is not None, path
    return found[1]


def sign_in(client: TestClient, name: str, password: str = GOOD, **more: str) -> None:
    """Sign in as a browser does; what it keeps is in the client's cookies."""
    fields = {"form": form_of(client, "/sign-in"), "name": name, "password": password, **more}
    found = client.post("/sign-in", data=fields, headers={"Origin": HERE})
    assert found.status_code == 303, found.text


def csrf_of(client: TestClient) -> dict[str, str]:
    """Return the header that a write of the signed-in browser bears."""
    return {"X-Sayso-Csrf": client.get("/api/v1/me").json()["csrf"]}


_made: dict[tuple[int, str, Role, str], str] = {}


def bearer(people: People, name: str, role: Role, case: str = "harbour", *, fresh: bool = False) -> dict[str, str]:
    """Return the header of a token, the same for the same person and role unless a fresh one is asked for."""
    key = (id(people), name, role, case)
    if fresh or key not in _made:
        token = people.make_token(name, case, role, label="test").token
        if fresh:
            return {"Authorization": f"Bearer {token}", "X-Sayso": "1"}
        _made[key] = token
    return {"Authorization": f"Bearer {_made[key]}", "X-Sayso": "1"}
