"""Hold the source to the rules of the house that no other tool checks."""

import ast
import tomllib

import pytest
import yaml

from tests.house.sources import PACKAGE, REPOSITORY, python_files, relative, rooms, string_constants

MOST_LINES = 400


def predicate_names() -> set[str]:
    """Return the name of every predicate of every vocabulary that the project ships."""
    names: set[str] = set()
    for path in (PACKAGE / "vocabulary" / "data").rglob("predicates.yaml"):
        names |= set(yaml.safe_load(path.read_text(encoding="utf-8"))["predicates"])
    return names


def test_there_are_predicates_to_look_for() -> None:
    assert len(predicate_names()) >= 43


def test_no_source_file_is_longer_than_one_job_needs() -> None:
    files = python_files("src", "benchmarks", "tests")
    long = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_no_predicate_is_named_in_code() -> None:
    names = predicate_names()
    found = [
        f"{relative(path)}:{node.lineno} {node.value}"
        for path in python_files("src")
        for node in string_constants(ast.parse(path.read_text(encoding="utf-8")))
        if node.value in names
    ]
    assert found == []


def test_every_room_says_in_its_first_sentence_what_it_takes_and_gives() -> None:
    for room in rooms():
        prose = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
        sentence = prose.split("\n\n")[0]
        assert sentence.endswith("."), f"{relative(room)}/__init__.py opens with no sentence"
        assert len(sentence.split()) >= 6, f"{relative(room)}/__init__.py says too little: {sentence}"


def test_every_folder_with_code_is_a_room() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert sorted(relative(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_every_top_room_has_its_place_in_the_contracts() -> None:
    contracts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = {layer.removeprefix("sayso.") for layer in contracts["contracts"][0]["layers"]}
    assert {room.name for room in rooms() if room.parent == PACKAGE} <= layers


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "misc", "manager"])
def test_no_file_has_a_name_that_says_nothing(word: str) -> None:
    assert [relative(path) for path in python_files("src", "benchmarks", "tests") if word in path.stem.split("_")] == []


def test_the_environment_is_read_in_settings_alone() -> None:
    readers = [
        relative(path)
        for path in python_files("src")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert set(readers) <= {"src/sayso/settings.py"}


def test_every_test_states_a_behaviour_in_its_name() -> None:
    short = [
        f"{relative(path)}: {node.name}"
        for path in python_files("tests")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and node.name.count("_") < 3
    ]
    assert short == []
