"""List documents, and what could not be read."""

from sayso.api.problems import NOT_FOUND
from sayso.api.route import Route, list_route, one_route
from sayso.casefile import Casefile
from sayso.model import Unreadable
from sayso.model.shown import DocumentText
from sayso.model.view import DocumentRow

ROUTES: tuple[Route, ...] = (
    list_route(
        "/documents",
        "list_documents",
        "List documents in order of name, with their counts",
        "documents",
        gives=DocumentRow,
        method=Casefile.documents,
        key=lambda row: (row.id,),
    ),
    one_route(
        "/documents/{id}",
        "show_document",
        "Show a document with its text, its voices and its claims at their places",
        "documents",
        gives=DocumentText,
        method=Casefile.document,
        bound={"id": "name_or_id"},
        problems=(NOT_FOUND,),
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
