"""Test how people come in and go out: cookies, forms, limits, and that nothing tells which names there are."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.api.client import address_of
from sayso.api.cookies import Cookies
from sayso.api.limits import Limiter, Rate
from sayso.api.problems import Refused
from sayso.api.signing import local
from sayso.people import People, Role
from tests.api.conftest import HERE
from tests.api.team import API, CASE, csrf_of, form_of, people_of, serving, sign_in
from tests.people.conftest import GOOD


@pytest.fixture
def people(case_file: Path, tmp_path: Path) -> People:
    return people_of(case_file, tmp_path / "team")


@pytest.fixture
def client(people: People) -> Iterator[TestClient]:
    with serving(people) as opened:
        yield opened


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back_to_where_they_wanted_to_go(client: TestClient) -> None:
    found = client.get(f"{CASE}/claims?predicate=funds")
    assert (found.status_code, found.headers["location"]) == (
        303,
        "/sign-in?next=%2Fcase%2Fharbour%2Fclaims%3Fpredicate%3Dfunds",
    )
    fields = {"form": form_of(client, found.headers["location"]), "name": "Reader ", "password": GOOD}
    fields["next"] = f"{CASE}/claims?predicate=funds"
    found = client.post("/sign-in", data=fields, headers={"Origin": HERE})
    assert (found.status_code, found.headers["location"]) == (303, f"{CASE}/claims?predicate=funds")
    assert client.get(f"{API}/me").json()["role"] == "reader"


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "/\\evil.example", "https://evil.example", "\\/evil", "/\r\nX: y", "/\x00", "js:1"],
)
def test_signing_in_leads_to_no_other_site_and_puts_nothing_into_headers(target: str) -> None:
    assert local(target) == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: TestClient) -> None:
    fields = {"form": form_of(client, "/sign-in"), "name": "reader", "password": GOOD}
    kept = client.post("/sign-in", data=fields, headers={"Origin": HERE}).headers["set-cookie"]
    assert re.search(r"sayso-session=[\w-]{43}; Path=/; Max-Age=\d+; HttpOnly; SameSite=Lax", kept)
    over_tls = Cookies(secure=True).keep_session("x")
    assert over_tls.startswith("__Host-sayso-session=x; Path=/;")
    assert over_tls.endswith("; Secure")
    assert "Domain" not in over_tls


def test_over_tls_the_plain_cookie_is_worth_nothing(people: People) -> None:
    session = people.begin_session("reader")
    with serving(people, secure=True) as client:
        assert client.get(f"{API}/me", headers={"Cookie": f"sayso-session={session}"}).status_code == 401
        found = client.get(f"{API}/me", headers={"Cookie": f"__Host-sayso-session={session}"})
        assert found.status_code == 200
        assert found.headers["strict-transport-security"]


def test_nobody_learns_which_names_there_are(client: TestClient) -> None:
    pages = []
    for name in ("reader", "nobody"):
        fields = {"form": form_of(client, "/sign-in"), "name": name, "password": "a wrong password"}
        found = client.post("/sign-in", data=fields, headers={"Origin": HERE})
        assert found.status_code == 403
        pages.append(re.sub(r'(name="form" value=|name="name" type="text" value=)"\w+"', "", found.text))
    assert pages[0] == pages[1]


def test_guessing_ends_after_a_few_tries_for_real_and_other_names_alike(client: TestClient) -> None:
    for name in ("reader", "nobody"):
        fields = {"form": form_of(client, "/sign-in"), "name": name, "password": "a wrong password"}
        codes = [client.post("/sign-in", data=fields, headers={"Origin": HERE}).status_code for _ in range(9)]
        assert codes == [403] * 8 + [429]
    fields["password"], fields["name"] = GOOD, "reader"
    found = client.post("/sign-in", data=fields, headers={"Origin": HERE})
    assert found.status_code == 429, "the right password is not tried either"
    assert int(found.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/join/x"])
def test_a_form_of_another_site_is_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    fields = {"form": form_of(client, "/sign-in"), "name": "reader", "password": GOOD}
    assert client.post(path, data=fields, headers=headers).status_code == 403


def test_a_form_that_another_browser_was_given_is_refused(client: TestClient) -> None:
    form = form_of(client, "/sign-in")
    client.cookies.clear()
    client.get("/sign-in")
    for forged in (form, "", "x"):
        fields = {"form": forged, "name": "reader", "password": GOOD}
        assert client.post("/sign-in", data=fields, headers={"Origin": HERE}).status_code == 403


def test_a_write_of_a_signed_in_browser_needs_its_own_token(client: TestClient, people: People) -> None:
    sign_in(client, "owner")
    body, path = {"role": "reader"}, f"{API}/people/invite"
    good = csrf_of(client)
    sign_in(client, "owner")  # a new session has a new token
    for headers in ({}, {"X-Sayso-Csrf": "x"}, good):
        found = client.post(path, json=body, headers={"Origin": HERE, **headers})
        assert (found.status_code, found.json()["type"]) == (403, "urn:sayso:problem:foreign")
    assert (
        client.post(path, json=body, headers={"Origin": "https://evil.example", **csrf_of(client)}).status_code == 403
    )
    assert client.post(path, json=body, headers={"Origin": HERE, **csrf_of(client)}).status_code == 201


def test_signing_in_ends_a_session_that_somebody_put_there(client: TestClient, people: People) -> None:
    planted = people.begin_session("other")
    client.cookies.set("sayso-session", planted)
    sign_in(client, "reader")
    assert people.who_has_session(planted) is None


def test_signing_out_ends_the_session_and_clears_the_browser(client: TestClient, people: People) -> None:
    sign_in(client, "reader")
    session = str(client.cookies.get("sayso-session"))
    found = client.post("/sign-out", data={"form": form_of(client, "/")}, headers={"Origin": HERE})
    assert found.headers["clear-site-data"] == '"cache", "storage"'
    assert people.who_has_session(session) is None
    assert client.get(f"{API}/me").status_code == 401


def test_the_start_lists_the_casefiles_that_one_may_open_and_no_other(client: TestClient) -> None:
    sign_in(client, "reader")
    page = client.get("/").text
    assert "/case/harbour/" in page
    assert "strait" not in page
    for path in ("/case/strait/", "/case/nowhere/", "/elsewhere"):
        assert client.get(path, headers={"Accept": "text/html"}).status_code == 404
    assert client.get(CASE).headers["location"] == f"{CASE}/"


def test_an_invitation_makes_an_account_with_its_role_once(client: TestClient, people: People) -> None:
    path = f"/join/{people.invite('harbour', Role.EDITOR, by='owner')}"
    fields = {"form": form_of(client, path), "name": "ann", "display": "Ann <b>", "password": "short"}
    refused = client.post(path, data=fields, headers={"Origin": HERE})
    assert (refused.status_code, "12 to 256" in refused.text) == (400, True)
    found = client.post(path, data={**fields, "password": GOOD}, headers={"Origin": HERE})
    assert (found.status_code, found.headers["location"]) == (303, "/case/harbour/")
    who = client.get(f"{API}/me").json()
    assert (who["name"], who["display"], who["role"]) == ("ann", "Ann <b>", "editor")
    assert "Ann &lt;b&gt;" in client.get("/").text
    assert client.get(path).status_code == client.get("/join/x").status_code == 404


def test_an_invitation_gives_a_signed_in_person_the_role(client: TestClient, people: People) -> None:
    sign_in(client, "other")
    path = f"/join/{people.invite('harbour', Role.READER)}"
    found = client.post(path, data={"form": form_of(client, path)}, headers={"Origin": HERE})
    assert found.status_code == 303
    assert client.get(f"{API}/stats").status_code == 200


def test_the_plain_pages_have_no_script_and_a_policy_that_allows_none(client: TestClient) -> None:
    found = client.get("/sign-in?next=%22%3E%3Cscript%3E1%3C/script%3E")
    assert "<script" not in found.text
    assert "script" not in found.headers["content-security-policy"]
    assert "default-src 'none'" in found.headers["content-security-policy"]
    assert found.headers["x-frame-options"] == "DENY"
    assert found.headers["cache-control"] == "no-store"


def test_another_host_is_not_answered_even_with_a_session(client: TestClient) -> None:
    sign_in(client, "reader")
    assert client.get(f"{API}/me", headers={"Host": "evil.example"}).status_code == 421


def test_no_secret_reaches_a_log(client: TestClient, people: People, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sign_in(client, "owner")
    body = {"label": "x", "role": "reader"}
    made = client.post(f"{API}/tokens", json=body, headers=csrf_of(client)).json()["token"]
    client.get(f"{API}/me", headers={"Authorization": f"Bearer {made}x"})
    secrets = [GOOD, made, str(client.cookies.get("sayso-session")), csrf_of(client)["X-Sayso-Csrf"]]
    with people._write() as db:
        db.exec_driver_sql("DROP TABLE sessions")
    assert client.get(f"{API}/me").status_code == 500
    client.cookies.clear()
    invitation = people.invite("harbour", Role.READER)
    with people._write() as db:
        db.exec_driver_sql("DROP TABLE invitations")
    assert client.get(f"/join/{invitation}").status_code == 500
    fields = {"form": form_of(client, "/sign-in"), "name": "owner", "password": GOOD}
    client.post("/sign-in", data=fields, headers={"Origin": HERE})
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("sayso"))
    assert "people's database" in ours
    assert [one for one in secrets if one in caplog.text] == []
    assert invitation not in ours, "an invitation's address is logged by nobody but the client"


def test_a_proxy_is_believed_only_where_it_is_ours_and_only_its_own_word() -> None:
    from starlette.datastructures import Headers

    scope = {"client": ("10.0.0.9", 1)}
    sent = Headers({"X-Forwarded-For": "1.2.3.4, 5.6.7.8"})
    assert address_of(scope, sent, False) == "10.0.0.9"
    assert address_of(scope, sent, True) == "5.6.7.8"
    assert address_of(scope, Headers({"X-Forwarded-For": "'; DROP"}), True) == "unknown"
    one, other = (Headers({"X-Forwarded-For": f"2001:db8:1:2::{end}"}) for end in ("1", "ffff"))
    assert address_of(scope, one, True) == address_of(scope, other, True)


def test_a_limit_fills_up_again_and_remembers_no_more_keys_than_told() -> None:
    now = [0.0]
    limiter = Limiter(Rate(2, 10), most=3, clock=lambda: now[0])
    limiter.take("a")
    limiter.take("a")
    with pytest.raises(Refused):
        limiter.take("a")
    now[0] = 10
    limiter.take("a")
    for number in range(1000):
        limiter.take(str(number))
    assert len(limiter._buckets) == 3
