"""How likely a claim is right comes from its structure, always the same and always between 0 and 1."""

import json

import pytest

from sayso.reading.confidence import WEIGHTS, Weights, load_weights
from sayso.vocabulary import load_vocabulary
from tests.reading.bank import load_cases
from tests.reading.conftest import BankReadings


def test_the_probability_grows_with_a_feature_of_positive_weight() -> None:
    weights = Weights(bias=-1.0, by_feature={"dated": 2.0})
    assert weights.probability({}) < 0.5 < weights.probability({"dated": 1.0})


def test_a_feature_without_a_weight_counts_nothing() -> None:
    weights = Weights(bias=0.3, by_feature={})
    assert weights.probability({"never seen": 5.0}) == weights.probability({})


@pytest.mark.parametrize("bias", [-50.0, 0.0, 50.0])
def test_the_probability_stays_between_0_and_1(bias: float) -> None:
    assert 0.0 <= Weights(bias, {}).probability({}) <= 1.0


def test_the_weights_that_come_with_the_reader_name_known_predicates() -> None:
    weights = load_weights()
    assert weights is not None
    named = {name.removeprefix("predicate=") for name in weights.by_feature if name.startswith("predicate=")}
    assert named <= set(load_vocabulary().predicates)


def test_the_weights_are_finite_numbers() -> None:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert all(abs(float(value)) < 100 for value in data["weights"].values())


def test_every_claim_of_the_bank_has_a_probability_of_its_own(bank: BankReadings) -> None:
    found = [claim.confidence for case in load_cases() for claim in bank.reading(case).claims]
    assert all(0.0 < value < 1.0 for value in found)
    assert len(set(found)) > 50


def test_claims_that_the_bank_calls_right_are_surer_than_those_it_does_not_know(bank: BankReadings) -> None:
    right: list[float] = []
    too_much: list[float] = []
    for case in load_cases():
        known = {wanted.predicate for wanted in (*case.claims, *case.also)}
        for claim in bank.reading(case).claims:
            (right if claim.predicate in known else too_much).append(claim.confidence)
    assert sum(right) / len(right) > sum(too_much) / len(too_much)
