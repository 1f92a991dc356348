"""Test where settings come from."""

import os
from pathlib import Path

import pytest

from sayso.model.errors import UsageError
from sayso.settings import SETTINGS, keep_to_one_thread, setting


def test_the_default_comes_last(tmp_path: Path) -> None:
    assert setting("processes", environment={}, file=tmp_path / "none.toml") == 1


def test_argument_beats_environment_beats_file(tmp_path: Path) -> None:
    file = tmp_path / "sayso.toml"
    file.write_text("[sayso]\nprocesses = 2\n")
    environment = {"SAYSO_PROCESSES": "3"}
    assert setting("processes", 4, environment=environment, file=file) == 4
    assert setting("processes", environment=environment, file=file) == 3
    assert setting("processes", environment={}, file=file) == 2


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(UsageError, match="Known are"):
        setting("speed")


@pytest.mark.parametrize("written", ["[sayso]\nprocesses = 'many'\n", "[sayso", "sayso = 3\n"])
def test_a_wrong_file_is_refused(tmp_path: Path, written: str) -> None:
    file = tmp_path / "sayso.toml"
    file.write_text(written)
    with pytest.raises(UsageError, match="sayso"):
        setting("processes", environment={}, file=file)


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(UsageError, match="SAYSO_PROCESSES"):
        setting("processes", environment={"SAYSO_PROCESSES": "two"})


def test_every_setting_says_what_it_is() -> None:
    assert all(row.name.isidentifier() and row.unit and row.help for row in SETTINGS)
    assert len({row.name for row in SETTINGS}) == len(SETTINGS)


def test_one_thread_is_asked_for_unless_the_user_asked_for_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    monkeypatch.setenv("MKL_NUM_THREADS", "1")
    keep_to_one_thread()
    assert (os.environ["OMP_NUM_THREADS"], os.environ["OPENBLAS_NUM_THREADS"]) == ("3", "1")
