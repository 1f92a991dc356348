"""Check the network: what is drawn, what a click does, that nothing moves, and that the table says the same."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.conftest import find_violations

ARRANGED_MS = 60_000
"""How long a machine that does other work may take to arrange a map."""

type Json = dict[str, Any]
type Point = tuple[float, float]

_FIND = """(map, id) => {
  const rim = map.getBoundingClientRect();
  const at = map.view.find(id);
  return at && [rim.left + at.x, rim.top + at.y];
}"""
_GO = """(words) => {
  history.pushState(null, "", "/network" + words);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
_KEPT = """() => JSON.parse(
  Object.entries(localStorage).find(([key]) => key.startsWith('sayso-places '))[1]
)"""
_HITS = """(map, id) => {
  const at = map.view.find(id);
  return at !== null && map.view.hit(at.x, at.y)?.id === id;
}"""


@pytest.fixture
def network(server: str) -> Json:
    """Return what the API says of the whole network."""
    return ask(server, "/network?limit=200")


def ask(server: str, address: str) -> Json:
    """Return an answer of the API."""
    with urlopen(f"{server}/api/v1{address}") as answer:
        found: Json = json.load(answer)
    return found


def show(page: Page, address: str) -> Locator:
    """Return the map once it is drawn and every actor stands."""
    page.goto(address)
    return settle(page)


def settle(page: Page) -> Locator:
    """Wait until every actor stands and is drawn."""
    drawn = page.locator("canvas[data-drawn]:not([data-drawn^='0 '])")
    expect(drawn).to_be_visible(timeout=ARRANGED_MS)
    expect(page.get_by_text("Arranging …")).to_have_count(0, timeout=ARRANGED_MS)
    return drawn


def count_drawn(map_: Locator) -> tuple[int, int]:
    """Return how many actors and ties are drawn."""
    actors, ties = (map_.get_attribute("data-drawn") or "0 0").split()
    return int(actors), int(ties)


def find(map_: Locator, thing: str) -> Point | None:
    """Return where a thing is drawn on the page, as the view tells; None where it is not."""
    at = map_.evaluate(_FIND, thing)
    return None if at is None else (round(at[0], 3), round(at[1], 3))


def click(page: Page, map_: Locator, thing: str) -> None:
    """Click on a thing where it is drawn."""
    at = find(map_, thing)
    assert at is not None
    page.mouse.click(*at)


def open_tie(map_: Locator, network: Json) -> Json:
    """Return a tie whose line nothing else covers in the middle."""
    return next(tie for tie in network["ties"] if map_.evaluate(_HITS, tie["id"]))


def busiest(network: Json) -> Json:
    """Return the actor with most ties."""
    found: Json = max(network["actors"], key=lambda actor: actor["ties"])
    return found


def where_all_are(map_: Locator, network: Json) -> dict[str, Point]:
    """Return where actors are drawn, those that are."""
    return {one["id"]: at for one in network["actors"] if (at := find(map_, one["id"]))}


def test_the_map_says_how_much_of_the_casefile_it_shows(page: Page, server: str) -> None:
    few = ask(server, "/network?limit=20")
    map_ = show(page, f"{server}/network?limit=20")
    actors = ask(server, "/stats")["actors"]
    expect(page.locator("[data-amount]")).to_contain_text(f"{len(few['actors'])} of {actors} actors, 20 of ")
    assert count_drawn(map_) == (len(few["actors"]), 20)
    page.get_by_role("button", name="Draw more").click()
    expect(map_).to_have_attribute("data-drawn", re.compile(" 40$"))


def test_a_click_on_a_tie_opens_its_claims_with_who_says_so(page: Page, server: str, network: Json) -> None:
    map_ = show(page, f"{server}/network")
    tie = open_tie(map_, network)
    click(page, map_, tie["id"])
    card = page.get_by_role("region", name="Claims of this tie")
    expect(card.get_by_role("article")).to_have_count(tie["claims"])
    expect(card.get_by_role("article").first.locator("blockquote")).not_to_be_empty()
    expect(card).to_contain_text((tie["said_by"] or tie["denied_by"])[0])
    expect(page).to_have_url(re.compile(f"open={tie['id']}"))
    expect(page.locator("tr[aria-selected=true]")).to_have_attribute("data-tie", tie["id"])


def test_a_click_on_an_actor_opens_the_ways_on_and_escape_closes(page: Page, server: str, network: Json) -> None:
    actor = busiest(network)
    map_ = show(page, f"{server}/network")
    click(page, map_, actor["id"])
    card = page.get_by_role("region", name=actor["name"])
    expect(card.get_by_role("link", name="Dossier")).to_have_attribute("href", f"/actor/{actor['id']}")
    expect(card.get_by_role("link", name="Timeline")).to_have_attribute("href", f"/timeline?actor={actor['id']}")
    expect(card.get_by_role("link", name="Its own network")).to_have_attribute(
        "href", f"/network?actor={actor['id']}&hops=2"
    )
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_a_row_and_its_line_are_chosen_together(page: Page, server: str, network: Json) -> None:
    show(page, f"{server}/network")
    tie = network["ties"][3]
    page.locator(f"tr[data-tie='{tie['id']}']").get_by_role("button").click()
    expect(page).to_have_url(re.compile(f"open={tie['id']}"))
    expect(page.get_by_role("region", name="Claims of this tie").get_by_role("article")).to_have_count(tie["claims"])


def test_the_table_has_the_ties_of_the_map_in_any_order(page: Page, server: str, network: Json) -> None:
    show(page, f"{server}/network?limit=60")
    rows = page.locator("tr[data-tie]")
    expect(rows).to_have_count(60)
    page.get_by_role("button", name="Claims", exact=True).click()
    most = max(tie["claims"] for tie in network["ties"][:60])
    expect(rows.first.get_by_role("button")).to_have_text(f"{most} ›")
    page.get_by_role("button", name="Who", exact=True).click()
    names = rows.locator("td:first-child").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    expect(page.get_by_role("columnheader", name="Who ↑")).to_have_attribute("aria-sort", "ascending")


def test_filters_dates_and_years_never_move_an_actor(page: Page, server: str, network: Json) -> None:
    map_ = show(page, f"{server}/network")
    before = where_all_are(map_, network)
    for address in ("?sign=-1", "?as_of=2019", "?known_on=2019-03-05", "?years=2011..2013", "?standing=contested", ""):
        page.evaluate(_GO, address)
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        settle(page)
        now = where_all_are(map_, network)
        assert now
        assert {one: at for one, at in before.items() if one in now} == now, address
    assert len(now) == len(before)


def test_what_a_window_of_years_leaves_out_is_neither_drawn_nor_hit(page: Page, server: str, network: Json) -> None:
    map_ = show(page, f"{server}/network")
    late = [tie["id"] for tie in network["ties"] if (tie["may_from"] or "") > "2012"]
    out = next(tie for tie in late if map_.evaluate(_HITS, tie))
    at = find(map_, out)
    assert at is not None
    page.get_by_label("to", exact=True).fill("2010")
    page.get_by_label("to", exact=True).press("Enter")
    expect(page).to_have_url(re.compile(r"years=\d+\.\.2010"))
    expect(map_).not_to_have_attribute("data-drawn", f"{len(network['actors'])} {len(network['ties'])}")
    assert find(map_, out) is None
    page.mouse.click(*at)
    expect(page).not_to_have_url(re.compile(out))
    assert page.locator("tr[data-tie]").count() == count_drawn(map_)[1]
    page.get_by_role("button", name="All years").click()
    expect(map_).to_have_attribute("data-drawn", f"{len(network['actors'])} {len(network['ties'])}")


def test_the_bars_of_years_are_dragged_over(page: Page, server: str) -> None:
    map_ = show(page, f"{server}/network")
    whole = count_drawn(map_)
    bars = page.get_by_role("img", name="Ties by year").bounding_box()
    assert bars is not None
    middle = bars["y"] + bars["height"] / 2
    page.mouse.move(bars["x"] + 5, middle)
    page.mouse.down()
    page.mouse.move(bars["x"] + bars["width"] / 3, middle, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"years=1979\.\.\d+"))
    assert count_drawn(map_)[1] < whole[1]


