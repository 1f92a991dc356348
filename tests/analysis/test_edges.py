from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis import build_edges, rank_ties
from sayso.model import Claim, Modality
from tests.analysis.build import claim, edge_of, edges_of


def test_no_claims_give_no_edges() -> None:
    assert build_edges([], canonical={}, traits={}, documents={}, actors={}) == ()


def test_claims_meet_on_one_edge_by_canonical_actor() -> None:
    claims = [claim(1, "a", "pays", "b"), claim(2, "a2", "pays", "b")]
    (edge,) = edges_of(claims, canonical={"a2": "a"})
    assert [item.claim for item in edge.attestations] == ["c1", "c2"]


def test_either_way_round_is_one_edge_where_the_predicate_is_symmetric() -> None:
    edge = edge_of(claim(1, "b", "friend", "a"), claim(2, "a", "friend", "b"))
    assert (edge.subject, edge.object) == ("a", "b")
    assert len(edges_of([claim(1, "b", "pays", "a"), claim(2, "a", "pays", "b")])) == 2


def test_an_edge_keeps_assertions_and_denials_apart() -> None:
    edge = edge_of(claim(1, "a", "pays", "b"), claim(2, "a", "pays", "b", denied=True, doc="d2"))
    assert [item.claim for item in edge.asserted] == ["c1"]
    assert [root.name for root in edge.denying_roots] == ["author of d2"]


def test_what_is_only_planned_adds_no_root() -> None:
    assert edge_of(claim(1, "a", "pays", "b", modality=Modality.INTENDED)).roots == ()


@given(st.permutations([claim(n, "a", "pays", "b", doc=f"d{n % 3}") for n in range(6)]))
def test_the_order_of_claims_does_not_matter(claims: list[Claim]) -> None:
    assert edges_of(claims) == edges_of(sorted(claims, key=lambda one: one.id))


def test_ties_are_ranked_by_roots_before_claims() -> None:
    repeated = [claim(n, "a", "pays", "b", sources=["Report"], doc=f"d{n}") for n in range(3)]
    two_roots = [claim(8, "a", "pays", "c", doc="d1"), claim(9, "a", "pays", "c", doc="d2")]
    assert [edge.object for edge in rank_ties(edges_of([*repeated, *two_roots]))] == ["c", "b"]
