"""Test signing in by an OpenID provider, against a small one that runs on 127.0.0.1 for as long as a test."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from starlette.testclient import TestClient

from sayso.model.errors import UsageError
from sayso.people import People
from sayso.people.provider import Provider, check_address
from tests.api.conftest import HERE
from tests.api.team import people_of, serving


class SmallProvider(ThreadingHTTPServer):
    """Describe itself, give its keys, and tokens with what `claims` and `key` say; `lies` replaces its description."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = self.published = ECKey.generate_key("P-256", {"kid": "one", "use": "sig", "alg": "ES256"})
        self.algorithm = "ES256"
        self.claims: dict[str, Any] = {}
        self.lies: dict[str, Any] = {}
        self.asked: list[str] = []
        self.sent: dict[str, str] = {}
        self.raw_token: str | None = None

    def describe(self) -> dict[str, Any]:
        told = {name: f"{self.issuer}/{end}" for name, end in ENDS.items()}
        return {"issuer": self.issuer, **told, **self.lies}

    def make_token(self) -> str:
        if self.raw_token is not None:
            return self.raw_token
        now = int(time.time())
        usual = {"iss": self.issuer, "aud": "sayso", "sub": "17", "iat": now, "exp": now + 60}
        claims = {name: value for name, value in {**usual, **self.claims}.items() if value is not None}
        return jwt.encode({"alg": self.algorithm, "kid": self.key.kid}, claims, self.key)


ENDS = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}


class _Handler(BaseHTTPRequestHandler):
    server: SmallProvider

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        published = {"keys": [self.server.published.as_dict(private=False)]}
        self._answer(published if self.path == "/keys" else self.server.describe())

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.sent = {**dict(parse_qsl(raw)), "login": self.headers.get("Authorization", "")}
        self._answer({"id_token": self.server.make_token(), "access_token": "x", "token_type": "Bearer"})

    def _answer(self, told: dict[str, Any]) -> None:
        raw = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def small() -> Iterator[SmallProvider]:
    with SmallProvider() as running:
        Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def people(case_file: Path, tmp_path: Path) -> People:
    return people_of(case_file, tmp_path / "team")


@pytest.fixture
def client(people: People, small: SmallProvider) -> Iterator[TestClient]:
    provider = Provider(small.issuer, "sayso", "hidden", ("example.org",))
    with serving(people, provider=provider, public=HERE) as opened:
        yield opened


def go(client: TestClient, small: SmallProvider, target: str = "/case/harbour/") -> dict[str, str]:
    """Follow the way to the provider; return what it was asked."""
    found = client.get(f"/sign-in/provider?next={target}")
    assert found.status_code == 303, found.text
    asked = {name: value[0] for name, value in parse_qs(urlsplit(found.headers["location"]).query).items()}
    small.claims.setdefault("nonce", asked["nonce"])
    return asked


def come_back(client: TestClient, state: str) -> Any:
    return client.get(f"/sign-in/return?code=abc&state={state}")


def test_who_is_linked_is_let_in_and_led_to_where_they_wanted_to_go(
    client: TestClient, people: People, small: SmallProvider
) -> None:
    people.link_identity("reader", small.issuer, "17")
    assert "Sign in with OpenID" in client.get("/sign-in").text
    asked = go(client, small)
    assert (asked["redirect_uri"], asked["code_challenge_method"]) == (f"{HERE}/sign-in/return", "S256")
    assert asked["response_type"] == "code"
    found = come_back(client, asked["state"])
    assert (found.status_code, found.headers["location"]) == (303, "/case/harbour/")
    assert client.get("/api/v1/me").json()["name"] == "reader"
    assert len(small.sent["code_verifier"]) >= 43
    assert small.sent["code_verifier"] not in asked.values()
    assert small.sent["login"].startswith("Basic ")


def test_description_and_keys_are_fetched_once(client: TestClient, people: People, small: SmallProvider) -> None:
    people.link_identity("reader", small.issuer, "17")
    for _ in range(3):
        small.claims = {}
        assert come_back(client, go(client, small)["state"]).status_code == 303
    assert small.asked == ["/.well-known/openid-configuration", "/keys"]


def test_a_person_of_an_allowed_domain_gets_an_account_without_a_role(
    client: TestClient, people: People, small: SmallProvider
) -> None:
    small.claims = {"email": "Ann.Lee@Example.org", "email_verified": True, "name": "Ann Lee"}
    assert come_back(client, go(client, small)["state"]).status_code == 303
    who = client.get("/api/v1/me").json()
    assert (who["name"], who["display"], who["cases"]) == ("ann.lee", "Ann Lee", [])


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": "ann@example.org", "email_verified": False},
        {"email": "ann@example.org", "email_verified": "true"},
        {"email": "ann@example.org.evil.example", "email_verified": True},
        {"preferred_username": "reader"},
    ],
)
def test_a_person_whom_nobody_allowed_gets_no_account(
    client: TestClient, people: People, small: SmallProvider, claims: dict[str, Any]
) -> None:
    small.claims = dict(claims)
    before = people.count_accounts()
    assert come_back(client, go(client, small)["state"]).status_code == 403
    assert people.count_accounts() == before


