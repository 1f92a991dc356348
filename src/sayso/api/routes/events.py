"""Tell what colleagues do while they do it: server-sent events, one stream a listener."""

from starlette.responses import StreamingResponse

from sayso.api.feed import Changed, Heard
from sayso.api.parameters import Parameter
from sayso.api.problems import BUSY, Refused
from sayso.api.route import Ask, Route
from sayso.model.errors import UsageError

STREAM = "text/event-stream"
FOR_S, MOST_S = 60, 600
"""A stream ends after a minute and is asked for again, so that who may listen no more soon hears nothing."""


def _listen(ask: Ask) -> StreamingResponse:
    if ask.context.feed.is_full:
        raise Refused(BUSY, "As many listen as this server allows.")
    seconds = int(ask.values.get("for_s", FOR_S))
    pieces = ask.context.feed.listen(_since(ask.last_event, ask.values.get("last")), seconds)
    return StreamingResponse(
        pieces, media_type=STREAM, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )


def _since(last: str, asked: int | None) -> int | None:
    """Return the number of the last ruling that a listener heard of; the header is newer than the address."""
    if not last:
        return asked
    if not last.isascii() or not last.isdigit() or len(last) > 15:
        raise UsageError("Last-Event-ID is not one that this stream gave.")
    return int(last)


ROUTES: tuple[Route, ...] = (
    Route(
        "/events",
        "listen",
        "Tell what others rule and read while they do it, as server-sent events",
        "decisions",
        Heard | Changed,
        _listen,
        (Parameter("for_s", "whole", least=0, most=MOST_S), Parameter("last", "whole", least=0)),
        media_type=STREAM,
        cached=False,
        needs_case=False,
        description="Events: `ruling` (somebody ruled), `change` (revision, documents, claims), `lost` (too much was "
        "missed: load anew). `Last-Event-ID` goes on after the last ruling that was heard of.",
    ),
)
