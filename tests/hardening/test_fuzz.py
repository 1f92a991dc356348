"""The fuzzing programs' targets, for seconds; and every input that they once found."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from fuzz.asking import Asker, make_asker, make_client
from fuzz.drawn import inputs
from fuzz.targets import TARGETS
from sayso.analysis.interval import parse_interval
from sayso.model.errors import UsageError

FEW = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_keeps_its_promise_for_drawn_inputs(name: str) -> None:
    target = TARGETS[name]
    for seed in target.seeds:
        target.run(seed)

    @FEW
    @given(inputs(target))
    def keeps(data: bytes) -> None:
        target.run(data)

    keeps()


@pytest.fixture(scope="module")
def asker() -> Iterator[Asker]:
    with make_client() as client:
        yield make_asker(client)


@pytest.mark.parametrize("seed", range(4))
def test_no_question_is_answered_with_a_failure_or_another_shape(asker: Asker, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        asker.ask(rng)


@pytest.mark.parametrize(
    "edtf",
    [
        "2X00-09-00",
        "[2000-09-0X,2X00-09-00]",
        "2000-09-00",
        "[0520040400..0040]",
        "{1999..1990}",
        "9" * 5000,
        "Y" + "1" * 5000,
    ],
)
def test_a_date_that_was_found_to_break_the_grammar_is_refused(edtf: str) -> None:
    try:
        parse_interval(edtf)
    except UsageError:
        return
    assert edtf.startswith("Y")
