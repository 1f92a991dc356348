"""Make the ASGI application: the pool of casefiles, the gate, a route for each row of the tables."""

from base64 import b64encode
from collections.abc import AsyncIterator, Iterable
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
from sayso.api.context import Context
from sayso.api.endpoint import make_endpoint
from sayso.api.gate import LOOPBACK, SAFE, SECURITY_HEADERS, Gate
from sayso.api.jobs import JobLine
from sayso.api.openapi import write_openapi
from sayso.api.page import STYLE, write_page
from sayso.api.pool import CasePool
from sayso.api.problems import respond_to
from sayso.api.route import PREFIX
from sayso.api.routes import ROUTES
from sayso.api.site import Site
from sayso.api.wire import respond_json
from sayso.casefile import Casefile
from sayso.model import Reader
from sayso.model.address import locate
from sayso.settings import float_setting

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
    """Return the application that answers for one casefile.

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
    seed = f"{sayso.__version__} {vocabulary} {float_setting('min_confidence')}"
    jobs = JobLine(path, reader=reader, vocabulary=None if vocabulary is None else Path(vocabulary))
    context = Context(path, pool, jobs, seed, readonly=readonly, trusted=hosts is not None)

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(jobs.close)
        await run_in_threadpool(pool.close)

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
    app.add_middleware(Gate, hosts=hosts, token=token, most_bytes=most_bytes, hidden=context.hidden)
    _add_routes(app, context)
    _add_documents(app)
    _add_site(app)

    async def refuse(request: Request, error: Exception) -> Response:
        return respond_to(error, request.url.path, context.hidden)

    app.add_exception_handler(HTTPException, refuse)
    return app


def _add_routes(app: FastAPI, context: Context) -> None:
    for route in ROUTES:
        app.add_api_route(
            PREFIX + route.path,
            make_endpoint(route, context),
            methods=[route.method],
            name=route.name,
            operation_id=route.name,
            summary=route.summary,
            tags=[route.tag],
            status_code=route.status,
            response_model=None,
        )


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


def _add_site(app: FastAPI) -> None:
    """Add the page, at every address that is not the API's."""
    site, otherwise = Site(), app.router.default

    async def show_site(scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] in SAFE and not scope["path"].startswith("/api")
        found = site.respond(Request(scope)) if asked else None
        await (found or otherwise)(scope, receive, send)

    app.router.default = show_site
