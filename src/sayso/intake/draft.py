"""Hold what one format's reader gives to the last, shared stage of intake."""

from dataclasses import dataclass, field, replace

from sayso.intake.mapped import Mapped, Offsets, Place
from sayso.model import Metadata, Voice


@dataclass(frozen=True, slots=True)
class Block:
    """Mark a stretch of the draft's text with one voice; line ends inside it are wraps and will be joined."""

    start: int
    end: int
    voice: Voice = Voice.BODY
    speaker: str | None = None
    speaker_date: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a text with blocks in order, the metadata that the format itself states, and pages for a PDF.

    `printed` says that the text was
    wrapped by hand or taken from a page, so that capitals and note numbers may be damaged.
    """

    mapped: Mapped
    blocks: list[Block]
    metadata: Metadata = field(default_factory=Metadata)
    place: Place | None = None
    lines: Offsets | None = None
    printed: bool = False


def merge_metadata(stated: Metadata, inferred: Metadata) -> Metadata:
    """Return what the format states, filled up with what the text says."""
    dated = stated if stated.date else inferred
    return replace(
        stated,
        title=stated.title or inferred.title,
        authors=stated.authors or inferred.authors,
        publisher=stated.publisher or inferred.publisher,
        date=dated.date,
        date_found=dated.date_found,
    )


def move_blocks(blocks: list[Block], before: Mapped, after: Mapped) -> list[Block]:
    """Return the blocks in the offsets of `after`, which is `before` with single characters repaired."""
    if before is after:
        return blocks
    length = len(before.text)

    def moved(at: int) -> int:
        return len(after.text) if at >= length else int(after.starts.searchsorted(before.starts[at]))

    return [replace(b, start=moved(b.start), end=max(moved(b.start), moved(b.end))) for b in blocks]
