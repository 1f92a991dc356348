"""Test the commands that read, write and carry."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.casefile import Casefile
from sayso.model.view import Progress, ReadReport
from tests.cli.conftest import Type, write_texts


@pytest.mark.usefixtures("scripted_reading")
def test_reading_names_what_could_not_be_read_and_exits_1(type_command: Type, tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "texts")
    typed = type_command("read", str(folder), "--case", str(tmp_path / "new.sayso"))
    assert typed.code == 1
    assert "Read 2 documents" in typed.out
    assert "answer.txt" in typed.out


@pytest.mark.usefixtures("scripted_reading")
def test_reading_tells_a_program_what_it_did(type_command: Type, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The Auditors said Northwind Ferries paid Tern Bank.\n")
    command = ("read", str(tmp_path / "one.txt"), "--case", str(tmp_path / "new.sayso"), "--json")
    first, second = json.loads(type_command(*command).out), json.loads(type_command(*command).out)
    assert (first["read"], first["claims"], second["read"], second["known"]) == (1, 1, 0, 1)


def test_an_interrupted_reading_says_that_what_was_read_stays(
    type_command: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(
        _: Casefile, *paths: str, progress: Callable[[Progress], None] | None, processes: int | None
    ) -> ReadReport:
        return ReadReport(seen=2, read=1, interrupted=True)

    monkeypatch.setattr(Casefile, "read", stop)
    typed = type_command("read", str(tmp_path), "--case", str(tmp_path / "new.sayso"))
    assert typed.code == 130
    assert "What was read stays" in typed.out


def test_a_path_that_is_not_there_gives_code_3(type_command: Type, tmp_path: Path) -> None:
    assert type_command("read", str(tmp_path / "gone"), "--case", str(tmp_path / "new.sayso")).code == 3


def test_a_casefile_that_is_not_there_gives_code_3(type_command: Type, tmp_path: Path) -> None:
    assert type_command("docs", "--case", str(tmp_path / "gone.sayso")).code == 3


def test_a_file_of_another_kind_gives_code_4(type_command: Type, tmp_path: Path) -> None:
    (tmp_path / "letter.sayso").write_text("Dear reader, this is a letter and no casefile at all.\n" * 40)
    typed = type_command("docs", "--case", str(tmp_path / "letter.sayso"))
    assert (typed.code, typed.err.count("\n")) == (4, 1)


@pytest.mark.parametrize("command", [["clams"], ["actor"], ["actors", "--limit", "0"], ["claims", "--format", "xml"]])
def test_what_is_typed_wrongly_gives_code_2_and_one_line(type_command: Type, command: list[str]) -> None:
    typed = type_command(*command)
    assert (typed.code, typed.err.count("\n")) == (2, 1)
    assert "--help" in typed.err


def test_what_is_exported_to_a_file_is_what_is_printed(type_command: Type, tmp_path: Path) -> None:
    printed = type_command("export").out
    type_command("export", "--out", str(tmp_path / "claims.jsonl"))
    assert (tmp_path / "claims.jsonl").read_text() == printed
    assert len(printed.splitlines()) == 5
    assert list(tmp_path.glob("*.part")) == []


def test_an_unknown_form_leaves_no_file(type_command: Type, tmp_path: Path) -> None:
    assert type_command("export", "--format", "xml", "--out", str(tmp_path / "claims.xml")).code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("scripted_reading")
def test_refused_lines_are_named_and_exit_1(type_command: Type, tmp_path: Path) -> None:
    case = str(tmp_path / "new.sayso")
    (tmp_path / "one.txt").write_text("Some words.\n")
    (tmp_path / "bad.jsonl").write_text("not json\n")
    type_command("read", str(tmp_path / "one.txt"), "--case", case)
    typed = type_command("import", str(tmp_path / "bad.jsonl"), "--case", case)
    assert typed.code == 1
    assert "line 1:" in typed.out


def test_a_report_is_written_with_its_picture(type_command: Type, tmp_path: Path) -> None:
    typed = type_command("report", "--out", str(tmp_path / "r.html"), "--picture", str(tmp_path / "n.svg"))
    assert typed.code == 0
    page = (tmp_path / "r.html").read_text()
    assert "Vera Holm" in page
    assert "did not hide the captain" in page
    assert (tmp_path / "n.svg").read_text().startswith("<svg")


@pytest.mark.usefixtures("scripted_reading")
def test_the_demo_tells_of_ties_and_writes_its_files(type_command: Type, tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "samples" / "documents").parent
    typed = type_command("demo", str(folder), "--out", str(tmp_path / "out"))
    words = " ".join(typed.out.split())
    assert "2 documents, one root: Auditors" in words
    assert "NEXT" in typed.out
    assert {"demo.sayso", "network.svg", "report.html"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_a_demo_of_nothing_gives_code_3(type_command: Type, tmp_path: Path) -> None:
    assert type_command("demo", str(tmp_path / "gone"), "--out", str(tmp_path / "out")).code == 3


@pytest.mark.usefixtures("scripted_reading")
def test_a_recount_names_what_does_not_follow_and_repair_mends_it(type_command: Type, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The Auditors said Northwind Ferries paid Tern Bank.\n")
    path = str(tmp_path / "new.sayso")
    type_command("read", str(tmp_path / "one.txt"), "--case", path)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE edges SET roots = roots + 1")
    raw.close()
    wrong = type_command("doctor", "--recount", "--case", path)
    assert (wrong.code, "edges edge-" in wrong.out) == (1, True)
    assert type_command("doctor", "--repair", "--case", path).code == 1
    assert type_command("doctor", "--recount", "--case", path).code == 0
