"""Test that the log is folded beside the writing, and that this harms nobody."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store import Store, folding, open_store
from sayso.store.folding import LogFolder, fold_log
from tests.store.scenes import commit_of, ferry_document, make_rules


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a case #1.sayso"


@pytest.fixture
def store(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Open a casefile of which the log is folded after every commit."""
    monkeypatch.setattr(folding, "ROWS_A_FOLD", 1)
    opened = open_store(path, rules=make_rules)
    if folder_of(opened)._thread is not None:
        end_of_fold(opened)  # that of the layout: while a fold is on, a commit begins none
    yield opened
    opened.close()


def folder_of(store: Store) -> LogFolder:
    folder = store._forks._folder  # type: ignore[attr-defined]
    assert isinstance(folder, LogFolder)
    return folder


def end_of_fold(store: Store) -> None:
    thread = folder_of(store)._thread
    assert thread is not None
    thread.join()


def test_what_was_written_is_in_the_file_without_its_log(path: Path, store: Store, tmp_path: Path) -> None:
    store.commit(commit_of(ferry_document()))
    end_of_fold(store)
    copy = tmp_path / "copy.sayso"
    copy.write_bytes(path.read_bytes())  # the log is left behind
    copied = open_store(copy, rules=make_rules)
    assert copied.stats().claims == 2
    assert list(copied.check()) == []
    copied.close()


def test_a_folded_log_begins_anew(path: Path, store: Store) -> None:
    log = Path(f"{path}-wal")
    store.commit(commit_of(ferry_document("first")))
    end_of_fold(store)
    before = log.stat().st_size
    for number in range(8):
        store.commit(commit_of(ferry_document(f"next {number}", more=f"next {number}")))
        end_of_fold(store)
    assert log.stat().st_size <= 2 * before


def test_folding_stops_while_somebody_reads_and_ends_after(path: Path, store: Store) -> None:
    reader = open_store(path, rules=make_rules)
    with reader.snapshot():
        assert reader.stats().claims == 0
        store.commit(commit_of(ferry_document()))
        end_of_fold(store)
        assert reader.stats().claims == 0
    assert reader.stats().claims == 2
    reader.close()


def test_no_thread_is_left_when_the_casefile_is_closed(path: Path, store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    store.close()
    assert "sayso-fold" not in {thread.name for thread in threading.enumerate()}
    assert not Path(f"{path}-wal").exists()


def test_little_that_was_written_starts_no_thread(tmp_path: Path) -> None:
    opened = open_store(tmp_path / "case.sayso", rules=make_rules)
    folder_of(opened).note(1)
    assert folder_of(opened)._thread is None
    opened.close()


def test_a_casefile_in_memory_is_not_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "ROWS_A_FOLD", 1)
    opened = open_store(":memory:", rules=make_rules)
    opened.commit(commit_of(ferry_document()))
    assert folder_of(opened)._thread is None
    opened.close()


def test_the_writer_goes_on_where_no_thread_can_be_started(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    store.commit(commit_of(ferry_document()))
    assert store.stats().claims == 2


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    fold_log(str(tmp_path / "none.sayso"), threading.Event())
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_raises_nothing(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    fold_log(str(path), threading.Event())


def test_the_rest_is_folded_in_a_commit_when_the_log_is_full(store: Store) -> None:
    driver = store._forks._engine.raw_connection().driver_connection  # type: ignore[attr-defined]
    assert isinstance(driver, sqlite3.Connection)
    assert driver.execute("PRAGMA wal_autocheckpoint").fetchone() == (folding.LOG_PAGES,)
