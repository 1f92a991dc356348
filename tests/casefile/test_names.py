"""Tests for the names of actors."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.casefile.names import Namer
from sayso.testing import Planted, ScriptedReader

SAID = "Dunmore Steel funds Guild One now"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casefile]:
    (tmp_path / "a.txt").write_text(f"T\n\nBy Writer\n\n{SAID}.\n")
    with sayso.open(":memory:", reader=ScriptedReader((Planted(SAID, "Dunmore Steel", "funds", "Guild One"),))) as case:
        case.read(tmp_path)
        yield case


def test_a_canonical_id_that_is_known_is_not_looked_up_but_its_name_is(case: Casefile) -> None:
    (edge,) = case.edges()
    namer = Namer(case._store)
    namer.know({"raw of nobody": edge.subject})
    namer.learn(["raw of nobody"])
    assert namer.name(namer.canonical("raw of nobody")) == "Dunmore Steel"


def test_an_actor_that_is_not_there_has_its_id_for_a_name(case: Casefile) -> None:
    namer = Namer(case._store)
    namer.learn(["nobody"])
    assert namer.name(namer.canonical("nobody")) == "nobody"
