"""Check what is proposed for a claim against a hypothesis, and where nothing is."""

import pytest

from sayso.analysis.proposing import propose_rating
from sayso.model import Certainty, Modality
from sayso.model.hypothesis import Rating, Statement
from tests.analysis.build import TRAITS, claim, edges_of

PAYS = Statement("ann pays bob", "ann", "pays", "bob", subject_id="ann", object_id="bob")


def propose(made: object, *statements: Statement) -> Rating | None:
    (edge,) = edges_of([made])  # type: ignore[list-item]
    found = propose_rating(edge, edge.attestations[0], statements or (PAYS,), TRAITS)
    assert found is None or found.reason
    return found.rating if found else None


@pytest.mark.parametrize(
    ("certainty", "denied", "rating"),
    [
        (Certainty.CERTAIN, False, Rating.VERY_CONSISTENT),
        (Certainty.PROBABLE, False, Rating.CONSISTENT),
        (Certainty.POSSIBLE, False, Rating.NEUTRAL),
        (Certainty.PROBABLE, True, Rating.INCONSISTENT),
        (Certainty.CERTAIN, True, Rating.VERY_INCONSISTENT),
    ],
)
def test_the_same_tie_counts_by_polarity_and_certainty(certainty: Certainty, denied: bool, rating: Rating) -> None:
    assert propose(claim(1, "ann", "pays", "bob", certainty=certainty, denied=denied)) is rating


def test_a_hypothesis_that_denies_turns_it_round() -> None:
    denies = Statement("not", "ann", "pays", "bob", denied=True, subject_id="ann", object_id="bob")
    assert propose(claim(1, "ann", "pays", "bob"), denies) is Rating.VERY_INCONSISTENT
    assert propose(claim(1, "ann", "pays", "bob", denied=True), denies) is Rating.VERY_CONSISTENT


def test_what_is_meant_or_supposed_neither_confirms_nor_contradicts() -> None:
    for modality in (Modality.INTENDED, Modality.HYPOTHETICAL):
        assert propose(claim(1, "ann", "pays", "bob", modality=modality)) is Rating.NEUTRAL


def test_another_tie_of_the_two_speaks_by_its_sign() -> None:
    assert propose(claim(1, "ann", "fights", "bob")) is Rating.INCONSISTENT
    assert propose(claim(1, "bob", "friend", "ann")) is Rating.CONSISTENT
    assert propose(claim(1, "ann", "fights", "bob", denied=True)) is None


def test_nothing_is_proposed_for_others_the_other_way_round_or_free_words() -> None:
    assert propose(claim(1, "ann", "pays", "cyd")) is None
    assert propose(claim(1, "bob", "pays", "ann")) is None
    assert propose(claim(1, "ann", "pays", "bob"), Statement("it was the weather")) is None


def test_a_statement_of_another_time_is_not_met() -> None:
    then = Statement("2010", "ann", "pays", "bob", as_of="2010", subject_id="ann", object_id="bob")
    assert propose(claim(1, "ann", "pays", "bob", time="2018"), then) is Rating.NEUTRAL
    assert propose(claim(1, "ann", "pays", "bob", time="2010-05"), then) is Rating.VERY_CONSISTENT
    assert propose(claim(1, "ann", "pays", "bob", denied=True), then) is Rating.INCONSISTENT


def test_what_contradicts_one_statement_contradicts_the_hypothesis() -> None:
    fights = Statement("ann fights bob", "ann", "fights", "bob", subject_id="ann", object_id="bob")
    assert propose(claim(1, "ann", "pays", "bob"), PAYS, fights) is Rating.INCONSISTENT
