"""Check links that outlive what happens to a casefile, and what is copied."""

import json
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import sayso
from tests.page.conftest import SAMPLES, Server

type Json = Any

_PLACES = "() => Object.keys(localStorage).filter((key) => key.startsWith('sayso-places ')).sort()"


def ask(server: str, path: str) -> Json:
    with urlopen(f"{server}/api/v1{path}") as answer:
        return json.load(answer)


def rule(server: str, kind: str, **body: str) -> Json:
    asked = Request(f"{server}/api/v1/decisions/{kind}", json.dumps(body).encode(), method="POST")
    asked.add_header("Content-Type", "application/json")
    with urlopen(asked) as answer:
        return json.load(answer)


def test_a_link_to_a_tie_outlives_a_merge(page: Page, own_server: str) -> None:
    before = {one["edge"]["id"]: one for one in ask(own_server, "/edges?limit=500")["items"]}
    rule(own_server, "merge", left="Corvane Lines", right="Joseph Adair", by="ann")
    after = {one["edge"]["id"] for one in ask(own_server, "/edges?limit=500")["items"]}
    gone = sorted(before.keys() - after)
    assert gone
    page.goto(f"{own_server}/tie/{gone[0]}")
    expect(page.get_by_role("status").filter(has_text="merged, parted or renamed since")).to_be_visible()
    expect(page.locator("article.claim").first).to_be_visible()
    page.get_by_role("link", name="Link to the tie as it is now").click()
    expect(page.get_by_text("merged, parted or renamed since")).to_have_count(0)
    assert urlsplit(page.url).path.removeprefix("/tie/") in after


def test_a_link_to_a_tie_that_was_rejected_says_so_and_where_to_look(page: Page, own_server: str) -> None:
    edges = ask(own_server, "/edges?limit=500")["items"]
    edge = next(one["edge"] for one in edges if len(one["edge"]["attestations"]) == 1)
    (said,) = edge["attestations"]
    rule(own_server, "reject", claim=said["claim"], by="ann")
    page.goto(f"{own_server}/tie/{edge['id']}")
    expect(page.get_by_role("alert")).to_contain_text("its claims were rejected, corrected or are read otherwise now")
    expect(page.get_by_role("link", name="Search for its words")).to_be_visible()
    page.get_by_role("link", name="A claim that it had").click()
    expect(page.locator("article.claim").first).to_contain_text("rejected")


def test_two_casefiles_at_one_address_keep_their_places_apart(page: Page, sample_case: Path, tmp_path: Path) -> None:
    copy, other = tmp_path / "one.sayso", tmp_path / "other.sayso"
    shutil.copy(sample_case, copy)
    with sayso.open(other) as case:
        case.read(SAMPLES / "10-courier-brekke-court.html")
    running = Server(copy)
    port = str(urlsplit(running.address).port)
    for number, at in enumerate((copy, other, copy), start=1):
        if number > 1:
            running = Server(at, "--port", port)
        try:
            page.goto(f"{running.address}/network")
            page.wait_for_selector("canvas[data-drawn]:not([data-drawn^='0 '])")
            mark = ask(running.address, "/health")["casefile"]
            page.wait_for_function(f"() => localStorage.getItem('sayso-places {mark}') !== null")
            assert len(page.evaluate(_PLACES)) == min(number, 2)
        finally:
            running.stop()


@pytest.mark.parametrize(
    ("path", "of"),
    [("/timeline", "this event"), ("/flows", "this flow"), ("/contested", "this contest"), ("tie", "this tie")],
)
def test_what_is_copied_names_who_says_so(page: Page, context: BrowserContext, server: str, path: str, of: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(
        server
        + (
            f"/tie/{ask(server, '/edges?limit=1')['items'][0]['edge']['id']}"
            if path == "tie"
            else path + chosen(server, path)
        )
    )
    page.get_by_role("button", name=f"Copy citation of {of}").first.click()
    page.get_by_text("Citation copied").wait_for()
    words = page.evaluate("navigator.clipboard.readText()")
    assert "According to " in words or "Denied by " in words
    page.get_by_role("button", name=f"Copy link to {of}").first.click()
    page.get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith(server)


def chosen(server: str, path: str) -> str:
    """Return what of a screen's address opens an item of it."""
    if path == "/timeline":
        lanes = ask(server, "/timeline?limit=500")["lanes"]
        return f"?item={next(item['id'] for lane in lanes for item in lane['items'] if item['kind'] == 'event')}"
    if path == "/flows":
        return f"?flow={quote(ask(server, '/flows')['flows'][0]['id'])}"
    return ""
