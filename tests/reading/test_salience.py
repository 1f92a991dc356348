"""Test that what is asked of the tree comes to an end, also where mended names make a ring of it."""

from typing import Any, cast

import pytest

from sayso.reading.columns import Columns
from sayso.reading.salience import DEEPEST, _leads, _level, role_of


class Ring:
    """Stand for columns in which two words hang under each other."""

    head = (1, 0)

    def __init__(self, label: str) -> None:
        self.dep = (label, label)


@pytest.mark.parametrize("label", ["conj", "appos", "compound", "relcl"])
def test_words_that_hang_under_each_other_stop_nothing(label: str) -> None:
    columns = cast("Columns", cast("Any", Ring(label)))
    assert role_of(columns, 0) == label
    assert _level(columns, 0) in (0, DEEPEST)
    assert not _leads(columns, 0)
