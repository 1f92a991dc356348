"""List documents, and what could not be read."""

from fastapi import Response

from sayso.api.parameters import Parameter
from sayso.api.problems import NOT_FOUND
from sayso.api.route import Ask, Route, list_route, one_route
from sayso.casefile import Casefile
from sayso.model import Unreadable
from sayso.model.errors import NotFound
from sayso.model.shown import DocumentMarks, DocumentText
from sayso.model.view import DocumentRow

PNG = "image/png"
WIDTH = Parameter("width", "whole", least=1, most=2000, default=900)


def _draw_page(ask: Ask) -> Response:
    """Return a picture of a page; it follows from the document's bytes, which never change."""
    page = ask.path["page"]
    if not (page.isascii() and page.isdigit() and len(page) < 7):
        raise NotFound(f"There is no page {page!r}. Pages are counted from 1.")
    drawn = ask.case.page_picture(ask.path["id"], int(page), width=ask.values["width"])
    return Response(drawn, media_type=PNG, headers={"Cache-Control": "private, max-age=3600"})


ROUTES: tuple[Route, ...] = (
    list_route(
        "/documents",
        "list_documents",
        "List documents in order of name or the newest read first, with their counts",
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
    one_route(
        "/documents/{id}/marks",
        "mark_document",
        "Show a document to read: its text, its voices, and of each claim what its text is marked with",
        "documents",
        gives=DocumentMarks,
        method=Casefile.document_marks,
        bound={"id": "name_or_id"},
        problems=(NOT_FOUND,),
    ),
    Route(
        "/documents/{id}/pages/{page}.png",
        "draw_page",
        "Draw a page of a PDF, where the file is still to be had",
        "documents",
        bytes,
        _draw_page,
        (WIDTH,),
        problems=(NOT_FOUND,),
        media_type=PNG,
        cached=False,
        description="From where the document was found, in a zip or a mail too, while it has the same SHA-256.",
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
