"""Test that what a person types is read, and found in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.errors import UsageError
from sayso.model.search import Term, WordQuery
from sayso.store import Store
from sayso.store.words import find_terms, read_words
from tests.store.scenes import commit_of, ferry_document


def term(words: str, prefix: bool = False) -> Term:
    return Term(tuple(words.split()), prefix)


@pytest.mark.parametrize(
    ("typed", "groups", "excluded"),
    [
        ("Osprey ferry", [[term("osprey")], [term("ferry")]], []),
        ('"the Osprey" ferry', [[term("the osprey")], [term("ferry")]], []),
        ("“the Osprey”", [[term("the osprey")]], []),
        ('"left open', [[term("left open")]], []),
        ("osprey -ferry", [[term("osprey")]], [term("ferry")]),
        ('osprey -"a ferry"', [[term("osprey")]], [term("a ferry")]),
        ("ferr*", [[term("ferr", True)]], []),
        ("a OR b c", [[term("a"), term("b")], [term("c")]], []),
        ("OR b", [[term("or")], [term("b")]], []),
        ("a OR", [[term("a")], [term("or")]], []),
        ("al-Noor", [[term("al noor")]], []),
        ("O’Hara's", [[term("o hara s")]], []),
        ("国", [[term("国", True)]], []),
        ("Ильин", [[term("ильин")]], []),
        ("same same", [[term("same")]], []),
        ("NEAR(a b) AND^", [[term("near a")], [term("b")], [term("and")]], []),
        (' "*( - ', [], []),
    ],
)
def test_words_are_read(typed: str, groups: list[list[Term]], excluded: list[Term]) -> None:
    assert read_words(typed) == WordQuery(tuple(map(tuple, groups)), tuple(excluded))


@pytest.mark.parametrize("typed", ["-ferry", "f*", " ".join(f"w{number}" for number in range(65))])
def test_what_cannot_be_looked_for_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        read_words(typed)


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("José Núñez left.", "jose", ["José"]),
        ("Jose\u0301 left.", "josé", ["Jose\u0301"]),
        ("The Al-Noor bank, al noor", '"al noor"', ["Al-Noor", "al noor"]),
        ("harbours and harbors", "harbo*", ["harbours", "harbors"]),
        ("unharboured", "harbo*", []),
        ("the people (中国人民) said", "中国", ["中国人民"]),
        ("Ильин said", "ИЛЬИН", ["Ильин"]),
        ("a b a b", '"a b" b', ["a b", "a b"]),
    ],
)
def test_terms_are_found_where_they_stand(text: str, typed: str, found: list[str]) -> None:
    assert [span.cut(text) for span in find_terms(text, read_words(typed))] == found


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        query = read_words(typed)
    except UsageError:
        return
    assert all(word for group in query.groups for one in group for word in one.words)


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "a AND",
        "NOT",
        "a NEAR b",
        "{a} : b",
        "^a",
        "a + b",
        "-",
        "*",
        "ab**",
        "body:a",
        "\x00a",
        "a\ud800",
        "ﬁ",
    ],
)
def test_nothing_typed_is_an_error_of_the_database(store: Store, typed: str) -> None:
    from sayso.model.search import PlaceQuery

    store.commit(commit_of(ferry_document()))
    store.places(read_words(typed), PlaceQuery(), 5)
