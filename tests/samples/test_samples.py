"""Test that the sample documents are what their notes say."""

import runpy
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
DOCUMENTS = sorted((SAMPLES / "documents").iterdir())
ARTICLES = [path for path in DOCUMENTS if path.suffix in {".txt", ".md", ".html"}]


def test_there_are_nine_articles_a_report_and_a_page_with_comments() -> None:
    assert len(ARTICLES) >= 10
    assert [path.suffix for path in DOCUMENTS].count(".pdf") == 1
    assert any('class="comment"' in path.read_text() for path in ARTICLES)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_is_short_and_plain(path: Path) -> None:
    assert 150 <= len(path.read_text(encoding="utf-8").split()) <= 420


def test_the_report_is_what_its_script_writes() -> None:
    pytest.importorskip("fpdf")
    script = runpy.run_path(str(SAMPLES / "make_report.py"))
    assert script["build"]() == script["TARGET"].read_bytes()


def test_one_article_is_nearly_a_copy_of_another() -> None:
    first, copy = (_runs_of_words(path) for path in DOCUMENTS if "institute-report" in path.name)
    assert len(first & copy) > 0.8 * len(copy)


def _runs_of_words(path: Path, length: int = 4) -> set[tuple[str, ...]]:
    words = path.read_text().split()
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_the_notes_say_that_everything_is_made_up() -> None:
    assert "Everything in them is made up" in (SAMPLES / "README.md").read_text()
