"""Check the reader: marks, margin, voices, jumps, keys, pages; and the list of documents and a claim's page."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

import sayso
from sayso.testing import Planted, ScriptedReader
from tests.page.conftest import Server, find_violations

COURT = "/document/10-courier-brekke-court"
COMMENTS = "/document/12-breakwater-opinion-with-comments"
REPORT = "/document/13-cargo-without-papers"
NESTED = "\U0001f310 Mira Holt said that Dunmore Steel paid the Lowick Guild and sued Osman Vale."
HOSTILE = "<img src=x onerror=alert(1)>\u202egnirts"


def ask(server: str, path: str) -> dict[str, object]:
    with urlopen(f"{server}/api/v1{path}") as answer:
        found: dict[str, object] = json.load(answer)
    return found


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Return what serves a casefile until the test ends."""
    running: list[Server] = []

    def begin(case: Path) -> str:
        running.append(Server(case))
        return running[-1].address

    yield begin
    for one in running:
        one.stop()


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server over a document with marks that nest, wide letters, and markup in its words."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd.txt").write_text(f"A report {HOSTILE}\n\n{NESTED}\n", "utf-8")
    planted = (
        Planted(NESTED[2:], "Dunmore Steel", "funds", "Lowick Guild", source="Mira Holt"),
        Planted("Dunmore Steel paid the Lowick Guild and sued Osman Vale", "Dunmore Steel", "accuses", "Osman Vale"),
        Planted("the Lowick Guild and sued Osman Vale.", "Lowick Guild", "opposes", "Osman Vale", polarity="-"),
    )
    with sayso.open(folder / "case.sayso", reader=ScriptedReader(planted)) as case:
        case.read(folder / "odd.txt")
    running = Server(folder / "case.sayso")
    yield running.address
    running.stop()


def test_claims_are_marked_and_stand_in_the_margin_with_who_says_so(page: Page, server: str) -> None:
    page.goto(server + COURT)
    row = page.locator("[data-row]", has_text="Prosecutors say that Corvane Lines armed")
    expect(row.locator(".trigger", has_text="armed")).to_be_visible()
    group = row.locator("[data-group]").first
    expect(group.locator(".sayso")).to_contain_text("Prosecutors")
    expect(group.get_by_role("button")).to_contain_text("arms")
    denial = page.locator("[data-row]", has_text="My company did not arm").locator("[data-group]").first
    expect(denial).to_contain_text("denied")


def test_a_margin_claim_stands_beside_its_sentence(page: Page, server: str) -> None:
    page.goto(server + COURT)
    row = page.locator("[data-row]", has_text="Prosecutors say that Corvane Lines armed")
    group, mark = row.locator("[data-group]").first.bounding_box(), row.locator(".said").first.bounding_box()
    assert group is not None
    assert mark is not None
    assert abs(group["y"] - mark["y"]) < 40


def test_hovering_lights_the_claim_of_the_words_and_the_words_of_the_claim(page: Page, server: str) -> None:
    page.goto(server + COURT)
    row = page.locator("[data-row]", has_text="Prosecutors say that Corvane Lines armed")
    row.locator(".trigger", has_text="armed").hover()
    expect(row.locator("li.lit")).to_contain_text("arms")
    row.get_by_role("button", name="funds").hover()
    expect(row.locator(".piece.lit", has_text="paid")).to_be_visible()


def test_choosing_in_the_text_or_the_margin_is_kept_in_the_address(page: Page, server: str) -> None:
    page.goto(server + COURT)
    page.locator(".trigger", has_text="armed").first.click()
    expect(page.locator("li.chosen")).to_contain_text("arms")
    assert "claim=claim-" in page.url
    page.get_by_role("button", name="Tomas Brekke funds Joseph Adair").click()
    expect(page.locator("li.chosen")).to_contain_text("funds")
    expect(page.locator(".is-trigger")).to_have_text("paid")
    page.keyboard.press("Escape")
    expect(page.locator("li.chosen")).to_have_count(0)


