"""Test reading documents into a casefile."""

from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import NotFound, ReaderError, UsageError
from sayso.model.view import Progress
from tests.casefile.scenes import TEXTS, reader


def test_a_folder_is_read_and_counted(case: Casefile, texts: Path) -> None:
    report = case.read(texts)
    assert (report.seen, report.read, report.claims, report.frames) == (3, 3, 3, 1)
    assert report.words == sum(len(text.split()) for text in TEXTS.values())
    assert not report.interrupted


def test_reading_again_adds_nothing_and_parses_nothing(case: Casefile, texts: Path, tmp_path: Path) -> None:
    case.read(texts)
    before = case.stats()
    again = reader()
    with sayso.open(case.path, reader=again) as second:
        report = second.read(texts)
        assert (report.known, report.read, report.moved) == (3, 0, 0)
        assert again.seen == []
        assert second.stats() == before


def test_a_copy_elsewhere_is_known_and_adds_its_place(case: Casefile, texts: Path, tmp_path: Path) -> None:
    case.read(texts / "sport.txt")
    copy = tmp_path / "other.txt"
    copy.write_bytes((texts / "sport.txt").read_bytes())
    report = case.read(copy)
    assert (report.known, report.moved) == (1, 1)
    (row,) = case.documents()
    assert len(row.origins) == 2


def test_a_copy_in_the_same_run_is_read_once(case: Casefile, texts: Path) -> None:
    (texts / "a_copy.txt").write_bytes((texts / "sport.txt").read_bytes())
    report = case.read(texts)
    assert (report.read, report.known) == (3, 1)
    assert max(len(row.origins) for row in case.documents()) == 2


def test_an_empty_file_is_recorded_and_reading_goes_on(case: Casefile, texts: Path) -> None:
    (texts / "blank.txt").write_bytes(b"")
    report = case.read(texts)
    assert report.read == 3
    (problem,) = case.unreadable()
    assert problem.code == "empty"
    assert problem.remedy


def test_a_document_that_breaks_the_reader_is_kept_as_failed_and_tried_again(tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "case.sayso"
    with sayso.open(path, reader=reader(broken=frozenset({"paper"}))) as case:
        report = case.read(texts)
        assert (report.read, [p.code for p in report.failed]) == (2, ["failed"])
        assert [row.status for row in case.documents()] == ["read", "failed", "read"]
    with sayso.open(path, reader=reader()) as case:
        assert case.read(texts).read == 1
        assert list(case.unreadable()) == []


def test_a_document_in_a_foreign_language_is_kept_and_passed_over_next_time(tmp_path: Path, texts: Path) -> None:
    with sayso.open(tmp_path / "case.sayso", reader=reader(foreign=frozenset({"sport"}))) as case:
        assert [p.code for p in case.read(texts).unreadable] == ["language"]
        assert case.read(texts).known == 3
        assert {row.name: row.status for row in case.documents()}["sport"] == "unreadable"


def test_progress_tells_of_each_document(case: Casefile, texts: Path) -> None:
    told: list[Progress] = []
    case.read(texts, progress=told.append)
    assert [(step.document, step.status) for step in told] == [("court", "read"), ("paper", "read"), ("sport", "read")]
    assert [step.done for step in told] == [1, 2, 3]
    assert all(step.done <= step.total for step in told)


def test_ctrl_c_keeps_what_was_read(case: Casefile, texts: Path) -> None:
    def stop(step: Progress) -> None:
        if step.done == 2:
            raise KeyboardInterrupt

    report = case.read(texts, progress=stop)
    assert report.interrupted
    assert report.read == 2
    assert [row.name for row in case.documents()] == ["court", "paper"]
    assert case.doctor() == []
    assert case.read(texts).read == 1


def test_a_missing_path_is_refused_before_anything_is_read(case: Casefile, texts: Path) -> None:
    with pytest.raises(NotFound, match="nowhere"):
        case.read(texts, texts / "nowhere.txt")
    assert list(case.documents()) == []


def test_an_unknown_reader_is_named_with_those_installed(tmp_path: Path, texts: Path) -> None:
    with sayso.open(tmp_path / "case.sayso", reader="oracle") as case, pytest.raises(ReaderError, match="rules"):
        case.read(texts)


def test_no_processes_are_refused(case: Casefile, texts: Path) -> None:
    with pytest.raises(UsageError, match="processes"):
        case.read(texts, processes=0)


def test_two_processes_write_what_one_writes(tmp_path: Path, texts: Path) -> None:
    exports = []
    for processes in (1, 2):
        with sayso.open(tmp_path / f"{processes}.sayso", reader=reader()) as case:
            report = case.read(texts, processes=processes)
            assert report.read == 3
            exports.append(list(case.claims()))
    assert exports[0] == exports[1]


def test_a_worker_that_dies_costs_one_document(tmp_path: Path, texts: Path) -> None:
    with sayso.open(tmp_path / "case.sayso", reader=reader(deadly=frozenset({"paper"}))) as case:
        report = case.read(texts, processes=2)
        assert report.read == 2
        assert [(p.code, Path(p.origin.location).name) for p in report.failed] == [("died", "paper.txt")]
        assert case.doctor() == []
