"""Stand before the application: which host, who, from which site, how much; and the headers of every answer.

A page of another site can make a browser ask this server. It is kept out in three ways: the name it asked for must be
one of ours (against DNS rebinding), a write must come from our own origin or from a program, and must carry what a
plain form cannot send (against cross-site request forgery). No answer allows another origin to read it.
"""

from collections.abc import Iterable
from secrets import compare_digest
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.api.problems import FOREIGN, MISDIRECTED, TOO_LARGE, UNAUTHORIZED, Refused, respond_to

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = frozenset({"/api/v1/health"})
"""Addresses of the API that need no token; like the page's files they tell nothing of what the casefile holds."""

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
}


class Gate:
    """Let through what may come; every refusal has the shape of every other error.

    `hosts` are the names that the server answers to, None for any: a token then keeps others out. `token` is what a
    client must send, None for no token. `forms` are beginnings of addresses that take a plain form, which bears a
    token of its own. `secure` tells that browsers come over TLS, and shall never come without it again.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Iterable[str] | None = LOOPBACK,
        token: str | None = None,
        most_bytes: int,
        hidden: str = "",
        forms: tuple[str, ...] = (),
        secure: bool = False,
    ) -> None:
        self._app, self._token, self._most, self._hidden = app, token, most_bytes, hidden
        self._forms, self._secure = forms, secure
        self._hosts = None if hosts is None else frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_on(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _add_headers(MutableHeaders(scope=message), self._secure)
            await send(message)

        try:
            headers = Headers(scope=scope)
            self._check(scope, headers)
            await self._app(scope, self._count(receive), send_on)
        except Exception as error:
            if begun:
                raise
            await respond_to(error, _shown(scope["path"]), self._hidden)(scope, receive, send_on)

    def _check(self, scope: Scope, headers: Headers) -> None:
        """Raise Refused unless host, token, origin and size are in order."""
        host = headers.get("host", "")
        if self._hosts is not None and _name_of(host) not in self._hosts:
            raise Refused(MISDIRECTED, "This server does not answer to the host that was asked for.")
        if self._token is not None and _is_closed(scope["path"]) and not _has_token(headers, self._token):
            raise Refused(UNAUTHORIZED, "The token is missing or wrong.")
        if scope["method"] not in SAFE:
            _refuse_foreign(headers, host, form=scope["path"].startswith(self._forms or "\0"))
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > self._most:
            raise Refused(TOO_LARGE, f"The body has {length} bytes; at most {self._most} are taken.")

    def _count(self, receive: Receive) -> Receive:
        """Count what comes where no length was told, and stop at the limit."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise Refused(TOO_LARGE, f"The body has more than {self._most} bytes.")
            return message

        return counted


def _shown(path: str) -> str:
    """Return an address as logs and messages may bear it: an invitation's is a secret."""
    return "/join/…" if path.startswith("/join/") else path


def _is_closed(path: str) -> bool:
    """Tell whether an address needs the token, where there is one."""
    return path.startswith("/api") and path not in OPEN


def _name_of(host: str) -> str:
    """Return a Host header's name without its port; empty where it is no such header."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _has_token(headers: Headers, token: str) -> bool:
    kind, _, sent = headers.get("authorization", "").partition(" ")
    return kind.lower() == "bearer" and compare_digest(sent.strip().encode("latin-1"), token.encode())


def _refuse_foreign(headers: Headers, host: str, *, form: bool) -> None:
    """Raise Refused for a write that another site may have made a browser send.

    A form cannot bear a header, so its browser must say itself where it comes from, as every one of today does.
    """
    origin = headers.get("origin")
    if origin is not None and (urlsplit(origin).netloc or origin).lower() != host.lower():
        raise Refused(FOREIGN, "The request comes from another site.")
    if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        raise Refused(FOREIGN, "The request comes from another site.")
    if form:
        if origin is None and "sec-fetch-site" not in headers:
            raise Refused(FOREIGN, "The form does not say which page it comes from.", "Use a browser of today.")
        return
    sent = headers.get("content-type", "").split(";")[0].strip().lower()
    if sent != "application/json" and "x-sayso" not in headers:
        raise Refused(
            FOREIGN,
            "A write must be JSON or carry the header X-Sayso.",
            "Send the header `X-Sayso: 1`, or `Content-Type: application/json`.",
        )


def _add_headers(headers: MutableHeaders, secure: bool) -> None:
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-cache")
    if secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
