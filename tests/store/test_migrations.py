"""Bring casefiles of older layouts up to date: nothing may be lost, and edges must be as if they were new."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from sayso.casefile import Casefile
from sayso.intake.duplicates import Fingerprint
from sayso.model.decision import DecisionKind
from sayso.store import EdgeQuery, Store, open_store
from sayso.store import edge_tables as e
from sayso.store.migrations import SCHEMA_VERSION
from sayso.store.sqlite import APPLICATION_ID
from sayso.store.tables import search_rows
from sayso.testing import make_document
from tests.store.scenes import FERRY, commit_of, ferry_document, make_rules
from tests.store.test_shingles import commit_text, words

LAYOUTS = Path(__file__).parent / "data"
KEPT = 8
"""From this layout on what follows from claims is brought along; before, it is built anew."""

type Rows = dict[str, list[tuple[object, ...]]]

FOLLOWING = {table.name for table in e.FOLLOWING}


def make_old(path: Path, new: Path, layout: int) -> None:
    """Write a file of an older layout with what a newer file holds of its tables; older edges are left out."""
    with sqlite3.connect(path) as old:
        old.executescript((LAYOUTS / f"layout{layout}.sql").read_text(encoding="utf-8"))
        old.execute("ATTACH ? AS new", (str(new),))
        tables = [row[0] for row in old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for table in tables:
            if (table in FOLLOWING and layout < KEPT) or (table.startswith("search") and table != "search_rows"):
                continue
            columns = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA main.table_info({table})"))
            old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
        old.execute("INSERT INTO main.search (rowid, body) SELECT id, ref FROM main.search_rows")
        old.execute(f"PRAGMA user_version = {layout}")
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    old.close()


def rule_on_actors(path: Path) -> None:
    """Write a person's ruling on two actors, as layout 1 kept it."""
    with sqlite3.connect(path) as old:
        first, second = sorted(row[0] for row in old.execute("SELECT id FROM main.actors ORDER BY id LIMIT 2"))
        ruled = (first, second, "different", "Ida", 1.0, '["seen"]', "2020-01-01T00:00:00+00:00")
        columns = '"left", "right", verdict, "by", score, reasons, made_at'
        old.execute(f"INSERT INTO judgements ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", ruled)
    old.close()


def rows_of(store: Store) -> Rows:
    with store._forks.reading() as c:  # type: ignore[attr-defined]
        tables = (e.attestations, e.edges, e.edge_roots, e.contests, e.actor_counts, e.voices, search_rows)
        return {table.name: sorted(map(tuple, c.execute(select(table))), key=repr) for table in tables}


def indexes_of(path: Path) -> set[tuple[str, str]]:
    """Return the indexes of a file by name and statement, written alike."""
    with sqlite3.connect(path) as c:
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        found = {(name, " ".join(sql.replace("(", " ( ").split()).replace("( ", "(")) for name, sql in c.execute(asked)}
    c.close()
    return found


@pytest.fixture
def wanted(tmp_path: Path) -> Rows:
    """Make `new.sayso` and return what it keeps."""
    fresh = open_store(tmp_path / "new.sayso", rules=make_rules)
    fresh.commit(commit_of(ferry_document()))
    fresh.commit(commit_of(make_document(f"{FERRY}\nThe sale is done.\n", "second")))
    rows = rows_of(fresh)
    fresh.close()
    return rows


@pytest.mark.parametrize("layout", [1, 6, 7, 8])
def test_a_casefile_of_an_older_layout_is_brought_up_to_date(tmp_path: Path, wanted: Rows, layout: int) -> None:
    make_old(tmp_path / "old.sayso", tmp_path / "new.sayso", layout)
    store = open_store(tmp_path / "old.sayso", rules=make_rules)
    assert store.stats().schema_version == SCHEMA_VERSION
    assert rows_of(store) == wanted
    assert store.list_edges(EdgeQuery())
    assert list(store.recount()) == []
    assert store.audit().faults == ()
    store.close()

    again = open_store(tmp_path / "old.sayso", rules=make_rules)
    assert rows_of(again) == wanted
    again.close()


def test_a_ruling_of_the_first_layout_is_kept(tmp_path: Path, wanted: Rows) -> None:
    make_old(tmp_path / "old.sayso", tmp_path / "new.sayso", 1)
    rule_on_actors(tmp_path / "old.sayso")
    store = open_store(tmp_path / "old.sayso", rules=make_rules)
    assert rows_of(store) == wanted
    assert [row.by for row in store.judgements()] == ["Ida"]
    assert [decision.by for decision in store.decisions()] == ["Ida"]
    assert store.audit().faults == ()
    store.close()


@pytest.mark.parametrize("layout", [6, 7])
def test_an_older_casefile_in_which_a_ruling_was_undone_opens(tmp_path: Path, wanted: Rows, layout: int) -> None:
    """An undo is on no document, and each decision made after it is still laid over the claims."""
    assert wanted
    with Casefile(tmp_path / "new.sayso") as fresh:
        ruled = fresh.reject(next(iter(fresh.claims())).claim.id, by="Ida")
        fresh.undo(ruled.decision.seq, by="Ida")
    make_old(tmp_path / "old.sayso", tmp_path / "new.sayso", layout)
    with closing(open_store(tmp_path / "old.sayso", rules=make_rules)) as store:
        assert [decision.kind for decision in store.decisions()] == [DecisionKind.REJECT, DecisionKind.UNDO]
        assert list(store.recount()) == []


@pytest.mark.parametrize("layout", [1, 6, 7, 8])
def test_an_older_casefile_gets_the_indexes_of_a_new_one(tmp_path: Path, wanted: Rows, layout: int) -> None:
    make_old(tmp_path / "old.sayso", tmp_path / "new.sayso", layout)
    open_store(tmp_path / "old.sayso", rules=make_rules).close()
    assert indexes_of(tmp_path / "old.sayso") == indexes_of(tmp_path / "new.sayso")


def test_shingles_of_an_older_layout_are_thinned(tmp_path: Path) -> None:
    fresh = open_store(tmp_path / "new.sayso", rules=make_rules)
    for seed, count in enumerate((60, 120, 240, 480)):
        commit_text(fresh, f"text{count}", words(30 + seed, count))
    fresh.close()
    make_old(tmp_path / "old.sayso", tmp_path / "new.sayso", 8)
    wanted = filed(tmp_path / "new.sayso")
    with sqlite3.connect(tmp_path / "old.sayso") as old:
        for number, data in old.execute("SELECT number, fingerprint FROM printed JOIN texts ON text_id = texts.id"):
            held = Fingerprint.from_bytes("d", data).hashes.astype("int64").tolist()
            old.executemany("INSERT OR IGNORE INTO shingles VALUES (?, ?)", [(one, number) for one in held])
        old.execute("UPDATE printed SET every = 1, filed = 999")
    old.close()
    assert len(filed(tmp_path / "old.sayso")[1]) > 3 * len(wanted[1])
    open_store(tmp_path / "old.sayso", rules=make_rules).close()
    assert filed(tmp_path / "old.sayso") == wanted


def filed(path: Path) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Return what is filed of texts: their rows, their shingles."""
    with sqlite3.connect(path) as c:
        texts = c.execute("SELECT number, filed, every FROM printed ORDER BY number").fetchall()
        held = c.execute("SELECT shingle, text FROM shingles ORDER BY shingle, text").fetchall()
    c.close()
    return texts, held