def test_an_address_with_a_claim_jumps_to_its_sentence(page: Page, server: str) -> None:
    claims = ask(server, "/claims?doc=13-cargo-without-papers&limit=99")["items"]
    assert isinstance(claims, list)
    last = claims[-1]["claim"]
    page.goto(f"{server}{REPORT}?claim={last['id']}")
    expect(page.locator("li.chosen")).to_be_in_viewport()
    expect(page.locator(".is-evidence").first).to_be_in_viewport()
    assert "".join(page.locator(".is-evidence").all_text_contents()).split() == last["evidence"]["words"].split()


def test_j_and_k_go_from_claim_to_claim_in_order_of_place(page: Page, server: str) -> None:
    page.goto(server + COURT)
    expect(page.locator("[data-group]").first).to_be_visible()
    seen = []
    for _ in range(3):
        page.keyboard.press("j")
        expect(page.locator("li.chosen")).to_have_count(1)
        seen.append(page.url)
    page.keyboard.press("k")
    expect(page).to_have_url(seen[1])
    assert len(set(seen)) == 3


def test_voices_are_told_apart_and_can_be_chosen(page: Page, server: str) -> None:
    page.goto(server + COMMENTS)
    comment = page.locator("[data-voice=comment]").first
    expect(comment).to_contain_text("comment by")
    expect(page.locator("[data-voice=quotation] blockquote").first).to_be_visible()
    page.get_by_role("group", name="Voices").get_by_role("button", name="comment").click()
    expect(page.locator("[data-voice=body]")).to_have_count(0)
    expect(comment).to_be_visible()
    expect(page.get_by_text("hidden by voice")).to_be_visible()


def test_the_head_tells_where_a_document_comes_from_and_its_copies(page: Page, server: str) -> None:
    page.goto(f"{server}/document/01-courier-institute-report")
    head = page.locator("main dl").first
    for words in ("Almery Courier", "Nadia Ferrant", "2019-03-05 (from dateline)", "01-courier-institute-report.txt"):
        expect(head).to_contain_text(words)
    head.get_by_role("link", name="04-gazette-institute-report").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bank financed coastal militia")


def test_a_pdfs_page_stands_beside_the_text(page: Page, server: str) -> None:
    page.goto(server + REPORT)
    page.get_by_role("button", name="PDF page beside the text").click()
    picture = page.get_by_role("img", name="Page 1 as printed")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") == 900
    page.get_by_role("button", name="Page after").click()
    expect(page.get_by_role("img", name="Page 2 as printed")).to_be_visible()


def test_marks_that_nest_and_overlap_lie_flat_and_count_letters_right(page: Page, odd: str) -> None:
    page.goto(f"{odd}/document/odd")
    row = page.locator("[data-row]", has_text="Mira Holt said")
    expect(row.locator("[data-group]").first).to_be_visible()
    assert "".join(row.locator(".piece").all_text_contents()).strip() == NESTED
    over = row.locator(".piece", has_text="Lowick").first.get_attribute("data-claims")
    assert over is not None
    assert len(over.split()) == 3
    assert row.locator(".piece .piece").count() == 0
    row.get_by_role("button", name="Dunmore Steel accuses Osman Vale").click()
    told = "".join(row.locator(".is-evidence").all_text_contents())
    assert told == "Dunmore Steel paid the Lowick Guild and sued Osman Vale"


def test_markup_in_a_document_is_shown_as_text(page: Page, odd: str) -> None:
    page.goto(f"{odd}/document/odd")
    expect(page.get_by_text("<img src=x onerror=alert(1)>").first).to_be_visible()
    expect(page.locator("main img")).to_have_count(0)
    page.goto(f"{odd}/documents")
    expect(page.get_by_text("<img src=x onerror=alert(1)>").first).to_be_visible()


