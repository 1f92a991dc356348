"""Stream everything out, a line at a time."""

from typing import IO, cast

from fastapi import Response

from sayso.api.parameters import hand_over, take_from
from sayso.api.route import Ask, Route
from sayso.api.streaming import Pipe, TextStream
from sayso.casefile import Casefile

LINES = "application/x-ndjson"


def _export_claims(ask: Ask) -> Response:
    """Return the claims in the interchange form, as they are read."""
    pool, values = ask.context.pool, ask.values

    def write(pipe: Pipe) -> None:
        with pool.lend_apart() as case:
            hand_over(Casefile.export, case, values | {"stream": pipe})

    return TextStream(write, media_type=LINES, gzip=ask.gzip, name="claims.jsonl")


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
        take_from(Casefile.export, but=("stream",)),
        media_type=LINES,
        needs_case=False,
        cached=False,
        description="Compressed where `Accept-Encoding` names gzip. A line is a claim of docs/cli.md, `sayso export`.",
    ),
)
