"""Check the watchlists: a list added, its matches with both sides, judged by click and by key, and taken back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.page.conftest import find_violations

LIST = "name,type,aliases,id\nCorvane Lines,organization,Corvane Shipping,e-1\nTomas BREKKE,person,,e-2\n"


def add_list(page: Page, name: str = "harbour") -> None:
    form = page.get_by_role("form", name="Add a list")
    file: FilePayload = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": LIST.encode("utf-8")}
    form.get_by_label("File").set_input_files(file)
    form.get_by_role("button", name="Add the list").click()
    expect(page.locator("[data-lists]")).to_contain_text(name)


def open_matches(page: Page, server: str) -> Locator:
    page.goto(f"{server}/matches")
    expect(page.locator(".empty")).to_contain_text("Add a list")
    add_list(page)
    page.get_by_label("Who rules?").fill("Ida")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("[data-match]")).to_have_count(3)
    return page.locator("[data-match]")


def test_a_list_is_added_and_a_match_shows_both_sides_and_is_no_proof(page: Page, own_server: str) -> None:
    cards = open_matches(page, own_server)
    expect(page.get_by_text("no proof that the two are one")).to_be_visible()
    card = cards.filter(has_text="harbour/e-1")
    expect(card.get_by_role("group", name="On the list")).to_contain_text("Corvane Shipping")
    expect(card.get_by_role("group", name="In the casefile")).to_contain_text(re.compile(r"\d+ claims?, named in"))
    expect(card.locator("[data-signs]")).to_contain_text("for: ")
    card.get_by_role("link", name="Corvane Lines").click()
    expect(page).to_have_url(re.compile("/actor/"))


def test_a_match_is_judged_by_key_and_taken_back(page: Page, own_server: str) -> None:
    cards = open_matches(page, own_server)
    page.locator("h1").click()
    page.keyboard.press("j")
    second = cards.nth(1)
    expect(second).to_have_class(re.compile("chosen"))
    expect(page).to_have_url(re.compile("match="))
    page.keyboard.press("d")
    expect(second.locator("[data-judged]")).to_have_text("judged different")
    expect(second.locator("[data-judgement]")).to_contain_text("Ida judged different")
    page.keyboard.press("u")
    expect(second.locator("[data-judged]")).to_have_count(0)


def test_a_judgement_keeps_its_reason_is_filtered_by_and_undone(page: Page, own_server: str) -> None:
    cards = open_matches(page, own_server)
    page.get_by_label("Why").fill("same port, same owner")
    cards.filter(has_text="e-1").get_by_role("button", name=re.compile("same is the one")).click()
    expect(cards.filter(has_text="e-1").locator("[data-judgement]")).to_contain_text("same port, same owner")
    page.get_by_role("group", name="Judged how").get_by_role("button", name="open").click()
    expect(page).to_have_url(re.compile("judged=open"))
    expect(cards).to_have_count(2)
    page.goto(f"{own_server}/matches?judged=same&list=harbour")
    expect(cards).to_have_count(1)
    page.get_by_role("button", name="Take back same by Ida").click()
    expect(page.locator(".empty")).to_contain_text("No match answers")
    page.get_by_role("button", name="Show all").click()
    expect(cards).to_have_count(3)


def test_a_link_leads_to_one_match_of_an_actor(page: Page, own_server: str) -> None:
    cards = open_matches(page, own_server)
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("match="))
    there = page.url
    page.goto(f"{own_server}/")
    page.goto(there)
    expect(cards.nth(1)).to_have_class(re.compile("chosen"))
    page.goto(f"{own_server}/matches?actor=Tomas%20Brekke")
    expect(cards).to_have_count(1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_matches_have_no_violation(page: Page, own_server: str, theme: str, tmp_path: Path) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    cards = open_matches(page, own_server)
    cards.first.get_by_role("button", name="unsure").click()
    expect(cards.first.locator("[data-judged]")).to_be_visible()
    page.screenshot(path=tmp_path / "matches.png", full_page=True)
    assert find_violations(page) == []
