"""Ask an OpenID provider who somebody is: authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636).

The checks of signature and claims are joserfc's; what is asked for and believed is decided here. The provider's own
description names its other addresses, all of which must be its own scheme's: https, or http on this machine.
"""

import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

from sayso.model.errors import UsageError
from sayso.people.secret import is_same

KEPT_S = 3600
"""How long a provider's description and keys are kept; a key that is not among them is looked for sooner."""

ANEW_S = 60
TIMEOUT_S = 10.0
MOST_BYTES = 512 * 1024
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""What may sign: never `none`, never a secret that we know too."""

SKEW_S = 60
_WHERE = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Identity:
    """Hold what a provider says of a person; `email` only where the provider has verified it."""

    issuer: str
    subject: str
    name: str
    display: str
    email: str | None


@dataclass
class Provider:
    """Know one provider; threads: any number.

    `allow` are domains of verified addresses, or subjects, whose people may come without having been linked; nobody
    else may. `name` is what the sign-in page calls it. `get` and `post` fetch JSON and are httpx's unless given.
    """

    issuer: str
    client: str
    secret: str = field(default="", repr=False)
    allow: Collection[str] = ()
    name: str = "OpenID"
    clock: Callable[[], float] = time.time
    _kept: tuple[float, Mapping[str, Any], Any] | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        check_address(self.issuer)

    def address(self, back: str, state: str, nonce: str, verifier: str) -> str:
        """Return where to send a browser; raises UsageError where the provider cannot be asked."""
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": self.client,
            "redirect_uri": back,
            "scope": "openid profile email",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        place = str(self._known()[0]["authorization_endpoint"])
        return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}"

    def identify(self, code: str, back: str, nonce: str, verifier: str) -> Identity:
        """Return who a code stands for; raises UsageError, without its words, for anything that is not in order."""
        sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
        place = str(self._known()[0]["token_endpoint"])
        told = self._fetch(place, {**sent, "client_id": self.client})
        token = told.get("id_token")
        if not isinstance(token, str):
            raise UsageError("The provider gave no id token.")
        return self._read(self._check(token, nonce))

    def allows(self, identity: Identity) -> bool:
        """Tell whether somebody who has no account here may have one."""
        domain = identity.email.rpartition("@")[2].lower() if identity.email else None
        return identity.subject in self.allow or (domain is not None and domain in {one.lower() for one in self.allow})

    def _check(self, token: str, nonce: str) -> Mapping[str, Any]:
        """Return a token's claims once signature, issuer, audience, time and nonce are right."""
        from joserfc import jwt
        from joserfc.errors import JoseError

        try:
            decoded = self._decode(token)
            wanted: Any = {
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self.client},
                "exp": {"essential": True},
                "iat": {"essential": True},
                "sub": {"essential": True},
                "nonce": {"essential": True},
            }
            jwt.JWTClaimsRegistry(now=int(self.clock()), leeway=SKEW_S, **wanted).validate(decoded.claims)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise UsageError(f"The provider's token is not in order ({type(error).__name__}).") from error
        claims: Mapping[str, Any] = decoded.claims
        party = claims.get("azp", self.client)
        if not is_same(str(claims["nonce"]), nonce) or party != self.client:
            raise UsageError("The provider's token was made for another sign-in.")
        return claims

    def _decode(self, token: str) -> Any:
        """Check a token's signature; where its key is not known, the keys are fetched anew, once a minute at most."""
        from joserfc import jwt
        from joserfc.errors import JoseError

        try:
            return jwt.decode(token, self._known()[1], algorithms=list(ALGORITHMS))
        except (JoseError, ValueError):
            with self._lock:
                stale = self._kept is not None and self._kept[0] + ANEW_S <= self.clock()
                self._kept = None if stale else self._kept
            if not stale:
                raise
            return jwt.decode(token, self._known()[1], algorithms=list(ALGORITHMS))

    def _read(self, claims: Mapping[str, Any]) -> Identity:
        email = claims.get("email")
        verified = isinstance(email, str) and claims.get("email_verified") is True
        name = claims.get("preferred_username") or (email if verified else "") or ""
        display = claims.get("name") or name
        return Identity(self.issuer, str(claims["sub"])[:255], str(name), str(display), email if verified else None)

    def _known(self) -> tuple[Mapping[str, Any], Any]:
        """Return the provider's description and keys, kept for an hour."""
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        with self._lock:
            if self._kept is None or self._kept[0] + KEPT_S <= self.clock():
                found = self._fetch(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
                if found.get("issuer") != self.issuer:
                    raise UsageError("The provider calls itself by another name than the one it was asked by.")
                for name in _WHERE:
                    check_address(str(found.get(name, "")))
                keys: Any = self._fetch(str(found["jwks_uri"]))
                try:
                    self._kept = (self.clock(), found, KeySet.import_key_set(keys))
                except (JoseError, ValueError, TypeError, KeyError) as error:
                    raise UsageError("The provider's keys cannot be read.") from error
            return self._kept[1], self._kept[2]

    def _fetch(self, place: str, sent: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        """Return a JSON object; follows no redirect, waits ten seconds, takes half a megabyte."""
        import httpx2

        login = (self.client, self.secret) if sent is not None and self.secret else None
        try:
            with (
                httpx2.Client(timeout=TIMEOUT_S, follow_redirects=False, trust_env=False) as client,
                client.stream("GET" if sent is None else "POST", place, data=sent, auth=login) as answer,
            ):
                raw = b""
                for piece in answer.iter_bytes():
                    raw += piece
                    if len(raw) > MOST_BYTES:
                        raise UsageError("The provider's answer is too large.")
                found = httpx2.Response(answer.status_code, content=raw)
            told = found.json() if found.status_code == 200 else None
        except (httpx2.HTTPError, ValueError) as error:
            if isinstance(error, UsageError):
                raise
            raise UsageError(f"The provider does not answer ({type(error).__name__}).") from error
        if not isinstance(told, dict):
            raise UsageError("The provider refused.")
        return told


def check_address(address: str) -> None:
    """Raise UsageError for an address that is not https; http is taken on this machine alone, for trying out."""
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if not (parts.hostname and (parts.scheme == "https" or local)):
        raise UsageError(f"{address[:100]!r} is no address of a provider: it must be https.")
