"""Measure the page in Debian's Chromium without a graphics card: how soon it shows, how smoothly the map moves.

`first_map_ms` is the time from asking for /network to its first drawn map, over a real server (median of five fresh
browsers' contexts) and the casefile of the corpora of 691 documents, which is read once and kept in the folder for
temporary files; without the corpora the sample documents are read. `zoom_p95_ms_1k` and `zoom_p95_ms_10k` are the 95th
percentile of the time between two frames while the wheel zooms and the pointer pans, on generated networks of 1,000
actors with 3,000 ties and of 10,000 with 30,000, sent in place of the API's answer. `document_open_ms` is the time from
asking for a generated document of 26,000 words with 2,000 claims, over a real server too, until its first claims stand
in the margin and its last word in the text (median of five). `page_kb_gzip` is what a first visit to the heaviest
screen loads of the page's own files, as they come over the wire; `all_screens_kb_gzip` is the sum of every file.
`--check` compares with the targets.
"""

import argparse
import gzip
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generated_page import make_long_case, make_network
from measuring import CORPORA, REPOSITORY, Json, machine, read_into, report, scratch

import sayso
from sayso.api.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response, Route

TARGETS = {
    "first_map_ms": 1500.0,
    "zoom_p95_ms_1k": 35.0,
    "zoom_p95_ms_10k": 80.0,
    "document_open_ms": 1000.0,
    "page_kb_gzip": 120.0,
    "other_host_requests": 0.0,
}
ROUNDS = 5
SCREENS = ("/", "/network", "/review", "/flows", "/timeline", "/contested", "/sources", "/search?words=harbour")
MOVES = 90
FLAGS = ["--no-sandbox", "--disable-gpu"]
WAIT_MS = 120_000

