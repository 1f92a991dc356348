"""Hold the casefile against watchlists, and take in known actors and bibliographies."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sayso.api.parameters import Parameter, take_from
from sayso.api.problems import BUSY, NOT_FOUND, UNUSABLE
from sayso.api.route import Ask, Route, list_route
from sayso.api.routes.decisions import sign
from sayso.casefile import Casefile
from sayso.model.errors import UsageError
from sayso.model.view import ImportReport, SourcesReport
from sayso.model.watch import KnownReport, WatchEntry, Watchlist, WatchMatch, WatchReport

_TAG = "watchlists"
_LIST = Parameter("list")
_NO_PROOF = "A match says that names are alike. It is no proof that the two are one, and nothing follows from it."
_WRITES: dict[str, Any] = {"tag": _TAG, "cached": False, "writes": True, "problems": (NOT_FOUND, BUSY, UNUSABLE)}


def _add_list(ask: Ask) -> WatchReport:
    """Add the list that was sent."""
    with TemporaryDirectory() as folder:
        return ask.case.watch_add(_keep(ask, folder), name=ask.values.get("list"))


def _add_known(ask: Ask) -> KnownReport:
    """Add the known actors that were sent, in the name of who sends them."""
    values = sign(ask)
    with TemporaryDirectory() as folder:
        path, named = _keep(ask, folder), values.get("list")
        return ask.case.known_add(path, name=named, by=values.get("by"), propose=bool(values.get("propose")))


def _add_sources(ask: Ask) -> SourcesReport:
    """Take the bibliography that was sent."""
    values = sign(ask)
    text = ask.raw.decode("utf-8", errors="surrogateescape")
    return ask.case.import_sources(text, by=values.get("by"), why=values.get("why"))


def _add_claims(ask: Ask) -> ImportReport:
    """Take the claims that were sent, a line each; refused ones are in the answer with their reasons."""
    text = ask.raw.decode("utf-8", errors="surrogateescape")
    return ask.case.import_(text.split("\n"), by=ask.values.get("by"))


def _keep(ask: Ask, folder: str) -> Path:
    """Write what was sent into a folder, under a name that the list may have; raises UsageError for nothing."""
    if not ask.raw:
        raise UsageError("The file is empty. Send its bytes as the body.")
    path = Path(folder) / "list"
    path.write_bytes(ask.raw)
    return path


def _remove(ask: Ask) -> tuple[Watchlist, ...]:
    """Take a list out and return those that stay."""
    ask.case.watch_remove(ask.path["name"])
    return tuple(ask.case.watchlists())


def _match_key(one: WatchMatch) -> tuple[Any, ...]:
    return (one.verdict.value != "same", -one.score, -one.claims, one.name, one.actor, one.entry.list, one.entry.id)


ROUTES: tuple[Route, ...] = (
    Route(
        "/watchlists",
        "list_watchlists",
        "List the watchlists with their versions",
        _TAG,
        tuple[Watchlist, ...],
        lambda ask: tuple(ask.case.watchlists()),
    ),
    list_route(
        "/watchlists/entries",
        "list_watch_entries",
        "List the entries of watchlists",
        _TAG,
        gives=WatchEntry,
        method=Casefile.watch_entries,
        key=lambda entry: (f"{entry.list}/{entry.id}",),
        problems=(NOT_FOUND,),
    ),
    list_route(
        "/watchlists/matches",
        "list_watch_matches",
        "List the actors that are like entries of watchlists, with what speaks for and against it",
        _TAG,
        gives=WatchMatch,
        method=Casefile.watch_matches,
        key=_match_key,
        problems=(NOT_FOUND,),
        description=_NO_PROOF,
    ),
    Route(
        "/watchlists",
        "add_watchlist",
        "Add a watchlist, or a newer version of one",
        gives=WatchReport,
        answer=_add_list,
        parameters=(_LIST,),
        method="POST",
        status=201,
        takes_bytes=True,
        description="The body is one file as it is; `list` is what the list is called here. Layouts: docs/exchange.md.",
        **_WRITES,
    ),
    Route(
        "/watchlists/{name}",
        "remove_watchlist",
        "Take a watchlist out; what people judged of its entries stays",
        gives=tuple[Watchlist, ...],
        answer=_remove,
        method="DELETE",
        **_WRITES,
    ),
    Route(
        "/known",
        "add_known_actors",
        "Add known actors from a table, and merge under each the actors that are certainly it",
        gives=KnownReport,
        answer=_add_known,
        parameters=(_LIST, Parameter("by"), Parameter("propose", "flag")),
        method="POST",
        status=201,
        takes_bytes=True,
        description="The body is a CSV with the columns name, type, aliases and id. Each merge is a decision.",
        **_WRITES,
    ),
    Route(
        "/import/claims",
        "import_claims",
        "Take claims in JSONL, each grounded in a document of the casefile; those refused are told with the reason",
        gives=ImportReport,
        answer=_add_claims,
        parameters=take_from(Casefile.import_, but=("lines",)),
        method="POST",
        status=201,
        takes_bytes=True,
        description="The body has a claim a line, as `/export/jsonl` gives them. `by` names the reader that made them.",
        **_WRITES,
    ),
    Route(
        "/import/sources",
        "import_sources",
        "Take what a bibliography in CSL-JSON says of the documents, each correction as a decision",
        gives=SourcesReport,
        answer=_add_sources,
        parameters=take_from(Casefile.import_sources, but=("text",)),
        method="POST",
        status=201,
        takes_bytes=True,
        **_WRITES,
    ),
)
