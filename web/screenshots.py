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
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, sync_playwright

if TYPE_CHECKING:
    from sayso.casefile import Casefile

SAMPLES = Path(__file__).parents[1] / "samples" / "documents"
SIZE = {"width": 1280, "height": 800}
SETTLED_MS = 2_500
"""How long a screen is given to draw itself: maps and lanes are laid out after the answer is there."""

SCREENS = {
    "home": "/",
    "network": "/network?open={contested}",
    "document": "/document/{document}",
    "review": "/review",
    "pairs": "/review?of=actors",
    "actors": "/actors",
    "documents": "/documents",
    "decisions": "/decisions",
    "tie": "/tie/{contested}",
    "claim": "/claim/{claim}",
    "matches": "/matches",
    "dossier": "/actor/{actor}?note=1",
    "timeline": "/timeline?actor={actor}",
    "flows": "/flows",
    "contested": "/contested?kind=denial",
    "hypotheses": "/hypotheses",
    "changed": "/changes?before=2018&after=2020",
    "sources": "/sources?root={root}",
    "search": "/search?words=harbour",
    "paths": "/paths?start=Corvane+Lines&end=Maravia",
}
"""Each screen by the name of its picture."""
LIST = "name,type,aliases,id\nCorvane Lines,organization,Corvane Shipping,e-1\nTomas BREKKE,person,,e-2\n"
"""A watchlist, made up like the samples."""
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
    places = find_places(base)
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
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)


def rule(case: "Casefile", watchlist: Path) -> None:
    """Rule as two colleagues would: accept, reject, note, grade; and add a list to compare names with."""
    one, other, third, *_ = case.claims(limit=3)
    case.accept(one.claim.id, by="Ida")
    case.reject(other.claim.id, by="Tom", why="the sentence is about another sum")
    case.note(third.claim.id, "ask the harbour office", by="Ida")
    case.grade("Open Harbour Institute", "B", by="Ida", why="right so far")
    watchlist.write_text(LIST, "utf-8")
    case.watch_add(watchlist, name="harbour")


def state_rivals(case: "Casefile") -> None:
    """State two rival hypotheses and rate what one source says of them, as an analyst would."""
    asked, arms = "Did Corvane Lines arm the brigade?", "Corvane Lines | arms | Red Heron Brigade"
    case.add_hypothesis(asked, "It did", arms, by="Ida")
    case.add_hypothesis(asked, "It did not", f"{arms} | denied", by="Ida")
    for row in case.compare(asked).rows[:3]:
        for cell in row.cells:
            if cell.proposal is not None:
                case.rate(row.id, cell.hypothesis, cell.proposal.rating, by="Ida")


def find_places(base: str) -> dict[str, str]:
    """Return the ids that stand in addresses: the first document, actor and source, and the strongest contest."""

    def first(what: str) -> Any:
        with urlopen(f"{base}/api/v1/{what}") as answer:
            return json.load(answer)["items"][0]

    contested = first("contested?limit=1&kind=denial")["side"]
    return {
        "document": first("documents?limit=1")["id"],
        "actor": first("actors?limit=1")["id"],
        "root": quote(first("sources?limit=1")["root"]["key"], safe=""),
        "contested": contested["edge"],
        "claim": contested["claims"][0]["claim"]["id"],
    }


def copy_samples() -> Path:
    """Copy the samples to where every machine has room, so that a picture shows no path of the one it was taken on."""
    folder = Path(gettempdir()) / "samples"
    shutil.copytree(SAMPLES, folder, dirs_exist_ok=True)
    return folder


def main() -> None:
    """Read the samples, serve them, take the pictures."""
    import sayso

    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screens")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        case_path = Path(scratch) / "samples.sayso"
        with sayso.open(case_path) as case:
            case.read(copy_samples())
            rule(case, Path(scratch) / "harbour.csv")
            state_rivals(case)
        with serving(case_path) as base:
            for file in take_all(base, folder):
                sys.stdout.write(f"{file}: {file.stat().st_size // 1024} KiB\n")


if __name__ == "__main__":
    main()
