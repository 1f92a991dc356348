"""Test what a casefile on disk must stand."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.model.errors import CasefileBusy, CasefileTooNew, NotACasefile, NotFound
from sayso.store import ClaimQuery, open_store
from sayso.store.migrations import SCHEMA_VERSION, STEPS
from sayso.store.sqlite import APPLICATION_ID
from tests.store.scenes import commit_of, ferry_document, make_rules


def test_what_was_written_is_there_when_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    first = open_store(path, rules=make_rules)
    first.commit(commit_of(ferry_document()))
    first.close()
    second = open_store(path, must_exist=True, rules=make_rules)
    assert len(list(second.claims(ClaimQuery()))) == 2
    second.close()


def test_a_missing_casefile_is_not_found_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no casefile"):
        open_store(tmp_path / "none.sayso", must_exist=True, rules=make_rules)
    assert list(tmp_path.iterdir()) == []


def test_a_casefile_in_a_missing_folder_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no folder"):
        open_store(tmp_path / "none" / "case.sayso", rules=make_rules)


def test_a_text_file_is_not_a_casefile_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("a tide table and other notes of some length, so that it has a header")
    before = path.read_bytes()
    with pytest.raises(NotACasefile, match="not a casefile"):
        open_store(path, rules=make_rules)
    assert path.read_bytes() == before


def test_another_programs_database_is_not_a_casefile(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE cargo (id)")
    other.close()
    with pytest.raises(NotACasefile, match="another program"):
        open_store(path, rules=make_rules)


def test_a_damaged_file_is_not_a_casefile(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    with pytest.raises(NotACasefile):
        open_store(path, rules=make_rules)


def test_a_folder_is_not_a_casefile(tmp_path: Path) -> None:
    with pytest.raises(NotACasefile, match="folder"):
        open_store(tmp_path, rules=make_rules)


def test_a_casefile_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    open_store(path, rules=make_rules).close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    raw.close()
    with pytest.raises(CasefileTooNew, match="Upgrade"):
        open_store(path, rules=make_rules)


def test_the_header_names_the_application_and_the_layout(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    open_store(path, rules=make_rules).close()
    with sqlite3.connect(path) as raw:
        (owner,) = raw.execute("PRAGMA application_id").fetchone()
        (version,) = raw.execute("PRAGMA user_version").fetchone()
    raw.close()
    assert (owner, version) == (APPLICATION_ID, len(STEPS))


def test_a_locked_casefile_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    store = open_store(path, busy_timeout_s=0.05, rules=make_rules)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CasefileBusy, match="another process"):
        store.commit(commit_of(ferry_document()))
    other.execute("ROLLBACK")
    other.close()
    store.commit(commit_of(ferry_document()))
    assert store.stats().claims == 2
    store.close()


def test_one_can_ask_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    store = open_store(path, busy_timeout_s=0.05, rules=make_rules)
    store.commit(commit_of(ferry_document()))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert store.stats().claims == 2
    other.execute("ROLLBACK")
    other.close()
    store.close()


DIES_HALFWAY = """
import os, sys
from sayso.store import open_store, write
from tests.store.scenes import commit_of, ferry_document, make_rules
store = open_store(sys.argv[1], rules=make_rules)
store.commit(commit_of(ferry_document("whole")))
write._write_search = lambda *_: os._exit(9)  # after claims, before the end of the transaction
store.commit(commit_of(ferry_document("half", more="half")))
"""


def test_a_process_that_dies_in_a_commit_leaves_nothing_of_it(tmp_path: Path, repository: Path) -> None:
    path = tmp_path / "case.sayso"
    died = subprocess.run([sys.executable, "-c", DIES_HALFWAY, str(path)], cwd=repository, check=False)
    assert died.returncode == 9
    store = open_store(path, rules=make_rules)
    assert [row.name for row in store.documents()] == ["whole"]
    assert list(store.check()) == []
    store.commit(commit_of(ferry_document("half", more="half")))
    assert store.stats().claims == 4
    store.close()


def test_a_commit_that_fails_rolls_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.store import write

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    store = open_store(tmp_path / "case.sayso", rules=make_rules)
    monkeypatch.setattr(write, "_write_search", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.commit(commit_of(ferry_document()))
    assert store.stats().documents == 0
    store.close()


def test_a_snapshot_sees_one_state_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    writer, reader = open_store(path, rules=make_rules), open_store(path, rules=make_rules)
    writer.commit(commit_of(ferry_document("one")))
    with reader.snapshot():
        assert reader.stats().documents == 1
        writer.commit(commit_of(ferry_document("two", more="two")))
        assert reader.stats().documents == 1
    assert reader.stats().documents == 2
    writer.close()
    reader.close()
