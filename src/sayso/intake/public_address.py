"""Tell which addresses are the public network's, and look each name up once, so that nothing changes between."""

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from sayso.model.errors import UnreadableDocument

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address
type LookUp = Callable[[str, int], Sequence[str]]

_SAVE = "If you trust it, save the page and read the file."
_PORTS = {"http": 80, "https": 443}
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_LONGEST = 8_000

_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that IANA has given out for the public
_SPECIAL = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("192.88.99.0/24"))
"""What Python before 3.12.4 takes for the public's: protocol assignments (one metadata service is there), relays."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # how a network without IPv4 reaches it (RFC 6052)


@dataclass(frozen=True, slots=True)
class Place:
    """Say where to connect to: the address that was looked at, the name that was asked for, and what to ask there."""

    scheme: str
    host: str
    port: int
    address: str
    target: str


def find_place(url: str, look_up: LookUp, is_public: Callable[[str], bool]) -> Place:
    """Return where an address leads; raises UnreadableDocument where it is no plain http(s) address of the public.

    Every address that a name has must be public: which of them is connected to is then of no matter.
    """
    parts = _split(url)
    host = (parts.hostname or "").rstrip(".")
    try:
        port = parts.port or _PORTS[parts.scheme]
        name = host if ":" in host else host.encode("idna").decode("ascii")
        found = [one for one in look_up(name, port) if one]
    except (OSError, ValueError) as error:  # UnicodeError of idna, and a port out of range, are ValueErrors
        raise UnreadableDocument(
            "not-found", f"the address gives no page: {error}", "Check the address and the network, or save the page."
        ) from error
    if not found:
        raise UnreadableDocument("not-found", f"{host} has no address", "Check the address, or save the page.")
    for one in found:
        if not is_public(one):
            raise UnreadableDocument("refused", f"{host} is an address of a private network", _SAVE)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, name, port, found[0], quote(target, safe="%/?:@!$&'()*+,;=~-._"))


def _split(url: str) -> SplitResult:
    if len(url) > _LONGEST or _UNFIT.search(url):
        raise UnreadableDocument("refused", "the address holds blanks or control characters, or is too long", _SAVE)
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise UnreadableDocument("refused", f"it is no address: {error}", _SAVE) from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise UnreadableDocument("unsupported", "only http and https addresses are fetched", "Save the page first.")
    if "@" in parts.netloc:
        raise UnreadableDocument("refused", "the address bears a user's name or password", _SAVE)
    return parts


def look_up_once(name: str, port: int) -> list[str]:
    """Return the addresses of a name, each once, in the system's order; raises OSError."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(text: str) -> bool:
    """Tell whether an IP address is one of the public network, also where one of IPv4 is hidden in one of IPv6.

    No: private, loopback, link-local (which metadata services have), multicast, shared, reserved, of documentation, and
    what cannot be read. As the registries of IANA for special-purpose addresses have it (RFC 6890).
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return all(map(_is_global, _meant(address)))


def _is_global(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and address not in _UNICAST and address not in _NAT64:
        return False
    if any(address in net for net in _SPECIAL if net.version == address.version):
        return False
    return address.is_global and not address.is_multicast


def _meant(address: Address) -> list[Address]:
    """Return an address and those of IPv4 that it stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    found: list[Address] = [address.ipv4_mapped] if address.ipv4_mapped else [address]
    if address.sixtofour:
        found.append(address.sixtofour)
    if address.teredo:
        found.extend(address.teredo)
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return found
