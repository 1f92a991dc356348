"""Write the pages that work without a script: signing in, joining, choosing a casefile."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from urllib.parse import quote

from starlette.responses import HTMLResponse

from sayso.people import Asker
from sayso.people.passwords import LEAST
from sayso.people.records import Invited

STYLE = """
:root{color-scheme:light dark;--ground:#fbfbf9;--panel:#fff;--line:#d6d6d0;--text:#1c1e21;--quiet:#575c63;
--link:#1a4f8b;--warn:#7d4b00;--warn-ground:#fdf3dc}
@media(prefers-color-scheme:dark){:root{--ground:#15171a;--panel:#1c1f23;--line:#3b4047;--text:#e8e9ea;--quiet:#a9afb7;
--link:#8cbcf2;--warn:#ecc06a;--warn-ground:#33291a}}
*{box-sizing:border-box}html{font-size:15px}
body{margin:0;background:var(--ground);color:var(--text);line-height:1.45;
font-family:system-ui,"Segoe UI","Liberation Sans",sans-serif}
main{max-width:24rem;margin:12vh auto 2rem;padding:1.4rem 1.6rem;background:var(--panel);
border:1px solid var(--line);border-radius:6px}
h1{font-size:1.3rem;font-weight:600;margin:0 0 .2rem}p{margin:.5rem 0}.quiet{color:var(--quiet)}
label{display:block;margin:.7rem 0}
input{font:inherit;width:100%;padding:.4rem .5rem;color:inherit;background:var(--ground);border:1px solid var(--quiet);
border-radius:4px}
button,.button{font:inherit;display:inline-block;padding:.4rem .9rem;border:1px solid var(--quiet);border-radius:4px;
background:var(--ground);color:var(--text);cursor:pointer;text-decoration:none}
a{color:var(--link)}ul{list-style:none;padding:0;margin:.8rem 0}li{border-top:1px solid var(--line);padding:.5rem 0}
.warn{color:var(--warn);background:var(--warn-ground);padding:.4rem .6rem;border-radius:4px}
"""
_DIGEST = b64encode(sha256(STYLE.encode()).digest()).decode("ascii")
POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{_DIGEST}'",
        "img-src data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)


def show(title: str, body: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """Return a page; `body` is markup in which every value was escaped.

    Its referrer policy is a little wider than elsewhere, for under `no-referrer` a browser sends a form without its
    origin, and no form would be taken.
    """
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} · Sayso</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    )
    kept = {"Content-Security-Policy": POLICY, "Referrer-Policy": "same-origin", "Cache-Control": "no-store"}
    return HTMLResponse(page, status, {**kept, **(headers or {})})


def sign_in_form(form: str, target: str, *, trouble: str = "", name: str = "", provider: str = "") -> str:
    """Return the form for name and password, and the way to a provider where there is one."""
    rows = [_warn(trouble), _open_form("/sign-in", form, {"next": target})]
    rows.append(_field("Name", "name", value=name, autocomplete="username"))
    rows.append(_field("Password", "password", kind="password", autocomplete="current-password"))
    rows.append("<p><button>Sign in</button></p></form>")
    if provider:
        at = escape(f"/sign-in/provider?next={quote(target, safe='')}")
        rows.append(f'<p><a class="button" href="{at}">Sign in with {escape(provider)}</a></p>')
    return "".join(rows)


def join_form(path: str, form: str, invited: Invited, asker: Asker | None, *, trouble: str = "") -> str:
    """Return the form by which an invitation is taken: with the account one is signed in to, or with a new one."""
    rows = [
        _warn(trouble),
        f"<p><b>{escape(invited.invited_by)}</b> invites you to the casefile <b>{escape(invited.case)}</b> "
        f"as {escape(invited.role)}.</p>",
        _open_form(path, form, {}),
    ]
    if asker is not None:
        return "".join([*rows, f"<p><button>Join as {escape(asker.display)}</button></p></form>"])
    rows.append(_field("Name (it is written into your decisions)", "name", autocomplete="username"))
    rows.append(_field("Name to be shown", "display", autocomplete="name"))
    rows.append(_field(f"Password, at least {LEAST} letters", "password", kind="password", autocomplete="new-password"))
    rows.append("<p><button>Join</button></p></form>")
    rows.append(f'<p>You have an account? <a href="/sign-in?next={quote(path, safe="")}">Sign in</a> first.</p>')
    return "".join(rows)


def case_list(asker: Asker, form: str, cases: Iterable[tuple[str, str]]) -> str:
    """Return the casefiles that one may open, with one's role in each, and the way out."""
    items = "".join(
        f'<li><a href="/case/{escape(name)}/">{escape(name)}</a> <span class="quiet">{escape(role)}</span></li>'
        for name, role in cases
    )
    some = f"<ul>{items}</ul>" if items else "<p>You have no role in any casefile yet. An owner can give you one.</p>"
    way_out = f"{_open_form('/sign-out', form, {})}<p><button>Sign out</button></p></form>"
    return f'<p class="quiet">Signed in as {escape(asker.display)} ({escape(asker.name)})</p>{some}{way_out}'


def way_back() -> str:
    """Return what stands where there is nothing."""
    return '<p>There is no such page here, or you have no role in it.</p><p><a href="/">Your casefiles</a></p>'


def _open_form(action: str, form: str, hidden: Mapping[str, str]) -> str:
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in {"form": form, **hidden}.items()
    )
    return f'<form method="post" action="{escape(action)}">{kept}'


def _field(label: str, name: str, *, autocomplete: str, kind: str = "text", value: str = "") -> str:
    return (
        f'<label>{escape(label)}<input name="{name}" type="{kind}" value="{escape(value)}" '
        f'autocomplete="{autocomplete}" maxlength="256" required></label>'
    )


def _warn(words: str) -> str:
    return f'<p class="warn" role="alert">{escape(words)}</p>' if words else ""
