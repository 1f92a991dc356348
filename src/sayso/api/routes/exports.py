"""Stream everything out, a line at a time."""

from tempfile import SpooledTemporaryFile
from typing import IO, cast

from fastapi import Response

from sayso.api.parameters import hand_over, take_from
from sayso.api.route import Ask, Route
from sayso.api.streaming import PIECE, Pipe, TextStream
from sayso.casefile import Casefile
from sayso.model.errors import NotFound
from sayso.model.export import ExportForm

LINES = "application/x-ndjson"
SPOOLED = 8 * 2**20
"""Bytes of a binary form that are held in memory before they go to a temporary file."""


def _export_claims(ask: Ask) -> Response:
    """Return the claims in the interchange form, as they are read."""
    return _export(ask, "jsonl")


def _export_form(ask: Ask) -> Response:
    """Return the casefile, or what a filter leaves of it, in the form that the address names."""
    return _export(ask, ask.path["form"])


def _export(ask: Ask, name: str) -> Response:
    pool, values = ask.context.pool, ask.values
    form = next((one for one in ask.case.export_forms() if one.name == name), None)
    if form is None:
        known = ", ".join(one.name for one in ask.case.export_forms())
        raise NotFound(f"There is no format {name!r} to export. Known are: {known}.")
    table = values.get("table") if values.get("table") in form.tables else next(iter(form.tables), None)

    def write(pipe: Pipe) -> None:
        asked = values | {"format": name}
        with pool.lend_apart() as case:
            if not form.binary:
                hand_over(Casefile.export, case, asked | {"stream": pipe})
                return
            with SpooledTemporaryFile(max_size=SPOOLED) as whole:
                hand_over(Casefile.export, case, asked | {"stream": whole})
                whole.seek(0)
                while piece := whole.read(PIECE):
                    pipe.write_bytes(piece)

    named = f"{table or 'claims' if form.tables or name == 'jsonl' else 'casefile'}.{form.suffix}"
    return TextStream(write, media_type=form.media_type, gzip=ask.gzip, name=named)


def _list_forms(ask: Ask) -> object:
    """Return the forms."""
    return ask.case.export_forms()


def _export_decisions(ask: Ask) -> Response:
    """Return the chain of decisions, one a line, with their hashes."""
    pool = ask.context.pool

    def write(pipe: Pipe) -> None:
        with pool.lend_apart() as case:
            case.export_decisions(cast("IO[str]", pipe))

    return TextStream(write, media_type=LINES, gzip=ask.gzip, name="decisions.jsonl")


ROUTES: tuple[Route, ...] = (
    Route(
        "/export/decisions",
        "export_decisions",
        "Stream the chain of decisions with their hashes, one a line",
        "exports",
        str,
        _export_decisions,
        media_type=LINES,
        needs_case=False,
        cached=False,
        description="Compressed where `Accept-Encoding` names gzip. What `sayso decisions` takes in elsewhere.",
    ),
    Route(
        "/export/claims",
        "export_claims",
        "Stream the claims in the interchange form, one a line",
        "exports",
        str,
        _export_claims,
        take_from(Casefile.export, but=("stream", "format", "table", "tlp")),
        media_type=LINES,
        cached=False,
        description="Compressed where `Accept-Encoding` names gzip. A line is a claim of docs/cli.md, `sayso export`.",
    ),
    Route(
        "/export/forms",
        "list_export_forms",
        "List the forms in which a casefile can be written",
        "exports",
        tuple[ExportForm, ...],
        _list_forms,
        cached=False,
    ),
    Route(
        "/export/{form}",
        "export_form",
        "Stream the casefile, or what a filter leaves of it, in one of its forms",
        "exports",
        str,
        _export_form,
        take_from(Casefile.export, but=("stream", "format")),
        media_type="application/octet-stream",
        cached=False,
        description="The forms, with what each leaves out, stand in docs/exchange.md.",
    ),
)
