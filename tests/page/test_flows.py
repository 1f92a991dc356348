"""Check the flows: like is added to like alone, parts and circles are told apart, a band opens its claims."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

import sayso
from sayso.testing import Planted, ScriptedReader
from tests.page.conftest import Server, find_violations
from tests.page.hostile import assert_is_text, build_hostile_case

RING = (("Alder Bank", "Birch Fund", "5"), ("Birch Fund", "Cole Trust", "3"), ("Cole Trust", "Alder Bank", "2"))


def open_flows(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/flows{query}")
    expect(page.locator("main [role=status]").first).to_contain_text("flow")


def test_a_band_opens_its_claims(page: Page, server: str) -> None:
    open_flows(page, server)
    page.get_by_role("button", name="Bank of Lanthe gives money to Red Heron Brigade").click()
    card = page.locator("[data-card]")
    expect(card).to_contain_text("According to Open Harbour Institute")
    expect(card.locator("[data-claim]").first).to_be_visible()
    page.reload()
    expect(page.locator("[data-card] [data-claim]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_a_band_opens_by_key(page: Page, server: str) -> None:
    open_flows(page, server)
    page.locator("[data-band]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-card]")).to_be_visible()


def test_diagram_and_table_show_the_same_flows(page: Page, server: str) -> None:
    open_flows(page, server)
    expect(page.locator("[data-band]")).to_have_count(2)
    drawn = page.locator("[data-band]").evaluate_all("all => all.map(one => one.dataset.band).sort()")
    listed = page.locator("tr[data-row]").evaluate_all("all => all.map(one => one.dataset.row).sort()")
    assert drawn == listed


def test_a_part_is_not_added_to_its_whole(page: Page, server: str) -> None:
    open_flows(page, server)
    expect(page.locator("[data-total]")).to_contain_text("4,450,000 USD")
    left = page.locator("[data-left]")
    expect(left).to_contain_text("1,100,000 USD")
    expect(left).to_contain_text("part of a sum that is told")


def test_what_was_asked_for_stands_apart_from_what_was_paid(page: Page, server: str) -> None:
    open_flows(page, server)
    page.get_by_role("button", name="requested, intended").click()
    expect(page.locator("[data-total]")).to_contain_text("52,000,000 USD")
    expect(page.get_by_role("button", name="Parliament gives money to Port Guard")).to_have_class(re.compile("doubt"))
    assert parse_qs(urlsplit(page.url).query)["sums"] == ["money-USD-requested-intended"]


def test_a_period_shows_its_own_sums(page: Page, server: str) -> None:
    open_flows(page, server)
    page.get_by_label("Period").select_option("2018")
    expect(page.locator("[data-total]")).to_contain_text("250,000 USD")
    expect(page.locator("[data-band]")).to_have_count(1)


def test_flows_without_sums_are_listed_and_denials_marked(page: Page, server: str) -> None:
    open_flows(page, server)
    row = page.locator("table[data-kind=shelter] tr").filter(has_text="Solmark")
    expect(row.locator(".chip")).to_have_text("denied")
    page.locator("table[data-kind=arms] tbody button").first.click()
    expect(page.locator("[data-card] [data-claim]").first).to_be_visible()


def test_what_was_not_yet_published_is_not_shown(page: Page, server: str) -> None:
    open_flows(page, server, "?known_on=1990")
    expect(page.get_by_text("No flows answer.")).to_be_visible()


@pytest.fixture
def ring_server(tmp_path: Path) -> Iterator[str]:
    sentences = [f"{giver} paid {getter} {sum_} million." for giver, getter, sum_ in RING]
    (tmp_path / "ring.txt").write_text("A ring\n\n" + " ".join(sentences) + "\n", "utf-8")
    planted = [Planted(f"{giver} paid {getter}", giver, "funds", getter, time="2018") for giver, getter, _ in RING]
    with sayso.open(tmp_path / "ring.sayso", reader=ScriptedReader(tuple(planted))) as case:
        case.read(tmp_path / "ring.txt")
        sums = {giver: sum_ for giver, _, sum_ in RING}
        for view in list(case.claims()):
            case.correct(view.claim.id, by="ana", amount=f"{sums[view.subject]}000000 USD", amount_status="paid")
    running = Server(tmp_path / "ring.sayso")
    yield running.address
    running.stop()


def test_a_circle_is_listed_and_netted_instead_of_drawn(page: Page, ring_server: str) -> None:
    open_flows(page, ring_server)
    expect(page.locator("[data-round] li")).to_have_count(3)
    expect(page.locator("[data-band]")).to_have_count(0)
    circle = page.locator("[data-circle]")
    expect(circle).to_contain_text("2,000,000 USD")
    circle.get_by_role("button", name="Claims of step 1").click()
    expect(page.locator("[data-card] [data-claim]").first).to_be_visible()


@pytest.fixture
def hostile_server(tmp_path: Path) -> Iterator[str]:
    running = Server(build_hostile_case(tmp_path))
    yield running.address
    running.stop()


def test_markup_in_names_is_shown_as_text(page: Page, hostile_server: str) -> None:
    open_flows(page, hostile_server)
    page.locator("[data-band]").first.click()
    expect(page.locator("[data-card] [data-claim]").first).to_be_visible()
    assert_is_text(page)


def test_what_is_only_planned_names_who_says_so(page: Page, tmp_path: Path) -> None:
    text = tmp_path / "plan.txt"
    text.write_text("A plan\n\nThe Courier said Alder Bank will arm Birch Fund.\n", "utf-8")
    words = "Courier said Alder Bank will arm Birch Fund"
    planted = Planted(words, "Alder Bank", "arms", "Birch Fund", modality="intended", source="Courier")
    with sayso.open(tmp_path / "plan.sayso", reader=ScriptedReader((planted,))) as case:
        case.read(text)
    running = Server(tmp_path / "plan.sayso")
    try:
        open_flows(page, running.address)
        row = page.locator("tr[data-flow]")
        expect(row).to_contain_text("Courier")
        expect(row).to_contain_text("planned")
        row.get_by_role("button").click()
        expect(page.locator("[data-card]")).to_contain_text("According to Courier: Alder Bank arms Birch Fund. planned")
    finally:
        running.stop()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_flows_have_no_violation(page: Page, server: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    open_flows(page, server)
    page.locator("[data-band]").first.click()
    expect(page.locator("[data-card] [data-claim]").first).to_be_visible()
    assert find_violations(page) == []
