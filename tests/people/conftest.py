"""Give a people's database whose clock can be turned and whose passwords cost little."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from sayso.people import People, Role
from sayso.people.passwords import Cost
from sayso.people.tables import metadata

CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)
GOOD = "seven herons on a pier"


@dataclass
class Clock:
    """Tell a time that a test moves."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["file", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a people's database is to be: a folder, or a database of its own on a server."""
    if request.param == "file":
        return str(tmp_path / "team")
    return emptied(str(request.getfixturevalue("database")))


def emptied(address: str) -> str:
    """Return the address of a database in which no people are any more."""
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:", 1))
    metadata.drop_all(engine)
    engine.dispose()
    return address


@pytest.fixture
def people(place: str, clock: Clock) -> Iterator[People]:
    """Give Mira, an owner of harbour and a reader of strait, and Jon, who has no role."""
    with People(place, cost=CHEAP, clock=clock) as opened:
        opened.add_account("mira", display="Mira Holt", password=GOOD)
        opened.add_account("jon")
        opened.add_case("harbour", "harbour.sayso")
        opened.add_case("strait", "strait.sayso")
        opened.grant("mira", "harbour", Role.OWNER)
        opened.grant("mira", "strait", Role.READER)
        yield opened
