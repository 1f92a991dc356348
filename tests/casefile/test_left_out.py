"""Test that an export says what it leaves in the casefile."""

import io
from pathlib import Path

import pytest

from sayso.casefile import Casefile
from sayso.model.export import Loss
from sayso.model.filter import Filter

TEXT = "Harbour notes\n\nIvo Babic funded Karin Ots in 2019. Ivo Babic juggled oranges with Karin Ots in Oslo.\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Casefile:
    folder: Path = tmp_path_factory.mktemp("left")
    (folder / "notes.txt").write_text(TEXT, encoding="utf-8")
    with Casefile(folder / "left.sayso") as made:
        made.read(folder / "notes.txt")
        return made


def lost(path: Path, form: str, table: str | None = None, filters: Filter | None = None) -> tuple[Loss, ...]:
    """Return what an export says that it lost."""
    with Casefile(path) as case:
        return case.export(io.StringIO(), form, filters, table=table).lost


def test_untyped_frames_are_counted_where_all_claims_go_out(case: Casefile) -> None:
    path = Path(case.location)
    left = Loss("untyped frames", 1, "they stay in the casefile")
    assert lost(path, "jsonl") == (left,)
    assert left in lost(path, "rdf")


def test_where_claims_were_chosen_or_none_go_out_frames_are_not_missed(case: Casefile) -> None:
    path = Path(case.location)
    assert lost(path, "jsonl", filters=Filter(predicate=("funds",))) == ()
    for form, table in (("csv", "actors"), ("csl", None)):
        assert all(loss.what != "untyped frames" for loss in lost(path, form, table=table))
