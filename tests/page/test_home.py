"""Check that dropped files tell what became of each, that a bad one stops nothing, and that none is lost."""

import json
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from tests.page.conftest import find_violations

NEWS = "News\n\nBy Ines Ford\n\n2 March 2019\n\nThe Bank of Lanthe financed the Red Heron Brigade in {year}.\n"


def write_files(folder: Path) -> list[Path]:
    """Write a good file, one that no reader takes, and an archive that holds one of each."""
    good, bad, packed = folder / "good.txt", folder / "bad.pdf", folder / "files.zip"
    good.write_text(NEWS.format(year=2015), "utf-8")
    bad.write_bytes(b"%PDF-1.4 damaged")
    with ZipFile(packed, "w") as archive:
        archive.writestr("inner.txt", NEWS.format(year=2016))
        archive.writestr("broken.pdf", b"%PDF-1.4 damaged")
    return [bad, packed, good]


def test_each_file_tells_what_became_of_it_and_a_bad_one_stops_nothing(
    page: Page, own_server: str, tmp_path: Path
) -> None:
    page.goto(own_server)
    box = page.get_by_role("group", name="Read documents")
    box.get_by_label("choose files").set_input_files(write_files(tmp_path))
    rows = box.locator("ul.bare > li")
    expect(rows).to_have_count(3)
    page.get_by_role("navigation", name="Screens").get_by_role("link", name="Sources").click()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    page.get_by_role("navigation", name="Screens").get_by_role("link", name="Home").click()
    expect(box.get_by_text("All is read that could be.")).to_be_visible(timeout=90_000)
    expect(rows.nth(0)).to_contain_text("1 file could not be read")
    expect(rows.nth(1)).to_contain_text("read: 1 document")
    expect(rows.nth(1).locator("li.warn")).to_contain_text("broken.pdf")
    expect(rows.nth(2)).to_contain_text("read: 1 document, 1 claim")
    expect(page.get_by_role("link", name="15 documents")).to_be_visible()
    assert find_violations(page) == []


def test_a_file_dropped_beside_the_box_is_read_and_the_page_stays(page: Page, own_server: str) -> None:
    page.goto(own_server)
    expect(page.get_by_role("group", name="Read documents")).to_be_visible()
    page.evaluate(
        """words => {
          const data = new DataTransfer();
          data.items.add(new File([words], "dropped.txt", { type: "text/plain" }));
          const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
          if (document.querySelector("h1").dispatchEvent(drop)) throw new Error("the browser would open it");
        }""",
        NEWS.format(year=2014),
    )
    expect(page.locator(".intake li").first).to_contain_text("dropped.txt: read: 1 document", timeout=60_000)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_home_leads_to_what_is_contested_and_to_what_is_to_be_ruled_on(page: Page, server: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(server)
    queue = page.get_by_role("region", name="To review").get_by_role("listitem").first
    expect(queue).to_contain_text("contested")
    assert find_violations(page) == []
    queue.get_by_role("link").click()
    expect(page.get_by_role("list", name="Claims to rule on").locator("[aria-current=true]")).to_be_visible()


def test_what_was_read_last_stands_first(page: Page, own_server: str, tmp_path: Path) -> None:
    page.goto(own_server)
    rows = page.get_by_role("region", name="Documents").get_by_role("listitem")
    expect(rows.first).to_be_visible()
    late = tmp_path / "zz-late.txt"
    late.write_text(NEWS.format(year=2013), "utf-8")
    page.get_by_label("choose files").set_input_files(late)
    expect(page.get_by_text("All is read that could be.")).to_be_visible(timeout=90_000)
    expect(rows.first).to_contain_text("News")
    expect(rows.nth(1)).not_to_contain_text("News")


def test_both_sides_of_what_is_contested_name_who_says_so(page: Page, server: str) -> None:
    page.goto(server)
    rows = page.get_by_role("region", name="Contested").get_by_role("listitem")
    expect(rows.first).to_be_visible()
    with urlopen(f"{server}/api/v1/contested?limit=25") as answer:
        first = json.load(answer)["items"][0]
    for side in (first["side"], first["against"]):
        expect(rows.first).to_contain_text(side["roots"][0]["name"])
    pairs = [row.get_by_role("link").inner_text() for row in rows.all()]
    assert len(set(pairs)) == len(pairs)
