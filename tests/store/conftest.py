"""Share a store of each kind, and readings made by script."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store import Store, open_store
from tests.store.scenes import make_rules


@pytest.fixture(params=["memory", "file", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an empty store of each kind."""
    places: dict[str, str | Path] = {"memory": ":memory:", "file": tmp_path / "case.sayso"}
    where = places.get(request.param) or request.getfixturevalue("emptied_address")
    opened = open_store(where, rules=make_rules)
    yield opened
    opened.close()
