"""Test the proposal of an Admiralty grade for what an edge says."""

from dataclasses import replace

import pytest

from sayso.analysis.credibility import credibility
from sayso.model import Certainty, Claim, Modality
from sayso.model.edge import Edge, Root
from tests.analysis.build import claim, document, edge_of, edges_of

ONE = claim(1, "a", "pays", "b", doc="d1")
TWO = claim(2, "a", "pays", "b", doc="d2")
NO = claim(3, "a", "pays", "b", doc="d3", denied=True)
NO_TOO = claim(4, "a", "pays", "b", doc="d4", denied=True)
OWN_NO = claim(5, "a", "pays", "b", doc="d5", denied=True, sources=["a"])
PROBABLE = claim(6, "a", "pays", "b", doc="d6", certainty=Certainty.PROBABLE)
MIGHT = claim(7, "a", "pays", "b", doc="d7", certainty=Certainty.POSSIBLE)
PLAN = claim(8, "a", "pays", "b", doc="d8", modality=Modality.INTENDED)
OFFICIALS_SAY = claim(9, "a", "pays", "b", doc="d9", sources=["officials"])
REPEATED = claim(10, "a", "pays", "b", doc="d10", sources=["Report"])
AGAIN = claim(11, "a", "pays", "b", doc="d11", sources=["Report"])


def graded(edge: Edge, *grades: str | None) -> Edge:
    items = zip(edge.attestations, grades, strict=True)
    return replace(
        edge, attestations=tuple(replace(item, root=replace(item.root, grade=grade)) for item, grade in items)
    )


@pytest.mark.parametrize(
    ("claims", "grade"),
    [
        ([ONE, TWO], 1),
        ([ONE, OFFICIALS_SAY], 2),
        ([ONE], 3),
        ([REPEATED, AGAIN], 3),
        ([PROBABLE], 3),
        ([ONE, TWO, OWN_NO], 3),
        ([ONE, NO], 4),
        ([ONE, OWN_NO], 4),
        ([ONE, TWO, NO], 4),
        ([MIGHT], 4),
        ([ONE, NO, NO_TOO], 5),
        ([NO], 5),
        ([PLAN], 6),
        ([OFFICIALS_SAY], 6),
    ],
)
def test_the_grade_follows_the_written_rules(claims: list[Claim], grade: int) -> None:
    found = credibility(edge_of(*claims))
    assert found.grade == grade, found.reason


@pytest.mark.parametrize(
    ("grades", "grade"),
    [((None, None), 1), (("A", "C"), 1), (("A", "E"), 2), (("D", "D"), 4), (("E", "F"), 4), (("F", "F"), 6)],
)
def test_grades_of_roots_count(grades: tuple[str | None, ...], grade: int) -> None:
    assert credibility(graded(edge_of(ONE, TWO), *grades)).grade == grade


def test_the_single_word_of_a_reliable_source_is_probable() -> None:
    assert credibility(graded(edge_of(ONE), "B")).grade == 2


def test_related_roots_confirm_nothing_but_a_third_does() -> None:
    edge = edge_of(ONE, TWO)
    one, two = edge.roots
    assert credibility(edge, [(two, one)]).grade == 2
    assert credibility(edge_of(ONE, TWO, PROBABLE, REPEATED), [(two, one)]).grade == 1


def test_the_reason_names_who_says_so() -> None:
    reason = credibility(edge_of(ONE, NO)).reason
    assert reason == "Asserted by author of d1, denied by author of d3."


def test_a_root_is_never_confirmed_by_itself() -> None:
    edge = edge_of(ONE, replace(ONE, id="c99"))
    assert edge.roots == (Root("name:author of d1", "author of d1"),)
    assert credibility(edge).grade == 3


def test_those_who_deny_in_their_own_matter_do_not_make_a_thing_improbable() -> None:
    edge = edge_of(ONE, OWN_NO, NO, NO_TOO)
    spokesman, brother = (root.key for root in edge.denying_roots if root.actor is None)
    assert credibility(edge).grade == 5
    assert credibility(edge, parties={spokesman, brother}).grade == 4
    assert credibility(edge_of(ONE, TWO, OWN_NO, NO), parties={spokesman}).grade == 3


def test_related_roots_that_deny_count_once() -> None:
    edge = edge_of(ONE, NO, NO_TOO)
    one, two = edge.denying_roots
    assert credibility(edge, [(one, two)]).grade == 4


def test_readers_who_comment_confirm_nothing() -> None:
    page = document("d1", author="Ines", commenter="gull42")
    (alone,) = edges_of([claim(1, "a", "pays", "b", segment=1)], [page])
    (both,) = edges_of([claim(1, "a", "pays", "b", segment=1), claim(2, "a", "pays", "b")], [page])
    assert credibility(alone).grade == 6
    assert credibility(both).grade == 2
