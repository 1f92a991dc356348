"""Say how well an edge is supported.

The first rule that fits decides:

1. *denied*: nothing asserts it as actual, and something denies it.
2. *contested*: one root asserts it, another denies it, of times that may overlap.
3. *only intended*: nothing asserts it as actual, only as planned, offered or supposed.
4. *only hedged*: everything that asserts it as actual is probable or possible.
5. *well supported*: at least two independent roots assert it as actual and certain.
6. *single root*: all else, however many documents repeat it.
"""

from sayso.analysis.contest import find_denial
from sayso.model import Certainty
from sayso.model.edge import Edge, Standing

ENOUGH_ROOTS = 2


def standing(edge: Edge) -> Standing:
    """Grade an edge by the written rules."""
    actual = [item for item in edge.asserted if item.actual]
    if not actual:
        return Standing.DENIED if any(item.actual for item in edge.denied) else Standing.ONLY_INTENDED
    if find_denial(edge):
        return Standing.CONTESTED
    certain = {item.root.key for item in actual if item.factuality.certainty is Certainty.CERTAIN}
    if not certain:
        return Standing.ONLY_HEDGED
    return Standing.WELL_SUPPORTED if len(certain) >= ENOUGH_ROOTS else Standing.SINGLE_ROOT