_WATCH = """(() => {
  const look = () => {
    const map = document.querySelector("canvas[data-drawn]");
    if (map && !map.dataset.drawn.startsWith("0 ")) window.drawnAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
_WATCH_TEXT = """(() => {
  const look = () => {
    const main = document.querySelector("main");
    if (document.querySelector("[data-group]") && main.textContent.includes("LASTWORD"))
      requestAnimationFrame(() => (window.shownAt = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
_COUNT = """() => {
  window.frames_ = [];
  let last = performance.now();
  const tick = (now) => {
    window.frames_.push(now - last);
    last = now;
    window.counting = requestAnimationFrame(tick);
  };
  window.counting = requestAnimationFrame(tick);
}"""


def main() -> None:
    """Measure and print; `--check` ends with 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--case", type=Path, help="the casefile of the first map (the corpora's, made once)")
    parser.add_argument("--json", action="store_true", help="print one JSON line")
    parser.add_argument("--check", action="store_true", help="end with 1 where a target is missed")
    parser.add_argument("--only", action="append", choices=[*TARGETS], help="measure this alone; may be given again")
    arguments = parser.parse_args()
    figures = measure(arguments.case, set(arguments.only or TARGETS))
    report(figures, as_json=arguments.json)
    missed = [name for name, most in TARGETS.items() if isinstance(at := figures.get(name), float | int) and at > most]
    if arguments.check and missed:
        sys.exit(f"Missed: {', '.join(missed)}.")


def measure(case: Path | None, wanted: set[str]) -> Json:
    """Return the figures that are wanted."""
    from playwright.sync_api import sync_playwright

    if not Site().is_built:
        sys.exit("The page is not built: run `make page`.")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    foreign: list[str] = []
    found: Json = {}
    with (
        scratch() as folder,
        serve(case or keep_corpora() or read_samples(folder)) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        if "first_map_ms" in wanted:
            found["first_map_ms"] = round(statistics.median(time_map(browser, address, foreign) for _ in range(ROUNDS)))
        if "zoom_p95_ms_1k" in wanted:
            found["zoom_p95_ms_1k"] = move_map(browser, address, foreign, 1_000, 3_000)
        if "zoom_p95_ms_10k" in wanted:
            found["zoom_p95_ms_10k"] = move_map(browser, address, foreign, 10_000, 30_000)
        if "document_open_ms" in wanted:
            found["document_open_ms"] = time_document(browser, folder, foreign)
        if "page_kb_gzip" in wanted:
            weights = {screen: weigh(browser, address, foreign, screen) for screen in SCREENS}
            heaviest = max(weights, key=lambda screen: weights[screen])
            found |= {"page_kb_gzip": weights[heaviest], "heaviest_screen": heaviest}
            found["all_screens_kb_gzip"] = weigh_all()
        browser.close()
    load = round(os.getloadavg()[0], 1)
    return found | {"other_host_requests": len(foreign), "load": load, "machine": machine()}


def keep_corpora() -> Path | None:
    """Return a casefile of the corpora, read once and kept under a name that changes with their files; None without.

    To read them takes some ten minutes.
    """
    if not CORPORA.is_dir():
        return None
    files = sorted((path.relative_to(CORPORA).as_posix(), path.stat().st_size) for path in CORPORA.rglob("*.*"))
    mark = hashlib.sha256(f"{sayso.__version__} {files}".encode()).hexdigest()[:8]
    path = Path(gettempdir()) / f"page-corpora-{mark}.sayso"
    if not path.exists():
        print(f"Reading the corpora into {path}, some ten minutes, once …", file=sys.stderr, flush=True)
        unfinished = path.with_suffix(".unfinished")
        if (ran := read_into(unfinished, CORPORA)).code not in (0, 1):
            sys.exit(f"sayso read ended with {ran.code}")
        unfinished.rename(path)
    return path


def read_samples(folder: Path) -> Path:
    """Return a casefile of the sample documents."""
    path = folder / "samples.sayso"
    with sayso.open(path) as opened:
        opened.read(REPOSITORY / "samples" / "documents")
    return path


@contextmanager
def serve(case: Path) -> Iterator[str]:
    """Give the address of a server over a casefile, which it may not write to."""
    command = [sys.executable, "-m", "sayso", "serve", "--case", str(case), "--port", "0", "--readonly", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    told = process.stdout.readline()
    while told.strip() and not told.rstrip().endswith("}"):
        told += process.stdout.readline()
    try:
        yield str(json.loads(told)["address"])
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def open_page(browser: "Browser", foreign: list[str]) -> "Page":
    """Return a page of a context of its own, of which every request to another host is kept in `foreign`."""
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    page.set_default_timeout(WAIT_MS)
    page.on(
        "request",
        lambda asked: (
            foreign.append(asked.url)
            if urlsplit(asked.url).scheme in {"http", "https", "ws"} and urlsplit(asked.url).hostname != "127.0.0.1"
            else None
        ),
    )
    return page


def answer(page: "Page", path: str, body: bytes) -> None:
    """Send `body` wherever the page asks the API for `path`."""

    def fulfil(route: "Route") -> None:
        route.fulfill(status=200, content_type="application/json", body=body)

    page.route(lambda asked: urlsplit(asked).path == f"/api/v1{path}", fulfil)


def time_map(browser: "Browser", address: str, foreign: list[str]) -> float:
    """Return the milliseconds from asking for the network to its first drawn map."""
    page = open_page(browser, foreign)
    page.add_init_script(_WATCH)
    page.goto(f"{address}/network")
    page.wait_for_function("() => window.drawnAt")
    taken = float(page.evaluate("window.drawnAt"))
    page.context.close()
    return taken


def move_map(browser: "Browser", address: str, foreign: list[str], actors: int, ties: int) -> float:
    """Return the 95th percentile of milliseconds a frame while a generated network is zoomed and panned."""
    page = open_page(browser, foreign)
    answer(page, "/network", json.dumps(make_network(actors, ties)).encode())
    page.goto(f"{address}/network")
    page.wait_for_selector("canvas[data-drawn]:not([data-drawn^='0 '])")
    page.wait_for_function("() => !document.body.innerText.includes('Arranging …')")
    page.wait_for_timeout(1000)
    box = page.locator("canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.evaluate(_COUNT)
    for step in range(MOVES):
        page.mouse.wheel(0, -60 if step % 60 < 30 else 60)
    # from the corner, where no actor is taken along
    for turn in range(3):
        page.mouse.move(box["x"] + 3, box["y"] + 3 + turn)
        page.mouse.down()
        page.mouse.move(box["x"] + 300 - 200 * turn, box["y"] + 200, steps=MOVES // 3)
        page.mouse.up()
    frames = sorted(page.evaluate("(cancelAnimationFrame(window.counting), window.frames_)"))
    page.context.close()
    return round(float(frames[min(len(frames) - 1, int(len(frames) * 0.95))]), 1)


def time_document(browser: "Browser", folder: Path, foreign: list[str]) -> int:
    """Return the milliseconds to a long document with many claims."""
    case, name = make_long_case(folder)
    taken = []
    with serve(case) as address:
        for _ in range(ROUNDS):
            page = open_page(browser, foreign)
            page.add_init_script(_WATCH_TEXT)
            page.goto(f"{address}/document/{name}")
            page.wait_for_function("() => window.shownAt")
            taken.append(float(page.evaluate("window.shownAt")))
            page.context.close()
    return round(statistics.median(taken))


def weigh(browser: "Browser", address: str, foreign: list[str], screen: str) -> float:
    """Return the size of what a first visit to a screen loads of the page's own files, compressed, in KiB."""
    page = open_page(browser, foreign)
    loaded: list[int] = []

    def count(response: "Response") -> None:
        if not urlsplit(response.url).path.startswith("/api/") and response.url.startswith("http"):
            loaded.append(response.request.sizes()["responseBodySize"])

    page.on("response", count)
    page.goto(address + screen)
    page.locator("main h1").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.context.close()
    return round(sum(loaded) / 1024, 1)


def weigh_all() -> float:
    """Return the size of all files of the page, compressed, in KiB."""
    built = REPOSITORY / "src" / "sayso" / "api" / "built"
    files = [*built.glob("*.html"), *(built / "assets").glob("*")]
    return round(sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files) / 1024, 1)


if __name__ == "__main__":
    main()
