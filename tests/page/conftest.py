"""Open the page in Debian's Chromium, against a real server process over a casefile of the sample documents.

A test fails where the page asks another host for anything, throws, or writes an error to the console.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

import sayso
from sayso.api.site import Site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SAMPLES = Path(__file__).parents[2] / "samples" / "documents"
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
WAIT_MS = 20_000
expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip where there is no browser or no page, and say why."""
    here = Path(__file__).parent
    reason = None
    if CHROMIUM is None:
        reason = "Chromium is missing: apt-get install chromium"
    elif not Site().is_built:
        reason = "the page is not built: make page"
    for item in items:
        if reason and here in Path(item.path).parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start Debian's Chromium, without a graphics card."""
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu"]}


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a casefile of the sample documents; copy it before ruling."""
    path = tmp_path_factory.mktemp("page") / "samples.sayso"
    with sayso.open(path) as case:
        case.read(SAMPLES)
    return path


class Server:
    """Serve a casefile in a process of its own."""

    def __init__(self, case: Path, *options: str) -> None:
        self._start("--case", str(case), *options)

    def _start(self, *options: str) -> None:
        command = [sys.executable, "-m", "sayso", "serve", *options, "--json"]
        if "--port" not in options:
            command += ["--port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._process.stdout is not None
        told = self._process.stdout.readline()
        while told.strip() and not told.rstrip().endswith("}"):
            told += self._process.stdout.readline()
        self.address = str(json.loads(told)["address"])

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait(30)
        if self._process.stdout is not None:
            self._process.stdout.close()


class TeamServer(Server):
    """Serve a team's folder in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._start("--team", str(folder))


@pytest.fixture(scope="session")
def server(sample_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server over the samples; for tests that only look."""
    copy = tmp_path_factory.mktemp("served") / "case.sayso"
    shutil.copy(sample_case, copy)
    running = Server(copy)
    yield running.address
    running.stop()


@pytest.fixture
def own_server(sample_case: Path, tmp_path: Path) -> Iterator[str]:
    """Return the address of a server over a copy of the samples; for tests that rule or read."""
    copy = tmp_path / "case.sayso"
    shutil.copy(sample_case, copy)
    running = Server(copy)
    yield running.address
    running.stop()


@pytest.fixture
def browser_context_args() -> dict[str, Any]:
    """Give every test the same window."""
    return {"viewport": {"width": 1280, "height": 860}, "locale": "en-GB", "reduced_motion": "reduce"}


@pytest.fixture
def context(context: BrowserContext) -> Iterator[BrowserContext]:
    """Watch what the pages of a test do."""
    faults: list[str] = []

    def see_request(request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https", "ws", "wss"} and asked.hostname != "127.0.0.1":
            faults.append(f"asked another host: {request.url}")

    def see_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            faults.append(f"console: {message.text}")

    context.set_default_timeout(WAIT_MS)
    context.on("request", see_request)
    context.on("console", see_console)
    context.on("weberror", lambda error: faults.append(f"thrown: {error.error}"))
    yield context
    assert not faults, "\n".join(faults)


def find_violations(page: Page) -> list[str]:
    """Return what axe finds against the page as it stands, a line each; skips where axe is not installed."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make page")
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {node['html'][:160]}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]
