"""Describe one canonical actor from its raw actors; loads nothing that most unions do not need.

Every part of the description follows from counts (of types, names, forms, codes), so that it can be kept up without
looking at all the raw actors again: `merge_actors` counts them, the store keeps the counts of large unions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sayso.actors.lexicon import fold_text
from sayso.model import Actor, ActorType
from sayso.model.errors import UsageError

MOST_ALIASES = 32
"""How many other forms a union shows: those used most; a search by name finds all."""


def merge_actors(actors: Sequence[Actor]) -> Actor:
    """Return one actor for a union: smallest id, best name, voted type, its other surface forms as aliases.

    The best name is the one that most documents use as their fullest, then as any form, then the one with most words,
    then the longest, then the last in order. Aliases are the 32 forms that most documents use, then in order of the
    alphabet. `doc` is the smallest id's; the code is the one that most have, then the first in order. One actor
    is returned as it is. Raises UsageError for no actors.
    """
    if not actors:
        raise UsageError("no actors to merge; give at least one")
    if len(actors) == 1:
        return actors[0]
    first = min(actors, key=lambda actor: actor.id)
    kind = choose_type(Counter(actor.type for actor in actors), first.type)
    forms = Counter(form for actor in actors for form in surface_forms(actor))
    names = Counter(actor.name for actor in actors if actor.type is kind)
    most = max(names.values())
    name = choose_name([form for form, count in names.items() if count == most], forms, kind)
    return Actor(
        id=first.id,
        doc=first.doc,
        name=name,
        type=kind,
        named=any(actor.named for actor in actors),
        aliases=choose_aliases(forms, name),
        canonical=choose_code(Counter(actor.canonical for actor in actors if actor.canonical)),
    )


def surface_forms(actor: Actor) -> frozenset[str]:
    """Return every form that an actor has, name and aliases."""
    return frozenset((actor.name, *actor.aliases))


def choose_type(types: Mapping[ActorType, int], own: ActorType) -> ActorType:
    """Return the type that most have; ties go to `own`, the type of the smallest id, then to the first by name."""
    most = max(types.values())
    tied = [kind for kind, count in types.items() if count == most]
    return own if own in tied else min(tied)


def choose_name(tied: Sequence[str], forms: Mapping[str, int], kind: ActorType) -> str:
    """Return the best of the names that equally many have; `forms` counts who uses a form in any way."""
    if len(tied) == 1:
        return tied[0]
    wanted = {fold_text(form) for form in tied}
    used: Counter[str] = Counter()
    for form, count in forms.items():
        if (folded := fold_text(form)) in wanted:
            used[folded] += count
    most = max(used[fold_text(form)] for form in tied)
    return _longest([form for form in tied if used[fold_text(form)] == most], kind)


def choose_aliases(forms: Mapping[str, int], name: str) -> tuple[str, ...]:
    """Return the forms used most, then in order of the alphabet, without the name; at most 32."""
    ranked = sorted((item for item in forms.items() if item[0] != name), key=lambda item: (-item[1], item[0]))
    return tuple(form for form, _ in ranked[:MOST_ALIASES])


def choose_code(codes: Mapping[str, int]) -> str | None:
    """Return the code that most have, then the first in order, or None."""
    return min(codes, key=lambda code: (-codes[code], code), default=None)


def tally(actors: Iterable[Actor]) -> Counter[tuple[str, str]]:
    """Count what describes a union: pairs of what is counted and its value.

    `type`, `name:<type>` (the fullest name, by the type of who has it), `form` (any form), `code`, and `named`.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for actor in actors:
        counts["type", actor.type.value] += 1
        counts[f"name:{actor.type.value}", actor.name] += 1
        counts.update(("form", form) for form in surface_forms(actor))
        if actor.canonical:
            counts["code", actor.canonical] += 1
        if actor.named:
            counts["named", ""] += 1
    return counts


def _longest(forms: Sequence[str], kind: ActorType) -> str:
    """Return the form with most identifying words, then most letters, then the last in order."""
    if len(forms) == 1:
        return forms[0]
    from sayso.actors.normalize import split_name

    return max(forms, key=lambda form: (len(split_name(form, kind).tokens), len(form), form))
