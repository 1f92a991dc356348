"""Check what stands round every screen: the menu, the two clocks, the themes, the keys, the policy."""

import re
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from sayso.model.filter import Filter
from tests.page.conftest import find_violations


def test_the_menu_leads_to_each_screen(page: Page, server: str) -> None:
    page.goto(server)
    menu = page.get_by_role("navigation", name="Screens").get_by_role("link")
    for at in range(menu.count()):
        title = menu.nth(at).inner_text()
        menu.nth(at).click()
        expect(menu.nth(at)).to_have_attribute("aria-current", "page")
        expect(page).to_have_title(f"{title} · Sayso")


def test_the_clocks_stay_pinned_from_screen_to_screen(page: Page, server: str) -> None:
    page.goto(f"{server}/network")
    box = page.get_by_label("As of")
    box.fill("2019")
    box.press("Enter")
    page.get_by_role("navigation", name="Screens").get_by_role("link", name="Timeline").click()
    assert urlsplit(page.url).query == "as_of=2019"
    page.get_by_role("button", name="Now").click()
    assert urlsplit(page.url).query == ""


def test_the_theme_is_kept(page: Page, server: str) -> None:
    page.goto(server)
    page.get_by_role("button", name="Dark").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_keys_lead_to_screens_and_not_while_one_types(page: Page, server: str) -> None:
    page.goto(server)
    expect(page.locator("main h1")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("c")
    expect(page).to_have_url(f"{server}/contested")
    page.keyboard.press("/")
    page.keyboard.type("gn")
    expect(page).to_have_url(f"{server}/contested")
    expect(page.get_by_role("searchbox")).to_have_value("gn")


def test_an_unknown_address_says_so(page: Page, server: str) -> None:
    page.goto(f"{server}/nowhere/at/all")
    expect(page.get_by_text("There is no such page.")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_frame_has_no_violation(page: Page, server: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(server)
    expect(page.locator("main h1")).to_be_visible()
    page.keyboard.press("?")
    assert find_violations(page) == []


def test_the_policy_lets_nothing_in_from_elsewhere(server: str) -> None:
    with urlopen(server) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy


def test_the_address_takes_every_filter_of_the_one_vocabulary() -> None:
    written = (Path(__file__).parents[2] / "web/src/lib/place.svelte.ts").read_text("utf-8")
    listed = written.partition("FILTERS = [")[2].partition("] as const")[0]
    assert re.findall(r'"(\w+)"', listed) == [field.name for field in fields(Filter)]
