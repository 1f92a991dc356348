"""Reading holds the collector back and leaves it as it was."""

import gc
from collections.abc import Iterator

import pytest

from sayso.casefile.garbage import SELDOM, seldom_collected


@pytest.fixture(autouse=True)
def threshold() -> Iterator[None]:
    """Put the collector's threshold back after each test."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_the_threshold_is_put_back_after_a_failure() -> None:
    gc.set_threshold(700, 10, 10)
    with pytest.raises(KeyError, match=str(SELDOM)), seldom_collected():
        raise KeyError(gc.get_threshold()[0])
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("own", [0, SELDOM * 2])
def test_a_callers_own_choice_stays(own: int) -> None:
    gc.set_threshold(own, 10, 10)
    with seldom_collected():
        assert gc.get_threshold() == (own, 10, 10)
