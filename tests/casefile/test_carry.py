"""Test claims out and in."""

import io
import json
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import UsageError
from sayso.testing import ScriptedReader
from tests.casefile.scenes import reader, write_texts


def export(case: Casefile) -> str:
    stream = io.StringIO()
    case.export(stream)
    return stream.getvalue()


@pytest.fixture
def bare(tmp_path: Path) -> Casefile:
    """Give a casefile that has the documents and no claims."""
    case = sayso.open(tmp_path / "bare.sayso", reader=ScriptedReader())
    case.read(write_texts(tmp_path / "bare"))
    return case


def test_two_casefiles_of_one_folder_export_the_same_bytes(tmp_path: Path, read_case: Casefile) -> None:
    with sayso.open(tmp_path / "other.sayso", reader=reader()) as other:
        for path in sorted(write_texts(tmp_path / "texts").iterdir(), reverse=True):
            other.read(path)
        assert export(other) == export(read_case)


def test_what_goes_out_comes_in_and_goes_out_the_same(bare: Casefile, read_case: Casefile) -> None:
    lines = export(read_case)
    report = bare.import_(lines.splitlines())
    assert (report.lines, report.new, report.known, report.refused) == (3, 3, 0, ())
    assert export(bare) == lines
    assert bare.doctor() == []
    assert {view.claim for view in bare.claims()} == {view.claim for view in read_case.claims()}


def test_importing_again_adds_nothing(bare: Casefile, read_case: Casefile) -> None:
    lines = export(read_case).splitlines()
    bare.import_(lines)
    before = bare.stats()
    assert (bare.import_(lines).new, bare.import_(lines).known) == (0, 3)
    assert bare.stats() == before


def test_importing_into_the_casefile_they_came_from_adds_nothing(read_case: Casefile) -> None:
    report = read_case.import_(export(read_case).splitlines())
    assert (report.new, report.known) == (0, 3)


def test_lines_that_are_not_grounded_are_refused_and_the_others_go_in(bare: Casefile, read_case: Casefile) -> None:
    good, moved, made_up = (json.loads(line) for line in export(read_case).splitlines())
    moved["evidence"] = {"start": 0, "end": 5, "text": moved["evidence"]["text"].replace(" ", "\n  ")}
    made_up["evidence"]["text"] = "Osman Vale confessed"
    strange = good | {"predicate": "juggles", "id": "claim-x"}
    elsewhere = good | {"doc": "nowhere", "id": "claim-y", "details": None}
    lines = [json.dumps(line) for line in (good, moved, made_up, strange, elsewhere)]
    report = bare.import_([*lines, "", "{not json"])
    assert report.new == 2
    assert [number for number, _ in report.refused] == [3, 4, 5, 7]
    assert bare.doctor() == []


def test_one_id_on_two_lines_is_refused(bare: Casefile, read_case: Casefile) -> None:
    line = export(read_case).splitlines()[0]
    report = bare.import_([line, line])
    assert (report.new, [number for number, _ in report.refused]) == (1, [2])


def test_an_unknown_format_is_refused(read_case: Casefile) -> None:
    with pytest.raises(UsageError, match="jsonl"):
        read_case.export(io.StringIO(), "xlsx")
