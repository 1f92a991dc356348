"""Draw a page of a PDF as a picture, to be read beside its text."""

import zlib
from struct import pack
from typing import Any

from sayso.model.errors import UnreadableDocument

LEVEL = 4
"""How hard to compress: a page of text takes a tenth of its raw size, in some 20 ms."""
MOST_PIXELS = 12_000_000
"""How large a picture may be: a page that is very long is drawn narrower."""


def draw_page(data: bytes, page: int, width: int) -> bytes | None:
    """Return a page, counted from 1, as a PNG so many pixels wide; None where there is no such page.

    Raises UnreadableDocument where the PDF or the page cannot be opened. One process draws one page at a time:
    PDFium is not safe in several threads, and pypdfium2 does not lock.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            return _draw(document[page - 1], width) if 1 <= page <= len(document) else None
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument("broken", f"page {page} cannot be drawn ({error})", "Read its text.") from error


def _draw(page: Any, width: int) -> bytes:
    across, down = page.get_size()
    scale = width / max(1.0, across)
    scale = min(scale, (MOST_PIXELS / max(1.0, across * down)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False, may_draw_forms=False)
    try:
        pixels = bitmap.to_numpy()
        return write_png(pixels[:, :, :3].tobytes(), pixels.shape[1], pixels.shape[0])
    finally:
        bitmap.close()
        page.close()


def write_png(rgb: bytes, width: int, height: int) -> bytes:
    """Return rows of red, green and blue bytes as a PNG (ISO/IEC 15948)."""
    stride = width * 3
    rows = b"".join(b"\0" + rgb[at * stride : (at + 1) * stride] for at in range(height))
    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, LEVEL)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))
