"""List edges, with the claims and roots that they rest on."""

from sayso.api.problems import NOT_FOUND
from sayso.api.route import Route, list_route
from sayso.casefile import Casefile
from sayso.model.edge import Edge

ROUTES: tuple[Route, ...] = (
    list_route(
        "/edges",
        "list_edges",
        "List edges, those that rest on most independent roots first",
        "edges",
        gives=Edge,
        method=Casefile.edges,
        key=lambda edge: (-len(edge.roots), edge.id),
        problems=(NOT_FOUND,),
    ),
)
