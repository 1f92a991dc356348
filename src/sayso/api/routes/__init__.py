"""Gather the tables of routes, one file a topic; each row names the method of the casefile that answers it."""

from sayso.api.route import Route
from sayso.api.routes import (
    actors,
    claims,
    decisions,
    documents,
    edges,
    events,
    exports,
    hypotheses,
    people,
    questions,
    reading,
    review,
    search,
    upkeep,
    watch,
)

ROUTES: tuple[Route, ...] = (
    *documents.ROUTES,
    *claims.ROUTES,
    *actors.ROUTES,
    *edges.ROUTES,
    *search.ROUTES,
    *questions.ROUTES,
    *review.ROUTES,
    *decisions.ROUTES,
    *hypotheses.ROUTES,
    *watch.ROUTES,
    *exports.ROUTES,
    *reading.ROUTES,
    *upkeep.ROUTES,
    *people.ROUTES,
    *events.ROUTES,
)
"""Every route below `/api/v1`, in the order of the OpenAPI document."""

__all__ = ["ROUTES"]
