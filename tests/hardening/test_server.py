"""What a document or a client says never becomes a header, a path, a query or markup of the server's own."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import sayso
from sayso.api import make_app
from sayso.api.streaming import TextStream
from sayso.api.uploads import keep_upload, safe_name
from sayso.model.errors import UsageError
from sayso.testing import Planted, ScriptedReader

HERE = "http://127.0.0.1:8765"
INJECTION = "Robert'); DROP TABLE documents; --"
MARKUP = "<img src=x onerror=alert(1)>"
TEXT = f"""The court

Mira Holt accused {INJECTION} of fraud in March.
{MARKUP} paid Mira Holt, the court said.
"""
PLANTED = (
    Planted(f"Mira Holt accused {INJECTION} of fraud", "Mira Holt", "accuses", INJECTION),
    Planted(f"{MARKUP} paid Mira Holt", MARKUP, "accuses", "Mira Holt"),
)
WORDS = (
    "'", '"', "' OR 1=1 --", '" OR "" = "', "*", "a*b", "NEAR(a b, 2)", "a AND OR b", "NOT", "^a", "{a b}: c",
    "a:b", "(a", "a)", "-a", "+a", "%", "_", "\\", "a\x00b", "\u202e", "';DROP TABLE documents;--", "docs MATCH 'a'",
    "\ufeff", "ﬀ", "🦊", "a" * 3000, "(" * 500, '"' * 501, "🦊 " * 500,
)  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "court\u202etxt.txt").write_text(TEXT, encoding="utf-8")
    with sayso.open(folder / "case.sayso", reader=ScriptedReader(PLANTED)) as case:
        case.read(folder / "court\u202etxt.txt")
    return folder / "case.sayso"


@pytest.fixture(scope="module")
def client(file: Path) -> Iterator[TestClient]:
    with TestClient(make_app(file), base_url=HERE, raise_server_exceptions=False) as opened:
        yield opened


@pytest.mark.parametrize("words", WORDS)
def test_search_words_are_words_whatever_they_look_like(client: TestClient, words: str) -> None:
    for path in ("search", "documents", "claims", "actors"):
        name = {"search": "words", "actors": "like", "claims": "actor", "documents": "doc"}[path]
        found = client.get(f"/api/v1/{path}", params={name: words})
        assert found.status_code in (200, 400, 404), found.text
    assert client.get("/api/v1/search", params={"words": "accused"}).json()["total"] > 0


def test_a_name_that_is_a_statement_is_a_name(client: TestClient, file: Path) -> None:
    (row,) = client.get("/api/v1/actors", params={"like": "Robert"}).json()["items"]
    assert row["name"] == INJECTION
    found = client.get("/api/v1/claims", params={"actor": INJECTION}).json()["items"]
    assert len(found) == 1
    with sayso.open(file) as case:
        assert case.doctor() == []


def test_markup_of_a_document_is_sent_as_data_and_no_script_may_run(client: TestClient) -> None:
    for path in ("claims", "actors", f"actors/{MARKUP.replace('/', '%2F')}", "search?words=paid"):
        found = client.get(f"/api/v1/{path}")
        assert found.headers["content-type"].split(";")[0] in {"application/json", "application/problem+json"}
        assert found.headers["x-content-type-options"] == "nosniff"
        policy = found.headers["content-security-policy"]
        assert "unsafe-inline" not in policy.split("script-src")[-1].split(";")[0]
        assert re.search(r"(default|script)-src 'none'|(default|script)-src 'self'", policy)


@pytest.mark.parametrize(
    "table", ['x"; filename="evil.exe', "a\r\nSet-Cookie: b=1", "é", "\u202egpj.exe", "日本", "../.."]
)
def test_what_is_asked_for_is_not_the_name_of_the_file_that_is_sent(client: TestClient, table: str) -> None:
    for form in ("jsonl", "csv", "ftm"):
        found = client.get(f"/api/v1/export/{form}", params={"table": table})
        assert found.status_code == 400
        assert "set-cookie" not in found.headers


@given(st.text(max_size=40))
def test_a_files_name_in_a_header_is_plain_whatever_it_was(name: str) -> None:
    stream = TextStream(lambda pipe: None, media_type="text/csv", gzip=False, name=name)
    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9._-]*"', stream.headers["Content-Disposition"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=60),
    st.sampled_from(["../../{}", "/etc/{}", "..\\{}", "{}", "a/{}\u202etxt.exe", ".{}", "{}\x00.pdf"]),
)
def test_an_uploads_name_stays_in_its_folder_and_reads_as_it_is(tmp_path: Path, words: str, shape: str) -> None:
    try:
        kept = keep_upload(tmp_path / "case.sayso", shape.format(words), b"content")
    except UsageError:
        return
    assert kept.resolve().parent.parent == tmp_path / "case.sayso.uploads"
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x1f]", kept.name)
    assert kept.read_bytes() == b"content"


@pytest.mark.parametrize("name", ["", ".", "..", "/", "a/..", "\u202e", "\x00", "x" * 300])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        safe_name(name)


def test_a_token_is_in_no_answer_and_no_log(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret = "a-token-that-nobody-may-see"
    caplog.set_level(logging.DEBUG)
    app = make_app(file, token=secret)
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as opened:
        answers = [
            opened.get("/api/v1/claims"),
            opened.get("/api/v1/claims", headers={"Authorization": "Bearer wrong"}),
            opened.get("/api/v1/claims", headers={"Authorization": f"Bearer {secret}"}),
            opened.get("/api/v1/export/é", headers={"Authorization": f"Bearer {secret}"}),
        ]
    assert [one.status_code for one in answers] == [401, 401, 200, 404]
    assert not [one for one in answers if secret in one.text or secret in str(one.headers)]
    told = " ".join(record.getMessage() for record in caplog.records if record.name.startswith(("sayso", "uvicorn")))
    assert secret not in told
