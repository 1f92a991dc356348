"""Check that one sum told by many is one, and that parts stand under their wholes."""

from decimal import Decimal

from sayso.model import Certainty, Modality
from tests.analysis.sums_build import row, sums_of


def test_one_sum_told_by_two_roots_is_one_sum_with_two_roots() -> None:
    (one,) = sums_of(row(1, 5, time="2017"), row(2, 5, time="2017-03", doc="d2", root="r2"))
    assert ([root.key for root in one.roots], one.times, one.period) == (["r1", "r2"], ("2017", "2017-03"), "2017")


def test_an_undated_telling_joins_the_one_dated_sum() -> None:
    (one,) = sums_of(row(1, 5, time="2017"), row(2, 5, attested="2019-03-05"))
    assert (one.times, one.attested, one.earliest) == (("2017",), ("2019-03-05",), "2017-01-01")


def test_an_undated_telling_beside_two_dated_sums_stands_alone() -> None:
    assert len(sums_of(row(1, 5, time="2016"), row(2, 5, time="2018"), row(3, 5))) == 3


def test_status_polarity_and_modality_keep_equal_figures_apart() -> None:
    rows = (row(1, 5), row(2, 5, status="requested"), row(3, 5, denied=True), row(4, 5, modality=Modality.INTENDED))
    assert len(sums_of(*rows)) == 4


def test_the_surest_telling_gives_a_sum_its_certainty() -> None:
    (one,) = sums_of(row(1, 5, certainty=Certainty.POSSIBLE), row(2, 5, root="r2"))
    assert one.stance.certainty is Certainty.CERTAIN


def test_about_a_figure_is_the_exact_one_that_rounds_to_it() -> None:
    (one,) = sums_of(row(1, 4_230_000), row(2, 4_200_000, about=True, doc="d2"))
    assert (one.value, one.approximate, len(one.attestations)) == (Decimal(4_230_000), False, 2)


def test_about_a_figure_far_from_the_exact_one_is_another_sum() -> None:
    assert len(sums_of(row(1, 140), row(2, 100, about=True))) == 2


def test_a_part_stands_under_its_whole() -> None:
    whole, part = sums_of(row(1, 512, time="2017"), row(2, 242, part_of="512 USD"))
    assert (part.whole, whole.parts, part.part_of) == (whole.id, (part.id,), "512 USD")


def test_a_part_whose_whole_is_not_told_stays_a_part() -> None:
    (part,) = sums_of(row(1, 242, part_of="512 USD"))
    assert (part.whole, part.part_of) == (None, "512 USD")


def test_a_part_of_itself_is_no_part() -> None:
    (one,) = sums_of(row(1, 5, part_of="5 USD"))
    assert one.part_of is None


def test_a_denial_of_the_figure_is_named_beside_the_sum() -> None:
    told = sums_of(row(1, 5, time="2017"), row(2, 5, root="r2", denied=True))
    assert [one.against for one in told if one.stance.polarity == "+"] == [("c002",)]


def test_figures_are_written_without_exponents() -> None:
    (one,) = sums_of(row(1, 4_000_000))
    assert str(one.value) == "4000000"
