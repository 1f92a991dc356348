"""Check the screens that answer a question: search, actors, paths, contested, changed, one tie; and reading by drop."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect


def test_home_counts_and_leads_on(page: Page, server: str) -> None:
    page.goto(server)
    expect(page.get_by_role("link", name=re.compile(r"^\d+ documents$"))).to_be_visible()
    contested = page.get_by_role("region", name="Contested")
    expect(contested.get_by_role("listitem").first).to_contain_text("den")
    page.get_by_role("link", name="Start reviewing").click()
    expect(page).to_have_url(f"{server}/review")


def test_words_are_found_marked_and_narrowed_down(page: Page, server: str) -> None:
    page.goto(server)
    box = page.get_by_role("searchbox")
    box.fill("harbour")
    box.press("Enter")
    expect(page.locator("mark").first).to_have_text(re.compile("harbour", re.IGNORECASE))
    before = page.get_by_role("status").filter(has_text="places").inner_text()
    page.get_by_role("complementary").get_by_role("button", name=re.compile("^funds")).click()
    expect(page.get_by_role("status").filter(has_text="place")).not_to_have_text(before)
    expect(page.locator("article.claim").first).to_contain_text("funds")
    assert "predicate=funds" in page.url
    page.go_back()
    expect(page.get_by_role("status").filter(has_text="places")).to_have_text(before)


def test_a_search_that_finds_nothing_says_what_to_do(page: Page, server: str) -> None:
    page.goto(f"{server}/search?words=zzzzqqq")
    expect(page.get_by_text("Nothing was found.")).to_be_visible()


def test_a_filter_is_added_shown_and_removed(page: Page, server: str) -> None:
    page.goto(f"{server}/contested")
    page.get_by_role("button", name="+ Filter").click()
    page.get_by_label("Filter", exact=True).select_option("predicate")
    page.get_by_label("Value", exact=True).select_option("arms")
    page.get_by_role("button", name="Add").click()
    assert page.url.endswith("/contested?predicate=arms")
    expect(page.locator("article[data-contest]").first).to_contain_text("arms")
    page.get_by_role("button", name="Remove filter Predicate arms").click()
    assert page.url.endswith("/contested")


def test_both_sides_of_a_contest_stand_side_by_side_with_their_words(page: Page, server: str) -> None:
    page.goto(f"{server}/contested?kind=denial")
    first = page.locator("article[data-contest]").first
    one, other = first.get_by_role("group", name="One side"), first.get_by_role("group", name="The other side")
    expect(one.locator("blockquote").first).not_to_be_empty()
    expect(other.locator("blockquote").first).not_to_be_empty()
    expect(other.get_by_role("heading")).to_contain_text("denied")
    here, there = one.bounding_box(), other.bounding_box()
    assert here is not None
    assert there is not None
    assert here["x"] + here["width"] <= there["x"]


def test_a_tie_shows_its_roots_as_a_tree(page: Page, server: str) -> None:
    page.goto(f"{server}/contested?kind=denial")
    page.get_by_role("link", name="All roots").first.click()
    expect(page).to_have_url(re.compile("/tie/edge-"))
    expect(page.locator("[data-say-so]")).to_have_text(re.compile(r"^According to .+; denied by .+\.$"))
    expect(page.get_by_role("region", name="Lineage").get_by_role("link").first).to_be_visible()
    expect(page.get_by_role("region", name="Claims").locator("article.claim").first).to_be_visible()


def test_a_path_is_found_by_two_names(page: Page, server: str) -> None:
    page.goto(f"{server}/paths")
    page.get_by_label("From").fill("Corvane Lines")
    page.get_by_label("to", exact=True).fill("Maravia")
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Red Heron Brigade")
    page.locator("summary").first.click()
    expect(page.locator("article.claim").first).to_be_visible()


def test_an_unknown_name_is_answered_with_what_to_do(page: Page, server: str) -> None:
    page.goto(f"{server}/paths?start=Nobody+At+All&end=Maravia")
    expect(page.get_by_role("alert")).to_contain_text("Nobody At All")


def test_what_changed_is_told_by_kind_with_before_and_after(page: Page, server: str) -> None:
    page.goto(f"{server}/changes")
    page.get_by_label("from", exact=True).fill("2018")
    page.get_by_label("to", exact=True).fill("2020")
    page.get_by_role("button", name="Compare").click()
    first = page.locator("article[data-change]").first
    expect(first.get_by_role("group", name="After").locator("article.claim").first).to_be_visible()
    kind = page.get_by_role("group", name="Kind of change").get_by_role("button").nth(1)
    name = kind.inner_text().rsplit(" ", 1)[0]
    kind.click()
    chips = page.locator("article[data-change] h2 .chip")
    expect(chips.filter(has_not_text=name)).to_have_count(0)
    expect(chips.first).to_have_text(name)


def test_a_dropped_file_is_read_and_counted(page: Page, own_server: str, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Mara Vell said that Tern Bank funded Cormorant Shipping in 2017.\n", "utf-8")
    page.goto(own_server)
    page.get_by_label("choose files").set_input_files(path)
    reading = page.get_by_role("group", name="Read documents")
    expect(reading.get_by_role("listitem")).to_contain_text("read: 1 document, 1 claim", timeout=90_000)
    page.goto(f"{own_server}/search?words=Cormorant")
    expect(page.locator("article.claim").first).to_contain_text("Tern Bank funds Cormorant Shipping")
