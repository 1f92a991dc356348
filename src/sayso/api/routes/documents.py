"""List documents, and what could not be read."""

from sayso.api.route import Route, list_route
from sayso.casefile import Casefile
from sayso.model import Unreadable
from sayso.model.view import DocumentRow

ROUTES: tuple[Route, ...] = (
    list_route(
        "/documents",
        "list_documents",
        "List documents in order of name, with their counts",
        "documents",
        gives=DocumentRow,
        method=Casefile.documents,
        key=lambda row: (row.name, row.id),
    ),
    list_route(
        "/unreadable",
        "list_unreadable",
        "List the files that could not be read, with reason and remedy",
        "documents",
        gives=Unreadable,
        method=Casefile.unreadable,
        key=lambda item: (item.origin.location, item.origin.member or ""),
    ),
)
