"""Fetch an address that the user named, from the public network alone, within bounds of size and time.

No other part of Sayso fetches documents by the network. A name is looked up once and the connection goes to the address
that was looked at, so that a name which changes its mind (DNS rebinding) gains nothing; each redirect is looked at in
the same way. Proxies of the environment are not used: they would look names up anew.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from threading import Timer
from urllib.parse import unquote, urljoin, urlsplit

from sayso.intake.limits import Limits
from sayso.intake.public_address import LookUp, Place, find_place, is_public, look_up_once
from sayso.model.errors import UnreadableDocument

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HEADERS = {"User-Agent": "sayso (reads one page for its user)", "Accept-Encoding": "identity", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """Hold an answer: its bytes, a file name made from the address, and what its header says."""

    data: bytes
    name: str
    media_type: str | None
    charset: str | None


@dataclass(frozen=True, slots=True)
class Network:
    """Say how names are looked up and which addresses may be connected to; tests have a network of their own."""

    look_up: LookUp = look_up_once
    may_connect: Callable[[str], bool] = is_public


def fetch(url: str, limits: Limits, network: Network | None = None) -> Fetched:
    """Return what stands at an http(s) address; raises UnreadableDocument.

    Its code is `refused` for an address that is not the public's, `unsupported` for another scheme, `not-found`,
    `too-large` or `too-slow`.
    """
    network, ends = network or Network(), time.monotonic() + limits.fetch_timeout_s
    try:
        for _ in range(limits.max_redirects + 1):
            found = _ask(find_place(url, network.look_up, network.may_connect), limits, ends)
            if isinstance(found, Fetched):
                return found
            url = urljoin(url, found)
    except TimeoutError as error:
        raise _too_slow(limits) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise _not_found(str(error) or type(error).__name__) from error
    raise _not_found(f"more than {limits.max_redirects} redirects")


def _ask(place: Place, limits: Limits, ends: float) -> Fetched | str:
    """Return what stands at a place, or the address that it sends on to."""
    connection = _connect(place, ends)
    cut = Timer(_left(ends), _cut, (connection.sock,))  # each piece may be in time and the whole not
    cut.start()
    try:
        connection.request("GET", place.target, headers=_HEADERS)
        with connection.getresponse() as answer:
            onward = answer.getheader("Location")
            if answer.status in _REDIRECTS and onward:
                return onward
            if answer.status != 200:
                raise _not_found(f"it answers {answer.status}")
            data = _read(answer, limits)
            _left(ends)  # what was cut off ends as what is whole does
        name = PurePosixPath(unquote(urlsplit(place.target).path).rstrip("/")).name or place.host or "page"
        return Fetched(data, name, answer.headers.get_content_type(), answer.headers.get_content_charset())
    except (OSError, http.client.HTTPException):
        _left(ends)
        raise
    finally:
        cut.cancel()
        connection.close()


def _connect(place: Place, ends: float) -> http.client.HTTPConnection:
    """Return a connection to the address that was looked at; the name is for the server and its certificate alone."""
    link = socket.create_connection((place.address, place.port), timeout=_left(ends))
    try:
        if place.scheme == "https":
            link.settimeout(_left(ends))
            link = ssl.create_default_context().wrap_socket(link, server_hostname=place.host)
        link.settimeout(_left(ends))
    except BaseException:
        link.close()
        raise
    kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    connection = kind(place.host, place.port)
    connection.sock = link
    return connection


def _read(answer: http.client.HTTPResponse, limits: Limits) -> bytes:
    data = answer.read(limits.max_fetch_bytes + 1)
    if len(data) <= limits.max_fetch_bytes:
        return data
    raise UnreadableDocument(
        "too-large", f"the page has more than {limits.max_fetch_bytes:,} bytes", "Save it and read the file."
    )


def _cut(link: socket.socket) -> None:
    with suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)


def _left(ends: float) -> float:
    """Return the seconds left; raises TimeoutError where there are none."""
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _too_slow(limits: Limits) -> UnreadableDocument:
    reason = f"the address did not answer within {limits.fetch_timeout_s:g} seconds"
    return UnreadableDocument("too-slow", reason, "Try again later, or save the page.")


def _not_found(reason: str) -> UnreadableDocument:
    return UnreadableDocument(
        "not-found", f"the address gives no page: {reason}", "Check the address and the network, or save the page."
    )
