"""Check in what order claims come to be ruled on, and why."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.review import Candidate, rank_claims
from sayso.model.edge import ContestKind
from sayso.model.review import ReviewReason

PLAIN = Candidate("c1", "e1", 0.8)
CONTESTED = replace(PLAIN, contest=ContestKind.DENIAL, side=2, against=3)
ONLY_ROOT = replace(PLAIN, roots=1, central=2, ends=(100, 90))
UNSURE = replace(PLAIN, confidence=0.41, central=1, roots=4, ends=(100, 2))


def named(*candidates: Candidate) -> list[Candidate]:
    """Give each candidate a claim of its own."""
    return [replace(one, claim=f"c{at}") for at, one in enumerate(candidates)]


def order(*candidates: Candidate) -> list[str]:
    return [one.claim for one in rank_claims(named(*candidates))]


def test_nothing_gives_an_empty_queue() -> None:
    assert rank_claims([]) == []


def test_what_colleagues_disagree_on_comes_first_then_contests_then_only_roots_then_unsure_readings() -> None:
    assert order(PLAIN, UNSURE, ONLY_ROOT, CONTESTED, replace(PLAIN, disputed=True)) == ["c4", "c3", "c2", "c1", "c0"]


def test_the_reasons_are_told_in_words_with_the_likelihood_last() -> None:
    (one,) = rank_claims([replace(CONTESTED, confidence=0.41, roots=1, central=2)])
    assert one.reason is ReviewReason.CONTESTED
    assert one.reasons == (
        "contested (denial): 2 roots against 3",
        "only root of a tie of two central actors",
        "unsure reading of a central actor",
        "likelihood 0.41",
    )


def test_a_contest_with_more_roots_on_its_weaker_side_comes_first() -> None:
    assert order(replace(CONTESTED, side=1, against=9), replace(CONTESTED, side=3, against=3)) == ["c1", "c0"]


def test_of_two_only_roots_the_one_of_whose_ends_more_is_said_comes_first() -> None:
    assert order(replace(ONLY_ROOT, ends=(5, 4)), ONLY_ROOT) == ["c1", "c0"]


def test_of_two_alike_the_less_likely_reading_comes_first() -> None:
    assert order(UNSURE, replace(UNSURE, confidence=0.2)) == ["c1", "c0"]


def test_a_denial_is_no_root_of_the_tie_that_it_denies() -> None:
    (one,) = rank_claims([replace(ONLY_ROOT, denied=True)])
    assert one.reason is ReviewReason.LEFT


def test_an_unsure_reading_of_nobody_central_is_not_hurried() -> None:
    (one,) = rank_claims([replace(UNSURE, central=0)])
    assert one.reason is ReviewReason.LEFT
    assert one.reasons == ("likelihood 0.41",)


def test_a_claim_that_comes_for_several_reasons_comes_once_for_the_best() -> None:
    (one,) = rank_claims([PLAIN, CONTESTED, UNSURE])
    assert one.reason is ReviewReason.CONTESTED


@given(
    st.lists(
        st.builds(
            Candidate,
            claim=st.sampled_from([f"c{at}" for at in range(9)]),
            edge=st.just("e"),
            confidence=st.floats(0, 1),
            contest=st.none() | st.sampled_from(ContestKind),
            side=st.integers(0, 99),
            against=st.integers(0, 99),
            roots=st.integers(0, 3),
            ends=st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)),
            central=st.integers(0, 2),
            disputed=st.booleans(),
        )
    )
)
def test_value_falls_and_a_better_reason_always_outweighs_a_worse_one(candidates: list[Candidate]) -> None:
    ranked = rank_claims(candidates)
    places = [list(ReviewReason).index(one.reason) for one in ranked]
    assert places == sorted(places)
    assert [(-one.value, one.claim) for one in ranked] == sorted((-one.value, one.claim) for one in ranked)
    assert {one.claim for one in ranked} == {one.claim for one in candidates}
