"""Check PDFs made on the spot: reading order, heads and feet, notes, pages and boxes, and those that cannot be read."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fpdf import FPDF

from sayso.intake import take_bytes
from sayso.model import Document, Origin, Span, Voice
from sayso.model.errors import UnreadableDocument
from tests.intake.conftest import PROSE, assert_sound


class Report(FPDF):
    def header(self) -> None:
        self.set_font("Times", size=8)
        self.cell(0, 8, "Harbour Review   Vol. 3", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Times", size=8)
        self.cell(0, 10, f"{self.page_no()}", align="C")


def take(pdf: FPDF) -> Document:
    document = take_bytes(bytes(pdf.output()), "report.pdf", Origin("report.pdf"))
    assert_sound(document)
    return document


@pytest.fixture(scope="module")
def report() -> Document:
    pdf = Report()
    pdf.set_title("Port strike ends")
    pdf.set_author("Rosa Lind")
    pdf.add_page()
    pdf.set_font("Times", "B", 18)
    pdf.cell(0, 12, "Port strike ends", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Times", size=11)
    for number in range(16):
        pdf.multi_cell(0, 5, f"Part {number}. {PROSE * 2}", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    pdf.set_font("Times", size=8)
    pdf.multi_cell(0, 4, "1 Interview with the author, May 2020.", new_x="LMARGIN", new_y="NEXT")
    return take(pdf)


def said(document: Document, voice: Voice) -> list[str]:
    return [segment.span.cut(document.text) for segment in document.segments if segment.voice is voice]


def test_each_paragraph_is_whole_even_across_pages(report: Document) -> None:
    body = said(report, Voice.BODY)
    assert [text.split(".")[0] for text in body] == [f"Part {number}" for number in range(16)]
    assert all(text.endswith("perishable goods.") for text in body)


def test_heads_feet_titles_and_notes_are_told_apart(report: Document) -> None:
    assert said(report, Voice.TITLE) == ["Port strike ends"]
    assert said(report, Voice.FURNITURE) == ["Harbour Review Vol. 3", "1", "Harbour Review Vol. 3", "2"]
    assert said(report, Voice.FOOTNOTE) == ["1 Interview with the author, May 2020."]


def test_words_map_to_their_page_and_box(report: Document) -> None:
    at = report.text.index("Part 12")
    (piece, *_) = report.offsets.pieces_of(Span(at, at + 7))
    assert piece.page == 2
    assert piece.box is not None
    assert piece.box[0] < piece.box[2]
    assert piece.box[1] < piece.box[3]


def test_metadata_comes_from_the_info_dictionary(report: Document) -> None:
    assert (report.metadata.title, report.metadata.authors) == ("Port strike ends", ("Rosa Lind",))
    assert report.metadata.date_found == "pdf info"


def test_columns_are_read_one_after_the_other() -> None:
    pdf = Report()
    pdf.add_page()
    pdf.set_font("Times", size=10)
    with pdf.text_columns(ncols=2, gutter=10, text_align="J") as columns:
        for number in range(14):
            columns.write(f"Part {number}. {PROSE}\n\n")
    body = said(take(pdf), Voice.BODY)
    assert [text.split(".")[0] for text in body] == [f"Part {number}" for number in range(14)]


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(UnreadableDocument) as caught:
        yield
    assert caught.value.code == code
    assert caught.value.remedy


def test_a_pdf_with_a_password_says_so() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_encryption(owner_password="owner", user_password="user")
    with refused("encrypted"):
        take(pdf)


def test_a_scan_says_that_it_has_no_text_layer() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(10, 10, 50, 50, style="F")
    with refused("no-text-layer"):
        take(pdf)


def test_a_truncated_pdf_is_broken() -> None:
    pdf = FPDF()
    pdf.add_page()
    with refused("broken"):
        take_bytes(bytes(pdf.output())[:300], "cut.pdf", Origin("cut.pdf"))
