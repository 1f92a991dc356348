"""Run the application until Ctrl-C, and say where it is."""

import gc
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI

from sayso.api.app import make_app, make_team_app
from sayso.api.gate import LOOPBACK
from sayso.api.route import PREFIX
from sayso.model.errors import UsageError
from sayso.people import People
from sayso.people.provider import Provider

HOST, PORT = "127.0.0.1", 8765
SWITCH_S = 0.0005
"""After how long a thread lets another one run, a tenth of Python's own: a question is a hundred short ones to the
database, and after each of them it waits so long for a thread that computes."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Say where a server is: `address` for a browser, `token` where one is needed, `port` as it was given."""

    address: str
    docs: str
    token: str | None
    host: str
    port: int


def serve(
    case_path: str | Path,
    *,
    host: str = HOST,
    port: int = PORT,
    token: str | None = None,
    vocabulary: str | Path | None = None,
    readonly: bool = False,
    tell: Callable[[Serving], None] = lambda serving: None,
) -> None:
    """Serve a casefile until Ctrl-C; returns when every request that was begun has ended.

    On an address that other machines can reach, a token is needed: where none is given, one is made and told. `port` 0
    takes one that is free. `tell` is called once the server listens. Raises UsageError where the address cannot be
    taken, and what `make_app` raises.
    """
    local = is_loopback(host)
    token = token or (None if local else token_urlsafe(24))
    app = make_app(
        case_path,
        vocabulary=vocabulary,
        readonly=readonly,
        hosts={*LOOPBACK, host} if local else None,
        token=token,
    )
    _run(app, host, port, lambda address, taken: tell(_told(address, token, host, taken)))


def serve_team(
    team: str | Path,
    *,
    host: str = HOST,
    port: int = PORT,
    public: str | None = None,
    behind_proxy: bool = False,
    provider: Provider | None = None,
    vocabulary: str | Path | None = None,
    readonly: bool = False,
    tell: Callable[[Serving], None] = lambda serving: None,
) -> None:
    """Serve a team's casefiles until Ctrl-C; `team` is where its people's database is.

    `public` is the address by which browsers reach the server, such as https://sayso.example.org; where it is https,
    cookies are sent over TLS alone. `behind_proxy` tells that a proxy of ours says where clients are, `provider` who
    else may say who somebody is. Raises UsageError for an address that cannot be taken and for `host` beyond this
    machine without `public`, NotFound where there is no people's database.
    """
    outside = _read_public(public)
    if outside is None and not is_loopback(host):
        raise UsageError("Name the address by which browsers come: --public https://sayso.example.org.")
    people = People(team, must_exist=True)
    name, secure = outside or (host, False)
    origin = public.rstrip("/") if public else ""
    app = make_team_app(
        people,
        vocabulary=vocabulary,
        readonly=readonly,
        hosts={*LOOPBACK, host, name},
        secure=secure,
        behind_proxy=behind_proxy,
        provider=provider,
        public=origin or f"http://{host}:{port}",
    )
    _run(app, host, port, lambda address, taken: tell(_told(origin or address, None, host, taken)))


def _told(address: str, token: str | None, host: str, port: int) -> Serving:
    return Serving(address, f"{address}{PREFIX}/docs", token, host, port)


def _read_public(public: str | None) -> tuple[str, bool] | None:
    """Return the name of a public address, and whether it is one with TLS; raises UsageError."""
    if public is None:
        return None
    parts = urlsplit(public)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise UsageError(f"{public!r} is no address of a server. Give one such as https://sayso.example.org.")
    return parts.hostname, parts.scheme == "https"


def _run(app: FastAPI, host: str, port: int, tell: Callable[[str, int], None]) -> None:
    """Run an application until Ctrl-C; `tell` is called with its address and port once it listens."""
    with _take_address(host, port) as listening:
        taken = listening.getsockname()[1]
        named = f"[{host}]" if ":" in host else host
        sys.setswitchinterval(SWITCH_S)
        gc.freeze()  # what is loaded by now stays: the collector need not look at it again at every answer
        _Server(make_config(app), lambda: tell(f"http://{named}:{taken}", taken)).run([listening])


def make_config(app: FastAPI) -> uvicorn.Config:
    """Return how the application is run: quiet, and without a word on what software it is."""
    return uvicorn.Config(
        app,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        ws="none",
    )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class _Server(uvicorn.Server):
    """Tell when it listens; end on Ctrl-C without a traceback."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets=sockets)
        self._tell()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Run; Ctrl-C is how it is meant to end."""
        try:
            super().run(sockets=sockets)
        except KeyboardInterrupt:
            return


def _take_address(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address; raises UsageError, naming it and what to do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, for asyncio sets TCP_NODELAY on no other: without it each answer took 45 ms more.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(128)
    except (OSError, OverflowError) as error:
        taken.close()
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"{host} port {port} cannot be served on: {why}. Another server may run there: choose another with "
            "--port, or --port 0 for any that is free."
        ) from error
    return taken