def test_an_actor_is_expanded_collapsed_and_both_are_undone(page: Page, server: str) -> None:
    few = ask(server, "/network?limit=12")
    actor = next(one for one in few["actors"] if one["ties_in_all"] > one["ties"] + 3)
    map_ = show(page, f"{server}/network?limit=12&open={actor['id']}")
    start = count_drawn(map_)
    before = where_all_are(map_, few)
    page.get_by_role("button", name="Expand all").click()
    expect(map_).not_to_have_attribute("data-drawn", f"{start[0]} {start[1]}")
    settle(page)
    assert count_drawn(map_)[1] == start[1] + actor["ties_in_all"] - actor["ties"]
    assert where_all_are(map_, few) == before
    expect(page).to_have_url(re.compile("step=expand"))
    page.get_by_role("button", name="Collapse all").click()
    expect(map_).to_have_attribute("data-drawn", re.compile(f" {start[1] - actor['ties']}$"))
    page.get_by_role("button", name="Undo collapse").click()
    expect(map_).to_have_attribute("data-drawn", re.compile(f" {start[1] + actor['ties_in_all'] - actor['ties']}$"))
    page.get_by_role("button", name="Undo expand").click()
    expect(map_).to_have_attribute("data-drawn", f"{start[0]} {start[1]}")
    page.go_back()
    expect(page).to_have_url(re.compile("step=expand"))


