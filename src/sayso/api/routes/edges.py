"""List edges, trace them to their roots, and find sources that credit each other in a ring."""

from sayso.api.paging import Page
from sayso.api.parameters import hand_over, take_from
from sayso.api.problems import NOT_FOUND
from sayso.api.route import Ask, Route, list_route, one_route
from sayso.casefile import Casefile
from sayso.model.lineage import CircleView, LineageView
from sayso.model.shown import EdgeView
from sayso.model.source import SourceRow


def _list_roots(ask: Ask) -> Page[LineageView]:
    """Return the edges between two actors, each with its lineage; few enough for one page."""
    return Page(tuple(hand_over(Casefile.roots, ask.case, ask.values)))


ROUTES: tuple[Route, ...] = (
    list_route(
        "/edges",
        "list_edges",
        "List edges, those that rest on most independent roots first",
        "edges",
        gives=EdgeView,
        method=Casefile.list_edges,
        key=lambda view: (view.edge.id,),
        problems=(NOT_FOUND,),
    ),
    one_route(
        "/edges/{id}",
        "show_edge",
        "Show one edge with its lineage: documents, whom they credit, roots, claims",
        "edges",
        gives=LineageView,
        method=Casefile.edge,
        bound={"id": "edge_id"},
        problems=(NOT_FOUND,),
    ),
    Route(
        "/roots",
        "list_roots",
        "Trace the edges from one actor to another to their roots: documents, whom they credit, claims",
        "edges",
        Page[LineageView],
        _list_roots,
        take_from(Casefile.roots),
        problems=(NOT_FOUND,),
    ),
    list_route(
        "/sources",
        "list_sources",
        "List the sources on whose word ties rest, those behind most ties first",
        "edges",
        gives=SourceRow,
        method=Casefile.sources,
        key=lambda row: (row.root.key,),
    ),
    list_route(
        "/sources/ties",
        "list_source_ties",
        "List the edges of which one source speaks, or it alone",
        "edges",
        gives=EdgeView,
        method=Casefile.source_ties,
        key=lambda view: (view.edge.id,),
    ),
    list_route(
        "/circles",
        "list_circles",
        "List where sources credit each other in a ring",
        "edges",
        gives=CircleView,
        method=Casefile.circles,
        key=lambda view: (view.circle.edge, *view.circle.names),
        problems=(NOT_FOUND,),
    ),
)
