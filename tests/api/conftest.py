"""Share a casefile that a scripted reader filled, and a client of the application that serves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import sayso
from sayso.api import make_app
from tests.casefile.scenes import reader, write_texts

HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def case_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a casefile that is only asked."""
    folder = tmp_path_factory.mktemp("api")
    with sayso.open(folder / "case.sayso", reader=reader()) as case:
        case.read(write_texts(folder / "texts"))
    return folder / "case.sayso"


@pytest.fixture(scope="module")
def client(case_file: Path) -> Iterator[TestClient]:
    with TestClient(make_app(case_file), base_url=HERE) as opened:
        yield opened


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    """Give a casefile that a test may write to."""
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case:
        case.read(write_texts(tmp_path / "texts"))
    return tmp_path / "case.sayso"
