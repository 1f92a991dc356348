"""Check the words round the map: names within its rim, how many more say so, what is open in view, names in filters."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.page.test_network import Json, ask, settle


@pytest.fixture
def network(server: str) -> Json:
    """Return what the API says of the whole network."""
    return ask(server, "/network?limit=200")


def test_no_name_is_cut_off_at_the_rim(page: Page, server: str) -> None:
    page.goto(f"{server}/network")
    settle(page)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save SVG").click()
    drawn = Path(saving.value.path()).read_text("utf-8")
    cut = page.evaluate(
        """(drawn) => {
          const parsed = new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;
          const svg = document.body.appendChild(document.importNode(parsed, true));
          return [...svg.querySelectorAll("g[text-anchor] > text")].filter((one) => {
            const box = one.getBBox();
            return box.x < -1 || box.x + box.width > 1401 || box.y < -2 || box.y + box.height > 902;
          }).map((one) => one.textContent);
        }""",
        drawn,
    )
    assert cut == []


def test_a_tie_on_many_roots_names_some_and_says_how_many_more(page: Page, server: str, network: Json) -> None:
    tie = max(network["ties"], key=lambda one: one["roots"])
    assert tie["roots"] > len(tie["said_by"]) > 0
    page.goto(f"{server}/network")
    row = page.locator(f"tr[data-tie='{tie['id']}']")
    expect(row).to_contain_text(f"and {tie['roots'] - len(tie['said_by'])} more")


def test_the_card_of_a_tie_that_is_chosen_in_the_table_is_in_view(page: Page, server: str) -> None:
    page.goto(f"{server}/network")
    settle(page)
    page.locator("tr[data-tie] button.open").nth(4).click()
    expect(page.get_by_role("heading", name="Claims of this tie")).to_be_in_viewport()


def test_a_filter_shows_the_name_of_its_actor(page: Page, server: str, network: Json) -> None:
    actor = network["actors"][0]
    page.goto(f"{server}/network?actor={actor['id']}")
    chip = page.get_by_role("group", name="Filters").locator(".chip")
    expect(chip).to_contain_text(actor["name"])
    expect(chip).not_to_contain_text(actor["id"])
