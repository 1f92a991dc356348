"""Check the hypotheses: stated, rated by keyboard, sorted, with proposals apart, and what hangs on one source."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.conftest import find_violations

ASKED = "Did Corvane Lines arm the brigade?"
ARMS = "Corvane Lines | arms | Red Heron Brigade"


def state(page: Page, title: str, words: str) -> None:
    page.get_by_role("button", name="State a hypothesis").click()
    form = page.get_by_role("form", name="State a hypothesis")
    form.get_by_label("Question").fill(ASKED)
    form.get_by_label("Hypothesis").fill(title)
    form.get_by_label("What it says").fill(words)
    form.get_by_role("button", name="State it").click()
    expect(page.locator("[data-rivals]")).to_contain_text(title)


def open_matrix(page: Page, server: str) -> Locator:
    page.goto(f"{server}/hypotheses")
    page.get_by_label("Who rules?").fill("Ida")
    page.get_by_role("button", name="Keep").click()
    state(page, "It did", ARMS)
    state(page, "It did not", f"{ARMS} | denied")
    expect(page.locator("[data-row]").first).to_be_visible()
    return page.locator("[data-row]")


def row_of(rows: Locator, source: str) -> Locator:
    return rows.filter(has=rows.page.locator(".sayso", has_text=source)).first


def test_a_matrix_is_rated_by_keyboard_and_names_whom_it_hangs_on(page: Page, own_server: str) -> None:
    rows = open_matrix(page, own_server)
    expect(page.locator("[data-words]")).to_contain_text("Nothing can be compared yet")
    first = row_of(rows, "Tomas Brekke").locator("[data-spot]").first
    expect(first).to_have_class(re.compile("proposed"))
    first.click()
    expect(page.locator("[data-proposal]")).to_contain_text("It counts nowhere.")
    first.press("5")
    expect(first).to_have_text("II")
    expect(first).not_to_have_class(re.compile("proposed"))
    expect(first).to_be_focused()
    first.press("ArrowRight")
    page.keyboard.press("2")
    expect(row_of(rows, "Tomas Brekke").locator("[data-spot]").nth(1)).to_have_text("C")
    expect(page.locator("[data-words]")).to_contain_text("Least contradicted by what is said: H2 “It did not”.")
    expect(page.locator("[data-words]")).to_contain_text("hangs on the word of Tomas Brekke")
    expect(page.locator("[data-words]")).to_contain_text("shows none of them true")
    expect(row_of(rows, "Tomas Brekke").locator("meter")).to_have_attribute("value", "0.75")
    page.reload()
    expect(row_of(rows, "Tomas Brekke").locator("[data-spot]").first).to_have_text("II")


def test_a_row_opens_on_who_says_so_in_which_words_and_rows_are_sorted(page: Page, own_server: str) -> None:
    rows = open_matrix(page, own_server)
    row = row_of(rows, "Tomas Brekke")
    row.locator("summary").click()
    expect(row.locator("blockquote")).to_contain_text("never supplied weapons")
    expect(row.locator("summary")).to_contain_text("denied")
    page.get_by_role("button", name="By source").click()
    expect(page).to_have_url(re.compile("order=source"))
    page.get_by_role("button", name="What tells apart first").click()
    expect(page).not_to_have_url(re.compile("order=source"))


def test_a_rating_and_a_hypothesis_are_taken_back(page: Page, own_server: str) -> None:
    rows = open_matrix(page, own_server)
    first = row_of(rows, "Tomas Brekke").locator("[data-spot]").first
    first.click()
    page.get_by_role("region", name="Rate").get_by_role("button", name="very inconsistent").click()
    expect(first).to_have_text("II")
    page.get_by_role("button", name="Take back II by Ida").click()
    expect(first).to_have_class(re.compile("proposed"))
    page.get_by_role("button", name="Take H2 away").click()
    expect(page.locator("[data-rival]")).to_have_count(1)


def test_a_hypothesis_is_worded_anew_keeps_its_ratings_and_goes_back(page: Page, own_server: str) -> None:
    rows = open_matrix(page, own_server)
    cell = row_of(rows, "Tomas Brekke").locator("[data-spot]").first
    cell.click()
    cell.press("5")
    expect(cell).not_to_have_class(re.compile("proposed"))
    page.get_by_role("button", name="Reword H1").click()
    form = page.get_by_role("form", name="Reword H1")
    expect(form.get_by_label("What it says")).to_have_value(ARMS)
    form.get_by_label("Hypothesis").fill("It armed them")
    form.get_by_label("Why").fill("the court's words")
    form.get_by_role("button", name="Keep the new words").click()
    expect(page.locator("[data-rival=H1]")).to_contain_text("It armed them")
    expect(page.locator("[data-rival=H1]")).to_contain_text("the court's words")
    expect(cell).to_have_text("II")
    page.get_by_role("button", name="Undo the last").click()
    expect(page.locator("[data-rival=H1]")).to_contain_text("It did")
    expect(cell).to_have_text("II")


def test_evidence_is_searched_added_and_taken_out_again(page: Page, own_server: str) -> None:
    rows = open_matrix(page, own_server)
    before = rows.count()
    page.get_by_role("button", name="Add evidence").click()
    panel = page.get_by_role("region", name="Add evidence")
    panel.get_by_label("Words of a claim").fill("Geneva")
    panel.get_by_role("button", name="Search claims").click()
    hit = panel.locator("[data-found]").first
    expect(hit.locator("blockquote")).to_be_visible()
    hit.get_by_role("button", name="I", exact=True).click()
    expect(rows).to_have_count(before + 1)
    expect(hit).to_contain_text("is a row")
    added = rows.filter(has=page.locator("[data-spot].against"))
    added.locator("[data-spot]").first.click()
    page.get_by_role("button", name="Take back all my ratings of this row").click()
    expect(rows).to_have_count(before)


def test_what_becomes_of_the_order_when_a_source_falls_is_told(page: Page, own_server: str) -> None:
    rows = open_matrix(page, own_server)
    for column, key in ((0, "5"), (1, "2")):
        cell = row_of(rows, "Tomas Brekke").locator("[data-spot]").nth(column)
        cell.click()
        page.keyboard.press(key)
        expect(cell).not_to_have_class(re.compile("proposed"))
    expect(page.locator("[data-falls]")).to_contain_text("Without the word of Tomas Brekke")


def test_without_hypotheses_the_screen_says_what_to_do(page: Page, server: str) -> None:
    page.goto(f"{server}/hypotheses")
    expect(page.locator(".empty")).to_contain_text("several answers")
    expect(page.get_by_role("link", name="What is contested")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_matrix_has_no_violation(page: Page, own_server: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    rows = open_matrix(page, own_server)
    rows.first.locator("[data-spot]").first.click()
    page.keyboard.press("1")
    rows.first.locator("summary").click()
    page.get_by_role("button", name="State a hypothesis").click()
    page.get_by_role("button", name="Reword H2").click()
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_label("Words of a claim").fill("Geneva")
    page.get_by_role("button", name="Search claims").click()
    expect(page.locator("[data-found]").first).to_be_visible()
    assert find_violations(page) == []
