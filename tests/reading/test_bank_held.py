"""The held part of the bank is sound, and the reader does not fall back on it; no test names a held sentence."""

import re
from collections import Counter

import pytest

from sayso.model import Reading
from sayso.reading.reader import RuleReader
from sayso.testing import assert_grounded
from sayso.vocabulary import load_vocabulary
from tests.reading.bank import USUAL, Wanted, load_cases, load_held, read_all
from tests.reading.bank_figures import OWN, Tally, tally_all

HELD = load_held()
PARTS = frozenset({*USUAL, "time", "place", "amount", "status", "part_of", "role", "sources"})
LEAST_F1, LEAST_ATTRIBUTE = 0.56, 0.65
type HeldReadings = tuple[list[Reading | Exception], frozenset[str]]


def every_wanted() -> list[tuple[str, Wanted]]:
    """Return all claims that must be found in the held part, each with the words of its case."""
    return [(case.text, wanted) for case in HELD for wanted in case.claims]


@pytest.fixture(scope="module")
def held(reader: RuleReader) -> HeldReadings:
    return read_all(HELD, reader)


def test_a_third_of_the_bank_is_held_and_each_phenomenon_has_ten_cases() -> None:
    assert len(HELD) * 3 >= len(HELD) + len(load_cases()) >= 430
    assert min(Counter(case.phenomenon for case in HELD).values()) >= 10
    assert {case.phenomenon for case in (*HELD, *load_cases())} <= set(OWN)


def test_no_held_text_stands_twice_or_among_the_others() -> None:
    texts = Counter(case.text for case in (*HELD, *load_cases()))
    assert texts.most_common(1)[0][1] == 1


def test_wanted_claims_have_known_predicates_and_parts() -> None:
    known = set(load_vocabulary().predicates)
    assert {name for _, wanted in every_wanted() for name in wanted.predicate.split(" / ")} <= known
    assert {key for _, wanted in every_wanted() for key in wanted.wants} <= PARTS


def test_each_wanted_actor_stands_in_the_text_by_one_of_its_names() -> None:
    lost = [
        line
        for text, wanted in every_wanted()
        for line in (wanted.subject, wanted.object)
        if not any(name == "(unknown)" or name.casefold() in text.casefold() for name in re.split(" //? ", line))
    ]
    assert lost == []


def test_held_claims_quote_what_stands_there(held: HeldReadings) -> None:
    for case, reading in zip(HELD, held[0], strict=True):
        assert isinstance(reading, Reading)
        for claim in reading.claims:
            assert_grounded(claim, case.document())


def test_the_held_part_is_read_no_worse_than_it_was(held: HeldReadings) -> None:
    """Floors against falling back; `python -m tests.reading.bank --figures` prints the figures of today."""
    total: Tally = tally_all(HELD, *held)["all"]
    assert total.f1 >= LEAST_F1
    assert total.attribute is not None
    assert total.attribute >= LEAST_ATTRIBUTE
