"""Check that paper says what was asked, is light in either theme, holds what the screen holds, and cuts nothing off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.screens import find_ids, missing
from tests.page.test_network import ARRANGED_MS, ask

PAPER = {"width": 700, "height": 990}
"""An A4 sheet within its margins."""
SCREENS = (
    ("/", ""),
    ("/network", "tr[data-tie]"),
    ("/review", ".passage"),
    ("/timeline", "[data-bar]"),
    ("/flows", "[data-band]"),
    ("/contested", "[data-contest]"),
    ("/changes?before=2018&after=2020", "[data-change]"),
    ("/sources", "[data-root]"),
    ("/search?words=harbour", "[data-claim]"),
    ("/paths?start=Corvane+Lines&end=Maravia", "ol.steps"),
    ("/decisions", ""),
    ("/documents", "table"),
    ("/actors", "table"),
    ("/hypotheses", ".empty"),
    ("/matches", ".empty"),
    ("/actor/{actor}", "article.claim, [data-tie], table"),
    ("/document/{document}", ".piece"),
    ("/tie/{tie}", "article.claim"),
    ("/claim/{claim}", ".passage, article.claim"),
)
_WIDE = """() => [...document.querySelectorAll("main *")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 0)
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".hidden, svg *"))
  .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""


def test_every_screen_is_printed() -> None:
    assert missing(path for path, _ in SCREENS) == set()


@pytest.mark.parametrize(("path", "shown"), SCREENS)
def test_paper_says_what_was_asked_and_cuts_nothing_off(page: Page, server: str, path: str, shown: str) -> None:
    page.goto(server + path.format(**find_ids(server)))
    expect(page.locator("main").locator(shown or "h1").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    page.emulate_media(media="print")
    expect(page.locator(".paper").first).to_contain_text("What follows is what sources say, not what is so.")
    expect(page.get_by_role("navigation", name="Screens")).to_be_hidden()
    assert page.evaluate(_WIDE) == []


def test_paper_names_the_filters_and_dates(page: Page, server: str) -> None:
    page.goto(f"{server}/timeline?as_of=2018&denied=false")
    page.emulate_media(media="print")
    expect(page.locator("main .paper").first).to_contain_text("Asked: as of 2018; denied false.")


def test_paper_is_light_in_the_dark_theme(page: Page, server: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{server}/contested")
    expect(page.locator("[data-contest]").first).to_be_visible()
    page.emulate_media(media="print")
    ink = page.locator("[data-claim] blockquote").first.evaluate("(one) => getComputedStyle(one).color")
    panel = page.locator("[data-claim]").first.evaluate("(one) => getComputedStyle(one).backgroundColor")
    light, dark = (sum(map(int, re.findall(r"\d+", one)[:3])) for one in (panel, ink))
    assert light > 700 > 150 > dark


def test_the_map_stands_on_paper_with_every_tie(page: Page, server: str) -> None:
    network = ask(server, "/network?limit=200")
    page.goto(f"{server}/network")
    expect(page.locator("canvas[data-drawn]:not([data-drawn^='0 '])")).to_be_visible(timeout=ARRANGED_MS)
    expect(page.get_by_text("Arranging …")).to_have_count(0, timeout=ARRANGED_MS)
    page.emulate_media(media="print")
    expect(page.locator("canvas")).to_be_hidden()
    expect(page.locator("main svg path[stroke-width]")).to_have_count(len(network["ties"]))


def test_words_that_are_folded_away_stand_on_paper(page: Page, server: str) -> None:
    page.goto(f"{server}/paths?start=Corvane+Lines&end=Maravia")
    folded = page.locator("details:not([open]) [data-claim]").first
    expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()


def test_the_queue_stands_on_paper_without_what_rules(page: Page, server: str) -> None:
    page.goto(f"{server}/review")
    rows = page.get_by_role("list", name="Claims to rule on").get_by_role("listitem")
    expect(rows.nth(1)).to_be_visible()
    page.emulate_media(media="print")
    expect(rows.nth(1)).to_be_visible()
    for button in ("a Accept", "Claims", "Keep"):
        expect(page.get_by_role("button", name=button, exact=True)).to_have_count(0)
