"""Compare places, states, events, documents and things: equal names, if these are names at all."""

from sayso.actors.comparison import Comparison, different, nothing, same, unsure
from sayso.actors.designations import NAMESAKES, is_generic
from sayso.actors.normalize import split_name
from sayso.actors.score import score_parts
from sayso.actors.similarity import align
from sayso.model import Actor, ActorType

_PLACES = (ActorType.PLACE, ActorType.STATE)


def compare_things(left: Actor, right: Actor) -> Comparison:
    """Compare two actors that are neither people nor organizations."""
    first, second = split_name(left.name, left.type), split_name(right.name, left.type)
    found = align(first, second)
    score = score_parts(first, second, found, left.type)
    if not found.pairs:
        return nothing("no common word")
    if first.numbers != second.numbers:
        return different(min(score, 0.69), "other number")
    if found.left_only and found.right_only:
        return different(min(score, 0.69), "each has a word that the other lacks")
    if found.left_only or found.right_only:
        return (
            different(min(score, 0.69), "one is a part or a kind of the other")
            if _are_places(left, right)
            else unsure(min(score, 0.69), "one has a word more")
        )
    if found.weakest < 0.95:
        return unsure(min(score, 0.85), "spelling differs")
    if is_generic(first):
        return unsure(NAMESAKES, "a name that many have")
    if not _are_places(left, right) and len(first.tokens) < 2:
        return unsure(0.6, "short name alone")
    return same(score, "name agrees")


def _are_places(left: Actor, right: Actor) -> bool:
    """Tell whether both are places or states."""
    return left.type in _PLACES and right.type in _PLACES
