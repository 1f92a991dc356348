"""Gather the tables of routes, one file a topic; each row names the method of the casefile that answers it."""

from sayso.api.route import Route
from sayso.api.routes import actors, claims, documents, edges, exports, reading, upkeep

ROUTES: tuple[Route, ...] = (
    *documents.ROUTES,
    *claims.ROUTES,
    *actors.ROUTES,
    *edges.ROUTES,
    *exports.ROUTES,
    *reading.ROUTES,
    *upkeep.ROUTES,
)
"""Every route below `/api/v1`, in the order of the OpenAPI document."""

__all__ = ["ROUTES"]