def test_one_kind_of_tie_is_collapsed_alone(page: Page, server: str, network: Json) -> None:
    actor = busiest(network)
    own = [tie for tie in network["ties"] if actor["id"] in (tie["subject_id"], tie["object_id"])]
    kind = own[0]["family"]
    map_ = show(page, f"{server}/network?open={actor['id']}")
    page.get_by_role("button", name=f"Collapse {kind}").click()
    left = len(network["ties"]) - sum(tie["family"] == kind for tie in own)
    expect(map_).to_have_attribute("data-drawn", re.compile(f" {left}$"))
    assert find(map_, own[0]["id"]) is None


def test_a_double_click_expands_an_actor(page: Page, server: str) -> None:
    few = ask(server, "/network?limit=12")
    actor = next(one for one in few["actors"] if one["ties_in_all"] > one["ties"])
    map_ = show(page, f"{server}/network?limit=12")
    at = find(map_, actor["id"])
    assert at is not None
    page.mouse.dblclick(*at)
    expect(page).to_have_url(re.compile(f"step=expand%3A{actor['id']}"))
    expect(map_).to_have_attribute("data-drawn", re.compile(f" {12 + actor['ties_in_all'] - actor['ties']}$"))


def test_an_actor_is_dragged_and_keeps_its_place(page: Page, server: str, network: Json) -> None:
    actor = busiest(network)["id"]
    map_ = show(page, f"{server}/network")
    at = find(map_, actor)
    assert at is not None
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + 40, at[1] + 60, steps=4)
    page.mouse.up()
    assert find(map_, actor) == pytest.approx((at[0] + 40, at[1] + 60), abs=1)
    kept = {one: (x, y) for one, x, y in page.evaluate(_KEPT)}
    page.reload()
    settle(page)
    again = {one: (x, y) for one, x, y in page.evaluate(_KEPT)}
    assert again == kept
    page.get_by_role("button", name="Arrange anew").click()
    page.wait_for_function(
        f"(was) => ({_KEPT})().find(([id]) => id === was[0])[1] !== was[1]",
        arg=[actor, kept[actor][0]],
    )


def test_the_wheel_zooms_and_a_drag_beside_everything_moves_the_window(page: Page, server: str, network: Json) -> None:
    actor = busiest(network)["id"]
    map_ = show(page, f"{server}/network")
    box = map_.bounding_box()
    assert box is not None
    at = find(map_, actor)
    assert at is not None
    page.mouse.move(*at)
    page.mouse.wheel(0, -300)
    assert find(map_, actor) == pytest.approx(at, abs=1)
    other = next(tie for tie in network["ties"] if actor == tie["subject_id"])["object_id"]
    far = find(map_, other)
    corner = (box["x"] + 4, box["y"] + 4)
    page.mouse.move(*corner)
    page.mouse.down()
    page.mouse.move(corner[0] + 50, corner[1] + 20, steps=3)
    page.mouse.up()
    assert far is not None
    assert find(map_, other) == pytest.approx((far[0] + 50, far[1] + 20), abs=1)
    page.get_by_role("button", name="Fit").click()
    assert find(map_, actor) != at or find(map_, other) != far


