"""Read documents in the background."""

from sayso.api.route import Route

ROUTES: tuple[Route, ...] = ()
