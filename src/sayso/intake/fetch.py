"""Fetch an address that the user named, within bounds of size and time; no other part of Sayso uses the network."""

import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from sayso.intake.limits import Limits
from sayso.model.errors import UnreadableDocument


@dataclass(frozen=True, slots=True)
class Fetched:
    """Hold an answer: its bytes, a file name made from the address, and what its header says."""

    data: bytes
    name: str
    media_type: str | None
    charset: str | None


def fetch(url: str, limits: Limits) -> Fetched:
    """Return what stands at an http(s) address; raises UnreadableDocument with code `not-found` or `too-large`."""
    if not url.startswith(("http://", "https://")):
        raise UnreadableDocument("unsupported", "only http and https addresses are fetched", "Save the page first.")
    request = urllib.request.Request(url, headers={"User-Agent": "sayso (reads one page for its user)"})  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=limits.fetch_timeout_s) as answer:  # noqa: S310
            data = answer.read(limits.max_fetch_bytes + 1)
            media_type, charset = answer.headers.get_content_type(), answer.headers.get_content_charset()
    except (OSError, ValueError, urllib.error.URLError) as error:
        reason = getattr(error, "reason", None) or error
        raise UnreadableDocument(
            "not-found", f"the address gives no page: {reason}", "Check the address and the network, or save the page."
        ) from error
    if len(data) > limits.max_fetch_bytes:
        raise UnreadableDocument(
            "too-large", f"the page has more than {limits.max_fetch_bytes:,} bytes", "Save it and read the file."
        )
    parts = urlsplit(url)
    name = PurePosixPath(unquote(parts.path).rstrip("/")).name or parts.hostname or "page"
    return Fetched(data, name, media_type, charset)
