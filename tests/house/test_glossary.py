"""Check that the glossary has every word that the records and the specification use."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import sayso.model
from sayso.model.errors import SaysoError
from tests.house.sources import REPOSITORY

GLOSSARY = REPOSITORY / "docs" / "glossary.md"


def entries() -> list[str]:
    """Return the words that have an entry, in their order."""
    return re.findall(r"^- \*\*(.+?)\*\*", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)


def records() -> list[str]:
    """Return the names of the records that pass between rooms."""
    modules = [
        importlib.import_module(f"sayso.model.{found.name}") for found in pkgutil.iter_modules(sayso.model.__path__)
    ]
    return [
        name
        for module in modules
        for name, thing in vars(module).items()
        if inspect.isclass(thing) and thing.__module__ == module.__name__ and not issubclass(thing, SaysoError)
        if not name.startswith("_")
    ]


def test_every_record_stands_in_the_glossary() -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    assert [name for name in records() if f"`{name}`" not in text] == []


def test_every_record_named_in_the_glossary_exists() -> None:
    from sayso.reading import parts
    from sayso.vocabulary import records as senses

    heads = " ".join(re.findall(r"\*\* \((.+?)\):", GLOSSARY.read_text(encoding="utf-8").replace("\n  ", " ")))
    known = {*records(), *vars(parts), *vars(senses)}
    assert [name for name in re.findall(r"`(\w+)`", heads) if name not in known] == []


def test_entries_stand_in_alphabetical_order_and_once() -> None:
    assert entries() == sorted(set(entries()), key=str.lower)


@pytest.mark.shared
def test_every_word_of_the_specification_has_an_entry(shared: Path) -> None:
    spec = (shared / "spec" / "claims.md").read_text(encoding="utf-8").split("## A claim")[0]
    words = re.findall(r"^- \*\*(.+?)\*\*", spec, re.MULTILINE)
    assert words
    assert [word for word in words if word not in entries()] == []
