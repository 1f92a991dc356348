"""Test the command that writes a dossier."""

import json
from pathlib import Path

from tests.cli.conftest import Type

NAME = "Northwind Ferries"


def test_a_dossier_is_printed_with_numbered_notes(type_command: Type) -> None:
    out = type_command("dossier", NAME).out
    assert "reported that" in out
    assert "[1]" in out
    assert "Notes\n-----" in out


def test_a_dossier_is_written_to_a_file(type_command: Type, tmp_path: Path) -> None:
    for form in ("html", "docx", "md"):
        done = type_command("dossier", NAME, "--format", form, "--out", str(tmp_path / f"d.{form}"))
        assert done.out == ""
        assert (tmp_path / f"d.{form}").stat().st_size > 500


def test_the_ending_of_the_file_says_the_form(type_command: Type, tmp_path: Path) -> None:
    type_command("dossier", NAME, "--out", str(tmp_path / "d.docx"))
    assert (tmp_path / "d.docx").read_bytes().startswith(b"PK")
    type_command("dossier", NAME, "--out", str(tmp_path / "d.html"))
    assert (tmp_path / "d.html").read_text(encoding="utf-8").startswith("<!")


def test_a_word_document_is_not_printed(type_command: Type) -> None:
    assert type_command("dossier", NAME, "--format", "docx").code == 2


def test_the_record_has_sentences_with_their_notes(type_command: Type) -> None:
    found = json.loads(type_command("dossier", NAME, "--json").out)
    assert found["name"] == NAME
    sentences = [one for passage in found["passages"] for one in passage["sentences"]]
    assert all(one["notes"] and one["claims"] for one in sentences)