def test_the_keyboard_alone_goes_to_neighbours_opens_and_closes(page: Page, server: str, network: Json) -> None:
    map_ = show(page, f"{server}/network")
    map_.focus()
    page.keyboard.press("ArrowRight")
    first = busiest(network)
    expect(page.get_by_role("status").filter(has_text=f"{first['name']}: ")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"open={first['id']}"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    second = parse_qs(urlsplit(page.url).query)["open"][0]
    assert any({first["id"], second} == {tie["subject_id"], tie["object_id"]} for tie in network["ties"])
    page.keyboard.press("t")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Claims of this tie")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("open="))


def test_an_address_leads_to_the_same_map_and_to_what_is_open(page: Page, server: str, network: Json) -> None:
    actor = busiest(network)
    round_it = ask(server, f"/network?actor={actor['id']}&hops=1&sign=1&limit=200")
    tie = round_it["ties"][0]
    map_ = show(page, f"{server}/network?actor={actor['id']}&hops=1&sign=1&open={tie['id']}")
    assert count_drawn(map_) == (len(round_it["actors"]), len(round_it["ties"]))
    expect(page.get_by_role("heading", name=f"Network round {actor['name']}")).to_be_visible()
    expect(page.get_by_role("region", name="Claims of this tie").get_by_role("article")).to_have_count(tie["claims"])
    twin = page.locator("[data-twin]").get_attribute("href")
    assert twin is not None
    assert ask(server, twin.removeprefix("/api/v1"))["ties"] == round_it["ties"]


def test_filters_that_nothing_answers_say_what_to_do(page: Page, server: str) -> None:
    page.goto(f"{server}/network?min_confidence=1")
    expect(page.get_by_text("No ties answer.")).to_be_visible()
    expect(page.get_by_text("take away filters and dates")).to_be_visible()


def test_the_map_is_saved_as_svg_with_every_tie_and_what_it_is(page: Page, server: str, network: Json) -> None:
    show(page, f"{server}/network?sign=-1&as_of=2019")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save SVG").click()
    words = Path(waiting.value.path()).read_text("utf-8")
    drawn = ask(server, "/network?limit=200&sign=-1&as_of=2019")["ties"]
    assert words.count("<path ") == len(drawn)
    assert "every line is what sources say" in words
    assert "sign -1" in words
    assert "as of 2019" in words
    page.set_content(f"<body>{words}</body>")
    expect(page.locator("svg path")).to_have_count(len(drawn))


def test_the_map_is_saved_as_png(page: Page, server: str) -> None:
    show(page, f"{server}/network")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save PNG").click()
    assert waiting.value.suggested_filename == "network.png"
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")


def test_two_fingers_zoom(page: Page, server: str, network: Json) -> None:
    map_ = show(page, f"{server}/network")
    one, other = network["ties"][0]["subject_id"], network["ties"][0]["object_id"]

    def apart() -> float:
        a, b = find(map_, one), find(map_, other)
        assert a is not None
        assert b is not None
        return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)

    before = apart()
    box = map_.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    session = page.context.new_cdp_session(page)

    def touch(kind: str, spread: float | None) -> None:
        points = (
            []
            if spread is None
            else [{"x": middle[0] - spread, "y": middle[1]}, {"x": middle[0] + spread, "y": middle[1]}]
        )
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 40)
    touch("touchMove", 60)
    touch("touchMove", 80)
    touch("touchEnd", None)
    assert apart() == pytest.approx(before * 2, rel=0.1)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["", "ties", "actors"])
def test_the_network_has_no_violation(page: Page, server: str, network: Json, theme: str, kind: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    chosen = network[kind][0]["id"] if kind else ""
    show(page, f"{server}/network" + (f"?open={chosen}" if chosen else ""))
    if chosen:
        expect(page.get_by_role("region").filter(has=page.locator("#opened"))).to_be_visible()
    assert find_violations(page) == []
