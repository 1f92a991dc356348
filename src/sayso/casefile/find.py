"""Find what a person means by a name or an id."""

from sayso.model import CanonicalActor
from sayso.model.errors import NotFound, UsageError
from sayso.store import Store
from sayso.store.fold import fold

SHOWN = 8
"""How many near or equal names a message lists."""


def find_actor(store: Store, name_or_id: str) -> str:
    """Return the canonical id that a name or id means.

    A canonical or raw id comes first, then a canonical name, then any other name. Among several, those with claims
    come before those without. Raises NotFound with near names, UsageError listing those that answer.
    """
    known = store.canonical([name_or_id])
    if known:
        return known[name_or_id]
    wanted = fold(name_or_id)
    named = store.named_unions(wanted)
    if not named:
        raise NotFound(f"There is no actor {name_or_id!r}.{_near(store, wanted)}")
    if len(named) == 1:
        return named[0]
    held = store.union_actors(named)
    found = {one for one in held if fold(held[one].actor.name) == wanted} or set(held)
    found = {one for one in found if held[one].claims} or found
    if len(found) == 1:
        return found.pop()
    ranked = sorted((held[one] for one in found), key=lambda one: (-one.claims, one.actor.id))
    listed = "; ".join(_describe(one) for one in ranked[:SHOWN])
    more = f" and {len(ranked) - SHOWN} more" if len(ranked) > SHOWN else ""
    raise UsageError(f"{name_or_id!r} may be {len(ranked)} actors; ask by id. {listed}{more}")


def _describe(one: CanonicalActor) -> str:
    return f"{one.actor.id} ({one.actor.name}, {one.actor.type}), {one.claims} claims"


def _near(store: Store, wanted: str) -> str:
    """Return a sentence with names that look alike, or with what to do."""
    from rapidfuzz import process

    near = [name for name, _, _ in process.extract(wanted, store.near_names(wanted), limit=SHOWN, score_cutoff=70)]
    return f" Near are: {', '.join(near)}." if near else " List them with `sayso actors`."


def find_doc(store: Store, name_or_id: str) -> str:
    """Return the id of the document that a name or an id means; raises NotFound, or UsageError listing several."""
    found = store.docs_named(name_or_id)
    if not found:
        raise NotFound(f"There is no document {name_or_id!r}. List them with `sayso docs`.")
    if len(found) > 1:
        raise UsageError(f"{name_or_id!r} names {len(found)} documents; give an id: {', '.join(found[:SHOWN])}.")
    return found[0]
