"""Describe one canonical actor from its raw actors; loads nothing that most unions do not need."""

from collections import Counter
from collections.abc import Sequence

from sayso.actors.lexicon import fold_text
from sayso.model import Actor, ActorType
from sayso.model.errors import UsageError


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

    most = max((names[form], used[fold_text(form)]) for form in names)
    name = _longest([form for form in names if (names[form], used[fold_text(form)]) == most], kind)
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


def _longest(forms: Sequence[str], kind: ActorType) -> str:
    """Return the form with most identifying words, then most letters, then the last in order."""
    if len(forms) == 1:
        return forms[0]
    from sayso.actors.normalize import split_name

    return max(forms, key=lambda form: (len(split_name(form, kind).tokens), len(form), form))
