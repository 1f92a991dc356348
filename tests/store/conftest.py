"""Share a store of each kind, and readings made by script."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store import Store, open_store
from tests.store.scenes import make_rules


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(":memory:" if request.param == "memory" else tmp_path / "case.sayso", rules=make_rules)
    yield opened
    opened.close()
