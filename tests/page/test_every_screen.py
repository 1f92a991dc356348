"""Hold every screen of the page, newer ones and a team's too, to what the page promises of all of them."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

import sayso
from sayso.people import People, Role
from tests.page.conftest import Server, TeamServer, find_violations
from tests.page.screens import ADDRESSES, OF_A_TEAM, fill, find_ids, missing
from tests.people.conftest import CHEAP, GOOD

SCREENS = (*ADDRESSES, *OF_A_TEAM)
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsverwaltungsratsvorsitz"
ODD = f"""The Quillon Consortium for the Advancement of Deep-Water Dredging agrees with {WORD} Holding

By Wilhelmina-Antoinette Featherstonehaugh-Cholmondeley-Warner

2019-02-11

The Quillon Consortium paid {WORD} Holding $12,345,678,901,234 in 2016, said Ada Featherstonehaugh-Cholmondeley-Warner.
Tomas Ek denied that the Quillon Consortium had paid {WORD} Holding.
Pern Oil may have funded {WORD} Holding before 1066.
"""
NARROW = {"width": 700, "height": 900}
"""Half a laptop's window."""


@dataclass(frozen=True)
class Served:
    """Where the screens are seen, and the ids in their addresses."""

    server: str
    team: str
    ids: dict[str, str]

    def open(self, page: Page, screen: str) -> None:
        """Show a screen and wait until it stands."""
        if screen in OF_A_TEAM:
            page.goto(f"{self.team}/case/harbour{OF_A_TEAM[screen]}")
            page.get_by_label("Name").fill("owner")
            page.get_by_label("Password").fill(GOOD)
            page.get_by_role("button", name="Sign in").click()
        else:
            page.goto(self.server + ADDRESSES[screen].format(**self.ids))
        expect(page.locator("main h1").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        expect(page.locator("main [aria-busy=true]")).to_have_count(0)


@pytest.fixture(scope="module")
def whole(sample_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the samples with hypotheses, a watchlist and rulings, to one person and to a team."""
    folder = tmp_path_factory.mktemp("whole")
    case = folder / "harbour.sayso"
    shutil.copy(sample_case, case)
    fill(case, folder / "list.csv")
    with People(folder, cost=CHEAP) as people:
        people.add_case("harbour", case.name)
        people.add_account("owner", display="Owner", password=GOOD)
        people.grant("owner", "harbour", Role.OWNER)
    copy = folder / "copy.sayso"
    shutil.copy(case, copy)
    one, team = Server(copy), TeamServer(folder)
    yield Served(one.address, team.address, find_ids(one.address))
    one.stop()
    team.stop()


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve one document with words that no line holds."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / f"{WORD}.txt").write_text(ODD, "utf-8")
    with sayso.open(folder / "case.sayso") as case:
        case.read(folder / f"{WORD}.txt")
        case.note(next(iter(case.claims())).claim.id, f"see {WORD}", by=WORD[:60])
        case.add_hypothesis(f"Who pays {WORD}?", WORD, f"Quillon Consortium | funds | {WORD} Holding", by="Ida")
    running = Server(folder / "case.sayso")
    yield Served(running.address, "", find_ids(running.address))
    running.stop()


def test_the_tables_hold_every_screen_of_the_page() -> None:
    assert missing(ADDRESSES.values()) == set()
    assert missing(OF_A_TEAM.values(), of_a_team=True) == set()


@pytest.mark.parametrize("screen", SCREENS)
def test_what_a_screen_shows_came_from_its_twin(page: Page, whole: Served, screen: str) -> None:
    asked: list[str] = []
    page.on("response", lambda got: asked.append(got.url) if got.ok else None)
    whole.open(page, screen)
    twin = page.get_by_role("link", name="This page as JSON").get_attribute("href")
    assert twin is not None
    address = "{0.scheme}://{0.netloc}".format(urlsplit(page.url)) + twin
    assert address in asked, f"{twin} is none of {asked}"
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.text())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_has_a_violation(page: Page, whole: Served, screen: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    whole.open(page, screen)
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    assert find_violations(page) == []


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("screen", ADDRESSES)
def test_a_word_that_no_line_holds_is_broken(page: Page, odd: Served, screen: str, width: str) -> None:
    if width == "narrow":
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    odd.open(page, screen)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
