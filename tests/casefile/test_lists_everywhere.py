"""Keep lists, judgements and descriptions on PostgreSQL as in a file, and carry them from one to the other."""

from pathlib import Path

import pytest

from sayso.casefile import Casefile
from sayso.model import Verdict
from sayso.testing import FixedClock, ScriptedReader
from tests.casefile.watched import PLANTED, make_case
from tests.exchange.lists import write_ftm


def rule(case: Casefile, folder: Path) -> None:
    case.watch_add(write_ftm(folder / "harbour.json"))
    case.watch_judge("Vera Holm", "harbour/x-1", "different", by="Ida")
    case.describe("ledger", by="Ida", publisher="Lowick Courier", date="2020-05-03")


def answers(case: Casefile) -> object:
    return case.watch_matches(), list(case.documents()), list(case.edges()), case.watchlists()


def test_lists_and_judgements_are_the_same_on_postgresql(tmp_path: Path, emptied_address: str) -> None:
    with (
        make_case(tmp_path) as here,
        Casefile(emptied_address, reader=ScriptedReader(PLANTED), clock=FixedClock()) as there,
    ):
        there.read(tmp_path / "texts")
        for case in (here, there):
            rule(case, tmp_path)
        assert answers(here) == answers(there)
        assert there.doctor(recount=True) == []
        there.undo(2, by="Ida")
        here.undo(2, by="Ida")
        assert answers(here) == answers(there)


def test_a_copy_has_lists_and_judgements(tmp_path: Path) -> None:
    with make_case(tmp_path) as case:
        rule(case, tmp_path)
        case.copy_to(tmp_path / "copy.sayso")
        with Casefile(tmp_path / "copy.sayso") as copy:
            assert answers(copy) == answers(case)
            assert {one.judged for one in copy.watch_matches(judged="different")} == {Verdict.DIFFERENT}
            copy.undo(2, by="Ida")
            assert next(one for one in copy.documents() if one.name == "ledger").publisher is None


@pytest.mark.parametrize("release", ["2"])
def test_another_reader_finds_the_judgement_again(tmp_path: Path, release: str) -> None:
    with make_case(tmp_path) as case:
        rule(case, tmp_path)
        case._reader = ScriptedReader(PLANTED, release)
        case.read(tmp_path / "texts")
        assert [one.judged for one in case.watch_matches(list="harbour", judged="different")] == [Verdict.DIFFERENT]
        assert case.doctor(recount=True) == []
