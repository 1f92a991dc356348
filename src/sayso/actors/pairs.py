"""Compare two actors by type, name, alias and canonical code, and rule what the machine may rule.

SAME is for names that agree in full. A short name, an acronym, a description or an alias alone give UNSURE at most:
a person may decide. DIFFERENT is for names that contradict each other while they look alike; it holds chains apart.
Names that have nothing in common give UNSURE with a score of 0, which is not worth a row.
"""

from sayso.actors.comparison import Comparison, different, nothing, same, unsure
from sayso.actors.normalize import split_name
from sayso.actors.organizations import compare_organizations
from sayso.actors.people import compare_people
from sayso.actors.score import score_names
from sayso.actors.things import compare_things
from sayso.model import Actor, ActorType

# Types that readers mix up without the actor being another one.
_NEAR = (
    frozenset({ActorType.STATE, ActorType.PLACE}),
    frozenset({ActorType.ORGANIZATION, ActorType.THING}),
    frozenset({ActorType.ORGANIZATION, ActorType.DOCUMENT}),
    frozenset({ActorType.EVENT, ActorType.THING}),
    frozenset({ActorType.DOCUMENT, ActorType.THING}),
)


def compare_names(left: str, right: str, kind: ActorType) -> Comparison:
    """Compare two bare names of actors of one type.

    The score says how alike the names are (0.7 and above: probably one name), the verdict what two actors with
    nothing but these names would get.
    """
    ruled = compare(Actor("a", "1", left, kind, named=True), Actor("b", "2", right, kind, named=True))
    return Comparison(score_names(left, right, kind), ruled.verdict, ruled.reasons)


def compare(left: Actor, right: Actor) -> Comparison:
    """Compare two raw actors of different documents; unnamed actors are never one across documents."""
    if not (left.named and right.named):
        return nothing("unnamed")
    if left.canonical and right.canonical:
        return same(1.0, "one code") if left.canonical == right.canonical else different(0.0, "other code")
    if left.type != right.type and frozenset({left.type, right.type}) not in _NEAR:
        return _compare_across_types(left, right)
    types = {left.type, right.type}
    if ActorType.PERSON in types:
        return compare_people(left, right)
    if ActorType.ORGANIZATION in types:
        return compare_organizations(left, right)
    return compare_things(left, right)


def _compare_across_types(left: Actor, right: Actor) -> Comparison:
    """Give UNSURE to equal names of two words or more, since readers err about types, and nothing to all others."""
    if ActorType.AMOUNT in (left.type, right.type):
        return nothing("an amount")
    first, second = split_name(left.name, left.type), split_name(right.name, left.type)
    if first.tokens == second.tokens and len(first.tokens) > 1:
        return unsure(0.5, "same name, other type")
    return nothing("other type")
