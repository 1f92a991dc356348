"""Find what a person means by a name or an id."""

from sayso.casefile.watch_judging import known_bearers
from sayso.model import CanonicalActor
from sayso.model.errors import NotFound, UsageError
from sayso.store import Store
from sayso.store.fold import fold

SHOWN = 8
"""How many near or equal names a message lists."""
OUTWEIGHS = 2
"""One of several namesakes is meant where it has more than so many times the claims of all the others together. A
choice: what is then left aside is less than a third, and the command line names it."""


def find_actor(store: Store, name_or_id: str) -> str:
    """Return the canonical id that a name or id means.

    A canonical or raw id comes first, then a canonical name, then any other name. Among several, those with claims
    come before those without, and one that outweighs all the others is meant; `find_namesakes` has the others. Raises
    NotFound with near names, UsageError listing those that answer.
    """
    known = store.canonical([name_or_id])
    if known:
        return known[name_or_id]
    held = _bearers(store, name_or_id)
    if len(held) == 1:
        return next(iter(held))
    spoken_of = {one: actor.claims for one, actor in held.items() if actor.claims}
    weights = spoken_of or {one: len(store.source_docs([one])) for one in held}
    first = max(sorted(weights), key=lambda one: weights[one])
    rest = sum(weights.values()) - weights[first]
    if len(weights) == 1 or weights[first] > OUTWEIGHS * rest:
        return first
    ranked = sorted((held[one] for one in weights), key=lambda one: (-one.claims, one.actor.id))
    listed = "; ".join(_describe(one) for one in ranked[:SHOWN])
    more = f" and {len(ranked) - SHOWN} more" if len(ranked) > SHOWN else ""
    raise UsageError(f"{name_or_id!r} may be {len(ranked)} actors; ask by id. {listed}{more}")


def find_namesakes(store: Store, name_or_id: str) -> tuple[CanonicalActor, ...]:
    """Return all actors that a name may mean, those with most claims first; for an id that actor alone.

    Raises NotFound with near names.
    """
    known = store.canonical([name_or_id])
    held = store.union_actors([known[name_or_id]]) if known else _bearers(store, name_or_id)
    return tuple(sorted(held.values(), key=lambda one: (-one.claims, one.actor.id)))


def _bearers(store: Store, name: str) -> dict[str, CanonicalActor]:
    """Return those who bear a name as their own, or where nobody does as another name; raises NotFound."""
    wanted = fold(name)
    named = store.named_unions(wanted) or known_bearers(store, name)
    if not named:
        raise NotFound(f"There is no actor {name!r}.{_near(store, wanted)}")
    held = store.union_actors(named)
    own = {one: actor for one, actor in held.items() if fold(actor.actor.name) == wanted}
    return own or dict(held)


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
