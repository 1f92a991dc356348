"""List claims and frames, and show one claim where it stands."""

from sayso.api.problems import NOT_FOUND
from sayso.api.route import Route, list_route, one_route
from sayso.casefile import Casefile
from sayso.model.shown import FrameView
from sayso.model.view import ClaimInContext, ClaimView

ROUTES: tuple[Route, ...] = (
    list_route(
        "/claims",
        "list_claims",
        "List claims in order of document and place, each with its say-so",
        "claims",
        gives=ClaimView,
        method=Casefile.claims,
        key=lambda view: (view.claim.id,),
        problems=(NOT_FOUND,),
    ),
    one_route(
        "/claims/{id}",
        "show_claim",
        "Show a claim in its paragraph, by its id or the start of it",
        "claims",
        gives=ClaimInContext,
        method=Casefile.show,
        bound={"id": "claim_id"},
        problems=(NOT_FOUND,),
    ),
    list_route(
        "/frames",
        "list_frames",
        "List what sentences say that no predicate fits",
        "claims",
        gives=FrameView,
        method=Casefile.frames,
        show=Casefile.name_frames,
        key=lambda frame: (frame.id,),
        problems=(NOT_FOUND,),
    ),
)
