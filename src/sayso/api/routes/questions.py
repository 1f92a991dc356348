"""Ask what an analyst asks: what is contested, who is connected, who pays whom, what happened when."""

from sayso.api.problems import NOT_FOUND
from sayso.api.route import Route, list_route, one_route
from sayso.casefile import Casefile
from sayso.model.contest import ContestView
from sayso.model.flow import Flows, Sums
from sayso.model.network import Network, NetworkMeasures, PathAnswer
from sayso.model.timeline import Timeline

_TAG = "questions"

ROUTES: tuple[Route, ...] = (
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
