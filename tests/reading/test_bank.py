"""The reader finds in each sentence of the bank what a careful reader finds, no less and no more."""

from collections import Counter

import pytest

from sayso.model import Reading
from sayso.testing import assert_grounded
from sayso.vocabulary import load_vocabulary
from tests.reading.bank import Case, faults, load_cases
from tests.reading.conftest import BankReadings

CASES = load_cases()


def in_bank(case: Case) -> object:
    """Return the case as a parameter; one that the reader is known to get wrong must go on failing, or be unmarked."""
    marks = [pytest.mark.xfail(strict=True, reason=case.cause)] if case.missed else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [in_bank(case) for case in CASES])
def test_the_reader_finds_what_a_careful_reader_finds(case: Case, bank: BankReadings) -> None:
    assert faults(case, bank.reading(case), bank.symmetric) == []


def test_the_bank_has_each_predicate_twice() -> None:
    met = Counter(wanted.predicate for case in CASES for wanted in case.claims)
    assert {name: met[name] for name in load_vocabulary().predicates if met[name] < 2} == {}
    assert set(met) <= set(load_vocabulary().predicates)


def test_no_case_stands_twice() -> None:
    assert [text for text, times in Counter(case.text for case in CASES).items() if times > 1] == []


def test_every_claim_of_the_bank_quotes_what_stands_there(bank: BankReadings) -> None:
    for case in CASES:
        for claim in bank.reading(case).claims:
            assert_grounded(claim, case.document())


def test_most_of_the_bank_is_read_right(bank: BankReadings) -> None:
    """A floor against falling back; the files' headers have the share of today."""
    wrong = sum(1 for case in CASES if case.missed)
    assert all(isinstance(bank.reading(case), Reading) for case in CASES)
    assert len(CASES) >= 270
    assert 1 - wrong / len(CASES) >= 0.75
