"""Check the timeline: one list of items for diagram and table, what is undated apart, both clocks, zoom, claims."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.conftest import Server, find_violations
from tests.page.hostile import assert_is_text, build_hostile_case


def open_timeline(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/timeline{query}")
    expect(page.locator("[data-lane] [data-item]").first).to_be_visible()


def item_with(page: Page, words: str) -> Locator:
    return page.locator("[data-lane] li").filter(has_text=words).first


def test_an_item_opens_its_claims(page: Page, server: str) -> None:
    open_timeline(page, server)
    item_with(page, "Joseph Adair leads").get_by_role("button").click()
    card = page.locator("[data-card]")
    expect(card).to_contain_text("According to Leo Marsh")
    expect(card.locator("[data-claim] blockquote").first).to_contain_text("Red Heron Brigade")
    assert "item" in parse_qs(urlsplit(page.url).query)
    page.reload()
    expect(page.locator("[data-card] [data-claim]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_diagram_and_table_show_the_same_items(page: Page, server: str) -> None:
    open_timeline(page, server)
    page.get_by_text("As a table").click()
    drawn = page.locator("[data-bar]").evaluate_all("all => all.map(one => one.dataset.bar)")
    listed = page.locator("tr[data-row]").evaluate_all("all => all.map(one => one.dataset.row)")
    assert drawn == listed
    assert len(drawn) > 20


def test_what_no_text_dates_is_not_drawn(page: Page, server: str) -> None:
    open_timeline(page, server)
    apart = page.get_by_role("region", name="Without a time in any text")
    expect(apart.locator("[data-item]").first).to_be_visible()
    assert apart.locator("[data-bar]").count() == 0
    apart.locator("[data-item]").first.click()
    expect(page.locator("[data-card]")).to_contain_text("no text gives a time")


def test_what_is_possible_is_drawn_apart_from_what_is_sure(page: Page, server: str) -> None:
    open_timeline(page, server)
    bar = item_with(page, "Joseph Adair leads").locator("[data-bar]")
    may, sure = (bar.locator(f"[data-part={part}]").bounding_box() for part in ("may", "sure"))
    assert may is not None
    assert sure is not None
    assert may["x"] < sure["x"]
    assert may["x"] + may["width"] > sure["x"] + sure["width"]
    decade = item_with(page, "Samuel Adair founded").locator("[data-bar]")
    assert decade.locator("[data-part=sure]").count() == 0
    assert decade.locator("[data-part=point]").count() == 1


def test_hedged_items_say_so(page: Page, server: str) -> None:
    open_timeline(page, server)
    expect(item_with(page, "as many as 300 fighters")).to_contain_text("possible")


def test_the_axis_zooms_by_button_key_and_wheel(page: Page, server: str) -> None:
    open_timeline(page, server)
    shown = page.locator("[data-shown]")
    whole = shown.inner_text()
    page.get_by_role("button", name="Zoom in").click()
    expect(shown).not_to_have_text(whole)
    closer = shown.inner_text()
    assert "view" in parse_qs(urlsplit(page.url).query)
    page.locator("[data-lane] [data-item]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(shown).not_to_have_text(closer)
    later = shown.inner_text()
    page.locator("[data-bar]").first.hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(shown).not_to_have_text(later)
    page.get_by_role("button", name="All", exact=True).click()
    expect(shown).to_have_text(whole)


def test_arrow_keys_go_from_item_to_item(page: Page, server: str) -> None:
    open_timeline(page, server)
    page.locator("[data-lane] [data-item]").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-lane] [data-item]").nth(1)).to_be_focused()


def test_lanes_follow_the_choice(page: Page, server: str) -> None:
    open_timeline(page, server, f"?actor={quote('Red Heron Brigade')}")
    page.get_by_label("Lanes by").select_option("other")
    expect(page.locator("[data-lane]").first).to_be_visible()
    expect(page.get_by_role("heading", name="Maravia").first).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["by"] == ["other"]


def test_what_was_not_yet_published_is_not_shown(page: Page, server: str) -> None:
    open_timeline(page, server)
    whole = page.locator("[data-bar]").count()
    box = page.get_by_role("textbox", name="Known on")
    box.fill("2019-03-05")
    box.press("Enter")
    expect(page.locator("[data-bar]")).not_to_have_count(whole)
    expect(page.locator("[data-lane]").filter(has_text="Pier Nine")).to_have_count(0)


@pytest.fixture
def hostile_server(tmp_path: Path) -> Iterator[str]:
    running = Server(build_hostile_case(tmp_path))
    yield running.address
    running.stop()


def test_markup_in_names_is_shown_as_text(page: Page, hostile_server: str) -> None:
    open_timeline(page, hostile_server)
    page.locator("[data-lane] [data-item]").first.click()
    expect(page.locator("[data-card] [data-claim]").first).to_be_visible()
    assert_is_text(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_timeline_has_no_violation(page: Page, server: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    open_timeline(page, server)
    page.locator("[data-lane] [data-item]").first.click()
    expect(page.locator("[data-card] [data-claim]").first).to_be_visible()
    page.get_by_text("As a table").click()
    assert find_violations(page) == []