def test_an_address_never_takes_over_an_account(client: TestClient, people: People, small: SmallProvider) -> None:
    small.claims = {"email": "owner@example.org", "email_verified": True}
    assert come_back(client, go(client, small)["state"]).status_code == 303
    who = client.get("/api/v1/me").json()
    assert who["name"] != "owner"
    assert who["cases"] == []


def test_who_is_kept_out_stays_out_and_gets_no_second_account(
    client: TestClient, people: People, small: SmallProvider
) -> None:
    people.link_identity("reader", small.issuer, "17")
    people.set_active("reader", False)
    small.claims = {"email": "reader@example.org", "email_verified": True}
    assert come_back(client, go(client, small)["state"]).status_code == 403


WRONG: dict[str, dict[str, Any]] = {
    "nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "audience": {"aud": "another"},
    "issuer": {"iss": "https://evil.example"},
    "expired": {"exp": 1_000_000_000},
    "no end": {"exp": None},
    "no subject": {"sub": None},
    "other party": {"azp": "another"},
    "from the future": {"nbf": 9_000_000_000},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_token_that_is_not_in_order_lets_nobody_in(
    client: TestClient, people: People, small: SmallProvider, what: str
) -> None:
    people.link_identity("reader", small.issuer, "17")
    asked = go(client, small)
    small.claims |= WRONG[what]
    assert come_back(client, asked["state"]).status_code == 403
    assert client.get("/api/v1/me").status_code == 401


def test_a_token_that_another_key_or_no_key_signed_lets_nobody_in(
    client: TestClient, people: People, small: SmallProvider
) -> None:
    people.link_identity("reader", small.issuer, "17")
    small.key = ECKey.generate_key("P-256", {"kid": "one"})
    assert come_back(client, go(client, small)["state"]).status_code == 403
    for header in ("eyJhbGciOiJub25lIn0", "eyJhbGciOiJIUzI1NiJ9"):
        small.raw_token = f"{header}.{small.make_token().split('.')[1]}."
        assert come_back(client, go(client, small)["state"]).status_code == 403
        small.raw_token = None


def test_a_state_is_good_once_and_in_the_browser_that_was_sent(
    client: TestClient, people: People, small: SmallProvider
) -> None:
    people.link_identity("reader", small.issuer, "17")
    asked = go(client, small)
    kept = dict(client.cookies)
    client.cookies.clear()
    assert come_back(client, asked["state"]).status_code == 403, "another browser"
    client.cookies.update(kept)
    for forged in ("", "x", "A" * 43):
        assert come_back(client, forged).status_code == 403
        client.cookies.update(kept)
    assert come_back(client, asked["state"]).status_code == 303
    client.cookies.update(kept)
    assert come_back(client, asked["state"]).status_code == 403, "a second time"


@pytest.mark.parametrize(
    "lie", [{"issuer": "https://evil.example"}, {"token_endpoint": "http://evil.example/"}, {"jwks_uri": "file:///etc"}]
)
def test_a_provider_that_describes_itself_wrongly_is_not_asked(
    client: TestClient, small: SmallProvider, lie: dict[str, str]
) -> None:
    small.lies = lie
    assert client.get("/sign-in/provider").status_code == 403


def test_a_key_that_is_new_is_fetched_but_not_more_than_once_a_minute(small: SmallProvider) -> None:
    now = [time.time()]
    provider = Provider(small.issuer, "sayso", clock=lambda: now[0])
    small.claims = {"nonce": "n"}
    provider.identify("c", HERE, "n", "v")
    small.key = ECKey.generate_key("P-256", {"kid": "two"})
    with pytest.raises(UsageError):
        provider.identify("c", HERE, "n", "v")
    assert small.asked.count("/keys") == 1
    small.published = small.key
    now[0] += 61
    small.claims["exp"] = int(now[0]) + 60
    assert provider.identify("c", HERE, "n", "v").subject == "17"
    assert small.asked.count("/keys") == 2


@pytest.mark.parametrize("address", ["http://id.example", "ftp://id.example", "https://", "//id.example", "id.example"])
def test_a_provider_must_be_reached_over_tls(address: str) -> None:
    with pytest.raises(UsageError):
        check_address(address)
