"""Test what a team does at once: decisions bear who made them, both of two are kept, and others hear of them."""

import asyncio
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import sayso
from sayso.api.feed import Feed
from sayso.api.pool import CasePool
from sayso.people import People, Role
from tests.api.conftest import HERE
from tests.api.team import API, bearer, csrf_of, people_of, serving, sign_in
from tests.casefile.scenes import reader, write_texts
from tests.people.conftest import emptied


@pytest.fixture(params=["file", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Return where a casefile is that a test may write to, of each kind."""
    if request.param == "file":
        found: Path = request.getfixturevalue("own_file")
        return found
    address = str(request.getfixturevalue("emptied_address"))
    with sayso.open(address, reader=reader()) as case:
        case.read(write_texts(tmp_path / "texts"))
    return address


@pytest.fixture
def people(request: pytest.FixtureRequest, place: str | Path, tmp_path: Path) -> People:
    """Give people who are kept where the casefile is: beside it, or in the same database."""
    if isinstance(place, Path):
        return people_of(place, tmp_path / "team")
    return people_of(place, emptied(str(request.getfixturevalue("database"))))


@pytest.fixture
def client(people: People) -> Iterator[TestClient]:
    with serving(people) as opened:
        yield opened


def first_claim(client: TestClient, headers: dict[str, str]) -> str:
    found: str = client.get(f"{API}/claims?limit=1", headers=headers).json()["items"][0]["claim"]["id"]
    return found


def events(client: TestClient, headers: dict[str, str], last: str | None = None, for_s: int = 0) -> list[Any]:
    more = {} if last is None else {"Last-Event-ID": last}
    found = client.get(f"{API}/events?for_s={for_s}", headers=headers | more)
    assert found.status_code == 200, found.text
    told = [dict(line.split(": ", 1) for line in piece.splitlines()) for piece in found.text.split("\n\n") if piece]
    return [(one["event"], json.loads(one["data"]), one["id"]) for one in told if "event" in one]


def test_a_decision_bears_who_is_signed_in_whatever_the_request_says(client: TestClient) -> None:
    sign_in(client, "reviewer")
    headers = {**csrf_of(client), "Origin": HERE}
    body = {"claim": first_claim(client, {})}
    assert client.post(f"{API}/decisions/accept", json={**body, "by": "owner"}, headers=headers).status_code == 403
    ruled = client.post(f"{API}/decisions/accept", json=body, headers=headers)
    assert ruled.json()["decision"]["by"] == "reviewer"
    changed = client.post(f"{API}/decisions/correct", json={**body, "time": "2018"}, headers=headers)
    assert changed.json()["decision"]["by"] == "reviewer"


def test_a_reviewer_takes_back_their_own_alone_and_an_editor_anybody_s(client: TestClient, people: People) -> None:
    owner, reviewer, editor = (bearer(people, name, Role(name)) for name in ("owner", "reviewer", "editor"))
    claim = {"claim": first_claim(client, owner)}
    theirs = client.post(f"{API}/decisions/reject", json=claim, headers=owner).json()["decision"]["seq"]
    own = client.post(f"{API}/decisions/accept", json=claim, headers=reviewer).json()["decision"]["seq"]
    for seq, headers, status in ((theirs, reviewer, 403), (own, reviewer, 201), (theirs, editor, 201)):
        assert client.post(f"{API}/decisions/undo", json={"seq": seq}, headers=headers).status_code == status


def test_of_two_who_rule_on_one_claim_at_once_both_are_kept_and_shown(people: People, place: str | Path) -> None:
    with ExitStack() as stack:
        client = stack.enter_context(serving(people))
        others = [TestClient(client.app, base_url=HERE, follow_redirects=False) for _ in range(2)]
        verdicts = {"reviewer": "accept", "editor": "reject"}
        for other, name in zip(others, verdicts, strict=True):
            sign_in(other, name)
        claim, ready, codes = first_claim(others[0], {}), threading.Barrier(2), []

        def rule(browser: TestClient, verdict: str) -> None:
            headers = csrf_of(browser)
            ready.wait()
            for _ in range(3):
                found = browser.post(f"{API}/decisions/{verdict}", json={"claim": claim}, headers=headers)
                codes.append(found.status_code)

        threads = [threading.Thread(target=rule, args=pair) for pair in zip(others, verdicts.values(), strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert codes == [201] * 6
        shown = others[0].get(f"{API}/claims/{claim}").json()["view"]
    assert {(one["decision"]["by"], one["decision"]["kind"]) for one in shown["rulings"]} == set(verdicts.items())
    assert shown["disputed"]
    with sayso.open(place) as case:
        assert case.audit().sound
        assert case.audit().decisions == 6


def test_who_waits_to_write_keeps_nobody_from_asking_and_is_told_to_ask_again(place: str | Path) -> None:
    pool = CasePool(lambda: sayso.open(place), size=2, wait_s=0.05)

    def write() -> str:
        with pool.lend(writes=True) as case:
            return case.note(next(iter(case.claims())).claim.id, "seen", by="Ida").decision.by

    with ThreadPoolExecutor(4) as others:
        with pool.lend(writes=True):
            waiting = [others.submit(write) for _ in range(4)]
            with pool.lend() as case:
                assert case.stats().claims
            assert [str(one.exception()) for one in waiting] == [
                "Others write into the casefile. Ask again in a moment."
            ] * 4
        assert others.submit(write).result() == "Ida"
    with pool.lend() as case:
        assert case.audit().decisions == 1
    pool.close()


def test_a_listener_hears_how_things_stand_and_what_was_missed(client: TestClient, people: People) -> None:
    listener, owner = bearer(people, "reader", Role.READER), bearer(people, "owner", Role.OWNER)
    ((kind, state, last),) = events(client, listener)
    assert (kind, last) == ("change", "0")
    assert state["claims"] > 0
    claim = first_claim(client, owner)
    client.post(f"{API}/decisions/accept", json={"claim": claim}, headers=owner)
    client.post(f"{API}/decisions/note", json={"claim": claim, "why": "seen"}, headers=owner)
    heard = events(client, listener, last)
    assert [(kind, told.get("kind"), told.get("by"), name) for kind, told, name in heard] == [
        ("ruling", "accept", "owner", "1"),
        ("ruling", "note", "owner", "2"),
        ("change", None, None, "2"),
    ]
    assert heard[0][1]["claims"] == [claim]
    assert [kind for kind, _, _ in events(client, listener, "2")] == ["change"]
    asked = client.get(f"{API}/events?for_s=0&last=1", headers=listener).text
    assert asked.count("event: ruling") == 1


def test_a_listener_hears_what_another_process_writes(place: str | Path) -> None:
    def rule() -> str:
        with sayso.open(place) as case:
            return case.accept(next(iter(case.claims())).claim.id, by="elsewhere").decision.by

    async def listen() -> str:
        pool = CasePool(lambda: sayso.open(place))
        pieces = Feed(pool).listen(0, 60.0)
        await anext(pieces)
        made = asyncio.get_running_loop().run_in_executor(None, rule)
        heard = await anext(pieces)
        await made
        await pieces.aclose()
        pool.close()
        return heard.decode()

    # In a thread of its own: a test of the page may have left a running loop in this one.
    with ThreadPoolExecutor(1) as apart:
        assert '"by":"elsewhere"' in apart.submit(lambda: asyncio.run(listen())).result()


def test_a_listener_who_missed_too_much_is_told_to_load_anew(
    client: TestClient, people: People, place: str | Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = bearer(people, "reader", Role.READER)
    monkeypatch.setattr("sayso.api.feed.MOST_MISSED", 2)
    with sayso.open(place) as case:
        for _ in range(3):
            case.note(first_claim(client, listener), "seen", by="elsewhere")
    assert [kind for kind, _, _ in events(client, listener, "0")] == ["lost"]
    for wrong in ("x", "-1", "9" * 20):
        found = client.get(f"{API}/events?for_s=0", headers=listener | {"Last-Event-ID": wrong})
        assert found.status_code == 400


def test_an_owner_gives_and_takes_roles_and_stays_one(client: TestClient, people: People) -> None:
    sign_in(client, "owner")
    headers = csrf_of(client)
    found = client.post(f"{API}/people", json={"name": "other", "role": "reviewer"}, headers=headers)
    assert {one["name"]: one["role"] for one in found.json()["people"]}["other"] == "reviewer"
    assert client.delete(f"{API}/people/other", headers={**headers, "X-Sayso": "1"}).status_code == 200
    assert client.delete(f"{API}/people/owner", headers={**headers, "X-Sayso": "1"}).status_code == 400
    assert client.post(f"{API}/people", json={"name": "nobody", "role": "reader"}, headers=headers).status_code == 404
    log = client.get(f"{API}/people/log").json()["happenings"]
    assert [(one["by"], one["what"], one["about"]) for one in log[:2]] == [
        ("owner", "role taken away", "other"),
        ("owner", "role given", "other"),
    ]


def test_a_token_is_told_once_is_good_and_makes_no_other(client: TestClient, people: People) -> None:
    sign_in(client, "editor")
    headers = csrf_of(client)
    body = {"label": "nightly", "role": "editor", "days": 2}
    made = client.post(f"{API}/tokens", json=body, headers=headers).json()
    listed = client.get(f"{API}/tokens").json()["tokens"]
    assert listed == [made["row"]]
    assert made["token"] not in json.dumps(listed)
    for wrong in ({"role": "owner"}, {"days": 0}, {"days": 1000}):
        assert client.post(f"{API}/tokens", json={**body, **wrong}, headers=headers).status_code in {400, 403}
    client.cookies.clear()
    bearer = {"Authorization": f"Bearer {made['token']}", "X-Sayso": "1"}
    assert client.get(f"{API}/me", headers=bearer).json()["role"] == "editor"
    assert client.post(f"{API}/tokens", json=body, headers=bearer).status_code == 403
    sign_in(client, "editor")
    headers = {**csrf_of(client), "X-Sayso": "1"}
    assert client.delete(f"{API}/tokens/{made['row']['id']}", headers=headers).json()["tokens"][0]["revoked"]
    assert client.get(f"{API}/me", headers=bearer).status_code == 401


def test_a_password_is_changed_with_the_old_one_and_ends_all_sessions(client: TestClient) -> None:
    sign_in(client, "reader")
    headers = csrf_of(client)
    body = {"password": "not the old one", "new_password": "another good password"}
    assert client.post(f"{API}/me/password", json=body, headers=headers).status_code == 403
    body["password"] = "seven herons on a pier"
    assert client.post(f"{API}/me/password", json=body, headers=headers).status_code == 200
    assert client.get(f"{API}/me").status_code == 401
    sign_in(client, "reader", "another good password")


def test_one_casefile_of_the_team_is_read_beside_another(client: TestClient, people: People, tmp_path: Path) -> None:
    with sayso.open(tmp_path / "empty.sayso"):
        pass
    people.add_case("empty", str(tmp_path / "empty.sayso"))
    people.grant("other", "empty", Role.READER)
    sign_in(client, "other")
    counts = [client.get(f"/case/{name}/api/v1/stats").json()["claims"] for name in ("strait", "empty")]
    assert counts[0] > counts[1] == 0
    assert [one["case"] for one in client.get("/api/v1/me").json()["cases"]] == ["empty", "strait"]


def test_an_upload_is_answered_with_an_address_of_its_casefile(client: TestClient, people: People) -> None:
    editor = bearer(people, "editor", Role.EDITOR)
    found = client.post(f"{API}/read?name=../../x.txt", content=b"A text.", headers=editor)
    assert found.status_code == 202
    assert found.headers["location"].startswith(f"{API}/jobs/")
    assert client.get(found.headers["location"], headers=editor).status_code == 200
    assert client.post(f"{API}/read/paths", json={"paths": ["/etc/passwd"]}, headers=editor).status_code == 403
