"""Check that each screen has a picture that a command takes, and that the docs show every picture there is."""

import runpy
from pathlib import Path

from tests.page.screens import missing

HERE = Path(__file__).parents[2]
TAKEN = runpy.run_path(str(HERE / "web" / "screenshots.py"))


def test_a_picture_is_taken_of_every_screen() -> None:
    assert missing(TAKEN["SCREENS"].values()) == set()


def test_the_docs_show_each_picture_that_is_taken_and_no_other() -> None:
    taken = {f"{name}.png" for name in TAKEN["SCREENS"]} | {f"{name}-dark.png" for name in TAKEN["DARK"]}
    words = (HERE / "docs" / "page.md").read_text("utf-8")
    assert taken == {path.name for path in (HERE / "docs" / "screens").iterdir()}
    assert [name for name in sorted(taken) if f"(screens/{name})" not in words] == []
