"""Check that every screen of a casefile without documents says what to do, and that nothing fails on it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import sayso
from tests.page.conftest import Server, find_violations
from tests.page.screens import missing

SCREENS = (
    "/hypotheses",
    "/matches",
    *("/network", "/review", "/review?of=actors", "/actors", "/timeline", "/flows", "/contested", "/sources"),
    *("/changes", "/changes?before=2018&after=2020", "/documents", "/search", "/search?words=harbour", "/decisions"),
    *("/paths", "/paths?start=Mira&end=Tomas", "/actor/nobody", "/document/nothing", "/tie/none", "/claim/none"),
    *("/actor", "/document", "/tie", "/claim"),
)


@pytest.fixture(scope="module")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server over a casefile into which nothing was read."""
    path = tmp_path_factory.mktemp("empty") / "empty.sayso"
    with sayso.open(path):
        pass
    running = Server(path)
    yield running.address
    running.stop()


def test_every_screen_is_tried_empty() -> None:
    assert missing((*SCREENS, "/")) == set()


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_of_an_empty_casefile_leads_on(page: Page, empty_server: str, path: str) -> None:
    page.goto(empty_server + path)
    told = page.locator("main .empty, main [role=alert]").first
    expect(told).to_be_visible()
    expect(page.locator("main [aria-busy=true]")).to_have_count(0)
    assert told.locator("a, button").count() > 0, told.inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_home_of_an_empty_casefile_asks_for_files(page: Page, empty_server: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(empty_server)
    expect(page.get_by_role("group", name="Read documents")).to_contain_text("Drop files")
    expect(page.get_by_text("Nothing has been read yet").first).to_be_visible()
    assert find_violations(page) == []
