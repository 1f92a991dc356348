import pytest

from sayso.analysis import holds_on
from sayso.analysis.span import is_over
from sayso.model import Certainty, Claim
from sayso.model.errors import UsageError
from tests.analysis.build import TRAITS, claim, document, edge_of, edges_of

NOTED_2010 = claim(1, "a", "pays", "b")
SINCE_1986 = claim(2, "a", "pays", "b", time="1986/..")
TERM = claim(3, "a", "pays", "b", time="2001/2005-06-30")
IN_2005 = claim(4, "a", "pays", "b", time="2005")
DECADE = claim(5, "a", "pays", "b", time="198X")
FOR_TEN_YEARS = claim(13, "a", "pays", "b", time="2000/2010")
NOT_2007 = claim(6, "a", "pays", "b", time="2007", denied=True, doc="d2")
MIGHT = claim(7, "a", "pays", "b", time="2005", certainty=Certainty.POSSIBLE)
NOT_2005 = claim(8, "a", "pays", "b", time="2005", denied=True, doc="d2")


@pytest.mark.parametrize(
    ("claims", "date", "expected"),
    [
        ([NOTED_2010], "2010-06-01", "holds"),
        ([NOTED_2010], "2012", "last attested 2010-06-01"),
        ([NOTED_2010], "2001", "unknown"),
        ([SINCE_1986], "1990", "holds"),
        ([SINCE_1986], "1985", "does not hold"),
        ([SINCE_1986], "2015", "last attested 2010-06-01"),
        ([TERM], "2003", "holds"),
        ([TERM], "2005-06-30", "holds"),
        ([TERM], "2006", "does not hold"),
        ([TERM], "1999", "does not hold"),
        ([FOR_TEN_YEARS], "2009", "holds"),
        ([FOR_TEN_YEARS], "2012", "last attested 2010-01-01"),
        ([IN_2005], "2005-03-15", "holds"),
        ([IN_2005], "2007", "last attested 2005"),
        ([IN_2005, NOTED_2010], "2007", "holds"),
        ([IN_2005, NOTED_2010, NOT_2007], "2007-05", "does not hold"),
        ([IN_2005, NOTED_2010, NOT_2007], "2008", "last attested 2005"),
        ([TERM, NOTED_2010], "2008", "does not hold"),
        ([DECADE], "1985", "unknown"),
        ([DECADE], "198X", "holds"),
        ([MIGHT], "2005", "unknown"),
        ([IN_2005, NOT_2005], "2005", "unknown"),
        ([NOT_2005], "2005", "does not hold"),
    ],
)
def test_a_state_holds_as_its_claims_say(claims: list[Claim], date: str, expected: str) -> None:
    assert str(holds_on(edge_of(*claims), date)) == expected


def test_yes_and_no_by_two_roots_on_one_date_is_contested() -> None:
    answer = holds_on(edge_of(IN_2005, NOT_2005), "2005-02")
    assert answer.contested
    assert answer.claims == ("c4", "c8")


def test_an_event_holds_at_its_time_and_is_last_attested_then() -> None:
    edge = edge_of(claim(1, "a", "fights", "b", time="2005-03-01"))
    assert str(holds_on(edge, "2005-03", TRAITS["fights"])) == "holds"
    assert str(holds_on(edge, "2006", TRAITS["fights"])) == "last attested 2005-03-01"
    assert str(holds_on(edge, "2004", TRAITS["fights"])) == "unknown"


def test_without_any_date_nothing_is_known() -> None:
    (edge,) = edges_of([NOTED_2010], [document("d1", author="x", date=None)])
    assert str(holds_on(edge, "2005")) == "unknown"


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError):
        holds_on(edge_of(IN_2005), "next year")


def test_a_claim_whose_time_cannot_be_read_does_not_stop_the_answer() -> None:
    assert str(holds_on(edge_of(claim(1, "a", "pays", "b", time="once")), "2010-06-01")) == "holds"


def test_what_is_vaguely_dated_or_contested_may_hold_and_what_is_past_may_not() -> None:
    assert holds_on(edge_of(DECADE), "1985").may_hold
    assert holds_on(edge_of(IN_2005, NOT_2005), "2005").may_hold
    assert not holds_on(edge_of(IN_2005), "2004").may_hold
    assert not holds_on(edge_of(IN_2005), "2007").may_hold


FORMER = claim(9, "a", "heads", "b", role="former commander")
SINCE_2005 = claim(10, "c", "heads", "b", time="2005/..")
STILL = claim(11, "c", "heads", "b", role="commander")
IN_2004 = claim(12, "c", "heads", "b", time="2004")


@pytest.mark.parametrize(
    ("claims", "date", "expected"),
    [
        ([FORMER], "2003", "unknown"),
        ([FORMER], "2010-06-01", "unknown"),
        ([FORMER], "2018", "does not hold"),
        ([SINCE_2005, STILL], "2003", "does not hold"),
        ([SINCE_2005, STILL], "2006", "holds"),
        ([SINCE_2005, STILL], "2018", "last attested 2010-06-01"),
        ([SINCE_2005, IN_2004], "2003", "unknown"),
    ],
)
def test_a_post_passes_from_a_former_holder_to_the_next(claims: list[Claim], date: str, expected: str) -> None:
    assert str(holds_on(edge_of(*claims), date)) == expected


@pytest.mark.parametrize(
    ("role", "over"),
    [
        *(("former commander", True), ("The Ex-minister", True), ("his previous deputy", True), ("commander", False)),
        *(("deputy of the former chief", False), ("late father", False), ("", False), (None, False)),
    ],
)
def test_a_role_says_whether_it_is_over(role: str | None, over: bool) -> None:
    assert is_over(role) is over
