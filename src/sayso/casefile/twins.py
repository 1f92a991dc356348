"""Gather pairs of actors that may be one, those of whom most is said first, with claims to judge them by."""

from collections.abc import Collection, Iterator, Mapping

from sayso.casefile.ask import make_row, view_claims
from sayso.casefile.find import find_actor
from sayso.casefile.reviewing import central_actors
from sayso.casefile.steady import steadily
from sayso.model import CanonicalActor
from sayso.model.decision import DecisionKind, DecisionQuery
from sayso.model.review import TwinPair
from sayso.model.view import ClaimView
from sayso.store import Store
from sayso.store.fold import fold

MOST = 200
TWINS_EACH = 6
TWINS_OF_ONE = 40
RAW_LOOKED_AT = 100
"""Of how many raw actors under a central one the judgements are looked at."""
SAME_NAME = 1_000_000
"""What a pair gains of which one bears the other's own name: an alias such as an office is shared by many."""
TIES_SHOWN = 2
"""By how many ties of each actor two are judged."""


@steadily
def list_pairs(store: Store, actor: str | None = None, limit: int | None = None) -> list[TwinPair]:
    """Return pairs of actors to judge; see `Casefile.review_actors`."""
    centre = None if actor is None else find_actor(store, actor)
    hubs, each = ([centre], TWINS_OF_ONE) if centre is not None else (list(central_actors(store)), TWINS_EACH)
    left_open = {} if centre is not None else _left_open(store)
    pairs: dict[tuple[str, str], None] = {}
    for hub in hubs:
        for twin in store.twins(hub, store.some_raw(hub, RAW_LOOKED_AT), each):
            one, other = sorted((hub, twin))
            if twin not in left_open.get(hub, ()):
                pairs[one, other] = None
    held = store.union_actors({end for pair in pairs for end in pair})
    ordered = sorted(
        ((held[one], held[other]) for one, other in pairs if one in held and other in held),
        key=lambda pair: (-_value(pair), pair[0].actor.id, pair[1].actor.id),
    )[: min(MOST, limit or MOST)]
    shown = _claims_of(store, {one.actor.id for pair in ordered for one in pair})
    return [_show(pair, shown) for pair in ordered]


def _left_open(store: Store) -> dict[str, set[str]]:
    """Return of whom people have said that they cannot tell: such a pair is not asked for again."""
    query = DecisionQuery(kind=DecisionKind.UNSURE_ACTORS, effective=True)
    found = [ruling.now for ruling in store.rulings(query) if len(ruling.now) == 2]
    canonical = store.canonical({raw for pair in found for raw in pair})
    open_: dict[str, set[str]] = {}
    for one, other in found:
        left, right = canonical.get(one, one), canonical.get(other, other)
        open_.setdefault(left, set()).add(right)
        open_.setdefault(right, set()).add(left)
    return open_


def _value(pair: tuple[CanonicalActor, CanonicalActor]) -> int:
    """Return what hangs on a pair: the claims that would change hands; more where one bears the other's own name."""
    own = [{fold(one.actor.name)} for one in pair]
    called = [{folded for folded, _ in _names(one)} for one in pair]
    return min(one.claims for one in pair) + (SAME_NAME if own[0] & called[1] or own[1] & called[0] else 0)


def _claims_of(store: Store, actors: Collection[str]) -> dict[str, tuple[ClaimView, ...]]:
    """Return a few claims of each actor: the surest of its strongest ties."""
    ties = {actor: [card.id for card in cards] for actor, cards in store.edges_around(actors, TIES_SHOWN).items()}
    samples = store.edge_samples({one for ids in ties.values() for one in ids}, 1)
    chosen = {edge.id: edge.attestations[0].claim for _, edge in samples}
    views = {view.claim.id: view for view in view_claims(store, store.claims_by_id(set(chosen.values())).values())}
    return {actor: tuple(views[chosen[one]] for one in ids if chosen.get(one) in views) for actor, ids in ties.items()}


def _show(pair: tuple[CanonicalActor, CanonicalActor], claims: Mapping[str, tuple[ClaimView, ...]]) -> TwinPair:
    left, right = sorted(pair, key=lambda one: (-one.claims, one.actor.name, one.actor.id))
    return TwinPair(
        left=make_row(left),
        right=make_row(right),
        why=_why(left, right),
        left_claims=claims.get(left.actor.id, ()),
        right_claims=claims.get(right.actor.id, ()),
        value=_value(pair),
    )


def _why(left: CanonicalActor, right: CanonicalActor) -> str:
    """Say what makes two actors alike."""
    shared = dict(_names(right))
    common = [name for folded, name in _names(left) if folded in shared]
    return f"both are called {common[0]}" if common else "reading could not tell whether they are one"


def _names(one: CanonicalActor) -> Iterator[tuple[str, str]]:
    for name in (one.actor.name, *one.actor.aliases):
        yield fold(name), name
