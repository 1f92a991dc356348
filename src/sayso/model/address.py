"""Tell a casefile on a server, which has an address, from one in a file, which has a path."""

import re
from pathlib import Path

_ADDRESS = re.compile(r"postgres(?:ql)?(?:\+psycopg)?:", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=//)([^:@/?]*):[^@/?]*@")
_SECRET = re.compile(r"([?&])(?:password|sslpassword)=[^&]*&?", re.IGNORECASE)


def is_address(case: str | Path) -> bool:
    """Tell whether a casefile is named by an address, such as `postgresql:///name`."""
    return isinstance(case, str) and _ADDRESS.match(case) is not None


def locate(case: str | Path) -> str | Path:
    """Return an address as it is, anything else as a path."""
    return case if is_address(case) else Path(case)


def hide_password(address: str) -> str:
    """Return an address without its passwords, as it may be shown and logged."""
    open_to_all = _PASSWORD.sub(r"\1@", address)
    return _SECRET.sub(r"\1", open_to_all).rstrip("?&")
