"""Test the folding of names and the cutting of excerpts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.fold import fold
from sayso.store.search import excerpt_of


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


@given(st.text(alphabet="ab cé\n", max_size=300), st.sampled_from(["ab", "é", "c"]))
def test_marks_of_an_excerpt_are_the_words(text: str, word: str) -> None:
    excerpt, marks = excerpt_of(text, [word], room=40)
    assert len(excerpt) <= 42
    assert all(mark.cut(excerpt).casefold() == word for mark in marks)
