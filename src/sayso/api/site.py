"""Serve the built page: a handful of files, read once, the same for every address that is not the API's.

The page holds nothing of the casefile, so it needs no token; what it asks the API for does. Its policy lets it load
from this server alone, and run no script and no style that is not a file of its own.
"""

import gzip
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"
"""Files under /assets bear a hash of their content in their name."""

_NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Sayso</title>
<h1>The page has not been built</h1>
<p>This copy of Sayso was installed without its page. Run <code>make page</code> in the checkout, or install it again.
The API answers all the same: <a href="/api/v1/docs">/api/v1/docs</a>.</p></html>
"""


@dataclass(frozen=True)
class SiteFile:
    """Hold one file of the page, plain and compressed."""

    body: bytes
    kind: str
    lasting: bool

    @cached_property
    def packed(self) -> bytes:
        """Return the file compressed; the same bytes every time."""
        return gzip.compress(self.body, mtime=0)

    def respond(self, accepts: str) -> Response:
        """Return the file as a client takes it."""
        headers = {"Content-Security-Policy": POLICY, "Vary": "Accept-Encoding"}
        headers["Cache-Control"] = FOR_EVER if self.lasting else "no-cache"
        packed = "gzip" in accepts
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(self.packed if packed else self.body, media_type=self.kind, headers=headers)


class Site:
    """Hold the page's files by address; `/` is the page itself, which every address of a screen shows."""

    def __init__(self, root: Traversable | None = None) -> None:
        self._files = dict(_read_files(root or files("sayso.api").joinpath("built")))

    @property
    def is_built(self) -> bool:
        """Tell whether the page is there."""
        return "/index.html" in self._files

    def respond(self, request: Request) -> Response | None:
        """Return a file, or the page for the address of a screen; None where there is neither."""
        path = path_below(request)
        accepts = request.headers.get("accept-encoding", "")
        found = self._files.get(path)
        if found is None and (path.startswith("/assets/") or not _wants_page(request)):
            return None
        found = found or self._files.get("/index.html")
        if found is None:
            return Response(_NOT_BUILT, media_type="text/html") if path == "/" else None
        return found.respond(accepts)


def path_below(request: Request) -> str:
    """Return the address that was asked for, without the casefile before it."""
    return str(request.scope["path"]).removeprefix(str(request.scope.get("root_path", ""))) or "/"


def _wants_page(request: Request) -> bool:
    """Tell whether a person's browser asks; a program that asks for what is not there is told so."""
    return path_below(request) == "/" or "text/html" in request.headers.get("accept", "")


def _read_files(root: Traversable) -> "list[tuple[str, SiteFile]]":
    """Return the files of a built page by address; none where it has not been built."""
    if not root.is_dir():
        return []
    found = []
    for folder, prefix in ((root, "/"), (root.joinpath("assets"), "/assets/")):
        for file in sorted(folder.iterdir(), key=lambda one: one.name) if folder.is_dir() else ():
            kind = next((kind for end, kind in KINDS.items() if file.name.endswith(end)), None)
            if kind is not None:
                found.append((prefix + file.name, SiteFile(file.read_bytes(), kind, prefix != "/")))
    return found
