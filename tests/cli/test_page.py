"""Test the HTML report."""

import re

from sayso.cli.report.page import write_page
from sayso.cli.report.story import name_roots, tell
from tests.cli.ties import make_gathered, make_tie

SHELTER = make_tie("Maravia", "shelters", "Red Heron Brigade", ["Marrow"], ["Venn"])
BANK = make_tie("Bank", "funds", "Brigade", ["Institute"] * 3, documents=["courier", "post", "radio"])


def test_the_page_asks_nothing_of_any_server() -> None:
    page = write_page(make_gathered(SHELTER, BANK), "t")
    addresses = set(re.findall(r"https?://[^\s\"'<]+", page)) - {"http://www.w3.org/2000/svg"}
    assert not addresses
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|link|img|iframe)\b", page)


def test_words_of_documents_are_escaped() -> None:
    page = write_page(make_gathered(make_tie("<b>Bank</b>", "funds", "B&B", ["x"])), "<t>")
    assert "<b>Bank</b>" not in page
    assert "&lt;b&gt;Bank&lt;/b&gt;" in page
    assert "A &amp; B &lt;at sea&gt;" in page


def test_both_sides_of_a_contested_tie_speak() -> None:
    page = write_page(make_gathered(SHELTER), "t")
    assert "Those who say so" in page
    assert "Those who deny it" in page
    assert "Marrow spoke." in page
    assert "Venn spoke." in page


def test_a_tie_on_one_root_is_found_among_the_ties() -> None:
    found = make_gathered(SHELTER, BANK)
    assert found.single_root == (BANK,)
    assert "3 documents, one root" in write_page(found, "t")


def test_a_tie_with_two_roots_is_not_one_of_a_single_root() -> None:
    assert make_gathered(make_tie("Bank", "funds", "Brigade", ["Institute", "Clerk"])).single_root == ()


def test_the_story_names_roots_and_denials() -> None:
    story = "\n".join(tell(make_gathered(SHELTER, BANK)))
    assert "Maravia – shelters – Red Heron Brigade [contested]" in story
    assert "said by Marrow; denied by Venn" in story
    assert "3 documents, one root: Institute" in story


def test_a_story_without_ties_says_so() -> None:
    story = "\n".join(tell(make_gathered()))
    assert "No tie is affirmed by one root and denied by another." in story
    assert "No tie is repeated by several documents on one word." in story


def test_a_denied_tie_alone_names_who_denies_it() -> None:
    assert name_roots(make_tie("A", "arms", "B", [], ["Venn"])) == "denied by Venn"
