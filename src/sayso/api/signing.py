"""Let people in and out: sign-in, sign-out, invitations, and the list of casefiles; all work without a script."""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.api import plain_page
from sayso.api.access import Visit
from sayso.api.client import address_of
from sayso.api.cookies import Cookies
from sayso.api.limits import Limits
from sayso.api.problems import FOREIGN, TOO_LARGE, TOO_MANY, Refused
from sayso.api.visiting import VISIT
from sayso.model.errors import SaysoError
from sayso.people import People
from sayso.people.secret import derive, is_same, is_secret, make_secret

FORMS = ("/sign-in", "/sign-out", "/join/")
"""Beginnings of the addresses that take a plain form."""

MOST_FORM_BYTES = 8192
_PURPOSE = "sayso form"
_WRONG = "Name and password do not belong together."
"""The one answer to whoever does not get in, so that nobody learns which names there are."""


type Write = Callable[[str], str]


class Signing:
    """Answer the addresses that people come in and go out by; `provider` is the name of an OpenID provider."""

    def __init__(
        self, people: People, cookies: Cookies, limits: Limits, *, behind_proxy: bool = False, provider: str = ""
    ) -> None:
        self._people, self._cookies, self._limits = people, cookies, limits
        self.behind_proxy, self._provider = behind_proxy, provider

    async def respond(self, request: Request) -> Response | None:
        """Return the answer; None for an address that is not one of these."""
        fields = await _read_form(request) if request.method == "POST" else {}
        return await run_in_threadpool(self._respond, request, fields)

    def _respond(self, request: Request, fields: Mapping[str, str]) -> Response | None:
        path, posted = str(request.scope["path"]), request.method == "POST"
        if posted:
            self._check_form(request, fields)
        if path == "/sign-in":
            return (
                self._sign_in(request, fields)
                if posted
                else self._show_sign_in(request, local(request.query_params.get("next", "/")))
            )
        if path == "/sign-out" and posted:
            return self._sign_out(request)
        if path.startswith("/join/"):
            return self._join(request, path.removeprefix("/join/"), fields if posted else None)
        return None if posted else self._guard_page(request, path)

    def _guard_page(self, request: Request, path: str) -> Response | None:
        """Return what stands instead of the page for who may not see it; None where they may, and for its files."""
        visit = visit_of(request)
        if path.startswith("/assets/"):
            return None
        if visit.asker is None:
            target = f"{path}?{request.url.query}" if request.url.query else path
            return RedirectResponse(f"/sign-in?next={quote(target, safe='')}", 303, {"Cache-Control": "no-store"})
        if path == "/":
            cases = sorted((name, str(role)) for name, role in visit.asker.roles.items())
            return self._page(request, "Casefiles", lambda form: plain_page.case_list(visit.asker, form, cases))  # type: ignore[arg-type]
        if visit.role is None:
            return plain_page.show("Nothing here", plain_page.way_back(), status=404)
        root = str(request.scope["root_path"])
        return RedirectResponse(f"{root}/", 308) if path == root else None

    def _show_sign_in(
        self, request: Request, target: str, *, trouble: str = "", name: str = "", status: int = 200
    ) -> Response:
        return self._page(
            request,
            "Sign in",
            lambda form: plain_page.sign_in_form(form, target, trouble=trouble, name=name, provider=self._provider),
            status=status,
        )

    def _sign_in(self, request: Request, fields: Mapping[str, str]) -> Response:
        name, target = fields.get("name", "").strip().lower()[:100], local(fields.get("next", "/"))
        try:
            self._limits.check_sign_in(name, address_of(request.scope, request.headers, self.behind_proxy))
        except Refused as refusal:
            found = self._show_sign_in(request, target, trouble=refusal.detail, name=name, status=int(TOO_MANY.status))
            found.headers.update(refusal.headers)
            return found
        known = self._people.check_password(name, fields.get("password", ""))
        if known is None:
            return self._show_sign_in(request, target, trouble=_WRONG, name=name, status=403)
        return self.let_in(request, known, target, "password")

    def let_in(self, request: Request, name: str, target: str, how: str) -> Response:
        """Begin a session and lead to where the browser wanted to go; the session it had ends."""
        session = self._people.begin_session(name, old=self._cookies.session(request.headers), how=how)
        found = RedirectResponse(target, 303, {"Cache-Control": "no-store"})
        found.headers.append("Set-Cookie", self._cookies.keep_session(session))
        found.headers.append("Set-Cookie", self._cookies.drop("form"))
        return found

    def _sign_out(self, request: Request) -> Response:
        session = self._cookies.session(request.headers)
        if session is not None:
            self._people.end_session(session)
        headers = {"Cache-Control": "no-store", "Clear-Site-Data": '"cache", "storage"'}
        found = RedirectResponse("/sign-in", 303, headers)
        found.headers.append("Set-Cookie", self._cookies.drop("session"))
        return found

    def _join(self, request: Request, secret: str, fields: Mapping[str, str] | None) -> Response:
        """Show an invitation, or take it."""
        self._limits.strangers.take(address_of(request.scope, request.headers, self.behind_proxy))
        invited = self._people.invited(secret) if is_secret(secret) else None
        if invited is None:
            words = "<p>This invitation was used, or is out of date. Ask for another.</p>"
            return plain_page.show("No invitation", words, status=404)
        asker, path, trouble = visit_of(request).asker, str(request.scope["path"]), ""
        if fields is not None:
            try:
                if asker is not None:
                    self._people.accept(secret, asker.name)
                    return RedirectResponse(f"/case/{invited.case}/", 303)
                name, display = fields.get("name", ""), fields.get("display", "")
                made = self._people.add_account(
                    name, display=display, password=fields.get("password", ""), by=invited.invited_by
                )
                self._people.accept(secret, made.name)
                return self.let_in(request, made.name, f"/case/{invited.case}/", "invitation")
            except SaysoError as error:
                trouble = str(error)
        return self._page(
            request,
            "You are invited",
            lambda form: plain_page.join_form(path, form, invited, asker, trouble=trouble),
            status=400 if trouble else 200,
        )

    def _page(self, request: Request, title: str, write: Write, status: int = 200) -> Response:
        """Return a page with a form whose token follows from a cookie of this browser."""
        kept = self._cookies.session(request.headers) or self._cookies.form(request.headers)
        secret = kept or make_secret()
        found = plain_page.show(title, write(derive(secret, _PURPOSE)), status=status)
        if kept is None:
            found.headers.append("Set-Cookie", self._cookies.keep_form(secret))
        return found

    def _check_form(self, request: Request, fields: Mapping[str, str]) -> None:
        """Raise Refused for a form that this browser was not given."""
        kept = self._cookies.session(request.headers) or self._cookies.form(request.headers)
        if kept is None or not is_same(fields.get("form", ""), derive(kept, _PURPOSE)):
            raise Refused(FOREIGN, "The form is not one that this browser was given.", "Go back, load the page, again.")


def visit_of(request: Request) -> Visit:
    """Return who makes a request, as was found out at the door."""
    found: Visit = request.scope[VISIT]
    return found


def local(target: str) -> str:
    """Return an address of this server to go to; `/` for one that may lead elsewhere."""
    plain = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return quote(target, safe="/?&=%:,@+~;!$'()*#[]") if plain and "\\" not in target else "/"


async def _read_form(request: Request) -> dict[str, str]:
    """Return a form's fields; raises Refused for one that is too large. Of two fields by one name the last counts."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > MOST_FORM_BYTES:
            raise Refused(TOO_LARGE, f"A form has at most {MOST_FORM_BYTES} bytes.")
    try:
        return dict(parse_qsl(raw.decode("utf-8"), keep_blank_values=True, max_num_fields=20))
    except (UnicodeDecodeError, ValueError):
        return {}
