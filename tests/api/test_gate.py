"""Test who may ask: hosts, tokens, origins, sizes."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.api import make_app
from sayso.api.route import PREFIX
from tests.api.conftest import HERE

HEALTH, STATS = f"{PREFIX}/health", f"{PREFIX}/stats"


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "[::1]:8765", "LOCALHOST:1"])
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get(STATS, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "[", "", "@"]
)
def test_another_name_is_not_answered(client: TestClient, host: str) -> None:
    assert client.get(STATS, headers={"Host": host}).status_code == 421


def test_every_answer_bears_the_headers_that_keep_it_apart(client: TestClient) -> None:
    for path in (STATS, f"{PREFIX}/nothing", f"{PREFIX}/claims?limit=x", f"{PREFIX}/docs"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json", "Origin": "https://evil.example"},
        {"X-Sayso": "1", "Origin": "null"},
        {"X-Sayso": "1", "Sec-Fetch-Site": "cross-site"},
        {"X-Sayso": "1", "Origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_write_that_another_site_could_send_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    found = client.post(STATS, headers=headers, content=b"{}")
    assert (found.status_code, found.json()["type"]) == (403, "urn:sayso:problem:foreign")


def test_a_write_of_our_own_page_passes_the_gate(client: TestClient) -> None:
    headers = {"Content-Type": "application/json", "Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    assert client.post(STATS, headers=headers, content=b"{}").status_code == 405


def test_without_the_token_nothing_is_told_but_health(case_file: Path) -> None:
    with TestClient(make_app(case_file, hosts=None, token="mövenpick"), base_url="http://far.example") as far:
        assert far.get(HEALTH).status_code == 200
        assert far.get(STATS).status_code == far.get(f"{PREFIX}/docs").status_code == 401
        assert far.get(STATS).headers["www-authenticate"] == "Bearer"
        for wrong in ("Bearer", "Bearer other", "Basic mövenpick", "mövenpick"):
            assert far.get(STATS, headers={b"Authorization": wrong.encode()}).status_code == 401
        assert far.get(STATS, headers={b"Authorization": "Bearer mövenpick".encode()}).status_code == 200


def test_a_body_that_is_too_large_is_refused_with_and_without_its_length(case_file: Path) -> None:
    def pieces() -> object:
        yield b"x" * 60
        yield b"x" * 60

    with TestClient(make_app(case_file, most_bytes=100), base_url=HERE) as small:
        for content in (b"x" * 101, pieces()):
            found = small.post(f"{PREFIX}/read?name=a.txt", headers={"X-Sayso": "1"}, content=content)  # type: ignore[arg-type]
            assert found.status_code == 413
