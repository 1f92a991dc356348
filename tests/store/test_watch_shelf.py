"""Keep watchlists: a newer version takes the place of the older, and actors find their entries."""

from collections.abc import Iterator

import pytest

from sayso.model import Actor, ActorType
from sayso.model.watch import WatchEntry, Watchlist
from sayso.store import Store

PERSON = ActorType.PERSON


def entry(key: str, name: str, **more: object) -> WatchEntry:
    return WatchEntry("harbour", key, name, PERSON, **more)  # type: ignore[arg-type]


def describe(count: int) -> Watchlist:
    return Watchlist("harbour", "ftm", "2026", "d" * 64, "2026-01-01", count)


def put(store: Store, *entries: WatchEntry) -> tuple[int, int, int]:
    return store.put_watchlist("harbour", entries, describe)


def test_a_newer_version_counts_what_is_new_changed_and_gone(store: Store) -> None:
    assert put(store, entry("1", "Vera Holm"), entry("2", "Per Dahl")) == (2, 0, 0)
    assert put(store, entry("1", "Vera Holm", births=("1990",)), entry("3", "Ida Rask")) == (1, 1, 1)
    assert [one.entries for one in store.watchlists()] == [2]


def test_an_entry_comes_back_as_it_was_put(store: Store) -> None:
    whole = entry("1", "Vera Holm", aliases=("V",), births=("1990~",), countries=("no",), remarks="x")
    put(store, whole)
    assert store.watch_entries([("harbour", "1"), ("harbour", "9")]) == {("harbour", "1"): whole}


def test_an_actor_finds_the_entries_whose_names_sound_alike(store: Store) -> None:
    put(store, entry("1", "HOLM, Vera"), entry("2", "Per Dahl"), entry("3", "Vera Holmgren", aliases=("Vera Holm",)))
    actor = Actor("a", "d", "Vera Holm", PERSON, named=True)
    assert {one.id for one in store.entries_like([actor], ["harbour"])["a"]} == {"1", "3"}


def test_an_unnamed_actor_finds_none(store: Store) -> None:
    put(store, entry("1", "Vera Holm"))
    assert store.entries_like([Actor("a", "d", "Vera Holm", PERSON, named=False)], ["harbour"]) == {"a": []}


def test_a_list_that_breaks_off_leaves_the_older_as_it_was(store: Store) -> None:
    def broken() -> Iterator[WatchEntry]:
        yield entry("2", "Per Dahl")
        raise ValueError("broken")

    put(store, entry("1", "Vera Holm"))
    with pytest.raises(ValueError, match="broken"):
        store.put_watchlist("harbour", broken(), describe)
    assert [one.id for one in store.entries_in("harbour", None, 9)] == ["1"]


def test_a_list_is_dropped_with_its_keys(store: Store) -> None:
    put(store, entry("1", "Vera Holm"))
    assert store.drop_watchlist("harbour")
    assert not store.drop_watchlist("harbour")
    assert store.entries_like([Actor("a", "d", "Vera Holm", PERSON, named=True)], ["harbour"]) == {"a": []}
