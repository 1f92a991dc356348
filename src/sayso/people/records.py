"""Hold what is known of people as frozen records; none of them holds a password, a token or the hash of one.

Times are ISO 8601 in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sayso.people.roles import Role


class Means(StrEnum):
    """Say how somebody showed who they are."""

    SESSION = "session"
    TOKEN = "token"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Account:
    """Describe a person's account.

    `name` is written into decisions and never changes; `display` is how the person is shown. `password` tells whether
    there is one, `subject` whom an OpenID provider knows.
    """

    name: str
    display: str
    active: bool
    password: bool
    subject: str | None
    made_at: str


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """Say where a casefile of the team is; `address` is a path or a PostgreSQL address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Member:
    """Say which role a person has in a casefile, and who gave it when."""

    name: str
    display: str
    role: Role
    active: bool
    granted_by: str
    granted_at: str


@dataclass(frozen=True, slots=True)
class TokenRow:
    """Describe an API token; `start` is enough of it to know it again, and not enough to use it."""

    id: str
    label: str
    account: str
    case: str
    role: Role
    start: str
    made_at: str
    expires_at: str
    used_at: str | None
    revoked: bool


@dataclass(frozen=True, slots=True)
class NewToken:
    """Hold a token at the one moment at which it can be read."""

    token: str
    row: TokenRow


@dataclass(frozen=True, slots=True)
class Invited:
    """Say to what an invitation leads; the invitation itself is known to its link alone."""

    case: str
    role: Role
    invited_by: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Say who asks.

    `roles` are by casefile; one that is not there is one that this person has nothing to do with. `key` is the same
    for every request by the same session or token and tells neither. `csrf` is what a write from a browser must bear.
    """

    name: str
    display: str
    means: Means
    key: str
    roles: Mapping[str, Role] = field(default_factory=dict)
    csrf: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Say what was done with accounts and rights: who did what, to whom, in which casefile."""

    at: str
    by: str
    what: str
    about: str
    case: str | None
    detail: str
