"""Find the address of a client: the connection's own, or what our own proxy says of it."""

from ipaddress import ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope


def address_of(scope: Scope, headers: Headers, behind_proxy: bool) -> str:
    """Return the address by which tries are counted; an IPv6 client counts by its network, of 64 bits.

    Only where the server was told that a proxy of ours stands before it is `X-Forwarded-For` looked at, and of that
    the last entry alone: what stands before it is what the client itself wrote.
    """
    found = str((scope.get("client") or ("unknown", 0))[0])
    if behind_proxy:
        sent = headers.getlist("x-forwarded-for")
        found = sent[-1].split(",")[-1].strip() if sent else found
    try:
        address = ip_address(found)
    except ValueError:
        return "unknown"
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)
