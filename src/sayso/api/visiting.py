"""Stand between the gate and the routes of a team's server: which casefile is asked, by whom, with which role.

A casefile's addresses stand below `/case/NAME`. Who has no role in a casefile gets the answer for one that is not
there. What a request showed of itself is checked against the people's database each time, so that what is revoked is
good no more at once.
"""

import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.api.access import Visit, refuse_stranger
from sayso.api.client import address_of
from sayso.api.context import Context
from sayso.api.cookies import Cookies
from sayso.api.gate import OPEN, SAFE
from sayso.api.limits import Limits, too_many
from sayso.api.problems import FOREIGN, NO_ROUTE, Refused
from sayso.api.team import Team
from sayso.people import Asker
from sayso.people.records import Means
from sayso.people.secret import is_same

VISIT, CONTEXT = "sayso.visit", "sayso.context"
CSRF = "x-sayso-csrf"
_CASE = re.compile(r"(/case/([a-z0-9][a-z0-9._-]{0,39}))(/.*)?")


class Visiting:
    """Find out who asks what, and write it into the scope for the routes; `behind_proxy` as in `client`."""

    def __init__(self, app: ASGIApp, *, team: Team, cookies: Cookies, limits: Limits, behind_proxy: bool) -> None:
        self._app, self._team, self._cookies, self._limits = app, team, cookies, limits
        self._behind_proxy = behind_proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http":
            scope = await self._look(scope)
        await self._app(scope, receive, send)

    async def _look(self, scope: Scope) -> Scope:
        """Return the scope with the visit and the context; raises Refused."""
        headers = Headers(scope=scope)
        base, name, path = split_case(scope["path"])
        asker = await run_in_threadpool(self._identify, headers)
        role = None if asker is None else asker.roles.get(name)
        visit = Visit(asker, role, team=True)
        if not path.startswith("/api"):
            return {**scope, VISIT: visit, CONTEXT: self._team.lobby, "root_path": base}
        if asker is None:
            if not base and path in OPEN:
                return {**scope, VISIT: visit, CONTEXT: self._team.lobby}
            self._limits.strangers.take(address_of(scope, headers, self._behind_proxy))
            raise refuse_stranger()
        if (wait := self._limits.asks.wait(asker.key, take=True)) > 0:
            raise too_many(wait)
        if scope["method"] not in SAFE and asker.means is Means.SESSION and not _has_csrf(headers, asker):
            raise Refused(FOREIGN, "A write from a browser must bear the token of its session.", "Load the page again.")
        context = await run_in_threadpool(self._find, name, visit, scope["path"]) if base else self._team.lobby
        return {**scope, VISIT: visit, CONTEXT: context, "root_path": base}

    def _identify(self, headers: Headers) -> Asker | None:
        """Return who asks; one who sends a token is asked for it alone, whatever cookie comes along."""
        sent = headers.get("authorization")
        if sent is not None:
            kind, _, token = sent.partition(" ")
            return self._team.people.who_has_token(token.strip()) if kind.lower() == "bearer" else None
        session = self._cookies.session(headers)
        return None if session is None else self._team.people.who_has_session(session)

    def _find(self, name: str, visit: Visit, path: str) -> Context:
        """Return a casefile's context; one in which the asker has no role is not there."""
        if visit.role is None:
            raise Refused(NO_ROUTE, f"There is nothing at {path}.")
        return self._team.context(name)


def split_case(path: str) -> tuple[str, str, str]:
    """Return what stands before a casefile's addresses, its name, and the address below; the first two may be empty."""
    found = _CASE.fullmatch(path)
    return (found[1], found[2], found[3] or "") if found else ("", "", path)


def _has_csrf(headers: Headers, asker: Asker) -> bool:
    return is_same(headers.get(CSRF, ""), asker.csrf)
