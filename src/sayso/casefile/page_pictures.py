"""Find the bytes of a PDF where it was found, make sure that they are the same, and draw a page.

A PDF that was found inside a zip is taken out of it again.
"""

from hashlib import sha256
from pathlib import Path

from sayso.casefile.apart import Painter
from sayso.intake.members import find_member
from sayso.model.document import Origin
from sayso.model.errors import NotFound, UnreadableDocument, UsageError
from sayso.store import Store

WIDEST = 2000
PDF = "application/pdf"
_PAINTER = Painter()


def picture_page(store: Store, doc: str, page: int, width: int) -> bytes:
    """Return a page as a PNG; see `Casefile.page_picture`."""
    if not 1 <= width <= WIDEST:
        raise UsageError(f"width must be from 1 to {WIDEST}, not {width}.")
    (row,) = store.documents(docs=[doc])
    if row.media_type != PDF:
        raise NotFound(f"{row.name} has no pages to show: it is {row.media_type}. Read its text.")
    data = next((found for origin in row.origins if (found := _read(origin, doc, row.size_bytes)) is not None), None)
    if data is None:
        packed = any(origin.member is not None for origin in row.origins)
        raise NotFound(
            f"The file of {row.name}{' or the archive that holds it' if packed else ''} is not where it was found any "
            "more, or has changed. Put it back, or read it again from where it is now."
        )
    try:
        drawn = _PAINTER.draw(data, page, width)
    except UnreadableDocument as error:
        raise NotFound(f"The page of {row.name} cannot be drawn: {error}") from error
    if drawn is None:
        raise NotFound(f"{row.name} has no page {page}.")
    return drawn


def _read(origin: Origin, doc: str, size_bytes: int) -> bytes | None:
    """Return the bytes at an origin where they are the document's; None where they are not, or not to be had so."""
    if "://" in origin.location:
        return None
    path = Path(origin.location)
    try:
        if not path.is_file() or (origin.member is None and path.stat().st_size != size_bytes):
            return None
        data = path.read_bytes() if origin.member is None else find_member(path, origin.member)
    except OSError:
        return None
    return data if data is not None and sha256(data).hexdigest() == doc else None
