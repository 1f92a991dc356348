"""Test who credits whom in a ring."""

from sayso.analysis.citations import find_circles
from sayso.model import Claim
from sayso.model.lineage import CitationCircle
from tests.analysis.build import claim, document, edges_of

CARDS = [
    document("d1", publisher="The Gazette"),
    document("d2", author="Olaf", publisher="Courier"),
    document("d3", publisher="Herald"),
]


def circles(*claims: Claim) -> list[tuple[str, ...]]:
    return [one.names for one in found(*claims)]


def found(*claims: Claim) -> tuple[CitationCircle, ...]:
    return find_circles(edges_of(claims, CARDS), {card.id: card for card in CARDS})


def test_two_papers_that_credit_each_other_are_a_circle() -> None:
    (circle,) = found(
        claim(1, "a", "pays", "b", doc="d1", sources=["Courier"]),
        claim(2, "a", "pays", "b", doc="d2", sources=["Gazette"]),
    )
    assert circle.names == ("Courier", "Gazette")
    assert circle.claims == (("c2",), ("c1",))


def test_a_ring_of_three_is_found_and_named_in_its_order() -> None:
    assert circles(
        claim(1, "a", "pays", "b", doc="d1", sources=["Courier"]),
        claim(2, "a", "pays", "b", doc="d2", sources=["Herald"]),
        claim(3, "a", "pays", "b", doc="d3", sources=["Gazette"]),
    ) == [("Courier", "Herald", "Gazette")]


def test_those_who_credit_each_other_within_what_a_third_reports_are_a_circle_too() -> None:
    assert circles(
        claim(1, "a", "pays", "b", doc="d3", sources=["Courier", "Olaf"]),
        claim(2, "a", "pays", "b", doc="d2", sources=["Courier"]),
    ) == [("Courier", "Olaf")]


def test_no_circle_where_they_speak_of_different_things() -> None:
    assert (
        circles(
            claim(1, "a", "pays", "b", doc="d1", sources=["Courier"]),
            claim(2, "a", "pays", "c", doc="d2", sources=["Gazette"]),
        )
        == []
    )


def test_a_paper_that_credits_itself_is_no_circle() -> None:
    assert circles(claim(1, "a", "pays", "b", doc="d1", sources=["the Gazette"])) == []


def test_unnamed_officials_of_two_documents_close_no_circle() -> None:
    assert (
        circles(
            claim(1, "a", "pays", "b", doc="d1", sources=["Report", "officials"]),
            claim(2, "a", "pays", "b", doc="d2", sources=["officials"]),
            claim(3, "a", "pays", "b", doc="d3", sources=["officials"]),
        )
        == []
    )
