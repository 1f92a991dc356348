"""Check the page on a team's server: signing in, what each role sees, and a colleague's ruling as it is made."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from sayso.people import People, Role
from tests.page.conftest import TeamServer, find_violations
from tests.people.conftest import CHEAP, GOOD


@pytest.fixture
def people(sample_case: Path, tmp_path: Path) -> Iterator[People]:
    """Give a person for each role in harbour, named by it."""
    shutil.copy(sample_case, tmp_path / "harbour.sayso")
    with People(tmp_path, cost=CHEAP) as opened:
        opened.add_case("harbour", "harbour.sayso")
        for role in Role:
            opened.add_account(role, display=role.title(), password=GOOD)
            opened.grant(role, "harbour", role)
        yield opened


@pytest.fixture
def team(people: People, tmp_path: Path) -> Iterator[str]:
    running = TeamServer(tmp_path)
    yield running.address
    running.stop()


def enter(page: Page, address: str, name: str, password: str = GOOD) -> None:
    """Sign in on the page where one is led."""
    page.goto(address)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_the_sign_in_works_without_a_script_and_leads_back(browser: Browser, team: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, f"{team}/case/harbour/review?predicate=funds", "reader", "wrong password")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{team}/case/harbour/review?predicate=funds")
    page.goto(team)
    expect(page.get_by_role("link", name="harbour")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{team}/sign-in")
    context.close()


def test_the_plain_pages_can_be_read_by_everybody(page: Page, team: str) -> None:
    page.goto(team)
    assert find_violations(page) == []
    enter(page, team, "owner")
    expect(page.get_by_role("heading", name="Casefiles")).to_be_visible()
    assert find_violations(page) == []


def test_a_reader_sees_no_button_that_is_not_theirs(page: Page, team: str) -> None:
    enter(page, f"{team}/case/harbour/review", "reader")
    expect(page.locator(".passage").first).to_be_visible()
    expect(page.get_by_text("you look on")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Accept"))).to_have_count(0)
    page.keyboard.press("a")
    expect(page.locator(".told")).to_contain_text("needs the role reviewer")
    expect(page.get_by_role("link", name="People", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Home", exact=True).click()
    expect(page).to_have_url(f"{team}/case/harbour/")
    expect(page.locator("input[type=file]")).to_have_count(0)


def test_a_ruling_bears_who_is_signed_in_and_a_colleague_hears_of_it_where_they_are(
    page: Page, browser: Browser, team: str, people: People
) -> None:
    enter(page, f"{team}/case/harbour/review", "reviewer")
    expect(page.locator(".passage").first).to_be_visible()
    claim = re.search(r"claim=([^&]+)", page.url)
    assert claim is not None
    token = people.make_token("editor", "harbour", Role.EDITOR, label="x").token
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    body = json.dumps({"claim": claim[1]}).encode()
    with urlopen(Request(f"{team}/case/harbour/api/v1/decisions/reject", body, headers)) as answer:
        assert answer.status == 201
    expect(page.locator("[data-heard]")).to_contain_text("editor rejected a claim")
    expect(page.locator("[data-colleagues]")).to_be_visible()
    assert f"claim={claim[1]}" in page.url, "what one looks at does not move"
    page.keyboard.press("a")
    expect(page.locator(".told")).to_contain_text("Accepted")
    rulings = people_rulings(team, headers)
    assert rulings == [("editor", "reject"), ("reviewer", "accept")]


def people_rulings(team: str, headers: dict[str, str]) -> list[tuple[str, str]]:
    with urlopen(Request(f"{team}/case/harbour/api/v1/decisions", headers=headers)) as answer:
        return [(one["decision"]["by"], one["decision"]["kind"]) for one in json.load(answer)["items"]]


def test_an_owner_invites_and_somebody_joins_by_the_link(page: Page, browser: Browser, team: str) -> None:
    enter(page, f"{team}/case/harbour/people", "owner")
    expect(page.get_by_label("Role of reviewer", exact=True)).to_have_value("reviewer")
    assert find_violations(page) == []
    page.get_by_role("button", name="Make an invitation").click()
    link = page.locator("[data-link] code").inner_text()
    context = browser.new_context()
    other = context.new_page()
    other.goto(link)
    other.get_by_label("Name (it is").fill("ann")
    other.get_by_label("Name to be shown").fill("Ann Lee")
    other.get_by_label("Password").fill(GOOD)
    other.get_by_role("button", name="Join").click()
    expect(other.get_by_role("link", name="Ann Lee (reader)")).to_be_visible()
    context.close()
    page.reload()
    expect(page.get_by_label("Role of ann", exact=True)).to_have_value("reader")


def test_a_token_is_made_shown_once_and_revoked(page: Page, team: str) -> None:
    enter(page, f"{team}/case/harbour/account", "reviewer")
    page.get_by_label("What it is for").fill("nightly")
    page.get_by_role("button", name="Make a token").click()
    expect(page.locator("[data-token] code")).to_contain_text("sayso_")
    assert find_violations(page) == []
    page.reload()
    expect(page.get_by_role("button", name="Revoke nightly")).to_be_visible()
    expect(page.locator("[data-token]")).to_have_count(0)
    page.get_by_role("button", name="Revoke nightly").click()
    expect(page.get_by_role("cell", name="revoked")).to_be_visible()
