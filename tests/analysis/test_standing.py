import pytest

from sayso.analysis import standing
from sayso.model import Certainty, Claim, Modality
from sayso.model.edge import Standing
from tests.analysis.build import claim, document, edge_of, edges_of

YES = claim(1, "a", "pays", "b", doc="d1")
AGAIN = claim(2, "a", "pays", "b", doc="d2")
NO = claim(3, "a", "pays", "b", doc="d3", denied=True)
HEDGED = claim(4, "a", "pays", "b", doc="d4", certainty=Certainty.PROBABLE)
PLANNED = claim(5, "a", "pays", "b", doc="d5", modality=Modality.INTENDED)
OLD_NO = claim(6, "a", "pays", "b", doc="d6", denied=True, time="1950")
OWN_NO = claim(7, "a", "pays", "b", doc="d1", denied=True)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([YES, AGAIN], Standing.WELL_SUPPORTED),
        ([YES], Standing.SINGLE_ROOT),
        ([YES, HEDGED], Standing.SINGLE_ROOT),
        ([YES, NO], Standing.CONTESTED),
        ([YES, AGAIN, OLD_NO], Standing.WELL_SUPPORTED),
        ([YES, OWN_NO], Standing.SINGLE_ROOT),
        ([NO], Standing.DENIED),
        ([NO, PLANNED], Standing.DENIED),
        ([HEDGED], Standing.ONLY_HEDGED),
        ([PLANNED], Standing.ONLY_INTENDED),
    ],
)
def test_standing_follows_the_written_rules(claims: list[Claim], expected: Standing) -> None:
    assert standing(edge_of(*claims)) is expected


def test_three_documents_that_repeat_one_report_are_a_single_root() -> None:
    edge = edge_of(*(claim(n, "a", "pays", "b", doc=f"d{n}", sources=["Report"]) for n in range(3)))
    assert standing(edge) is Standing.SINGLE_ROOT


def test_readers_who_comment_support_nothing_well() -> None:
    said = [claim(n, "a", "pays", "b", doc=f"d{n}", segment=1) for n in (1, 2)]
    cards = [document(f"d{n}", publisher="Post", commenter=f"reader {n}") for n in (1, 2)]
    (edge,) = edges_of(said, cards)
    assert len(edge.roots) == 2
    assert standing(edge) is Standing.SINGLE_ROOT
