"""Test that an edge is found by an id that it had before its actors were merged, parted or renamed."""

from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import NotFound
from sayso.testing import Planted, ScriptedReader
from tests.casefile.scenes import reader, write_texts


def ids(case: Casefile) -> set[str]:
    return {edge.id for edge in case.edges()}


def test_an_edge_is_found_by_its_id_before_a_merge_and_after_its_undoing(tmp_path: Path) -> None:
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case:
        case.read(write_texts(tmp_path / "texts"))
        before = ids(case)
        claims = {edge: {view.claim.id for view in case.edge(edge).claims} for edge in before}
        merged = case.merge("Mira Holt", "Lowick Guild", by="ann")
        (gone,) = before - ids(case)
        found = case.edge(gone)
        assert found.moved == gone
        assert found.edge.id in ids(case) - before
        assert {view.claim.id for view in found.claims} >= claims[gone]
        case.undo(merged.decision.seq, by="ann")
        assert ids(case) == before
        assert case.edge(gone).moved is None
        back = case.edge(found.edge.id)
        assert (back.moved, back.edge.id) == (found.edge.id, gone)
        assert list(case.doctor()) == []


def test_an_edge_is_found_by_its_old_id_where_reading_renamed_an_actor(tmp_path: Path) -> None:
    words = "Dunmore Steel funds the Lowick Guild"
    planted = ScriptedReader((Planted(words, "Dunmore Steel", "funds", "Lowick Guild"),))
    seen: set[str] = set()
    with sayso.open(tmp_path / "case.sayso", reader=planted) as case:
        for number in range(12):
            (tmp_path / f"{number}.txt").write_text(
                f"Report {number}\n\n{words}, in the year {1990 + number}.\n", "utf-8"
            )
            case.read(tmp_path / f"{number}.txt")
            seen |= ids(case)
        (now,) = ids(case)
        assert len(seen) > 1
        assert {case.edge(old).edge.id for old in seen} == {now}


def test_an_edge_whose_claims_were_rejected_is_told_with_one_of_them(tmp_path: Path) -> None:
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case:
        case.read(write_texts(tmp_path / "texts"))
        (view,) = case.claims(predicate="accuses")
        (edge,) = (edge.id for edge in case.edges() if edge.predicate == "accuses")
        case.reject(view.claim.id, by="ann")
        with pytest.raises(NotFound, match=view.claim.id):
            case.edge(edge)


def test_an_id_that_no_edge_had_is_refused(tmp_path: Path) -> None:
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case:
        case.read(write_texts(tmp_path / "texts"))
        with pytest.raises(NotFound, match="Take its id from a list of edges"):
            case.edge("edge-0000000000000000")
