"""Keep passwords as Argon2id (RFC 9106) and check them, in the same time whether there is one or not."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from secrets import token_urlsafe
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from sayso.model.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST, MOST = 12, 256
"""How many letters a password has: NIST SP 800-63B asks for length and for nothing else."""

AT_ONCE = 2
"""How many are worked out at once: each takes 64 MB, and a crowd at the door must not take all."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Say what one guess costs: the second recommended option of RFC 9106, section 4."""

    rounds: int = 3
    memory_kib: int = 65536
    lanes: int = 4


class Passwords:
    """Hash and check passwords; threads: any number."""

    def __init__(self, cost: Cost | None = None) -> None:
        self._cost = cost or Cost()
        self._room = BoundedSemaphore(AT_ONCE)

    def keep(self, password: str, name: str) -> str:
        """Return what is stored; raises UsageError for one that is too short, too long, or the account's name."""
        words = _normal(password)
        if not LEAST <= len(words) <= MOST:
            raise UsageError(f"A password has {LEAST} to {MOST} letters.")
        if words.casefold() in {name.casefold() * times for times in range(1, LEAST + 1)} or len(set(words)) < 4:
            raise UsageError("This password is too easy to guess.")
        return self.seal(words)

    def seal(self, password: str) -> str:
        """Return what is stored of a password that was taken already."""
        with self._room:
            return self._hasher.hash(_normal(password))

    def check(self, kept: str | None, password: str) -> bool:
        """Tell whether a password is the one; where nothing is kept, a guess takes as long all the same."""
        from argon2.exceptions import InvalidHashError, VerificationError

        words = _normal(password[:MOST])
        with self._room:
            decoy = self._decoy  # made at the first guess, whosever it is: not at the first at nobody
            try:
                right = self._hasher.verify(kept or decoy, words)
            except (VerificationError, InvalidHashError):
                return False
        return right and kept is not None and len(password) <= MOST

    def is_old(self, kept: str) -> bool:
        """Tell whether a password was kept at another cost than today's."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        try:
            from argon2 import PasswordHasher
        except ImportError as error:
            raise UsageError("Accounts need more packages: pip install 'sayso[server]'.") from error
        return PasswordHasher(self._cost.rounds, self._cost.memory_kib, self._cost.lanes)

    @cached_property
    def _decoy(self) -> str:
        return self._hasher.hash(token_urlsafe(16))


def _normal(password: str) -> str:
    """Return a password as any keyboard would give it (NFKC, as NIST SP 800-63B advises)."""
    return unicodedata.normalize("NFKC", password)
