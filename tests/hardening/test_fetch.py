"""An address that is fetched leads to the public network or nowhere, whatever it looks like on the way."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake import Limits, take
from sayso.intake.fetch import Fetched, Network, fetch
from sayso.intake.public_address import is_public
from sayso.model import Unreadable
from sayso.model.errors import UnreadableDocument

LOCAL = "127.0.0.1"
PUBLIC = "93.184.216.34"


class _Pages(BaseHTTPRequestHandler):
    """Answer by the path; keep what was asked."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 - the server's own

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.path == "/trickle":
            self._trickle()
        self.wfile.write(b"x" * (5000 if self.path == "/large" else 100))

    def _trickle(self) -> None:
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            return  # the other end has hung up, as it should

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture
def port() -> Iterator[int]:
    _Pages.asked.clear()
    server = ThreadingHTTPServer((LOCAL, 0), _Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def own(**names: str) -> Network:
    """Return a network where `public.example` is the test's own server, and other names are as given."""
    known = {"public.example": LOCAL} | {name.replace("_", "."): address for name, address in names.items()}
    return Network(lambda name, port: [known.get(name, name)], lambda address: address == LOCAL or is_public(address))


def code_of(url: str, network: Network | None = None, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableDocument) as raised:
        fetch(url, limits or Limits(), network)
    assert raised.value.reason
    assert raised.value.remedy
    return raised.value.code


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "192.0.0.192", "198.18.0.1", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:7f00:1::", "4000::1", "no address", "",
    ],
)  # fmt: skip
def test_an_address_that_is_not_the_publics_is_refused(address: str) -> None:
    assert not is_public(address)
    if address:
        network = Network(lambda name, port: [address])
        assert code_of("http://public.example/page", network) == "refused"


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_an_address_of_the_public_is_not_refused(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
     "http://127.1/", "http://[::1]/", "http://[::ffff:7f00:1]/", "https://localhost:8000/x", "http://localhost./"],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_fetched(url: str) -> None:
    try:
        socket.getaddrinfo("localhost", 80)
    except OSError:
        pytest.skip("this machine does not know its own name")
    assert code_of(url) in {"refused", "not-found"}


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "unsupported"), ("ftp://public.example/a", "unsupported"),
        ("gopher://public.example/", "unsupported"), ("http:///nowhere", "unsupported"),
        ("//public.example/", "unsupported"),
        ("http://someone:word@public.example/", "refused"), ("http://someone@public.example/", "refused"),
        ("http://public.example\\@127.0.0.1/", "refused"), ("http://public.example/a\r\nHost: other", "refused"),
        ("http://public.example/ a", "refused"), ("http://[::1/", "refused"),
        ("http://public.example:99999/", "not-found"),
        ("http://public.example/" + "a" * 9000, "refused"), ("http://" + "a" * 300 + ".example/", "not-found"),
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(url: str, code: str) -> None:
    assert code_of(url, own()) == code


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    assert code_of("http://mixed.example/", Network(lambda name, port: [PUBLIC, "10.0.0.1"])) == "refused"


def test_a_redirect_to_a_private_address_is_refused_and_never_asked(port: int) -> None:
    network = Network(lambda name, _: [LOCAL if name == "public.example" else "169.254.169.254"], lambda a: a == LOCAL)
    assert code_of(f"http://public.example:{port}/to/http://metadata.example/latest/", network) == "refused"
    assert [path for path, _ in _Pages.asked] == ["/to/http://metadata.example/latest/"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://u:p@public.example/", "gopher://public.example/"])
def test_a_redirect_to_another_scheme_or_with_a_password_is_refused(port: int, target: str) -> None:
    assert code_of(f"http://public.example:{port}/to/{target}", own()) in {"refused", "unsupported"}


def test_a_redirect_on_the_public_network_is_followed(port: int) -> None:
    found = fetch(f"http://public.example:{port}/to/http://public.example:{port}/page.html", Limits(), own())
    assert found == Fetched(b"x" * 100, "page.html", "text/html", "utf-8")


def test_redirects_without_end_end(port: int) -> None:
    hops = "/to/" * 20
    assert code_of(f"http://public.example:{port}{hops}page", own()) == "not-found"
    assert len(_Pages.asked) <= Limits().max_redirects + 1


def test_a_name_that_changes_its_mind_is_connected_where_it_was_looked_at(port: int) -> None:
    answers = iter([LOCAL, "10.0.0.1", "10.0.0.1"])
    looked: list[str] = []

    def look_up(name: str, port: int) -> list[str]:
        looked.append(name)
        return [next(answers)]

    found = fetch(f"http://public.example:{port}/page", Limits(), Network(look_up, lambda address: address == LOCAL))
    assert found.data
    assert looked == ["public.example"]
    assert _Pages.asked == [("/page", f"public.example:{port}")]


def test_a_page_that_is_too_large_or_never_ends_is_given_up(port: int) -> None:
    assert code_of(f"http://public.example:{port}/large", own(), Limits(max_fetch_bytes=1000)) == "too-large"
    assert code_of(f"http://public.example:{port}/trickle", own(), Limits(fetch_timeout_s=0.4)) == "too-slow"


def test_a_refused_address_is_an_unreadable_with_reason_and_remedy() -> None:
    (found,) = take(["http://127.0.0.1:1/secret"])
    assert isinstance(found, Unreadable)
    assert (found.code, found.origin.location) == ("refused", "http://127.0.0.1:1/secret")


@given(st.text(max_size=60))
def test_no_address_whatever_is_more_than_a_refusal(words: str) -> None:
    def look_up(name: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    for url in (words, f"http://{words}", f"https://public.example/{words}"):
        with pytest.raises(UnreadableDocument):
            fetch(url, Limits(), Network(look_up))
