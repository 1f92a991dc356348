"""List actors, and show what is said about one."""

from urllib.parse import quote

from fastapi import Response

from sayso.api.parameters import hand_over, take_from
from sayso.api.problems import NOT_FOUND
from sayso.api.route import PREFIX, Ask, Route, list_route, one_route
from sayso.casefile import Casefile
from sayso.model.dossier import ActorDossier
from sayso.model.prose import DossierProse
from sayso.model.view import ActorRow


def _show_actor(ask: Ask) -> object:
    """Return the dossier of an actor; a name, or the id of an actor that was merged, leads to where it is now."""
    asked = ask.path["id"]
    found = ask.case.find_actor(asked)
    if found == asked:
        return hand_over(Casefile.actor, ask.case, ask.values | {"name_or_id": asked})
    address = f"{ask.base}{PREFIX}/actors/{quote(found, safe='')}"
    return Response(status_code=308, headers={"Location": f"{address}?{ask.query}" if ask.query else address})


ROUTES: tuple[Route, ...] = (
    list_route(
        "/actors",
        "list_actors",
        "List actors, those with most claims first",
        "actors",
        gives=ActorRow,
        method=Casefile.actors,
        key=lambda row: (-row.claims, row.name, row.id),
    ),
    Route(
        "/actors/{id}",
        "show_actor",
        "Show what is said about one actor, and what it said",
        "actors",
        ActorDossier,
        _show_actor,
        take_from(Casefile.actor, but=("name_or_id", "actor")),
        problems=(NOT_FOUND,),
        description="A name, or the id of an actor that was merged into another, is answered with 308 and Location.",
    ),
    one_route(
        "/actors/{id}/prose",
        "tell_actor",
        "Tell what is said about one actor in sentences, each with who says so and its notes",
        "actors",
        gives=DossierProse,
        method=Casefile.dossier_prose,
        bound={"id": "name_or_id"},
        problems=(NOT_FOUND,),
    ),
)
