"""Test that the README's code runs."""

import re
from functools import partial
from pathlib import Path

import pytest

from sayso import casefile
from tests.cli.conftest import scripted, write_texts


def test_the_readme_code_runs_as_it_stands(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = re.findall(r"```python\n(.*?)```", (repository / "README.md").read_text(), re.DOTALL)
    write_texts(tmp_path / "samples" / "documents")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sayso.casefile.open", partial(casefile.open, reader=scripted()))
    assert len(code) == 1
    exec(compile(code[0], "README.md", "exec"), {})
    assert "Vera Holm + Northwind Ferries captain" in capsys.readouterr().out


def test_code_and_picture_stand_where_the_readme_says(repository: Path) -> None:
    lines = (repository / "README.md").read_text().splitlines()
    assert "```sh" in lines[:20]
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", "\n".join(lines))
    assert pictures
    assert all((repository / picture).is_file() for picture in pictures)
