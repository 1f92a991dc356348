"""Check the sources: on whose word it rests, from documents to roots, what rests on one alone, grades and undo."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.conftest import Server, find_violations
from tests.page.hostile import assert_is_text, build_hostile_case


def open_source(page: Page, server: str, name: str) -> Locator:
    page.goto(f"{server}/sources")
    page.locator("[data-root]").get_by_role("button", name=name, exact=True).click()
    card = page.locator("[data-source]")
    expect(card.locator("[data-ties] li").first).to_be_visible()
    return card


def test_a_source_shows_whom_its_documents_credit(page: Page, server: str) -> None:
    card = open_source(page, server, "Open Harbour Institute")
    expect(card.get_by_role("link", name="Three fishing companies and a bank")).to_be_visible()
    expect(card).to_contain_text("Kestrel Post")
    assert "root" in parse_qs(urlsplit(page.url).query)
    page.reload()
    expect(card.get_by_role("link", name="Three fishing companies and a bank")).to_be_visible()


def test_the_ties_on_a_source_alone_are_as_many_as_the_list_says(page: Page, server: str) -> None:
    card = open_source(page, server, "Open Harbour Institute")
    row = page.locator("[data-root]").filter(has_text="Open Harbour Institute")
    told = row.locator("td.number").nth(1).inner_text()
    expect(card.locator("[data-ties] li")).to_have_count(int(told))
    card.get_by_role("button", name="All", exact=True).click()
    expect(card.locator("[data-ties] li")).not_to_have_count(int(told))


def test_a_name_finds_a_source(page: Page, server: str) -> None:
    page.goto(f"{server}/sources")
    page.get_by_role("textbox", name="Name").fill("venn")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("[data-root]")).to_have_count(1)
    assert parse_qs(urlsplit(page.url).query) == {"like": ["venn"]}


def test_a_grade_is_set_with_who_and_why_and_taken_back(page: Page, own_server: str) -> None:
    card = open_source(page, own_server, "Open Harbour Institute")
    card.get_by_role("combobox").select_option("B")
    card.get_by_label("Why").fill("its figures held")
    card.get_by_label("By").fill("ana")
    card.get_by_role("button", name="Set grade").click()
    expect(card.get_by_role("heading", name="Grade: B")).to_be_visible()
    expect(card.locator("[data-gradings]")).to_contain_text("its figures held")
    expect(page.locator("[data-root]").filter(has_text="Open Harbour Institute").locator("td").last).to_have_text("B")
    card.get_by_role("button", name="Undo grade B by ana").click()
    expect(card.get_by_role("heading", name="Grade: none yet")).to_be_visible()
    expect(card.locator("[data-gradings]")).to_contain_text("taken back")


def test_the_list_follows_filters_and_clocks(page: Page, server: str) -> None:
    page.goto(f"{server}/sources?denied=true")
    rows = page.locator("[data-root]")
    expect(rows.filter(has_text="Oskar Venn")).to_be_visible()
    expect(rows.filter(has_text="Grace Odum")).to_have_count(0)
    assert all(row.locator("td").nth(3).inner_text() == row.locator("td").nth(4).inner_text() for row in rows.all())
    expect(page.get_by_text("not used here")).to_have_count(0)
    rows.filter(has_text="Oskar Venn").get_by_role("button").click()
    expect(page.locator("[data-source] [data-ties] li").first).to_contain_text("denied")
    box = page.get_by_role("textbox", name="Known on")
    box.fill("1990")
    box.press("Enter")
    expect(page.get_by_text("No source answers.")).to_be_visible()
    page.get_by_role("button", name="All sources").click()
    expect(rows.first).to_be_visible()


@pytest.fixture
def hostile_server(tmp_path: Path) -> Iterator[str]:
    running = Server(build_hostile_case(tmp_path))
    yield running.address
    running.stop()


def test_markup_in_names_is_shown_as_text(page: Page, hostile_server: str) -> None:
    page.goto(f"{hostile_server}/sources")
    page.locator("[data-root] button").first.click()
    expect(page.locator("[data-source] [data-ties] li").first).to_be_visible()
    assert_is_text(page)


def test_the_source_that_is_open_is_no_filter_that_is_not_used(page: Page, server: str) -> None:
    page.goto(f"{server}/sources")
    page.locator("[data-root] button").first.click()
    expect(page.locator("[data-source]")).to_be_visible()
    expect(page.get_by_text("not used here")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sources_have_no_violation(page: Page, server: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    open_source(page, server, "Open Harbour Institute")
    assert find_violations(page) == []
