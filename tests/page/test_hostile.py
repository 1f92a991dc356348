"""Walk every screen of a casefile whose documents, people and file names would run or turn text, and see text."""

import csv
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest
from fpdf import FPDF
from playwright.sync_api import Page, expect

import sayso
from sayso.people import People, Role
from sayso.testing import Planted, ScriptedReader
from tests.page.conftest import Server, TeamServer
from tests.page.hostile import AUTHOR, GETTER, GIVER, IMAGE, PAGE, SCRIPT, TURNED, WORDS, assert_is_text
from tests.page.screens import OF_A_TEAM, missing
from tests.people.conftest import CHEAP, GOOD

COMMENTER = f"Dara {IMAGE} {TURNED}"
REMARK = f"{GIVER} owes {GETTER} {TURNED} everything"
PDF_TITLE = f"Report {SCRIPT} {TURNED}"
PDF_WORDS = "Elm Bank paid Fir Guild"
OUTSIDE = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector(".frame"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    if (!text.data.includes("\\u202e") || text.parentElement.tagName.toUpperCase() === "TITLE") continue;
    let at = text.parentElement, kept = false;
    while (at && !kept && at.className !== "frame") {
      kept = getComputedStyle(at).unicodeBidi.startsWith("isolate") || at.tagName === "OPTION";
      if (getComputedStyle(at).display === "block" && !kept && at.children.length) break;
      at = at.parentElement;
    }
    if (!kept) found.push(text.parentElement.outerHTML.slice(0, 200));
  }
  return found;
}"""
"""Texts with a right-to-left override that nothing keeps from turning what stands after them."""

SCREENS = {
    **{path: path for path in ("/", "/network", "/review", "/actors", "/timeline", "/flows", "/contested", "/sources")},
    **{path: path for path in ("/documents", "/documents?unreadable=true", "/decisions", "/review?of=actors")},
    "hypotheses": "/hypotheses",
    "matches": "/matches",
    "match": "/matches?judged=same",
    "search": "/search?words=owes",
    "changes": "/changes?by=known&before=2018&after=2020",
    "paths": f"/paths?start={quote(GIVER)}&end={quote(GETTER)}",
    "dossier": f"/actor/{quote(GIVER, safe='')}",
    "document": "/document/{page}",
    "pdf": "/document/{pdf}",
    "tie": "/tie/{tie}",
    "claim": "/claim/{claim}",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Serve such a casefile; give its address and the ids of what is looked at."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / f"{IMAGE}{TURNED}.html").write_text(write_page(), "utf-8")
    write_pdf(folder / "report.pdf")
    (folder / f"bad {IMAGE}{TURNED}.pdf").write_bytes(b"%PDF-1.4 damaged")
    denied = f"{AUTHOR} denied that {GIVER} sheltered {GETTER}"
    planted = (
        Planted(WORDS, GIVER, "funds", GETTER, source=GIVER, time="2018"),
        Planted(REMARK, GIVER, "funds", GETTER),
        Planted(denied, GIVER, "funds", GETTER, polarity="-", source=AUTHOR),
        Planted(PDF_WORDS, "Elm Bank", "funds", "Fir Guild"),
    )
    with sayso.open(folder / "case.sayso", reader=ScriptedReader(planted)) as case:
        case.read(folder)
        claim = next(case.claims(denied=True)).claim.id
        case.note(claim, f"see {SCRIPT} {TURNED}", by=f"ana {IMAGE} {TURNED}")
        case.grade(GIVER, "B", by="ana", why=f"{SCRIPT} {TURNED}")
        said = [f"{GIVER} | funds | {GETTER}", f"{SCRIPT} {TURNED}"]
        stated = case.add_hypothesis(f"Who {TURNED}?", f"It {IMAGE} {TURNED}", said, by=f"ana {TURNED}")
        case.rate(claim, stated.decision.targets[0].id, "I", by=f"ana {IMAGE} {TURNED}", why=f"{SCRIPT} {TURNED}")
        entry = [GIVER, "organization", f"{GIVER};{SCRIPT} {TURNED}", "e-1"]
        with (folder / "list.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([["name", "type", "aliases", "id"], entry])
        case.watch_add(folder / "list.csv", name="hostile")
        match = next(iter(case.watch_matches()))
        case.watch_judge(match.actor, f"hostile/{match.entry.id}", "same", by=f"ana {IMAGE} {TURNED}", why=SCRIPT)
        docs = {row.media_type: row.id for row in case.documents()}
        tie = next(iter(case.list_edges(contested=True))).edge.id
    running = Server(folder / "case.sayso")
    ids = {"page": docs["text/html"], "pdf": docs["application/pdf"], "tie": tie, "claim": claim}
    yield ids | {"server": running.address}
    running.stop()


def write_page() -> str:
    """Return a page with a comment, hostile in every part of it."""
    parts = {"title": f"News {SCRIPT} {TURNED}", "author": f"{AUTHOR} {TURNED}", "words": WORDS}
    whole = PAGE.format(
        **{name: escape(words) for name, words in parts.items()},
        denial=escape(f"{AUTHOR} denied that {GIVER} sheltered {GETTER}"),
    )
    comment = f"""<section class="comments"><div class="comment"><span class="username">{escape(COMMENTER)}</span>
    <span class="date">5 March 2019</span><div class="text">{escape(REMARK)}.</div></div></section></body>"""
    return whole.replace("</body>", comment)


def write_pdf(path: Path) -> None:
    """Write a PDF whose metadata would run."""
    made = FPDF()
    made.set_title(PDF_TITLE)
    made.set_author(f"{AUTHOR} {TURNED}")
    made.add_page()
    made.set_font("helvetica", size=14)
    made.cell(text=f"{PDF_WORDS} in 2019, it was said.")
    made.output(str(path))


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_shows_markup_and_turned_text_as_text(page: Page, hostile: dict[str, str], name: str) -> None:
    page.goto(hostile["server"] + SCREENS[name].format(**hostile))
    expect(page.locator("main h1").first).to_be_visible()
    expect(page.locator("main [aria-busy=true]")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert page.title() != "taken"
    assert page.locator("main script, main img:not([src^='blob:'])").count() == 0
    assert page.evaluate(OUTSIDE) == []
    if name not in ("/network", "/review?of=actors", "pdf"):
        assert_is_text_or_image(page)
    if name == "pdf":
        expect(page.locator("h1")).to_contain_text(SCRIPT)


def assert_is_text_or_image(page: Page) -> None:
    """Assert that markup of some kind is seen as words."""
    if page.get_by_text(SCRIPT, exact=False).count():
        assert_is_text(page)
    else:
        expect(page.get_by_text(IMAGE, exact=False).first).to_be_attached()


def test_a_comment_is_shown_as_text_with_who_wrote_it(page: Page, hostile: dict[str, str]) -> None:
    page.goto(f"{hostile['server']}/document/{hostile['page']}")
    expect(page.get_by_text(f"comment by {COMMENTER[:20]}", exact=False).first).to_be_visible()
    expect(page.get_by_text(REMARK[:30], exact=False).first).to_be_visible()


def test_every_screen_is_tried_with_hostile_words() -> None:
    assert missing(SCREENS.values()) == set()
    assert missing(OF_A_TEAM.values(), of_a_team=True) == set()


@pytest.mark.parametrize("path", OF_A_TEAM.values())
def test_the_names_of_a_team_are_shown_as_text(page: Page, tmp_path: Path, path: str) -> None:
    with sayso.open(tmp_path / "case.sayso"):
        pass
    with People(tmp_path, cost=CHEAP) as people:
        people.add_case("case", "case.sayso")
        people.add_account("owner", display=f"{IMAGE} {TURNED}", password=GOOD)
        people.grant("owner", "case", Role.OWNER)
        people.make_token("owner", "case", Role.READER, label=f"{IMAGE} {TURNED}")
    running = TeamServer(tmp_path)
    page.goto(f"{running.address}/case/case{path}")
    page.get_by_label("Name").fill("owner")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("main").get_by_text(IMAGE, exact=False).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.title() != "taken"
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate(OUTSIDE) == []
    running.stop()
