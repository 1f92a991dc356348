"""Give every test the shared folder, a fixed hypothesis profile and offline defaults."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from tests.postgres import cluster, empty

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
_NUMBERS = count()

_UPLOADS = TemporaryDirectory(prefix="sayso-uploads-")  # of casefiles on a server; gone when the tests are over
os.environ.setdefault("SAYSO_UPLOADS", _UPLOADS.name)
os.environ.setdefault("SAYSO_APART", "0")  # a process for each of a thousand casefiles; tests/hardening has it on

settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("fixed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `shared` where the folder is missing."""
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="no ../shared"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of measures beside the checkout; skip the test where there is none."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared")
    return SHARED


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """Return the address of a database on a throw-away PostgreSQL; skip the test where none is installed."""
    with cluster() as address:
        yield address


@pytest.fixture
def new_address(database: str) -> str:
    """Return the address of a casefile that is not there yet."""
    return f"{database}&schema=s{next(_NUMBERS)}"


@pytest.fixture
def emptied_address(database: str) -> str:
    """Return the address of a casefile that holds nothing: to empty one takes a tenth of making one."""
    empty(f"{database}&schema=emptied")
    return f"{database}&schema=emptied"