def test_the_list_of_documents_is_filtered_as_one_types(page: Page, server: str) -> None:
    page.goto(f"{server}/documents")
    expect(page.locator("tbody tr")).to_have_count(13)
    page.get_by_label("Find").fill("coast radio")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Two guards killed at Pier Nine").click()
    expect(page).to_have_url(f"{server}/document/{ask(server, '/documents/08-radio-pier-nine')['row']['id']}")  # type: ignore[index]


def test_a_file_that_could_not_be_read_is_listed_with_what_to_do(
    page: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with sayso.open(tmp_path / "case.sayso", reader=ScriptedReader(())) as case:
        case.read(tmp_path / "empty.txt")
        (problem,) = case.unreadable()
    page.goto(f"{serve(tmp_path / 'case.sayso')}/documents")
    expect(page.get_by_role("cell", name=problem.remedy)).to_be_visible()


def test_a_claims_page_shows_its_paragraph_and_the_others_of_its_tie(page: Page, server: str) -> None:
    claims = ask(server, f"/claims?actor={quote('Corvane Lines')}&predicate=arms")["items"]
    assert isinstance(claims, list)
    page.goto(f"{server}/claim/{claims[0]['claim']['id']}")
    expect(page.locator(".passage .is-predicate").first).to_be_visible()
    expect(page.get_by_role("heading", name="The other claims of its tie")).to_be_visible()
    expect(page.locator("article.claim")).not_to_have_count(1)
    page.get_by_role("link", name="Read in").first.click()
    expect(page.locator("li.chosen")).to_be_in_viewport()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_reader_and_its_lists_have_no_violation(page: Page, server: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    for path, words in ((COMMENTS, "comment by"), (f"{REPORT}?pages=1", "page 1 of 2"), ("/documents", "13 documents")):
        page.goto(server + path)
        expect(page.get_by_text(words).first).to_be_visible()
        if path != "/documents":
            page.keyboard.press("j")
            expect(page.locator("li.chosen")).to_have_count(1)
        assert find_violations(page) == []
    claims = ask(server, "/claims?limit=1")["items"]
    assert isinstance(claims, list)
    page.goto(f"{server}/claim/{claims[0]['claim']['id']}")
    expect(page.locator("article.claim").first).to_be_visible()
    assert find_violations(page) == []


def write_long(folder: Path) -> tuple[Path, ScriptedReader]:
    """Write a document of 20,000 words with 2,000 claims."""
    names = [f"{one}{two}" for one in ("Al", "Be", "Co", "Du", "El") for two in ("mar", "nor", "sted", "vik", "dan")]
    sentences, planted = [], []
    for at in range(2000):
        one, other = f"{names[at % 25]} {names[at % 7]}son", f"{names[(at * 3 + 1) % 25]} Guild"
        sentences.append(f"{one} said in note {at} that it had paid the {other}.")
        planted.append(Planted(f"{one} said in note {at} that it had paid the {other}", one, "funds", other))
    paragraphs = [" ".join(sentences[at : at + 5]) for at in range(0, 2000, 5)]
    path = folder / "long.txt"
    path.write_text("A long report\n\n" + "\n\n".join(paragraphs) + "\n", "utf-8")
    return path, ScriptedReader(tuple(planted))


def test_a_long_document_opens_soon_and_jumps_to_its_end(
    page: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    path, reader = write_long(tmp_path)
    with sayso.open(tmp_path / "case.sayso", reader=reader) as case:
        case.read(path)
        last = [view.claim.id for view in case.claims()][-1]
        assert case.stats().claims == 2000
    server = serve(tmp_path / "case.sayso")
    page.goto(f"{server}/documents")
    page.get_by_role("link", name="A long report").wait_for()
    begun = perf_counter()
    page.get_by_role("link", name="A long report").click()
    page.locator("[data-group]").first.wait_for()
    took = perf_counter() - begun
    assert took < 6  # under 1 s where nothing else runs; see benchmarks/page.py
    assert page.locator("[data-group]").count() < 400
    page.goto(f"{server}/document/long?claim={last}")
    expect(page.locator("li.chosen")).to_be_in_viewport()
    assert "note 1999" in "".join(page.locator(".is-evidence").all_text_contents())
