from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis import contested
from sayso.analysis.contest import find_denial, find_opposites, find_rivals
from sayso.analysis.span import window
from sayso.model import Claim, Modality
from sayso.model.edge import ContestKind
from tests.analysis.build import TRAITS, claim, document, edges_of


def test_a_denial_by_another_root_of_the_same_time_contests() -> None:
    edges = edges_of([claim(1, "a", "pays", "b"), claim(2, "a", "pays", "b", doc="d2", denied=True)])
    (found,) = contested(edges, TRAITS)
    assert (found.kind, found.claims, found.against) == (ContestKind.DENIAL, ("c1",), ("c2",))


def test_a_denial_of_another_time_does_not_contest() -> None:
    claims = [claim(1, "a", "pays", "b", time="1999"), claim(2, "a", "pays", "b", doc="d2", denied=True, time="2003")]
    assert contested(edges_of(claims), TRAITS) == ()


def test_undated_claims_of_far_apart_documents_do_not_contest() -> None:
    claims = [claim(1, "a", "pays", "b", doc="d1"), claim(2, "a", "pays", "b", doc="d2", denied=True)]
    cards = [document("d1", author="x", date="1990-01-01"), document("d2", author="y", date="2010-01-01")]
    assert contested(edges_of(claims, cards), TRAITS) == ()


def test_friend_and_foe_at_one_time_contest_and_at_two_times_do_not() -> None:
    claims = [claim(1, "a", "pays", "b", time="2005"), claim(2, "b", "fights", "a", time="2005-03-01")]
    assert [found.kind for found in contested(edges_of(claims), TRAITS)] == [ContestKind.OPPOSITE_SIGN]
    later = [claims[0], claim(2, "b", "fights", "a", time="2007")]
    assert contested(edges_of(later), TRAITS) == ()


def test_two_holders_of_one_post_contest_only_at_one_time_in_one_role_by_two_roots() -> None:
    one = claim(1, "ada", "heads", "port", time="2001/2005", role="director")
    overlapping = claim(2, "bob", "heads", "port", time="2004", role="Director", doc="d2")
    assert [found.kind for found in contested(edges_of([one, overlapping]), TRAITS)] == [ContestKind.TWO_HOLDERS]
    for harmless in (
        claim(2, "bob", "heads", "port", time="2006", role="director", doc="d2"),
        claim(2, "bob", "heads", "port", time="2004", role="pilot", doc="d2"),
        claim(2, "bob", "heads", "port", time="2004", role="director", doc="d1"),
    ):
        assert contested(edges_of([one, harmless]), TRAITS) == ()


def test_a_plan_contests_nothing() -> None:
    claims = [claim(1, "a", "pays", "b"), claim(2, "a", "fights", "b", modality=Modality.INTENDED)]
    assert contested(edges_of(claims), TRAITS) == ()


def test_predicates_of_posts_come_from_data_too() -> None:
    claims = [claim(1, "ada", "pays", "port", time="2004"), claim(2, "bob", "pays", "port", time="2004", doc="d2")]
    assert len(contested(edges_of(claims), TRAITS, exclusive={"pays"})) == 1


def _pays(number: int, doc: int, year: int, length: int, denied: bool) -> Claim:
    return claim(number, "a", "pays", "b", doc=f"d{doc}", time=f"{year}/{year + length}", denied=denied)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1990, 2000), st.integers(0, 4), st.booleans()), max_size=12))
def test_a_denial_is_found_as_by_comparing_each_claim_with_each(told: list[tuple[int, int, int, bool]]) -> None:
    claims = [_pays(number, *one) for number, one in enumerate(told)]
    if not claims:
        return
    (edge,) = edges_of(claims)
    pairs = [
        (yes.claim, no.claim)
        for yes in edge.asserted
        for no in edge.denied
        if yes.root.key != no.root.key and window(yes).may_meet(window(no))
    ]
    found = find_denial(edge)
    assert (found.claims if found else ()) == tuple(sorted({yes for yes, _ in pairs}))
    assert (found.against if found else ()) == tuple(sorted({no for _, no in pairs}))


def test_a_pair_may_be_given_either_way_round() -> None:
    friend, foe = edges_of([claim(1, "a", "pays", "b"), claim(2, "b", "fights", "a")])
    assert find_opposites(friend, foe) == find_opposites(foe, friend) is not None
    ada, bob = edges_of(
        [claim(1, "ada", "heads", "port", time="2004"), claim(2, "bob", "heads", "port", time="2004", doc="d2")]
    )
    assert find_rivals(ada, bob, TRAITS) == find_rivals(bob, ada, TRAITS) is not None


def test_edges_that_have_nothing_to_do_with_each_other_are_no_pair() -> None:
    one, other = edges_of([claim(1, "a", "pays", "b"), claim(2, "a", "fights", "c")])
    assert find_opposites(one, other) is None
    assert find_rivals(one, other, TRAITS) is None


def test_thousands_of_claims_on_either_side_are_weighed_at_once() -> None:
    claims = [claim(n, "a", "pays", "b", doc=f"d{n}", denied=n % 2 == 0) for n in range(4000)]
    (found,) = contested(edges_of(claims), TRAITS)
    assert (len(found.claims), len(found.against)) == (2000, 2000)
