"""Write and read the cookies of a team's server: no script reads them, no other site sends them with a write."""

from dataclasses import dataclass

from starlette.datastructures import Headers

from sayso.people.secret import is_secret
from sayso.people.sessions import ERRAND_S, WHOLE_S


@dataclass(frozen=True, slots=True)
class Cookies:
    """Name the cookies; `secure` is so where browsers reach the server over TLS.

    With `__Host-` a browser takes a cookie over TLS alone, for this host alone, and lets no neighbouring host put one
    in its place.
    """

    secure: bool

    def session(self, headers: Headers) -> str | None:
        """Return the session's secret that a request bears; None where there is none of that form."""
        return self._read(headers, "session")

    def form(self, headers: Headers) -> str | None:
        """Return the secret that stands for a browser that is not signed in yet."""
        return self._read(headers, "form")

    def errand(self, headers: Headers) -> str | None:
        """Return the state with which a browser was sent to a provider."""
        return self._read(headers, "errand")

    def keep_session(self, secret: str) -> str:
        """Return the header that keeps a session."""
        return self._write("session", secret, WHOLE_S)

    def keep_form(self, secret: str) -> str:
        """Return the header that keeps what a form is checked by."""
        return self._write("form", secret, WHOLE_S)

    def keep_errand(self, secret: str) -> str:
        """Return the header that ties an errand to this browser."""
        return self._write("errand", secret, ERRAND_S)

    def drop(self, what: str) -> str:
        """Return the header that takes a cookie away."""
        return self._write(what, "", 0)

    def _name(self, what: str) -> str:
        return f"__Host-sayso-{what}" if self.secure else f"sayso-{what}"

    def _write(self, what: str, value: str, seconds: int) -> str:
        secure = "; Secure" if self.secure else ""
        return f"{self._name(what)}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"

    def _read(self, headers: Headers, what: str) -> str | None:
        """Return a cookie; of two by one name none, for one of them is not ours."""
        name, found = self._name(what), []
        for part in ";".join(headers.getlist("cookie")).split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                found.append(value)
        return found[0] if len(found) == 1 and is_secret(found[0]) else None
