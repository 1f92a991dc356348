"""Send browsers to an OpenID provider and take them back."""

import logging
import re
from hashlib import blake2b
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.api import plain_page
from sayso.api.client import address_of
from sayso.api.cookies import Cookies
from sayso.api.limits import Limits
from sayso.api.signing import Signing, local
from sayso.model.errors import SaysoError, UsageError
from sayso.people import People
from sayso.people.provider import Identity, Provider
from sayso.people.secret import is_same, is_secret, make_secret
from sayso.people.sessions import Errand

BACK = "/sign-in/return"
_AGAIN = '<p><a href="/sign-in">Sign in again</a></p>'
log = logging.getLogger("sayso.api")


class Errands:
    """Answer the two addresses of signing in by a provider; `public` is this server's own address."""

    def __init__(
        self, people: People, cookies: Cookies, limits: Limits, provider: Provider, signing: Signing, public: str
    ) -> None:
        self._people, self._cookies, self._limits = people, cookies, limits
        self._provider, self._signing, self._back = provider, signing, f"{public}{BACK}"

    async def respond(self, request: Request) -> Response | None:
        """Return the answer; None for an address that is not one of these."""
        path = request.scope["path"]
        if request.method != "GET" or path not in {"/sign-in/provider", BACK}:
            return None
        return await run_in_threadpool(self._send if path != BACK else self._take, request)

    def _send(self, request: Request) -> Response:
        """Send a browser out; the state is kept here by its hash and in the browser, and must come back from both."""
        self._limits.strangers.take(address_of(request.scope, request.headers, self._signing.behind_proxy))
        state, nonce, verifier = make_secret(), make_secret(), make_secret()
        try:
            to = self._provider.address(self._back, state, nonce, verifier)
        except SaysoError as error:
            return self._refuse(error)
        self._people.send_out(state, Errand(nonce, verifier, local(request.query_params.get("next", "/"))))
        found = RedirectResponse(to, 303, {"Cache-Control": "no-store"})
        found.headers.append("Set-Cookie", self._cookies.keep_errand(state))
        return found

    def _take(self, request: Request) -> Response:
        """Let in whom the provider names, where they have an account or may have one."""
        state, code = request.query_params.get("state", ""), request.query_params.get("code", "")
        kept = self._cookies.errand(request.headers)
        try:
            if kept is None or not is_secret(state) or not is_same(kept, state):
                raise UsageError("This browser was not sent on this errand.")
            errand = self._people.take_back(state)
            if errand is None or not code:
                raise UsageError("The errand is over, or the provider refused.")
            identity = self._provider.identify(code, self._back, errand.nonce, errand.verifier)
            name = self._people.find_identity(identity.issuer, identity.subject) or self._make_account(identity)
            found = self._signing.let_in(request, name, errand.target, "provider")
        except SaysoError as error:
            return self._refuse(error)
        found.headers.append("Set-Cookie", self._cookies.drop("errand"))
        return found

    def _make_account(self, identity: Identity) -> str:
        """Return the name of a new account, without any role; raises UsageError for somebody who may not have one."""
        if not self._provider.allows(identity) or self._people.has_identity(identity.issuer, identity.subject):
            raise UsageError("This person has no account here.")
        mark = blake2b(f"{identity.issuer}\n{identity.subject}".encode(), digest_size=4).hexdigest()
        plain = re.sub(r"[^a-z0-9._-]+", "-", identity.name.partition("@")[0].lower()).strip("-._")[:30]
        wanted = [name for name in (plain, f"{plain}-{mark}", f"person-{mark}") if name and name[0].isalnum()]
        taken = {one.name for one in self._people.accounts()}
        free = next((name for name in wanted if name not in taken), wanted[-1])
        shown = identity.display[:80] or free
        return self._people.add_account(free, display=shown, identity=(identity.issuer, identity.subject)).name

    def _refuse(self, error: SaysoError) -> Response:
        """Tell one thing for every reason; the log has the reason, without what the provider sent."""
        log.warning("sign-in by provider: %s", error)
        words = f'<p class="warn" role="alert">You could not be signed in by {escape(self._provider.name)}.</p>{_AGAIN}'
        found = plain_page.show("Not signed in", words, status=403)
        found.headers.append("Set-Cookie", self._cookies.drop("errand"))
        return found
