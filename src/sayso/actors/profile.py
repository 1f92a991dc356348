"""Describe one canonical actor from its raw actors, and find actors by a name that a person types."""

from collections import Counter
from collections.abc import Sequence

from sayso.actors.index import ActorIndex
from sayso.actors.lexicon import fold_text
from sayso.actors.normalize import split_name
from sayso.actors.score import score_names
from sayso.model import Actor
from sayso.model.errors import UsageError

# Names less alike than this are not an answer to what a person typed.
NEAR_ENOUGH = 0.7


def merge_actors(actors: Sequence[Actor]) -> Actor:
    """Return one actor for a union: smallest id, best name, voted type, all other surface forms as aliases.

    The best name is the one that most documents use as their fullest, then as any form, then the one with most words,
    then the longest, then the last in order. Ties of type go to the type of the smallest id. `doc` is the smallest
    id's. Raises UsageError for no actors.
    """
    if not actors:
        raise UsageError("no actors to merge; give at least one")
    ordered = sorted(actors, key=lambda actor: actor.id)
    types = Counter(actor.type for actor in ordered)
    kind = max(types, key=lambda candidate: types[candidate])
    names = Counter(actor.name for actor in ordered if actor.type == kind)
    used = Counter(form for actor in ordered for form in {fold_text(one) for one in (actor.name, *actor.aliases)})

    def worth(form: str) -> tuple[int, int, int, int, str]:
        return names[form], used[fold_text(form)], len(split_name(form, kind).tokens), len(form), form

    name = max(names, key=worth)
    forms = dict.fromkeys(form for actor in ordered for form in (actor.name, *actor.aliases))
    return Actor(
        id=ordered[0].id,
        doc=ordered[0].doc,
        name=name,
        type=kind,
        named=any(actor.named for actor in ordered),
        aliases=tuple(form for form in forms if form != name),
        canonical=next((actor.canonical for actor in ordered if actor.canonical), None),
    )


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
