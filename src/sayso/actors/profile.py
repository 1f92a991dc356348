"""Find actors by a name that a person types."""

from sayso.actors.index import ActorIndex
from sayso.actors.lexicon import fold_text
from sayso.actors.score import score_names
from sayso.model import Actor

# Names less alike than this are not an answer to what a person typed.
NEAR_ENOUGH = 0.7


def find_actors(name: str, index: ActorIndex, limit: int = 10) -> list[tuple[Actor, float]]:
    """Return raw actors whose name or alias fits what a person typed, best first, with a score of 0 to 1.

    An equal name scores 1, an equal alias 0.95, a near name its likeness; nothing below 0.7. Looks at every actor,
    so the cost grows with the casefile: for one question at a time.
    """
    wanted = fold_text(name).strip()
    if not wanted:
        return []
    scored = [(actor, _fit(wanted, name, actor)) for actor in index if actor.named]
    near = [item for item in scored if item[1] >= NEAR_ENOUGH]
    return sorted(near, key=lambda item: (-item[1], item[0].id))[:limit]


def _fit(wanted: str, name: str, actor: Actor) -> float:
    """Return how well one actor answers to a folded name."""
    if fold_text(actor.name) == wanted:
        return 1.0
    if any(fold_text(alias) == wanted for alias in actor.aliases):
        return 0.95
    return max(0.94 * score_names(name, form, actor.type) for form in (actor.name, *actor.aliases))
