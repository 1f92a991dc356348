"""Share a folder of documents and a casefile that has read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from tests.casefile.scenes import reader, write_texts


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "texts")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casefile]:
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as opened:
        yield opened


@pytest.fixture(scope="module")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    """Give a casefile that is only asked."""
    folder = tmp_path_factory.mktemp("asked")
    with sayso.open(folder / "case.sayso", reader=reader()) as opened:
        opened.read(write_texts(folder / "texts"))
        yield opened
