"""Stream everything out, a line at a time."""

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


ROUTES: tuple[Route, ...] = (
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
