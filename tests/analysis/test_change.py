"""Test what changed between sets of claims and between dates."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.change import compare_claims
from sayso.analysis.change_dates import compare_dates, find_dateless
from sayso.analysis.refining import refines
from sayso.model import Amount, Certainty, Claim, Modality, TextLink
from sayso.model.change import Change, ChangeKind
from tests.analysis.build import TRAITS, claim, document, edges_of

OLD = claim(1, "a", "pays", "b", doc="d1")
AGAIN = claim(2, "a", "pays", "b", doc="d2")
OLD_DECADE = claim(3, "a", "pays", "b", doc="d1", time="198X")
YEAR = claim(4, "a", "pays", "b", doc="d2", time="1986")
ENDED = claim(5, "a", "pays", "b", doc="d2", time="1986/2005")
DENIED = claim(6, "a", "pays", "b", doc="d2", denied=True)
HEDGED = claim(7, "a", "pays", "b", doc="d2", certainty=Certainty.PROBABLE)
HEDGED_BEFORE = claim(8, "a", "pays", "b", doc="d1", certainty=Certainty.POSSIBLE)
PLANNED = claim(9, "a", "pays", "b", doc="d2", modality=Modality.INTENDED)
FOE = claim(10, "b", "fights", "a", doc="d2")
OTHER = claim(11, "c", "pays", "d", doc="d2")


def changes(before: list[Claim], after: list[Claim]) -> list[Change]:
    cards = [document(name, author=f"author of {name}") for name in ("d1", "d2")]
    return list(compare_claims(edges_of(before, cards), edges_of(after, cards), TRAITS))


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ([], [OLD], [ChangeKind.NEW]),
        ([OLD], [], [ChangeKind.GONE_QUIET]),
        ([ENDED], [], []),
        ([OLD], [OLD], []),
        ([OLD], [AGAIN], [ChangeKind.STRENGTHENED]),
        ([OLD_DECADE], [YEAR], [ChangeKind.STRENGTHENED, ChangeKind.REFINED]),
        ([YEAR], [OLD_DECADE], [ChangeKind.STRENGTHENED]),
        ([OLD], [ENDED], [ChangeKind.ENDED, ChangeKind.STRENGTHENED]),
        ([OLD], [OLD, DENIED], [ChangeKind.NEWLY_DENIED]),
        ([OLD], [DENIED], [ChangeKind.NEWLY_DENIED]),
        ([OLD], [HEDGED], [ChangeKind.WEAKENED]),
        ([HEDGED_BEFORE], [AGAIN], [ChangeKind.STRENGTHENED]),
        ([OLD], [PLANNED], [ChangeKind.WEAKENED]),
        ([PLANNED], [OLD], [ChangeKind.NEW]),
        ([OLD], [FOE], [ChangeKind.REVERSED]),
        ([FOE], [OLD], [ChangeKind.REVERSED]),
        ([OLD], [AGAIN, FOE], [ChangeKind.STRENGTHENED, ChangeKind.NEW]),
        ([OLD], [OTHER], [ChangeKind.NEW, ChangeKind.GONE_QUIET]),
    ],
)
def test_what_changed_between_two_sets_of_claims(
    before: list[Claim], after: list[Claim], kinds: list[ChangeKind]
) -> None:
    assert [change.kind for change in changes(before, after)] == kinds


def test_words_name_who_says_so() -> None:
    (change,) = changes([OLD], [FOE])
    assert change.words == "author of d2 says that it is hostile, where author of d1 told the opposite"
    assert (change.before, change.after) == (("c1",), ("c10",))
    (denied,) = changes([OLD], [DENIED])
    assert denied.words == "denied by author of d2, by nobody before"


def test_the_mid_eighties_made_into_a_year_are_told_with_both_times() -> None:
    refined = next(one for one in changes([OLD_DECADE], [YEAR]) if one.kind is ChangeKind.REFINED)
    assert refined.words == "198X is now 1986, says author of d2"


@pytest.mark.parametrize(
    ("exact", "vague", "expected"),
    [
        ("1986", "198X", True),
        ("198X", "1986", False),
        ("1986/..", "198X/..", True),
        ("1986/..", "198X", True),
        ("1987/..", "1986/..", False),
        ("2005-03", "2005", True),
        ("2001-05/2004", "2001/2004", True),
        ("2002/2003", "2001/2004", False),
        ("2017", "2015/2018", False),
        ("2001/2004", "2001/..", False),
        ("soon", "2001", False),
    ],
)
def test_a_time_refines_another_within_which_it_lies(exact: str, vague: str, expected: bool) -> None:
    assert refines(exact, vague) is expected


def test_a_sum_a_role_and_a_place_told_more_exactly_are_refinements() -> None:
    about = replace(OLD, amount=Amount(Decimal(4_200_000), "USD", "paid", approximate=True))
    exact = replace(AGAIN, amount=Amount(Decimal(4_213_000), "USD", "paid"))
    words = [one.words for one in changes([about], [exact]) if one.kind is ChangeKind.REFINED]
    assert words == ["about 4200000 USD is now 4213000 USD, says author of d2"]
    named = replace(AGAIN, role="clerk", place="Lowick")
    assert [one.words for one in changes([OLD], [named]) if one.kind is ChangeKind.REFINED] == [
        "the role is now told: clerk, says author of d2",
        "the place is now told: Lowick, says author of d2",
    ]


def test_a_copy_strengthens_nothing() -> None:
    cards = [document("d1", author="x"), document("d2", author="y")]
    links = [TextLink("d2", "d1", "near-duplicate", 0.97)]
    before, after = edges_of([OLD], cards, links=links), edges_of([AGAIN], cards, links=links)
    assert compare_claims(before, after, TRAITS) == ()


def dated(*claims: Claim, before: str = "2003", after: str = "2008") -> list[ChangeKind]:
    return [change.kind for change in compare_dates(edges_of(claims), before, after, TRAITS)]


def test_what_holds_on_a_later_date_alone_is_new() -> None:
    assert dated(claim(1, "a", "pays", "b", time="2007/2009")) == [ChangeKind.NEW]


def test_what_is_last_attested_has_gone_quiet_and_what_is_said_to_be_over_has_ended() -> None:
    assert dated(claim(1, "a", "pays", "b", time="2003")) == [ChangeKind.GONE_QUIET]
    assert dated(claim(1, "a", "pays", "b", time="2001/2005")) == [ChangeKind.ENDED]


def test_what_holds_on_both_dates_has_not_changed() -> None:
    assert dated(claim(1, "a", "pays", "b", time="2001/..")) == []


def test_what_is_vaguely_dated_and_may_have_held_before_is_not_new() -> None:
    assert dated(claim(1, "a", "pays", "b", time="200X")) == []


def test_a_denial_of_the_later_date_is_new() -> None:
    claims = [claim(1, "a", "pays", "b", time="2003"), claim(2, "a", "pays", "b", time="2008", denied=True, doc="d2")]
    assert ChangeKind.NEWLY_DENIED in dated(*claims)


def test_an_event_between_the_dates_is_new_and_never_goes_quiet() -> None:
    assert dated(claim(1, "a", "fights", "b", time="2005")) == [ChangeKind.NEW]
    assert dated(claim(1, "a", "fights", "b", time="2003")) == []


def test_a_pair_turns_where_friends_of_one_date_are_foes_on_the_other() -> None:
    friends = claim(1, "a", "pays", "b", time="2001/2004")
    foes = claim(2, "b", "fights", "a", time="2008")
    assert dated(friends, foes) == [ChangeKind.REVERSED, ChangeKind.ENDED]
    still = claim(1, "a", "pays", "b", time="2001/..")
    assert ChangeKind.REVERSED not in dated(still, foes)


def test_more_roots_on_the_later_date_strengthen_and_fewer_weaken() -> None:
    long, early = claim(1, "a", "pays", "b", time="2001/2009"), claim(2, "a", "pays", "b", time="2002/2004", doc="d2")
    assert dated(long, early) == [ChangeKind.WEAKENED]
    late = claim(2, "a", "pays", "b", time="2007/2009", doc="d2")
    assert dated(claim(1, "a", "pays", "b", time="2002/2009"), late) == [ChangeKind.STRENGTHENED]


def test_claims_without_any_date_are_listed() -> None:
    cards = [document("d1", author="x", date=None)]
    assert find_dateless(edges_of([OLD, claim(12, "a", "pays", "b", time="2001")], cards)) == ("c1",)


many = st.lists(
    st.sampled_from([OLD, AGAIN, OLD_DECADE, YEAR, ENDED, DENIED, HEDGED, PLANNED, FOE, OTHER]), unique=True
)


@given(many)
def test_equal_sets_of_claims_give_no_change(claims: list[Claim]) -> None:
    assert changes(claims, claims) == []


@given(many, many, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter_to_change(before: list[Claim], after: list[Claim], chance: object) -> None:
    mixed = list(before), list(after)
    for held in mixed:
        chance.shuffle(held)  # type: ignore[attr-defined]
    assert changes(*mixed) == changes(before, after)


@given(many, many)
def test_every_claim_of_a_change_is_one_that_was_given(before: list[Claim], after: list[Claim]) -> None:
    for change in changes(before, after):
        assert set(change.before) <= {one.id for one in before}
        assert set(change.after) <= {one.id for one in after}
        assert change.before or change.after
        assert change.roots
