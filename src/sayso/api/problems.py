"""Give every error one shape on the wire: problem details (RFC 9457) with a remedy.

No traceback and no path of the server's disk reaches a client: what is not foreseen is logged and told as `internal`.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import orjson
from fastapi import Response
from starlette.exceptions import HTTPException

from sayso.model.errors import (
    CasefileBusy,
    CasefileTooNew,
    ExchangeError,
    GroundingError,
    NotACasefile,
    NotFound,
    ReaderError,
    SaysoError,
    StoreError,
    UnreadableDocument,
    UsageError,
    VocabularyError,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 2

log = logging.getLogger("sayso.api")


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one error as it goes to the client.

    `type` is a URN that stays the same and may be compared; `title` says the kind in words, `detail` what failed here,
    `remedy` what to do. `instance` is the path that was asked.
    """

    type: str
    title: str
    status: int
    detail: str
    remedy: str
    instance: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Name a kind of problem."""

    name: str
    status: HTTPStatus
    title: str
    remedy: str

    @property
    def urn(self) -> str:
        """Return the type as it goes to the client."""
        return f"urn:sayso:problem:{self.name}"


BAD_REQUEST = Kind(
    "bad-request", HTTPStatus.BAD_REQUEST, "The question makes no sense", "Mend the parameter that the detail names."
)
NOT_FOUND = Kind("not-found", HTTPStatus.NOT_FOUND, "No such record", "List what is there, or search for it by words.")
NO_ROUTE = Kind("no-route", HTTPStatus.NOT_FOUND, "No such address", "See /api/v1/docs for the addresses.")
NO_METHOD = Kind("no-method", HTTPStatus.METHOD_NOT_ALLOWED, "No such method here", "Use a method that Allow names.")
BUSY = Kind(
    "busy",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "The casefile is busy",
    "Ask again after as many seconds as Retry-After says.",
)
UNREADABLE = Kind(
    "unreadable", HTTPStatus.UNPROCESSABLE_ENTITY, "A document cannot be read", "Give it in another form."
)
REFUSED_LINE = Kind(
    "refused", HTTPStatus.UNPROCESSABLE_ENTITY, "What was sent is refused", "Mend what the detail names."
)
UNAUTHORIZED = Kind(
    "unauthorized", HTTPStatus.UNAUTHORIZED, "A token is needed", "Send `Authorization: Bearer` and the server's token."
)
FORBIDDEN = Kind("forbidden", HTTPStatus.FORBIDDEN, "Not allowed", "See `sayso serve --help` for what may be allowed.")
FOREIGN = Kind(
    "foreign", HTTPStatus.FORBIDDEN, "Another site may not ask", "Ask from this server's own page or from a program."
)
MISDIRECTED = Kind(
    "misdirected", HTTPStatus.MISDIRECTED_REQUEST, "No such host here", "Use the address that `sayso serve` printed."
)
TOO_LARGE = Kind(
    "too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Too much was sent", "Send less, or read it with `sayso read`."
)
TOO_MANY = Kind(
    "too-many", HTTPStatus.TOO_MANY_REQUESTS, "Asked too often", "Wait as many seconds as Retry-After says."
)
WRONG_TYPE = Kind(
    "wrong-type", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Not the type that is asked for", "Send `application/json`."
)
UNUSABLE = Kind(
    "unusable",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "The casefile cannot be used",
    "Run `sayso doctor` on the machine that holds it.",
)
NOT_SET_UP = Kind(
    "not-set-up",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "The server is not set up for this",
    "Mend the vocabulary or the reader on the machine that serves.",
)
NOT_YET = Kind("not-offered", HTTPStatus.NOT_IMPLEMENTED, "Not offered here", "Use the command line for it.")
INTERNAL = Kind(
    "internal",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "Something went wrong inside",
    "Report it with the address that was asked; the server's log has the cause.",
)

KINDS = (
    *(BAD_REQUEST, NOT_FOUND, NO_ROUTE, NO_METHOD, BUSY, UNREADABLE, REFUSED_LINE, UNAUTHORIZED, FORBIDDEN, FOREIGN),
    *(MISDIRECTED, TOO_LARGE, TOO_MANY, WRONG_TYPE, UNUSABLE, NOT_SET_UP, NOT_YET, INTERNAL),
)

_TREE: tuple[tuple[type[SaysoError], Kind], ...] = (
    (NotFound, NOT_FOUND),
    (UsageError, BAD_REQUEST),
    (UnreadableDocument, UNREADABLE),
    (GroundingError, REFUSED_LINE),
    (ExchangeError, REFUSED_LINE),
    (VocabularyError, NOT_SET_UP),
    (ReaderError, NOT_SET_UP),
    (CasefileBusy, BUSY),
    (NotACasefile, UNUSABLE),
    (CasefileTooNew, UNUSABLE),
    (StoreError, UNUSABLE),
)
_TOLD = frozenset({NOT_FOUND, BAD_REQUEST, UNREADABLE, REFUSED_LINE})
"""Kinds whose own words go to the client; the others' words may name places on the server's disk."""


class Refused(Exception):
    """Refuse a request for a reason of HTTP alone, such as a missing token."""

    def __init__(
        self, kind: Kind, detail: str, remedy: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.remedy, self.headers = kind, detail, remedy, dict(headers or {})


def kind_of(error: SaysoError) -> Kind:
    """Return the kind that stands for an error of the tree; `internal` for one that is not foreseen."""
    return next((kind for tree, kind in _TREE if isinstance(error, tree)), INTERNAL)


def respond(
    kind: Kind, detail: str, instance: str, *, remedy: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Return one problem as a response."""
    problem = Problem(kind.urn, kind.title, int(kind.status), detail, remedy or kind.remedy, instance)
    extra = dict(headers or {})
    if kind is BUSY:
        extra.setdefault("Retry-After", str(RETRY_AFTER_S))
    if kind is UNAUTHORIZED:
        extra.setdefault("WWW-Authenticate", "Bearer")
    extra["Cache-Control"] = "no-store"
    return Response(orjson.dumps(problem), status_code=kind.status, headers=extra, media_type=MEDIA_TYPE)


