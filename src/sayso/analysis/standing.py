"""Say how well an edge is supported.

The first rule that fits decides:

1. *denied*: nothing asserts it as actual, and something denies it.
2. *contested*: one root asserts it, another denies it, of times that may overlap.
3. *only intended*: nothing asserts it as actual, only as planned, offered or supposed.
4. *only hedged*: everything that asserts it as actual is probable or possible.
5. *well supported*: at least two independent roots assert it as actual and certain, not counting commenters
   and those graded E or F.
6. *single root*: all else, however many documents repeat it.
"""

from sayso.analysis.contest import find_denial
from sayso.model import Certainty
from sayso.model.edge import Edge, Root, Standing

ENOUGH_ROOTS = 2


DISTRUSTED = frozenset("EF")
"""Admiralty grades that make no edge well supported: E is unreliable; of F nothing can be judged."""


def standing(edge: Edge) -> Standing:
    """Grade an edge by the written rules."""
    actual = [item for item in edge.asserted if item.actual]
    certain = {item.root.key: item.root for item in actual if item.factuality.certainty is Certainty.CERTAIN}
    return grade_tally(
        actual=len(actual),
        refused=sum(item.actual for item in edge.denied),
        certain=len(certain),
        trusted_roots=sum(trusted(root) for root in certain.values()),
        contested=find_denial(edge) is not None,
    )


def grade_tally(*, actual: int, refused: int, certain: int, trusted_roots: int, contested: bool) -> Standing:
    """Grade an edge by its counts: claims that assert and that deny it as actual; roots that assert it as certain, and
    those of them that are trusted; whether roots disagree over it.
    """
    if not actual:
        return Standing.DENIED if refused else Standing.ONLY_INTENDED
    if contested:
        return Standing.CONTESTED
    if not certain:
        return Standing.ONLY_HEDGED
    return Standing.WELL_SUPPORTED if trusted_roots >= ENOUGH_ROOTS else Standing.SINGLE_ROOT


def trusted(root: Root) -> bool:
    """Tell whether a root counts towards being well supported: no commenter does, nor one graded E or F."""
    return root.grade not in DISTRUSTED and not root.is_comment
