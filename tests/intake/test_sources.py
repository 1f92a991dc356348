"""Check where documents come from: files, folders, archives, mails, addresses; and that nothing bad stops the run."""

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sayso.intake import Limits, take
from sayso.intake.fetch import Network
from sayso.model import Document, Unreadable, Voice
from tests.intake.conftest import PROSE

MAIL = f"""From: Rosa Lind <rosa@gazette.example>
To: ada@union.example
Subject: The strike
Date: Thu, 04 Mar 2021 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

The company has paid the dockers, and the court has closed the case.

On Wed, 3 Mar 2021 Ada Quist wrote:
> The company has not paid us.

--
Rosa
--b
Content-Type: text/plain
Content-Disposition: attachment; filename="note.txt"

{PROSE}
--b--
"""
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/2021/03/04/strike.html\r\n"
    b"WARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2021-03-05T00:00:00Z\r\n"
    b"Content-Type: application/http; msgtype=response\r\n"
)


def documents(found: Iterator[Document | Unreadable]) -> list[str]:
    return [item.name if isinstance(item, Document) else item.code for item in found]


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a/one.md", ".git/x.txt", ".hidden.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PROSE)
    assert documents(take([tmp_path])) == ["one", "two", "c"]


def test_a_missing_path_is_reported(tmp_path: Path) -> None:
    (missing,) = take([tmp_path / "nowhere.txt"])
    assert isinstance(missing, Unreadable)
    assert (missing.code, missing.id) == ("not-found", None)


def test_the_same_bytes_have_the_same_ids(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(PROSE)
    (tmp_path / "two.txt").write_text(PROSE)
    one, two = take([tmp_path])
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.id, one.text_id) == (two.id, two.text_id)
    assert one.origins != two.origins


def test_zip_members_keep_their_name_and_bombs_are_refused(tmp_path: Path) -> None:
    data = zipped(
        **{"../../up.txt": PROSE.encode(), "bomb.txt": b"0" * 3_000_000, "in.zip": zipped(**{"a.txt": PROSE.encode()})}
    )
    (tmp_path / "all.zip").write_bytes(data)
    up, bomb, inner = take([tmp_path / "all.zip"])
    assert isinstance(up, Document)
    assert isinstance(bomb, Unreadable)
    assert isinstance(inner, Document)
    assert (up.name, up.origins[0].member, bomb.code) == ("up", "../../up.txt", "too-large")
    assert inner.origins[0].member == "in.zip!a.txt"


def test_a_zip_that_packs_nothing_is_no_pdf_though_its_first_member_is(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", b"%PDF-1.4 damaged")
        archive.writestr("b.txt", PROSE)
    damaged, text = take([tmp_path / "all.zip"])
    assert isinstance(damaged, Unreadable)
    assert isinstance(text, Document)
    assert (damaged.origin.member, text.origins[0].member) == ("a.pdf", "b.txt")


def test_zips_nested_too_deep_are_refused(tmp_path: Path) -> None:
    data = PROSE.encode()
    for _ in range(6):
        data = zipped(inner=data)
    (tmp_path / "deep.zip").write_bytes(data)
    assert documents(take([tmp_path / "deep.zip"])) == ["unsupported"]


def test_a_mail_gives_its_body_and_its_attachments(tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_text(MAIL)
    mail, note = take([tmp_path])
    assert isinstance(mail, Document)
    assert isinstance(note, Document)
    assert (mail.metadata.title, mail.metadata.authors, mail.metadata.date) == (
        "The strike",
        ("Rosa Lind",),
        "2021-03-04",
    )
    assert [s.voice for s in mail.segments][:3] == [Voice.BODY, Voice.FURNITURE, Voice.QUOTATION]
    assert (note.name, note.origins[0].member) == ("note", "note.txt")


def test_a_warc_gives_its_pages(tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Strike</h1><p>{PROSE}</p></article></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    (tmp_path / "crawl.warc").write_bytes(WARC + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n")
    (found,) = take([tmp_path])
    assert isinstance(found, Document)
    assert found.origins[0].member == "https://gazette.example/2021/03/04/strike.html"
    assert PROSE.strip() in found.text


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("space.txt", b" \n\t \n", "empty"),
        ("nul.txt", b"\0" * 500, "empty"),
        ("marks.txt", b"--- *** ---", "empty"),
        ("noise.txt", bytes(range(32)) * 50, "unsupported"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n....", "unsupported"),
        ("cut.zip", zipped(a=b"words " * 50)[:40], "broken"),
        ("cut.docx", b"not a word file", "broken"),
        ("table.pdf", b"not a page at all", "broken"),
        ("junk.pdf", b"%PDF-1.7 nothing more", "broken"),
        ("line.txt", b"word " * 600_000, "too-large"),
        ("lines.txt", b"a\n" * 400_000, "too-large"),
    ],
    # A zip holds the time of its making, which in a name would differ between the processes that collect the tests.
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = take([tmp_path])
    assert isinstance(found, Unreadable)
    assert found.code == code
    assert found.reason
    assert found.remedy


def test_a_file_over_the_limit_is_not_even_loaded(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text(PROSE)
    assert documents(take([tmp_path], limits=Limits(max_bytes=10))) == ["too-large"]


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/strike" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<html><body><h1>Strike</h1><p>{PROSE}</p></body></html>".encode())

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_address_is_fetched_when_named(site: str) -> None:
    own = Network(may_connect=lambda address: address == "127.0.0.1")
    assert documents(take([f"{site}/strike", f"{site}/gone"], network=own)) == ["strike", "not-found"]
