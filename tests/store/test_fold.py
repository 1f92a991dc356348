"""Test the folding of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.fold import fold


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("The Barlow Lines", "barlow lines"),
        ("José Núñez", "jose nunez"),
        ("Al-Noor Bank's", "al noor bank"),
        ("O’Hara", "o'hara"),
        ("U.S.", "u s"),
    ],
)
def test_names_written_differently_fold_to_one(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


def test_different_names_stay_apart() -> None:
    assert fold("Barlow Lines") != fold("Barlow Mines")


@given(st.text())
def test_any_text_folds(name: str) -> None:
    assert fold(name) == fold(name).strip()
