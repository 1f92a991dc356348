"""Read PDF: printed lines with page and box, columns in reading order, page heads and feet and footnotes told apart."""

import time
from typing import Any

import numpy as np

from sayso.intake.byline import find_metadata
from sayso.intake.characters import repair_characters
from sayso.intake.dates import iso_date
from sayso.intake.draft import Block, Draft, merge_metadata, move_blocks
from sayso.intake.limits import Limits, refuse_long_text
from sayso.intake.mapped import Mapped, Offsets, Place
from sayso.intake.opening import split_opening
from sayso.intake.pdf_lines import PrintedLine, read_lines
from sayso.intake.pdf_order import order_page
from sayso.intake.pdf_voices import Group, find_groups
from sayso.model import Metadata
from sayso.model.errors import UnreadableDocument
from sayso.model.offsets import Box

_PASSWORD = 4


def read_pdf(data: bytes, limits: Limits) -> Draft:
    """Return the draft of a PDF; raises UnreadableDocument where it is encrypted, broken or only pictures.

    The raw text is the printed lines in reading order, one a line; each clean stretch maps to its page and the box
    of its line.
    """
    pages, info = _read_pages(data, limits)
    groups = find_groups(pages)
    lines = [line for group in groups for line in group.lines]
    raw = "\n".join(line.text for line in lines)
    refuse_long_text(len(raw), limits)
    if sum(ch.isalpha() for ch in raw) < 3:
        raise UnreadableDocument(
            "no-text-layer", f"its {len(pages)} pages hold pictures of text, no text", "Run OCR on it first (ocrmypdf)."
        )
    first = Mapped.of(raw)
    starts = np.cumsum([0, *(len(line.text) + 1 for line in lines)][:-1], dtype=np.int64).astype(np.int32)
    blocks = _blocks(groups)
    mapped = repair_characters(first)
    blocks = move_blocks(blocks, first, mapped)
    texts = [mapped.text[block.start : block.end] for block in blocks]
    metadata = merge_metadata(_without_date(info), find_metadata(texts, [block.voice for block in blocks]))
    if metadata.date is None and info.date:
        metadata = merge_metadata(metadata, Metadata(date=info.date, date_found=info.date_found))
    return Draft(mapped, split_opening(mapped.text, blocks), metadata, _place(lines, starts), starts, printed=True)


def _blocks(groups: list[Group]) -> list[Block]:
    blocks = []
    at = 0
    for group in groups:
        length = sum(len(line.text) + 1 for line in group.lines)
        blocks.append(Block(at, at + length - 1, group.voice, page=group.lines[0].page))
        at += length
    return blocks


def _place(lines: list[PrintedLine], starts: Offsets) -> Place:
    def place(raw: int) -> tuple[int | None, Box | None]:
        line = lines[max(0, int(np.searchsorted(starts, raw, side="right")) - 1)]
        return line.page, line.box

    return place


def _read_pages(data: bytes, limits: Limits) -> tuple[list[list[PrintedLine]], Metadata]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise UnreadableDocument("encrypted", "the PDF has a password", "Save it without its password.") from error
        raise UnreadableDocument("broken", f"the PDF is damaged ({error})", "Download or save it again.") from error
    try:
        return _read_open(document, limits), _stated(document)
    finally:
        document.close()


def _read_open(document: Any, limits: Limits) -> list[list[PrintedLine]]:
    if len(document) > limits.max_pages:
        raise UnreadableDocument(
            "too-large", f"it has {len(document):,} pages, the limit is {limits.max_pages:,}", "Split the file."
        )
    if not len(document):
        raise UnreadableDocument("empty", "the PDF has no pages", "Download or save it again.")
    began = time.monotonic()
    pages = []
    broken = 0
    for number in range(len(document)):
        if time.monotonic() - began > limits.max_seconds:
            raise UnreadableDocument(
                "too-slow", f"only {number} of {len(document)} pages were read in {limits.max_seconds:g} s", "Split it."
            )
        try:
            page = document[number]
        except Exception:  # a page that cannot be loaded is skipped, the others stay
            broken += 1
            continue
        pages.append(order_page(read_lines(page, number + 1), page.get_width()))
        page.close()
    if broken == len(document):
        raise UnreadableDocument("broken", "none of the PDF's pages can be opened", "Download or save it again.")
    return pages


def _stated(document: Any) -> Metadata:
    """Return title, author and creation date of the info dictionary; titles that are file names are left."""
    info = document.get_metadata_dict(skip_empty=True)
    title = str(info.get("Title", "")).strip()
    author = str(info.get("Author", "")).strip()
    made = str(info.get("CreationDate", "")).removeprefix("D:")
    date = iso_date(f"{made[:4]}-{made[4:6]}-{made[6:8]}") if made[:8].isdigit() and len(made) >= 8 else None
    is_file = title.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".qxd", ".txt")) or title.lower().startswith(
        ("microsoft word", "untitled")
    )
    return Metadata(
        title=None if is_file or not title else title,
        authors=(author,) if author and " " in author else (),
        date=date,
        date_found="pdf info" if date else None,
    )


def _without_date(info: Metadata) -> Metadata:
    return Metadata(title=info.title, authors=info.authors)
