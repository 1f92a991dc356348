"""Take a picture of each screen over the sample documents: `python web/screenshots.py docs/screens`.

Needs Debian's Chromium and the built page; starts a server of its own on 127.0.0.1 and ends it.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

if TYPE_CHECKING:
    from sayso.casefile import Casefile

SAMPLES = Path(__file__).parents[1] / "samples" / "documents"
SIZE = {"width": 1280, "height": 800}
SETTLED_MS = 2_500
"""How long a screen is given to draw itself: maps and lanes are laid out after the answer is there."""

SCREENS = {
    "home": "/",
    "network": "/network",
    "document": "/document/{document}",
    "review": "/review",
    "dossier": "/actor/{actor}",
    "timeline": "/timeline?actor={actor}",
    "flows": "/flows",
    "contested": "/contested?kind=denial",
    "hypotheses": "/hypotheses",
    "changed": "/changes?before=2018&after=2020",
    "sources": "/sources",
    "search": "/search?words=harbour",
    "paths": "/paths?start=Corvane+Lines&end=Maravia",
}
"""Each screen by the name of its picture."""
DARK = {"network", "document"}
"""Screens of which a picture in the dark theme is taken too."""


@contextmanager
def serving(case: Path) -> Iterator[str]:
    """Serve a casefile; give the address."""
    command = [sys.executable, "-m", "sayso", "serve", "--case", str(case), "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        while told.strip() and not told.rstrip().endswith("}"):
            told += process.stdout.readline()
        try:
            yield str(json.loads(told)["address"])
        finally:
            process.terminate()


def take_all(base: str, folder: Path) -> list[Path]:
    """Take every picture; return their paths."""
    taken = []
    places = {"document": first_id(base, "documents"), "actor": first_id(base, "actors")}
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, path in SCREENS.items():
            for theme in ("light", "dark") if name in DARK else ("light",):
                page = browser.new_page(viewport=SIZE, color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
                file = folder / (f"{name}-dark.png" if theme == "dark" else f"{name}.png")
                take(page, base + path.format(**places), file)
                taken.append(file)
                page.close()
        browser.close()
    return taken


def take(page: Page, address: str, file: Path) -> None:
    """Take one picture when the screen has come to rest."""
    page.goto(address)
    page.locator("main h1").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED_MS)
    page.screenshot(path=file)


def state_rivals(case: "Casefile") -> None:
    """State two rival hypotheses and rate what one source says of them, as an analyst would."""
    asked, arms = "Did Corvane Lines arm the brigade?", "Corvane Lines | arms | Red Heron Brigade"
    case.add_hypothesis(asked, "It did", arms, by="Ida")
    case.add_hypothesis(asked, "It did not", f"{arms} | denied", by="Ida")
    for row in case.compare(asked).rows[:3]:
        for cell in row.cells:
            if cell.proposal is not None:
                case.rate(row.id, cell.hypothesis, cell.proposal.rating, by="Ida")


def first_id(base: str, what: str) -> str:
    """Return the id of the first of a list."""
    with urlopen(f"{base}/api/v1/{what}?limit=1") as answer:
        return str(json.load(answer)["items"][0]["id"])


def main() -> None:
    """Read the samples, serve them, take the pictures."""
    import sayso

    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screens")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        case_path = Path(scratch) / "samples.sayso"
        with sayso.open(case_path) as case:
            case.read(SAMPLES)
            state_rivals(case)
        with serving(case_path) as base:
            for file in take_all(base, folder):
                sys.stdout.write(f"{file}: {file.stat().st_size // 1024} KiB\n")


if __name__ == "__main__":
    main()
