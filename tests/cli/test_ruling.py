"""Test the commands that rule on actors."""

import json
from pathlib import Path

import pytest

from sayso import casefile
from tests.cli.conftest import Type, scripted, write_texts


@pytest.fixture
def own_case(tmp_path: Path) -> str:
    with casefile.open(tmp_path / "own.sayso", reader=scripted()) as case:
        case.read(write_texts(tmp_path / "texts"))
    return str(tmp_path / "own.sayso")


def test_two_actors_ruled_same_are_one_until_ruled_different(type_command: Type, own_case: str) -> None:
    ruled = type_command("same", "Vera Holm", "Per Dahl", "--by", "Ida", "--case", own_case, "--json")
    judgement = json.loads(ruled.out)
    assert (judgement["verdict"], judgement["by"]) == ("same", "Ida")
    assert len(actor(type_command, own_case, "Per Dahl")["actor"]["raw"]) == 2
    type_command("different", judgement["left"], judgement["right"], "--case", own_case)
    assert len(actor(type_command, own_case, "Per Dahl")["actor"]["raw"]) == 1


def test_a_ruling_says_how_to_take_it_back(type_command: Type, own_case: str) -> None:
    assert "sayso undo 1" in type_command("same", "Vera Holm", "Per Dahl", "--case", own_case).out


def test_a_ruling_on_nobody_is_not_found(type_command: Type, own_case: str) -> None:
    assert type_command("same", "Vera Holm", "Nobody", "--case", own_case).code == 3


def actor(type_command: Type, case: str, name: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads(type_command("actor", name, "--case", case, "--json").out)
    return found
