"""`docs/reading.md` names every file of the room and its data, and no other."""

import re
from fnmatch import fnmatch
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
ROOM = REPOSITORY / "src" / "sayso" / "reading"
NAMED = re.findall(r"`([a-z_*]+\.(?:py|yaml|json))`", (REPOSITORY / "docs" / "reading.md").read_text(encoding="utf-8"))
FILES = {path.name for folder in (ROOM, ROOM / "data") for path in folder.iterdir() if path.is_file()} - {"__init__.py"}


def test_every_file_of_the_room_is_named() -> None:
    assert sorted(name for name in FILES if not any(fnmatch(name, pattern) for pattern in NAMED)) == []


def test_every_file_that_is_named_is_there() -> None:
    there = {path.name for path in (REPOSITORY / "src" / "sayso" / "vocabulary" / "data").rglob("*.yaml")} | FILES
    there |= {path.name for path in (REPOSITORY / "tests" / "reading").glob("*.py")}
    assert sorted(pattern for pattern in NAMED if not any(fnmatch(name, pattern) for name in there)) == []
