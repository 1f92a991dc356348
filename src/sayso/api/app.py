"""Make the ASGI application: the pool of casefiles, the gate, a route for each row of the tables."""

from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

import sayso
from sayso import casefile
from sayso.api.access import ALONE, LEAST
from sayso.api.context import Context
from sayso.api.cookies import Cookies
from sayso.api.endpoint import Find, make_endpoint
from sayso.api.errands import Errands
from sayso.api.gate import LOOPBACK, SAFE, SECURITY_HEADERS, Gate
from sayso.api.jobs import JobLine
from sayso.api.limits import Limits
from sayso.api.openapi import write_openapi
from sayso.api.page import STYLE, write_page
from sayso.api.pool import CasePool
from sayso.api.problems import respond_to
from sayso.api.route import PREFIX
from sayso.api.routes import ROUTES
from sayso.api.signing import FORMS, Signing
from sayso.api.site import Site, path_below
from sayso.api.team import Team, make_seed
from sayso.api.visiting import CONTEXT, VISIT, Visiting
from sayso.api.wire import respond_json
from sayso.casefile import Casefile
from sayso.model import Reader
from sayso.model.address import locate
from sayso.people import People
from sayso.people.provider import Provider

MOST_BYTES = 200 * 1024 * 1024
"""How large a body may be: intake refuses larger files all the same."""

_SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""FastAPI can report on itself to elsewhere; nothing leaves this machine."""


def make_app(
    case_path: str | Path,
    *,
    vocabulary: str | Path | None = None,
    reader: str | Reader | None = None,
    readonly: bool = False,
    hosts: Iterable[str] | None = LOOPBACK,
    token: str | None = None,
    most_bytes: int = MOST_BYTES,
) -> FastAPI:
    """Return the application that answers for one casefile, without accounts.

    `vocabulary` and `reader` are as in `sayso.open`; a Reader is sent to the process that reads. `readonly` refuses
    every write. `hosts` are the names that the server answers
    to, None for any; `token` is what every client must send, None for none. `most_bytes` is how large a body may be.
    Raises NotFound where there is no casefile, NotACasefile, CasefileTooNew. The casefiles it opens are closed when
    the server ends.
    """
    path = locate(case_path)

    def open_case() -> Casefile:
        return casefile.open(path, vocabulary=vocabulary, must_exist=True)

    pool = CasePool(open_case)
    with pool.lend() as case:  # what is wrong with the casefile is said now, not to the first client
        case.predicates()  # every page asks for them, and the vocabulary takes 0.2 s to load
    jobs = JobLine(path, reader=reader, vocabulary=None if vocabulary is None else Path(vocabulary))
    seed, trusted = make_seed(vocabulary), hosts is not None
    context = Context(path, pool, jobs, seed, readonly=readonly, trusted=trusted)
    app = _assemble(lambda request: (context, ALONE), context.close, context.hidden)
    _add_site(app, None)
    app.add_middleware(Gate, hosts=hosts, token=token, most_bytes=most_bytes, hidden=context.hidden)
    return app


def make_team_app(
    people: People,
    *,
    vocabulary: str | Path | None = None,
    reader: str | Reader | None = None,
    readonly: bool = False,
    hosts: Iterable[str] = LOOPBACK,
    secure: bool = False,
    behind_proxy: bool = False,
    limits: Limits | None = None,
    provider: Provider | None = None,
    public: str = "",
    most_bytes: int = MOST_BYTES,
) -> FastAPI:
    """Return the application that answers for a team: people sign in, and each casefile stands below `/case/NAME`.

    `people` is closed when the server ends. `secure` tells that browsers reach it over TLS, `behind_proxy` that a
    proxy of ours says where clients are, `provider` who else may say who somebody is; it sends browsers back below
    `public`, the server's own address. The other arguments are those of `make_app`.
    """
    team = Team(people, vocabulary=vocabulary, reader=reader, readonly=readonly)
    limits, cookies = limits or Limits(), Cookies(secure)
    app = _assemble(lambda request: (request.scope[CONTEXT], request.scope[VISIT]), team.close, "")
    signing = Signing(people, cookies, limits, behind_proxy=behind_proxy, provider=provider.name if provider else "")
    errands = None if provider is None else Errands(people, cookies, limits, provider, signing, public)
    _add_site(app, signing, errands)
    app.add_middleware(Visiting, team=team, cookies=cookies, limits=limits, behind_proxy=behind_proxy)
    app.add_middleware(Gate, hosts=hosts, most_bytes=most_bytes, forms=FORMS, secure=secure)
    return app


def _assemble(find: Find, close: Callable[[], None], hidden: str) -> FastAPI:
    """Return the application with its routes and documents; `close` is called when the server ends."""

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(close)

    app = FastAPI(
        title="Sayso",
        version=sayso.__version__,
        lifespan=live,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        telemetry=_SILENT,
    )
    for route in ROUTES:
        LEAST[route.name]  # a route for which nobody said who may ask it does not start
        app.add_api_route(
            PREFIX + route.path,
            make_endpoint(route, find),
            methods=[route.method],
            name=route.name,
            operation_id=route.name,
            summary=route.summary,
            tags=[route.tag],
            status_code=route.status,
            response_model=None,
        )
    _add_documents(app)

    async def refuse(request: Request, error: Exception) -> Response:
        return respond_to(error, request.url.path, hidden)

    app.add_exception_handler(HTTPException, refuse)
    return app


def _add_documents(app: FastAPI) -> None:
    """Add the OpenAPI document, and the same as a page that loads nothing."""
    document = write_openapi(ROUTES)
    app.openapi = lambda: document  # type: ignore[method-assign]
    page = write_page(document)
    digest = b64encode(sha256(STYLE.encode()).digest()).decode("ascii")
    policy = f"{SECURITY_HEADERS['Content-Security-Policy']}; style-src 'sha256-{digest}'"

    def show_openapi() -> Response:
        return respond_json(document)

    def show_page() -> Response:
        return Response(page, headers={"Content-Security-Policy": policy}, media_type="text/html")

    app.add_api_route(f"{PREFIX}/openapi.json", show_openapi, methods=["GET"], include_in_schema=False)
    app.add_api_route(f"{PREFIX}/docs", show_page, methods=["GET"], include_in_schema=False)


def _add_site(app: FastAPI, signing: Signing | None, errands: Errands | None = None) -> None:
    """Add the page, at every address that is not the API's; on a team's server behind the sign-in."""
    site, otherwise = Site(), app.router.default

    async def show_site(scope: Scope, receive: Receive, send: Send) -> None:
        found: Response | None = None
        if scope["type"] == "http":
            request = Request(scope, receive)
            asked = not path_below(request).startswith("/api")
            if asked and errands is not None:
                found = await errands.respond(request)
            if asked and signing is not None and found is None:
                found = await signing.respond(request)
            if asked and found is None and scope["method"] in SAFE:
                found = site.respond(request)
        await (found or otherwise)(scope, receive, send)

    app.router.default = show_site
