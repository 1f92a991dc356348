"""Ask what an analyst asks: what is contested, who is connected, who pays whom, what happened when."""

from dataclasses import dataclass, replace

from sayso.api.paging import give_page
from sayso.api.parameters import AFTER, LIMIT, hand_over, take_from
from sayso.api.problems import NOT_FOUND
from sayso.api.route import Ask, Route, list_route, one_route
from sayso.casefile import Casefile
from sayso.model.change import ChangeKind, Changes, ChangeView
from sayso.model.contest import ContestView
from sayso.model.flow import Flows, Sums
from sayso.model.network import Network, NetworkMeasures, PathAnswer
from sayso.model.timeline import Timeline

_TAG = "questions"


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Hold one page of what changed.

    `items` are the changes, `totals` how many there are of each kind, `undated` the claims that no date could place.
    `next` is what to send as `start_after` for the page that follows, None on the last.
    """

    by: str
    items: tuple[ChangeView, ...]
    next: str | None
    totals: tuple[tuple[ChangeKind, int], ...]
    undated: tuple[str, ...]


def _list_changes(ask: Ask) -> ChangePage:
    """Return a page of changes; `before` and `after` are the two sides here, so the place has a name of its own."""
    place = {"limit": ask.values["limit"], "after": ask.values.get("start_after")}
    asked = {name: value for name, value in ask.values.items() if name not in {"limit", "start_after"}}
    sides = {"of": asked} | {name: value for name, value in place.items() if value is not None}

    def go_on(limit: int, after: str | None) -> tuple[ChangeView, ...]:
        found.append(hand_over(Casefile.changes, ask.case, asked | {"limit": limit, "start_after": after}))
        return tuple(found[0].changes)

    found: list[Changes] = []
    page = give_page(go_on, lambda change: (change.id,), sides, "list_changes")
    whole = found[0]
    return ChangePage(whole.by, page.items, page.next, whole.totals, whole.undated)


ROUTES: tuple[Route, ...] = (
    Route(
        "/changes",
        "list_changes",
        "List what changed between two dates, two sets of documents or two sets of sources",
        _TAG,
        ChangePage,
        _list_changes,
        (*take_from(Casefile.changes, but=("limit", "start_after")), LIMIT, replace(AFTER, name="start_after")),
        problems=(NOT_FOUND,),
        next_name="start_after",
        description="`before` and `after` are the two sides; the place in the list is `start_after`.",
    ),
    list_route(
        "/contested",
        "list_contested",
        "List where claims disagree, with both sides' words and roots",
        _TAG,
        gives=ContestView,
        method=Casefile.contests,
        key=lambda contest: (contest.id,),
        problems=(NOT_FOUND,),
    ),
    one_route(
        "/paths",
        "find_paths",
        "Show how two actors are connected, each step with its claims",
        _TAG,
        gives=PathAnswer,
        method=Casefile.paths,
        problems=(NOT_FOUND,),
    ),
    one_route(
        "/network",
        "show_network",
        "Show the strongest ties, between all actors or round one",
        _TAG,
        gives=Network,
        method=Casefile.network,
        problems=(NOT_FOUND,),
    ),
    one_route(
        "/neighbourhood/{id}",
        "show_neighbourhood",
        "Show the strongest ties within a few steps of one actor",
        _TAG,
        gives=Network,
        method=Casefile.network,
        bound={"id": "actor"},
        problems=(NOT_FOUND,),
    ),
    one_route(
        "/measures",
        "measure_network",
        "Measure the network: who stands between, brokers, communities, balance",
        _TAG,
        gives=NetworkMeasures,
        method=Casefile.measures,
        problems=(NOT_FOUND,),
    ),
    one_route(
        "/flows",
        "show_flows",
        "Show who is said to pay, arm, shelter or train whom, with sums and parts",
        _TAG,
        gives=Flows,
        method=Casefile.flows,
        problems=(NOT_FOUND,),
    ),
    one_route(
        "/sums",
        "list_sums",
        "List every sum of money that a claim names, with status and parts",
        _TAG,
        gives=Sums,
        method=Casefile.sums,
        problems=(NOT_FOUND,),
    ),
    one_route(
        "/timeline",
        "show_timeline",
        "Show what is said to have happened or held, in lanes",
        _TAG,
        gives=Timeline,
        method=Casefile.timeline,
        problems=(NOT_FOUND,),
    ),
)
