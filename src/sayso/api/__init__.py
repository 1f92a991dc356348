"""Be the HTTP API: takes requests, asks the casefile, gives JSON in which every statement names its say-so.

Nothing comes after it but the page. `make_app` gives the ASGI application for one casefile, `make_team_app` that for a
team, and `serve` and `serve_team` run them until Ctrl-C. FastAPI is
loaded when one of them is asked for, not before.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.api.app import make_app, make_team_app
    from sayso.api.serving import serve, serve_team

__all__ = ["make_app", "make_team_app", "serve", "serve_team"]

_ROOMS = {
    "make_app": "sayso.api.app",
    "make_team_app": "sayso.api.app",
    "serve": "sayso.api.serving",
    "serve_team": "sayso.api.serving",
}


def __getattr__(name: str) -> object:
    """Load what is asked for by name."""
    if name in _ROOMS:
        from importlib import import_module

        found: object = getattr(import_module(_ROOMS[name]), name)
        return found
    raise AttributeError(f"module 'sayso.api' has no attribute {name!r}")
