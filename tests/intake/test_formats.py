"""Check that content decides the format, and what Markdown and Word files give."""

import io
from typing import Any

import docx
import pytest

from sayso.intake.sniff import DOCX, HTML, MAIL, MARKDOWN, TEXT, sniff
from sayso.model import Span, Voice
from tests.intake.conftest import PROSE, Taker

MARKED = f"""---
title: "Port strike ends"
author: Rosa Lind
date: 2021-03-04
---
# Port strike ends

The **dockers'** union ended its [strike](https://gazette.example/x) on *Tuesday*,
the mayor said. {PROSE}

> The company will pay every docker a bonus.

- First, the ferries.
- Then, the cranes.

[^1]: Interview with the author.
"""


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><html><p>x", "page.txt", HTML),
        (b"The mayor met <b>nobody</b>.", "page.txt", TEXT),
        (b"From: a@b.c\nTo: d@e.f\nSubject: x\n\nwords", "letter", MAIL),
        (b"# One\n\nwords\n\n## Two\n", "readme", MARKDOWN),
        (b"The mayor left.", "a.html", TEXT),
    ],
)
def test_content_decides_the_format(data: bytes, name: str, kind: str) -> None:
    assert sniff(data, name) == kind


def test_markdown_loses_its_marks_and_keeps_its_places(take_text: Taker) -> None:
    document = take_text(MARKED, "paper.md")
    assert [s.voice for s in document.segments] == [
        Voice.TITLE,
        Voice.BODY,
        Voice.QUOTATION,
        Voice.BODY,
        Voice.BODY,
        Voice.FOOTNOTE,
    ]
    at = document.text.index("dockers' union ended its strike")
    raw = document.offsets.raw(Span(at, at + len("dockers' union ended its strike")))
    assert raw.cut(MARKED) == "dockers'** union ended its [strike"
    assert (document.metadata.date, document.metadata.authors) == ("2021-03-04", ("Rosa Lind",))


def test_word_files_give_their_styles(take_text: Taker) -> None:
    document: Any = docx.Document()
    document.core_properties.author = "Rosa Lind"
    document.add_heading("Port strike ends", 0)
    document.add_paragraph(PROSE)
    document.add_paragraph("The company will pay.", style="Intense Quote")
    document.add_paragraph("Ada Quist in 2020", style="Caption")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Ferry", "Price"
    saved = io.BytesIO()
    document.save(saved)
    taken = take_text(saved.getvalue(), "report.docx")
    assert taken.media_type == DOCX
    voices = [segment.voice for segment in taken.segments]
    assert voices == [Voice.TITLE, Voice.BODY, Voice.QUOTATION, Voice.CAPTION, Voice.BODY]
    assert taken.text.endswith("Ferry | Price")
    assert taken.metadata.authors == ("Rosa Lind",)
