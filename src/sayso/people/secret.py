"""Make secrets and keep what is known of them: 256 random bits each, stored as a hash."""

import re
from hashlib import sha256
from hmac import new as sign
from secrets import compare_digest, token_urlsafe

BYTES = 32
TOKEN_PREFIX = "sayso_"  # noqa: S105
SHOWN = len(TOKEN_PREFIX) + 6
"""How much of a token is kept in clear, to know it again by: 36 of 256 bits."""

_FORM = re.compile(r"(sayso_)?[A-Za-z0-9_-]{43}")


def make_secret() -> str:
    """Return a new secret that an address and a cookie can bear."""
    return token_urlsafe(BYTES)


def make_token() -> str:
    """Return a new API token; its beginning lets scanners of leaked secrets find it."""
    return TOKEN_PREFIX + make_secret()


def digest(secret: str) -> str:
    """Return what is stored of a secret."""
    return sha256(secret.encode()).hexdigest()


def is_secret(words: str) -> bool:
    """Tell whether something has the form of a secret of ours, before any database is asked for it."""
    return _FORM.fullmatch(words) is not None


def derive(secret: str, purpose: str) -> str:
    """Return another secret that follows from one, and from which that one cannot be found (HMAC-SHA-256)."""
    return sign(secret.encode(), purpose.encode(), sha256).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Compare two secrets in a time that does not tell where they differ."""
    return compare_digest(one.encode(), other.encode())
