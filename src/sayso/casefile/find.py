"""Find what a person means by a name or an id."""

from sayso.casefile.names import Namer
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
    raw = store.named(wanted)
    if not raw:
        raise NotFound(f"There is no actor {name_or_id!r}.{_near(store, wanted)}")
    found = set(store.canonical(raw).values())
    if len(found) == 1:
        return found.pop()
    counts = store.claim_counts()
    namer = Namer(store)
    namer.merge(found)
    found = {one for one in found if fold(namer.name(one)) == wanted} or found
    found = {one for one in found if counts.get(one)} or found
    if len(found) == 1:
        return found.pop()
    ranked = sorted(found, key=lambda one: (-counts.get(one, 0), one))
    listed = "; ".join(f"{one} {namer.describe(one)}, {counts.get(one, 0)} claims" for one in ranked[:SHOWN])
    more = f" and {len(ranked) - SHOWN} more" if len(ranked) > SHOWN else ""
    raise UsageError(f"{name_or_id!r} may be {len(ranked)} actors; ask by id. {listed}{more}")


def _near(store: Store, wanted: str) -> str:
    """Return a sentence with names that look alike, or with what to do."""
    from rapidfuzz import process

    names = sorted({name for name, _ in store.names()})
    near = [name for name, _, _ in process.extract(wanted, names, limit=SHOWN, score_cutoff=70)]
    return f" Near are: {', '.join(near)}." if near else " List them with `sayso actors`."


def find_doc(store: Store, name_or_id: str) -> str:
    """Return the id of the document that a name or an id means; raises NotFound, or UsageError listing several."""
    found = [doc for name, doc in store.doc_names() if name_or_id in (name, doc)]
    if not found:
        raise NotFound(f"There is no document {name_or_id!r}. List them with `sayso docs`.")
    if len(found) > 1:
        raise UsageError(f"{name_or_id!r} names {len(found)} documents; give an id: {', '.join(found[:SHOWN])}.")
    return found[0]
