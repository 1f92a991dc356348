"""Check that claims are ruled on with the keyboard, taken back, ruled on together; and that colleagues' words stay."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.page.conftest import Server, find_violations

TOO_MANY = {
    "type": "urn:sayso:problem:too-many",
    "title": "Too many",
    "status": 429,
    "detail": "Too much was asked.",
    "remedy": "Wait a little.",
    "instance": "",
}


@pytest.fixture
def looking_server(sample_case: Path, tmp_path: Path) -> Iterator[str]:
    """Return the address of a server that is read only."""
    copy = tmp_path / "case.sayso"
    shutil.copy(sample_case, copy)
    running = Server(copy, "--readonly")
    yield running.address
    running.stop()


def ask(server: str, path: str) -> Any:
    with urlopen(f"{server}/api/v1{path}") as answer:
        return json.load(answer)


def rule(server: str, name: str, **body: object) -> None:
    """Rule as a colleague would, elsewhere."""
    headers = {"Content-Type": "application/json"}
    with urlopen(Request(f"{server}/api/v1/decisions/{name}", json.dumps(body).encode(), headers)) as answer:
        assert answer.status == 201


def in_force(server: str) -> list[tuple[str, str]]:
    """Return who ruled what, of the decisions in force."""
    found = ask(server, "/decisions?effective=true")["items"]
    return [(one["decision"]["by"], one["decision"]["kind"]) for one in found if one["decision"]["kind"] != "undo"]


def begin(page: Page, server: str, path: str = "/review", name: str = "Mira") -> Locator:
    """Open the queue, say who rules, and return its rows."""
    page.goto(server + path)
    page.get_by_label("Who rules?").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text("ruling as")).to_be_visible()
    expect(page.locator(".passage").first).to_be_visible()
    return page.get_by_role("list", name="Claims to rule on").get_by_role("listitem")


def press(page: Page, key: str, told: str) -> None:
    """Press a key and wait for what is told of it."""
    page.keyboard.press(key)
    expect(page.locator(".told")).to_contain_text(told)


def test_the_queue_begins_with_what_is_contested_and_the_paragraph_is_in_view(page: Page, server: str) -> None:
    page.goto(f"{server}/review")
    expect(page.get_by_role("list", name="Claims to rule on").get_by_role("listitem").first).to_contain_text(
        "contested"
    )
    first = ask(server, "/review?limit=1")["items"][0]["view"]
    expect(page.locator(".passage")).to_contain_text(first["claim"]["evidence"]["words"])
    expect(page.locator(".passage .is-predicate").first).to_be_in_viewport()


def test_claims_are_ruled_on_by_keys_alone_and_taken_back_one_by_one(page: Page, own_server: str) -> None:
    rows = begin(page, own_server)
    press(page, "a", "Accepted")
    expect(rows.nth(0)).to_contain_text("accepted")
    expect(rows.nth(1).get_by_role("button")).to_have_attribute("aria-current", "true")
    press(page, "r", "Rejected")
    press(page, "h", "Cannot tell")
    page.keyboard.press("s")
    expect(rows.nth(3)).to_contain_text("skipped")
    assert in_force(own_server) == [("Mira", "accept"), ("Mira", "reject"), ("Mira", "unsure")]
    press(page, "u", "Taken back: cannot tell")
    press(page, "u", "Taken back: rejected")
    expect(rows.nth(1).get_by_role("button")).to_have_attribute("aria-current", "true")
    assert in_force(own_server) == [("Mira", "accept")]
    page.keyboard.press("k")
    expect(rows.nth(0).get_by_role("button")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("list", name="Rulings on this claim")).to_contain_text("Mira accepted it")


def test_a_click_or_a_double_click_on_a_row_shows_it_and_rules_nothing(page: Page, own_server: str) -> None:
    rows = begin(page, own_server)
    rows.nth(2).get_by_role("button").dblclick()
    expect(rows.nth(2).get_by_role("button")).to_have_attribute("aria-current", "true")
    assert in_force(own_server) == []


def test_a_double_click_and_a_key_held_down_rule_once(page: Page, own_server: str) -> None:
    rows = begin(page, own_server)
    page.get_by_role("group", name="Rule on this claim").get_by_role("button", name="a Accept").dblclick()
    expect(page.locator(".told")).to_contain_text("Accepted")
    expect(rows.nth(1).get_by_role("button")).to_have_attribute("aria-current", "true")
    page.locator("h1").click()
    page.keyboard.down("r")
    expect(page.locator(".told")).to_contain_text("Rejected")
    page.keyboard.down("r")  # a second down without an up comes as a repetition
    page.keyboard.down("r")
    page.keyboard.up("r")
    page.keyboard.press("j")
    assert in_force(own_server) == [("Mira", "accept"), ("Mira", "reject")]


def test_the_queue_follows_the_clocks_and_shows_what_was_ruled(page: Page, own_server: str) -> None:
    rows = begin(page, own_server)
    press(page, "a", "Accepted")
    page.goto(f"{own_server}/review?ruling=accepted")
    expect(rows).to_have_count(1)
    expect(page.get_by_role("list", name="Rulings on this claim")).to_contain_text("Mira accepted it")
    page.goto(f"{own_server}/review?known_on=1990")
    expect(page.get_by_text("Nothing here is left to rule on.")).to_be_visible()
    page.goto(f"{own_server}/review?as_of=2018")
    expect(rows.first).to_be_visible()
    expect(page.get_by_text("not used here")).to_have_count(0)


def test_nothing_is_ruled_before_one_says_who_rules(page: Page, own_server: str) -> None:
    page.goto(f"{own_server}/review")
    expect(page.locator(".passage").first).to_be_visible()
    press(page, "a", "Say first who rules")
    expect(page.get_by_label("Who rules?")).to_be_focused()
    assert in_force(own_server) == []


def test_a_correction_sends_what_was_changed_and_nothing_else(page: Page, own_server: str) -> None:
    begin(page, own_server)
    page.keyboard.press("e")
    form = page.get_by_role("form", name="Correct the claim")
    expect(form.get_by_label("Subject")).to_be_focused()
    form.get_by_label("Time (EDTF)").fill("2018-08")
    form.get_by_label("Certainty").select_option("probable")
    form.get_by_label("Why").fill("the text says so")
    press(page, "Control+Enter", "Corrected")
    (ruling,) = ask(own_server, "/decisions")["items"]
    assert {one["field"]: one["after"] for one in ruling["decision"]["change"]} == {
        "time": "2018-08",
        "certainty": "probable",
    }
    assert ruling["decision"]["why"] == "the text says so"


def test_a_correction_that_makes_no_sense_says_why_and_keeps_the_form(page: Page, own_server: str) -> None:
    begin(page, own_server)
    page.keyboard.press("e")
    page.get_by_label("Time (EDTF)").fill("last summer")
    press(page, "Control+Enter", "last summer")
    expect(page.get_by_label("Time (EDTF)")).to_have_value("last summer")
    page.keyboard.press("Escape")
    expect(page.get_by_role("form", name="Correct the claim")).to_have_count(0)


def test_a_note_is_kept_beside_the_claim(page: Page, own_server: str) -> None:
    begin(page, own_server)
    page.keyboard.press("n")
    page.keyboard.type("Ask the court for the file.")
    press(page, "Control+Enter", "Noted")
    expect(page.get_by_role("list", name="Rulings on this claim")).to_contain_text("Ask the court for the file.")


def test_a_chosen_set_is_ruled_on_with_its_count_and_taken_back_as_one(page: Page, own_server: str) -> None:
    begin(page, own_server)
    for key in ("x", "j", "x", "j", "x"):
        page.keyboard.press(key)
    page.keyboard.press("Shift+R")
    asked = page.get_by_role("alertdialog")
    expect(asked).to_contain_text("Reject 3 claims as Mira?")
    assert in_force(own_server) == []
    press(page, "Enter", "3 claims rejected")
    assert in_force(own_server) == [("Mira", "reject")] * 3
    press(page, "u", "Taken back: 3 claims rejected")
    assert in_force(own_server) == []


def test_an_undo_that_goes_half_way_says_what_stays_and_why(page: Page, own_server: str) -> None:
    begin(page, own_server)
    for key in ("x", "j", "x", "j", "x"):
        page.keyboard.press(key)
    page.keyboard.press("Shift+A")
    expect(page.get_by_role("alertdialog")).to_contain_text("Accept 3 claims as Mira?")
    press(page, "Enter", "3 claims accepted")
    rule(own_server, "undo", seq=2, by="Tomas")
    press(page, "u", "2 of 3 decisions taken back (3 claims accepted). Decision 2 stays:")
    assert in_force(own_server) == []
    press(page, "u", "There is nothing to take back here")


def test_an_undo_that_the_server_breaks_off_leaves_the_rest_to_be_undone(page: Page, own_server: str) -> None:
    rows = begin(page, own_server)
    for key in ("x", "j", "x", "j", "x"):
        page.keyboard.press(key)
    page.keyboard.press("Shift+A")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    press(page, "Enter", "3 claims accepted")
    tries: list[int] = []

    def answer(route: Route) -> None:
        tries.append(1)
        if len(tries) == 2:
            route.fulfill(status=429, content_type="application/problem+json", body=json.dumps(TOO_MANY))
        else:
            route.continue_()

    page.route("**/decisions/undo", answer)
    press(page, "u", "1 of 3 decisions taken back (3 claims accepted). 2 decisions not come to: Too much was asked.")
    assert len(in_force(own_server)) == 2
    expect(rows.nth(2)).not_to_contain_text("accepted")
    expect(rows.nth(0)).to_contain_text("accepted")
    press(page, "u", "Taken back: 2 of 3 claims accepted")
    assert in_force(own_server) == []


def test_on_a_server_that_is_read_only_nothing_rules_and_keys_say_why(page: Page, looking_server: str) -> None:
    page.goto(f"{looking_server}/review")
    expect(page.locator(".passage").first).to_be_visible()
    for name in ("Accept", "Reject", "Cannot tell", "Correct", "Merge actors", "Note", "Undo", "Choose all"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    expect(page.get_by_label("Who rules?")).to_have_count(0)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    for key in ("a", "r", "e", "m", "n", "x", "u", "Shift+A"):
        press(page, key, "This server is read only")
        page.get_by_role("button", name="Close message").click()
    expect(page.get_by_role("form")).to_have_count(0)
    page.keyboard.press("j")
    rows = page.get_by_role("list", name="Claims to rule on").get_by_role("listitem")
    expect(rows.nth(1).get_by_role("button")).to_have_attribute("aria-current", "true")
    page.goto(f"{looking_server}/review?of=actors")
    expect(page.get_by_role("region", name="Are these two one actor?")).to_be_visible()
    expect(page.get_by_role("button", name="Same actor")).to_have_count(0)
    press(page, "y", "This server is read only")


def test_a_colleagues_ruling_is_shown_and_stays_beside_ones_own(page: Page, own_server: str) -> None:
    claim = ask(own_server, "/review?limit=1")["items"][0]["view"]["claim"]["id"]
    rule(own_server, "accept", claim=claim, by="Tomas", why="I saw the invoice")
    begin(page, own_server, f"/review?claim={claim}")
    rulings = page.get_by_role("list", name="Rulings on this claim")
    expect(rulings).to_contain_text("Tomas accepted it")
    expect(rulings).to_contain_text("I saw the invoice")
    expect(page.locator("[data-colleagues]")).to_be_visible()
    press(page, "r", "Rejected")
    assert in_force(own_server) == [("Tomas", "accept"), ("Mira", "reject")]
    page.keyboard.press("k")
    expect(rulings).to_contain_text("Mira rejected it")
    expect(rulings).to_contain_text("Tomas accepted it")
    expect(page.get_by_text("colleagues disagree").first).to_be_visible()


def test_two_actors_are_judged_by_keys(page: Page, own_server: str) -> None:
    many = len(ask(own_server, "/review/actors")["items"])
    assert many > 1
    page.goto(f"{own_server}/review?of=actors")
    page.get_by_label("Who rules?").fill("Mira")
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Are these two one actor?")
    expect(panel).to_contain_text(f"1 of {many}")
    press(page, "n", "kept apart")
    expect(panel).to_contain_text(f"2 of {many}")
    press(page, "h", "cannot tell")
    assert in_force(own_server) == [("Mira", "keep apart"), ("Mira", "unsure actors")]
    press(page, "u", "Taken back")
    assert in_force(own_server) == [("Mira", "keep apart")]


def test_the_actors_of_a_claim_are_merged_with_one_that_is_named(page: Page, own_server: str) -> None:
    begin(page, own_server)
    page.keyboard.press("m")
    page.get_by_placeholder("another actor's name or id").fill("Blue Lantern Lines")
    page.get_by_role("button", name="are one").click()
    expect(page.locator(".told")).to_contain_text("same actor")
    assert in_force(own_server) == [("Mira", "merge")]
    page.keyboard.press("Escape")
    press(page, "u", "Taken back")
    assert in_force(own_server) == []


def test_the_queue_takes_filters_and_keeps_them_in_the_address(page: Page, server: str) -> None:
    page.goto(f"{server}/review?denied=true")
    rows = page.get_by_role("list", name="Claims to rule on").get_by_role("listitem")
    expect(rows.first).to_contain_text("denied")
    assert all("denied" in row for row in rows.all_text_contents())
    expect(page).to_have_url(re.compile(r"denied=true.*claim=claim-"))


def test_decisions_are_listed_and_undone_row_by_row(page: Page, own_server: str) -> None:
    claim = ask(own_server, "/review?limit=1")["items"][0]["view"]["claim"]["id"]
    rule(own_server, "reject", claim=claim, by="Tomas", why="misread")
    page.goto(f"{own_server}/decisions")
    row = page.locator("tbody tr").first
    for words in ("Tomas", "rejected it", "misread"):
        expect(row).to_contain_text(words)
    expect(page.get_by_text("The chain of 1 decision is whole.")).to_be_visible()
    button = page.get_by_role("button", name="Undo decision 1").bounding_box()
    assert button is not None
    assert button["width"] > button["height"], "the word of a button is not broken"
    page.get_by_label("Who rules?").fill("Mira")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo decision 1").click()
    expect(page.get_by_text("The chain of 2 decisions is whole.")).to_be_visible()
    expect(page.locator("tbody tr").nth(1)).to_contain_text("undone by decision 2")
    assert in_force(own_server) == []


def test_the_newest_decisions_come_first_and_older_ones_when_asked_for(page: Page, own_server: str) -> None:
    claim = ask(own_server, "/claims?limit=1")["items"][0]["claim"]["id"]
    for at in range(103):
        rule(own_server, "note", claim=claim, why=f"note {at + 1}", by="Mira")
    page.goto(f"{own_server}/decisions")
    rows = page.locator("main tbody tr")
    expect(rows).to_have_count(100)
    expect(rows.first).to_contain_text("note 103")
    page.get_by_role("button", name="Show older").click()
    expect(rows).to_have_count(103)
    expect(rows.last).to_contain_text("note 1")
    expect(page.get_by_role("button", name="Show older")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_review_has_no_violation(page: Page, own_server: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    begin(page, own_server)
    press(page, "a", "Accepted")
    page.keyboard.press("x")
    page.keyboard.press("Shift+A")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    assert find_violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.get_by_role("form", name="Correct the claim")).to_be_visible()
    assert find_violations(page) == []
    page.goto(f"{own_server}/review?of=actors")
    expect(page.get_by_role("region", name="Are these two one actor?")).to_be_visible()
    assert find_violations(page) == []
    page.goto(f"{own_server}/decisions")
    expect(page.locator("tbody tr").first).to_be_visible()
    assert find_violations(page) == []
