"""Check links that outlive what happens to a casefile, and what is copied."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import sayso
from tests.page.conftest import SAMPLES, Server
from tests.page.screens import fill, find_ids

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


@pytest.mark.parametrize("of", ["item", "flow"])
def test_a_link_to_an_item_of_time_or_a_flow_outlives_a_merge(page: Page, own_server: str, of: str) -> None:
    path = "/timeline" if of == "item" else "/flows"
    chosen = {"item": open_item, "flow": open_flow}[of](page, own_server)
    link = page.url
    assert "&tie=edge-" in link
    rule(own_server, "merge", left="Corvane Lines", right="Joseph Adair", by="ann")
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".card article.claim").first).to_be_visible()
    assert path in page.url
    assert chosen not in page.url, "it has another id now"


def open_item(page: Page, server: str) -> str:
    lanes = ask(server, "/timeline?limit=500")["lanes"]
    item = next(one for lane in lanes for one in lane["items"] if "Joseph Adair" in (one["subject"], one["object"]))
    page.goto(f"{server}/timeline")
    page.locator(f"[data-bar='{item['id']}']").first.click()
    expect(page.locator(".card article.claim").first).to_be_visible()
    return str(item["id"])


def open_flow(page: Page, server: str) -> str:
    flows = ask(server, "/flows")["flows"]
    flow = next(one for one in flows if "Joseph Adair" in (one["giver"]["name"], one["receiver"]["name"]))
    page.goto(f"{server}/flows")
    page.locator(f"[data-flow='{flow['id']}']").get_by_role("button").first.click()
    expect(page.locator(".card article.claim").first).to_be_visible()
    return str(flow["id"])


def test_links_to_an_actor_outlive_a_merge(page: Page, own_server: str) -> None:
    names = ("Joseph Adair", "Corvane Lines")
    held = {one["name"]: one["id"] for one in ask(own_server, "/actors?limit=200")["items"] if one["name"] in names}
    rule(own_server, "merge", left=held["Corvane Lines"], right=held["Joseph Adair"], by="ann")
    now = {one["id"] for one in ask(own_server, "/actors?limit=200")["items"]}
    (gone,) = set(held.values()) - now
    (kept,) = now & set(held.values())
    page.goto(f"{own_server}/actor/{gone}")
    expect(page).to_have_url(f"{own_server}/actor/{kept}")
    page.goto(f"{own_server}/network?open={gone}")
    expect(page.locator(".card h2")).to_contain_text(re.compile("Corvane Lines|Joseph Adair"))
    for path in ("/timeline", "/flows", "/contested", "/search"):
        page.goto(f"{own_server}{path}?actor={gone}")
        expect(page.locator("main [aria-busy=true]")).to_have_count(0)
        expect(page.locator("[data-bar], [data-flow], [data-contest], article.hit").first).to_be_visible()


CITED = {
    "/timeline": ("this event", "According to |Denied by "),
    "/flows": ("this flow", "According to |Denied by "),
    "/contested": ("this contest", "According to |Denied by "),
    "/tie/{tie}": ("this tie", "According to |Denied by "),
    "/paths?start=Corvane+Lines&end=Maravia": ("this path", r"1\. According to .+ 2\. According to .+denied by "),
    "/changes?before=2018&after=2020": ("this change", r"2018 against 2020, .+Before: .*According to .+After: "),
    "/actor/{actor}": ("this dossier", "None of it is stated as so; the dossier names who says what"),
    "/document/{document}": ("this document", r"Nadia Ferrant: “.+”\. Almery Courier, .+SHA-256 [0-9a-f]{64}"),
    "/sources?root={root}": ("this source", r"On the word of .+: \d+ claims, \d+ of them denials"),
    "/matches": ("this match", "a lead, no proof that they are one. Judged by nobody."),
    "/hypotheses": ("this question", r"That hangs on the word of .+shows none of them true.+stated by Ida"),
}
"""What is copied of each screen that shows what is said, and what must stand in it."""


@pytest.fixture(scope="module")
def full_server(sample_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server over the samples with what people add; for tests that only look."""
    folder = tmp_path_factory.mktemp("full")
    shutil.copy(sample_case, folder / "case.sayso")
    fill(folder / "case.sayso", folder / "list.csv")
    running = Server(folder / "case.sayso")
    yield running.address
    running.stop()


@pytest.mark.parametrize("path", CITED)
def test_what_is_copied_names_who_says_so(page: Page, context: BrowserContext, full_server: str, path: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    of, wanted = CITED[path]
    root = quote(ask(full_server, "/sources?limit=1")["items"][0]["root"]["key"])
    page.goto(full_server + path.format(**find_ids(full_server), root=root) + chosen(full_server, path))
    page.get_by_role("button", name=f"Copy citation of {of}").first.click()
    page.get_by_text("Citation copied").wait_for()
    words = page.evaluate("navigator.clipboard.readText()")
    assert re.search(wanted, words), words
    page.get_by_role("button", name=f"Copy link to {of}").first.click()
    page.get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith(full_server)


def test_a_claim_that_was_found_can_be_cited_where_it_was_found(
    page: Page, context: BrowserContext, server: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server}/search?words=harbour&kind=claim")
    page.locator("article.hit").first.get_by_role("button", name="Copy citation").click()
    page.get_by_text("Citation copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("According to ")


def chosen(server: str, path: str) -> str:
    """Return what of a screen's address opens an item of it."""
    if path == "/timeline":
        lanes = ask(server, "/timeline?limit=500")["lanes"]
        return f"?item={next(item['id'] for lane in lanes for item in lane['items'] if item['kind'] == 'event')}"
    if path == "/flows":
        return f"?flow={quote(ask(server, '/flows')['flows'][0]['id'])}"
    return ""
