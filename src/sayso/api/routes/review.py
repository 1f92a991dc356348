"""List what there is to rule on."""

from sayso.api.problems import NOT_FOUND
from sayso.api.route import Route, list_route
from sayso.casefile import Casefile
from sayso.model.review import ReviewItem, TwinPair

ROUTES: tuple[Route, ...] = (
    list_route(
        "/review",
        "list_review",
        "List the claims to rule on, those first on which most hangs, with reasons",
        "decisions",
        gives=ReviewItem,
        method=Casefile.review,
        key=lambda item: (-item.value, item.view.claim.id),
        problems=(NOT_FOUND,),
        description="At most 200; as people rule, what comes next moves up. `ruling` shows what was ruled on already.",
    ),
    list_route(
        "/review/actors",
        "list_review_actors",
        "List pairs of actors that may be one, with claims to judge them by",
        "decisions",
        gives=TwinPair,
        method=Casefile.review_actors,
        key=lambda pair: (-pair.value, *sorted((pair.left.id, pair.right.id))),
        problems=(NOT_FOUND,),
    ),
)