def respond_to(error: Exception, instance: str, hidden: str = "") -> Response:
    """Return what a client is told of an error; what is not foreseen goes to the log whole.

    `hidden` is the casefile's path: where a message names it, the client reads `the casefile`.
    """
    if isinstance(error, Refused):
        return respond(error.kind, error.detail, instance, remedy=error.remedy, headers=error.headers)
    if isinstance(error, HTTPException):
        return _respond_to_http(error, instance)
    if isinstance(error, SaysoError):
        kind = kind_of(error)
        if kind in _TOLD:
            words = str(error).replace(hidden, "the casefile") if hidden else str(error)
            return respond(kind, " ".join(words.split()), instance)
        log.warning("%s: %s", instance, error)
        return respond(kind, f"{kind.title}.", instance)
    log.error("%s: %s", instance, error, exc_info=error)
    return respond(INTERNAL, "The server failed while it answered.", instance)


def _respond_to_http(error: HTTPException, instance: str) -> Response:
    """Return what the framework refuses: no such address, no such method, a body that is too large."""
    known = {404: NO_ROUTE, 405: NO_METHOD, 413: TOO_LARGE, 415: WRONG_TYPE}
    other = BAD_REQUEST if error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR else INTERNAL
    kind = known.get(error.status_code, other)
    details = {
        NO_ROUTE: f"There is nothing at {instance}.",
        NO_METHOD: f"{instance} does not take this method.",
        TOO_LARGE: "The body is larger than this server takes.",
    }
    return respond(kind, details.get(kind, f"{kind.title}."), instance, headers=error.headers)
