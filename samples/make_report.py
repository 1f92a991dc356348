"""Write `documents/13-cargo-without-papers.pdf`, the sample report, from the words below.

Run `python samples/make_report.py` (needs fpdf2); the same words give the same bytes, so that the document's id stays.
"""

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

TARGET = Path(__file__).parent / "documents" / "13-cargo-without-papers.pdf"
TITLE = "Cargo Without Papers"
SUBTITLE = "Who pays for the war on the strait"
PUBLISHER = "Open Harbour Institute"
PUBLISHED = datetime(2019, 3, 4, 8, 0, tzinfo=UTC)

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Summary",
        (
            "This report asks who paid for the Red Heron Brigade between 2015 and 2018, and who carried its weapons. "
            "It rests on 214 invoices that a former clerk of the Bank of Lanthe gave to the Open Harbour Institute. "
            "Ruth Calder, the director of the institute, led the work.",
            "The Bank of Lanthe financed the Red Heron Brigade. From 2015 to 2018 the bank paid $4.2 million to the "
            "brigade through three fishing companies in Kestrel Bay. A part of this sum, $1.1 million, was paid in "
            "2017.",
            "Corvane Lines armed the Red Heron Brigade. In August 2018 the company's freighter, the Silver Wren, "
            "carried rifles to a beach near Lanthe. We do not know whether the owners of the company knew.",
        ),
    ),
    (
        "The bank",
        (
            "Edmund Quill has been the chairman of the Bank of Lanthe since 2006. He is a cousin of Lena Quill, the "
            "wife of Joseph Adair, who leads the Red Heron Brigade. We found no letter in which Quill ordered a "
            "payment to the brigade, and we do not accuse him of one.",
            "The bank's own auditors warned the board in 2016. According to their letter, Tern Seafood had no boats, "
            "no nets and no customers. The board did not dismiss anybody. The bank told us that it would not "
            "discuss its clients.",
        ),
    ),
    (
        "The ships",
        (
            "Corvane Lines was founded by Erik Brekke in 1987 and is now led by his son, Tomas Brekke. The company "
            "owns eleven freighters. The crew of one of them told us that General Anton Pryce, who then commanded the "
            "Port Guard of Karmania, had asked the captain to sail at night. Pryce denied this in a letter to us.",
            "Blue Lantern Lines refused to answer our questions. We found no sign that it supplied weapons to the "
            "Red Heron Brigade.",
        ),
    ),
    (
        "The hosts",
        (
            "The government of Karmania says that Maravia shelters the brigade. Two former members told us that they "
            "had lived in a house in Solmark until 2016. They said that Maravian officials visited the house. We "
            "could not confirm what they said, and Maravia denied it.",
            "A camp near Lanthe may have trained as many as 300 fighters since the late 2000s. It was probably closed "
            "in 2017. The Maravian army is said to have trained the founder of the brigade, Samuel Adair, in the "
            "mid-1990s.",
        ),
    ),
    (
        "What should be done",
        (
            "The Strait Commission should ask both states for the records of the three companies. Karmania should "
            "publish what it knows. If the bank opens its books, we will print them.",
        ),
    ),
)


class Report(FPDF):
    """Lay out a page with a running head and a page number."""

    def header(self) -> None:
        """Print the running head, from the second page on."""
        if self.page_no() > 1:
            self.set_font("Helvetica", "I", 9)
            self.cell(0, 8, f"{PUBLISHER} - {TITLE}", align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def footer(self) -> None:
        """Print the page number."""
        self.set_y(-15)
        self.set_font("Helvetica", size=9)
        self.cell(0, 8, str(self.page_no()), align="C")


def build() -> bytes:
    """Return the report's bytes; they depend on this file and the version of fpdf2 alone."""
    pdf = Report(format=(148, 210))
    pdf.set_creation_date(PUBLISHED)
    pdf.set_title(TITLE)
    pdf.set_author(PUBLISHER)
    pdf.set_subject(SUBTITLE)
    pdf.set_creator(PUBLISHER)
    pdf.set_lang("en")
    pdf.set_auto_page_break(auto=True, margin=18)
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 20)
    pdf.multi_cell(0, 10, TITLE, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_font("Helvetica", size=12)
    pdf.multi_cell(0, 7, SUBTITLE, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(4)
    pdf.set_font("Helvetica", size=10)
    for line in (PUBLISHER, "4 March 2019"):
        pdf.cell(0, 5, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    for heading, paragraphs in SECTIONS:
        pdf.ln(4)
        pdf.set_font("Helvetica", "B", 13)
        pdf.cell(0, 8, heading, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.set_font("Times", size=11)
        for paragraph in paragraphs:
            pdf.multi_cell(0, 5.5, paragraph, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            pdf.ln(2)
    return bytes(pdf.output())


if __name__ == "__main__":
    TARGET.write_bytes(build())
