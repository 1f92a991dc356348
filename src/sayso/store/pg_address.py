"""Read the address of a casefile on PostgreSQL: libpq's own form, and the schema that holds the casefile."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from sayso.model.address import hide_password
from sayso.model.errors import UsageError

DEFAULT_SCHEMA = "sayso"
_SCHEME = re.compile(r"postgres(?:ql)?(?:\+psycopg)?:(?://)?", re.IGNORECASE)
_LONGEST = 63
"""Bytes of a name that PostgreSQL keeps."""


@dataclass(frozen=True, slots=True)
class Address:
    """Hold where a casefile is: `conninfo` for the driver, the schema, and `shown`, which has no password."""

    conninfo: str
    schema: str
    shown: str


def read_address(address: str) -> Address:
    """Read `postgresql://user@host:port/database?schema=name&...`; everything but `schema` is libpq's.

    Raises UsageError for a schema's name that cannot be one.
    """
    head, _, asked = _SCHEME.sub("postgresql://", address, count=1).partition("?")
    parts = [part for part in asked.split("&") if part]
    named = [unquote(part.removeprefix("schema=")) for part in parts if part.startswith("schema=")]
    schema = named[-1] if named else DEFAULT_SCHEMA
    if not schema or schema.startswith("pg_") or "\0" in schema or len(schema.encode()) > _LONGEST:
        raise UsageError(f"{schema!r} cannot be a schema's name. Give another after schema=, such as {DEFAULT_SCHEMA}.")
    rest = "&".join(part for part in parts if not part.startswith("schema="))
    return Address(f"{head}?{rest}" if rest else head, schema, hide_password(address))
