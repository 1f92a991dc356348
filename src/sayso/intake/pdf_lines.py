"""Read one PDF page's printed lines with their boxes and sizes."""

import ctypes
import statistics
from dataclasses import dataclass
from typing import Any

from sayso.model.offsets import Box


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Hold a line as printed: words, page from 1, box (left, bottom, right, top in points) and print size."""

    text: str
    page: int
    box: Box
    size: float


def read_lines(page: Any, number: int) -> list[PrintedLine]:
    """Return a page's lines in the order of the file's content; a wide gap in a line parts columns.

    PDFium marks a hyphen at a line's end as U+0002 or U+FFFE; it comes back as a hyphen here.
    """
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    count = text_page.count_chars()
    if count <= 0:
        text_page.close()
        return []
    box = [ctypes.c_double() for _ in range(4)]
    lines: list[PrintedLine] = []
    run: list[tuple[str, float, float, float, float, float]] = []
    for place in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, place)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        char = "-" if char in ("\x02", "\ufffe") else char
        if char in ("\r", "\n"):
            lines.extend(_cut_run(run, number))
            run = []
            continue
        if not char:
            continue
        pdfium.FPDFText_GetCharBox(text_page.raw, place, *(ctypes.byref(edge) for edge in box))
        left, right, bottom, top = (edge.value for edge in box)
        size = pdfium.FPDFText_GetFontSize(text_page.raw, place) if not char.isspace() else 0.0
        if run and not char.isspace() and _is_new_line(run, left, bottom, top):
            lines.extend(_cut_run(run, number))
            run = []
        run.append((char, left, bottom, right, top, size))
    lines.extend(_cut_run(run, number))
    text_page.close()
    return lines


def _is_new_line(
    run: list[tuple[str, float, float, float, float, float]], left: float, bottom: float, top: float
) -> bool:
    """Tell whether a character stands below or above the line so far: no vertical overlap with its last letter."""
    for char, _, low, right, high, _ in reversed(run):
        if not char.isspace() and high > low:
            return (bottom > high + 1 or top < low - 1) and left < right + 50
    return False


def _cut_run(run: list[tuple[str, float, float, float, float, float]], number: int) -> list[PrintedLine]:
    """Return a run of characters as lines, cut where a gap is as wide as columns are apart."""
    lines: list[PrintedLine] = []
    piece: list[tuple[str, float, float, float, float, float]] = []
    last_right: float | None = None
    for entry in run:
        char, left, _, right, _, size = entry
        if not char.isspace():
            if last_right is not None and left - last_right > max(14.0, 1.6 * (size or 10.0)):
                lines.extend(_line(piece, number))
                piece = []
            last_right = right
        piece.append(entry)
    lines.extend(_line(piece, number))
    return lines


def _line(piece: list[tuple[str, float, float, float, float, float]], number: int) -> list[PrintedLine]:
    while piece and piece[-1][0].isspace():
        piece = piece[:-1]
    while piece and piece[0][0].isspace():
        piece = piece[1:]
    if not piece:
        return []
    inked = [entry for entry in piece if not entry[0].isspace()]
    box = (
        min(entry[1] for entry in inked),
        min(entry[2] for entry in inked),
        max(entry[3] for entry in inked),
        max(entry[4] for entry in inked),
    )
    size = statistics.median([entry[5] for entry in inked])
    if size <= 1.5:
        size = max(1.0, statistics.median([entry[4] - entry[2] for entry in inked]) * 1.4)
    return [PrintedLine("".join(entry[0] for entry in piece), number, _rounded(box), round(size, 1))]


def _rounded(box: Box) -> Box:
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
