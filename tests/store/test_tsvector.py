"""Hold search on PostgreSQL against search in a file: the same places, the same ranks, whatever stands and is asked."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model.errors import UsageError
from sayso.store import open_store
from sayso.store.forks import Forks
from sayso.store.tsvector import make_vector
from sayso.store.words import read_words

WORDS = ("ferry", "Ferry", "ferries", "fer", "Kuršių", "kursiu", "the", "o'neill", "co-op", "2019", "naïve", "ß", "ﬁne")
texts = st.lists(st.sampled_from(WORDS), min_size=0, max_size=12).map(" ".join)
asked = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(["fer*", "ku*", "OR", "-ferry", "-the", '"the ferry"', '"ferry fer*"', '-"the 2019"', "20*"]),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@pytest.fixture(scope="module")
def both(database: str) -> Iterator[tuple[Forks, Forks]]:
    stores = [open_store(":memory:"), open_store(f"{database}&schema=words")]
    forks: list[Forks] = [store._forks for store in stores]  # type: ignore[attr-defined]
    yield forks[0], forks[1]
    for store in stores:
        store.close()


def fill(forks: Forks, bodies: list[str]) -> None:
    blank = dict.fromkeys(
        ("said", "polarity", "certainty", "modality", "time", "predicate", "confidence", "actors", "types")
    )
    row = {
        "kind": "segment",
        "ref": "0",
        "doc": "d",
        "owner": "o",
        "current": True,
        "segment": 0,
        "voice": "body",
        **blank,
    }
    with forks.writing() as c:
        forks.index(c, [row | {"body": body} for body in bodies])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies=st.lists(texts, min_size=1, max_size=6), typed=st.lists(asked, min_size=1, max_size=6))
def test_both_databases_find_the_same_and_rank_it_the_same(
    both: tuple[Forks, Forks], bodies: list[str], typed: list[str]
) -> None:
    for forks in both:
        fill(forks, bodies)
    for one in typed:
        try:
            words = read_words(one)
        except UsageError:
            continue
        if not words.groups:
            continue
        found = []
        for forks in both:
            with forks.reading() as c:
                rows = forks.words.match_below(c, words, 10_000, 10_000)
                ranks = forks.words.rank_matches(c, words)
                among = forks.words.match_below(
                    c, words, 9_999, 5, [("kind", ["segment", "claim"]), ("voice", ["body"])]
                )
                counted = (forks.words.count_matches(c, words, 3), forks.words.count_matches(c, words, 9_999))
                between = sorted(forks.words.match_between(c, words, [(1, 2), (4, 6)]))
                found.append((rows, counted, among, between, forks.words.count_words(c, rows), ranks))
        assert found[0][:-1] == found[1][:-1]
        assert found[1][-1] == pytest.approx(found[0][-1])


def test_a_place_with_more_of_a_word_than_the_index_keeps_is_found_all_the_same(both: tuple[Forks, Forks]) -> None:
    for forks in both:  # so that places have the same numbers in both, whichever test comes first
        fill(forks, ["buoy " * 20_000 + "x" * 3_000])
    with both[1].reading() as c:
        (row,) = both[1].words.match_below(c, read_words("buoy"), 10_000_000, 2)
        assert both[1].words.match_below(c, read_words("x" * 3_000), 10_000_000, 2) == [row]
        assert both[1].words.count_words(c, [row]) == {row: 20_001}
        assert both[1].check_index(c) is None


def test_words_stand_in_a_vector_with_their_places() -> None:
    assert make_vector("The Ferry, the ferry's É") == ("'the':1,3 'ferry':2,4 's':5 'e':6", 6)
    assert make_vector("") == ("", 0)
