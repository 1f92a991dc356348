"""Test what a casefile on PostgreSQL must stand."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import insert, select

from sayso.model.errors import CasefileBusy, CasefileTooNew, NotACasefile, NotFound, StoreError, UsageError
from sayso.store import ClaimQuery, Store, open_store
from sayso.store import tables as t
from sayso.store.decisions import decision_head
from sayso.store.migrations import SCHEMA_VERSION, _add_column
from tests.store.scenes import commit_of, ferry_document, make_rules


def server_of(address: str) -> str:
    return address.partition("&schema=")[0]


def schema_of(address: str) -> str:
    return address.partition("&schema=")[2]


@contextmanager
def raw(address: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(server_of(address), autocommit=True) as connection:
        connection.execute(f'SET search_path TO "{schema_of(address)}"')
        yield connection


@contextmanager
def opened(address: str, **more: Any) -> Iterator[Store]:
    store = open_store(address, rules=make_rules, **more)
    try:
        yield store
    finally:
        store.close()


def test_what_was_written_is_there_when_opened_again(new_address: str) -> None:
    with opened(new_address) as first:
        first.commit(commit_of(ferry_document()))
    with opened(new_address, must_exist=True) as second:
        assert len(list(second.claims(ClaimQuery()))) == 2


def test_a_missing_casefile_is_not_found_and_not_made(new_address: str) -> None:
    with pytest.raises(NotFound, match="no casefile in the schema"):
        open_store(new_address, must_exist=True)
    with raw(new_address) as c:
        assert c.execute("SELECT to_regnamespace(%s)", (schema_of(new_address),)).fetchone() == (None,)


def test_a_missing_database_is_not_found(new_address: str) -> None:
    with pytest.raises(NotFound, match="createdb"):
        open_store(new_address.replace("/postgres?", "/press?"))


def test_a_schema_that_holds_something_else_is_refused_and_stays(new_address: str) -> None:
    with raw(new_address) as c:
        c.execute(f'CREATE SCHEMA "{schema_of(new_address)}"')
        c.execute("CREATE TABLE cargo (id integer)")
    with pytest.raises(NotACasefile, match="something else"):
        open_store(new_address)
    with raw(new_address) as c:
        assert c.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()").fetchone() == (1,)


def test_a_layout_of_a_later_version_is_refused(new_address: str) -> None:
    with opened(new_address):
        pass
    with raw(new_address) as c:
        c.execute("UPDATE sayso_layout SET version = version + 1")
    with pytest.raises(CasefileTooNew, match="Upgrade"):
        open_store(new_address)


def test_an_older_layout_is_brought_up_to_date(new_address: str) -> None:
    with opened(new_address) as store:
        store.commit(commit_of(ferry_document()))
        before = list(store.claims(ClaimQuery()))
    with raw(new_address) as c:
        c.execute("UPDATE sayso_layout SET version = 8")
    with opened(new_address) as store:
        assert store.stats().schema_version == SCHEMA_VERSION
        assert list(store.claims(ClaimQuery())) == before
        assert [*store.check(), *store.recount()] == []


@pytest.mark.parametrize("schema", ["", "pg_mine", "x" * 64])
def test_a_name_that_no_schema_can_have_is_refused(database: str, schema: str) -> None:
    with pytest.raises(UsageError, match="schema"):
        open_store(f"{database}&schema={schema}")


def test_two_casefiles_in_one_database_know_nothing_of_each_other(new_address: str) -> None:
    with opened(new_address) as one, opened(f'{new_address}%22;"x') as other:
        one.commit(commit_of(ferry_document()))
        assert (one.stats().documents, other.stats().documents) == (1, 0)
        assert one.stats().size_bytes > other.stats().size_bytes > 0


@pytest.mark.parametrize("added", [(), ("first", "voice")])
def test_every_column_of_text_sorts_by_its_bytes_also_one_added_since(new_address: str, added: tuple[str, ...]) -> None:
    with opened(new_address) as store, raw(new_address) as c:
        for column in added:
            c.execute(f'ALTER TABLE documents DROP COLUMN "{column}"')
            with store._forks.writing() as connection:  # type: ignore[attr-defined]
                _add_column(connection, "documents", column)
        asked = (
            "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema ="
            " current_schema() AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'"
        )
        assert c.execute(asked).fetchall() == []


def test_numbers_of_64_bits_are_kept(new_address: str) -> None:
    with opened(new_address) as store, store._forks.writing() as c:  # type: ignore[attr-defined]
        c.execute(
            insert(t.problems).values(location="a", member="", code="x", reason="", remedy="", size_bytes=1 << 40)
        )
        assert c.execute(select(t.problems.c.size_bytes)).scalar() == 1 << 40


def hold_lock(address: str, held: threading.Event, leave: threading.Event) -> None:
    with opened(address) as other, other._forks.writing(counted=False):  # type: ignore[attr-defined]
        held.set()
        leave.wait(30)


def test_a_second_writer_waits_and_is_then_told_who_is_busy(new_address: str) -> None:
    held, leave = threading.Event(), threading.Event()
    with opened(new_address, busy_timeout_s=0.05) as store:
        other = threading.Thread(target=hold_lock, args=(new_address, held, leave))
        other.start()
        assert held.wait(30)
        assert store.stats().documents == 0  # whoever only asks does not wait
        with pytest.raises(CasefileBusy, match="another process"):
            store.commit(commit_of(ferry_document()))
        leave.set()
        other.join()
        assert store.commit(commit_of(ferry_document())).claims == 2


def test_a_snapshot_sees_nothing_of_what_is_written_meanwhile(new_address: str) -> None:
    with opened(new_address) as one, opened(new_address) as other:
        with one.snapshot():
            before = one.revision()
            other.commit(commit_of(ferry_document()))
            assert (one.stats().documents, one.revision()) == (0, before)
        assert (one.stats().documents, one.revision() != before) == (1, True)


def test_a_lost_connection_is_an_error_once_and_then_made_anew(new_address: str) -> None:
    with opened(new_address) as store:
        store.commit(commit_of(ferry_document()))
        for ask in (lambda: store.stats(), lambda: store.commit(commit_of(ferry_document("b", "more")))):
            end_sessions(new_address)
            with pytest.raises(StoreError, match="was lost"):
                ask()
            ask()
        assert store.stats().documents == 2
        assert [*store.check(), *store.recount()] == []


def end_sessions(address: str) -> None:
    with raw(address) as c:
        c.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE application_name = 'sayso' AND pid <> pg_backend_pid()"
        )


def test_a_statement_ends_after_the_time_that_is_given(new_address: str) -> None:
    with (
        opened(new_address, statement_timeout_s=0.05) as store,
        pytest.raises(StoreError, match="statement_timeout_s"),
        store._forks.reading() as c,  # type: ignore[attr-defined]
    ):
        c.exec_driver_sql("SELECT pg_sleep(5)")


def test_a_question_can_write_nothing(new_address: str) -> None:
    with (
        opened(new_address) as store,
        pytest.raises(StoreError, match="read-only"),
        store._forks.reading() as c,  # type: ignore[attr-defined]
    ):
        c.exec_driver_sql("DELETE FROM claims")


@pytest.fixture
def clerk(new_address: str) -> Iterator[Callable[[str], str]]:
    """Give a function that grants a role rights on a casefile and returns the address for it."""
    name = f"clerk_{schema_of(new_address)}"
    with opened(new_address) as store:
        store.commit(commit_of(ferry_document()))
    with raw(new_address) as c:
        c.execute(f"CREATE ROLE {name} LOGIN")

        def grant(rights: str) -> str:
            c.execute(f"GRANT USAGE ON SCHEMA {schema_of(new_address)} TO {name}")
            c.execute(f"GRANT {rights} ON ALL TABLES IN SCHEMA {schema_of(new_address)} TO {name}")
            return new_address.replace("user=postgres", f"user={name}")

        yield grant


def test_a_role_that_may_only_select_asks_and_checks_and_writes_nothing(clerk: Callable[[str], str]) -> None:
    with opened(clerk("SELECT"), must_exist=True) as store:
        assert len(list(store.claims(ClaimQuery()))) == 2
        assert list(store.check()) == []
        with pytest.raises(StoreError, match=r"docs/postgres\.md"):
            store.commit(commit_of(ferry_document("b", "more")))


def test_a_role_with_the_rights_of_the_docs_reads_documents(clerk: Callable[[str], str]) -> None:
    with opened(clerk("SELECT, INSERT, UPDATE, DELETE"), must_exist=True) as store:
        store.commit(commit_of(ferry_document("b", "more")))
        assert store.audit().faults == ()
        assert store.stats().documents == 2
        with store._forks.reading() as c:  # type: ignore[attr-defined]
            assert c.execute(select(decision_head)).all() == []


def test_without_the_driver_the_error_says_how_to_install_it() -> None:
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from importlib import util; util.find_spec = lambda name: None\n"
        "import sayso.store as s\n"
        "s.find_spec = util.find_spec\n"
        "try: s.open_store('postgresql:///press')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, timeout=60)
    assert re.match(r"StoreError .*pip install 'sayso\[postgres\]'", done.stdout), done.stderr
