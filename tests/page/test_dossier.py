"""Check an actor's dossier: sentences with their words, ties, redirects, filters, both clocks."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.page.conftest import Server, find_violations
from tests.page.hostile import GIVER, assert_is_text, build_hostile_case

BRIGADE = "Red Heron Brigade"


def open_dossier(page: Page, server: str, name: str = BRIGADE, more: str = "") -> None:
    page.goto(f"{server}/actor/{quote(name, safe='')}{more}")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def ties_shown(amounts: str) -> int:
    """Return how many ties are shown by the line above them: "10 of 29 ties shown; …"."""
    return int(amounts.split(" of ", 1)[0].replace(",", ""))


def test_a_number_behind_a_sentence_opens_the_words(page: Page, server: str) -> None:
    open_dossier(page, server)
    sentence = page.locator(".sentence").filter(has_text="denied it").first
    sentence.get_by_role("button").nth(1).click()
    card = page.locator("[data-note] [data-claim]")
    expect(card).to_contain_text("denied")
    expect(card.locator("blockquote")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_a_name_leads_to_the_address_of_the_actor(page: Page, server: str) -> None:
    open_dossier(page, server, more="?known_on=2019-12")
    page.wait_for_url("**/actor/actor-*")
    assert parse_qs(urlsplit(page.url).query) == {"known_on": ["2019-12"]}


def test_each_tie_names_who_says_so(page: Page, server: str) -> None:
    open_dossier(page, server)
    rows = page.locator("table[data-section] tbody tr")
    assert rows.count() > 10
    for row in rows.all():
        assert row.locator(".sayso").first.inner_text().strip()


def test_a_denied_tie_is_marked(page: Page, server: str) -> None:
    open_dossier(page, server)
    row = page.locator("table[data-section] tbody tr").filter(has_text="Solmark").filter(has_text="shelters")
    expect(row.get_by_text("denied", exact=True).first).to_be_visible()


def test_what_was_not_yet_published_is_not_told(page: Page, server: str) -> None:
    open_dossier(page, server)
    amounts = page.locator("[data-amounts]")
    at_last = ties_shown(amounts.inner_text())
    box = page.get_by_label("Known on")
    box.fill("2019-03-05")
    box.press("Enter")
    expect(page.locator("table[data-section]").filter(has_text="Martin Hale")).to_have_count(0)
    expect(amounts).not_to_contain_text(f"{at_last} of ")
    assert 0 < ties_shown(amounts.inner_text()) < at_last
    box = page.get_by_role("textbox", name="Known on")
    box.fill("1990")
    box.press("Enter")
    expect(page.get_by_text("Nothing is said about it here.")).to_be_visible()


def test_a_date_tells_of_each_tie_whether_it_holds(page: Page, server: str) -> None:
    open_dossier(page, server, more="?as_of=2019-03")
    expect(page.get_by_text("on 2019-03:").first).to_be_visible()


def test_the_links_lead_on_with_the_actor(page: Page, server: str) -> None:
    open_dossier(page, server)
    page.wait_for_url("**/actor/actor-*")
    actor = urlsplit(page.url).path.rsplit("/", 1)[-1]
    page.get_by_role("link", name="Timeline", exact=True).last.click()
    assert urlsplit(page.url).query == f"actor={actor}"


def test_an_unknown_name_leads_to_the_list_of_actors(page: Page, server: str) -> None:
    page.goto(f"{server}/actor/Nobody%20Known")
    page.get_by_role("link", name="Nobody Known").click()
    expect(page).to_have_url(f"{server}/actors?like=Nobody+Known")


@pytest.fixture
def hostile_server(tmp_path: Path) -> Iterator[str]:
    running = Server(build_hostile_case(tmp_path))
    yield running.address
    running.stop()


def test_markup_in_names_is_shown_as_text(page: Page, hostile_server: str) -> None:
    page.goto(f"{hostile_server}/actors")
    page.locator("main a").filter(has_text="Alder").first.click()
    expect(page.locator("h1")).to_contain_text(GIVER)
    page.locator(".sentence button").first.click()
    expect(page.locator("[data-note]")).to_be_visible()
    assert_is_text(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_dossier_has_no_violation(page: Page, server: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    open_dossier(page, server)
    page.locator(".sentence button").first.click()
    expect(page.locator("[data-note]")).to_be_visible()
    assert find_violations(page) == []
