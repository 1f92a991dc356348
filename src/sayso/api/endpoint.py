"""Turn a row of a table of routes into an endpoint: parameters, ETag, the answer, one shape for every error."""

from collections.abc import Awaitable, Callable
from hashlib import blake2b

import orjson
from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from sayso.api.access import Visit, check
from sayso.api.context import Context
from sayso.api.parameters import Values
from sayso.api.problems import FORBIDDEN, TOO_LARGE, WRONG_TYPE, Refused, respond_to
from sayso.api.route import Ask, Route
from sayso.api.taking import take, take_object
from sayso.api.wire import JSON, respond_json
from sayso.casefile import Casefile
from sayso.model.errors import UsageError

MOST_JSON_BYTES = 1024 * 1024

type Find = Callable[[Request], tuple[Context, Visit]]


def make_endpoint(route: Route, find: Find) -> Callable[[Request], Response | Awaitable[Response]]:
    """Return the function that answers a route; it works in a thread, so that no request waits for another.

    `find` tells which casefile a request asks and who makes it. What they may is looked at before the body is taken.
    """

    def answer(request: Request) -> Response:
        return _guard(route, find, request, b"")

    async def answer_with_body(request: Request) -> Response:
        check(find(request)[1], route.name)
        return await run_in_threadpool(_guard, route, find, request, await request.body())

    return answer if route.body is None and not route.takes_bytes else answer_with_body


def _guard(route: Route, find: Find, request: Request, raw: bytes) -> Response:
    """Answer, or say in the one shape what went wrong."""
    context, visit = find(request)
    try:
        check(visit, route.name)
        return _answer(route, context, visit, request, raw)
    except Exception as error:
        return respond_to(error, request.url.path, context.hidden)


def _answer(route: Route, context: Context, visit: Visit, request: Request, raw: bytes) -> Response:
    if route.writes and context.readonly:
        raise Refused(FORBIDDEN, "This server was started with --readonly.")
    values = take(route.parameters, request.query_params.multi_items())
    if route.body is not None:
        values |= take_object(route.body, _read_json(request, raw))
    if not route.needs_case:
        return _respond(route, request, route.answer(_ask(context, visit, request, values, raw, None)), "")
    with context.pool.lend(writes=route.writes) as case:
        tag = make_tag(case, context.seed, request) if route.cached else ""
        if tag and _matches(request, tag):
            return Response(status_code=304, headers={"ETag": tag})
        return _respond(route, request, route.answer(_ask(context, visit, request, values, raw, case)), tag)


def _ask(context: Context, visit: Visit, request: Request, values: Values, raw: bytes, case: Casefile | None) -> Ask:
    gzip, base = "gzip" in request.headers.get("accept-encoding", ""), str(request.scope.get("root_path", ""))
    asked = (request.path_params, request.url.query, raw, gzip, visit, base, request.headers.get("last-event-id", ""))
    return Ask(case, context, values, *asked)  # type: ignore[arg-type]  # see Route.needs_case


def _read_json(request: Request, raw: bytes) -> object:
    """Return a body as JSON; raises UsageError, and Refused for a body that does not say that it is JSON."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != JSON:
        raise Refused(WRONG_TYPE, "The body must be sent as application/json.")
    if len(raw) > MOST_JSON_BYTES:
        raise Refused(TOO_LARGE, f"The body has {len(raw)} bytes; of JSON at most {MOST_JSON_BYTES} are taken.")
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise UsageError(f"The body is not JSON: {error}.") from error


def _respond(route: Route, request: Request, found: object, tag: str) -> Response:
    """Return what was found as JSON with its ETag, and for a page the address of the next."""
    if isinstance(found, Response):
        return found
    headers = {"ETag": tag} if tag else {}
    after = getattr(found, "next", None)
    if isinstance(after, str):
        following = request.url.include_query_params(**{route.next_name: after})
        headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    return respond_json(found, status=route.status, headers=headers)


def make_tag(case: Casefile, seed: str, request: Request) -> str:
    """Return a weak ETag: it changes with every commit to the casefile, by whatever process, and with the question."""
    asked = f"{seed}\n{case.revision}\n{request.url.path}\n{request.url.query}"
    return f'W/"{blake2b(asked.encode(), digest_size=12).hexdigest()}"'


def _matches(request: Request, tag: str) -> bool:
    """Tell whether the client has the answer already (RFC 9110, 13.1.2: weak comparison)."""
    sent = request.headers.get("if-none-match", "")
    return sent.strip() == "*" or tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in sent.split(",")}
