"""Hold what one format's reader gives to the last, shared stage of intake."""

from dataclasses import dataclass, field

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

    `inferred` says whether title, date and authors may still be read from the text. `damaged` says that the text was
    printed and taken back, so that capitals may be lost.
    """

    mapped: Mapped
    blocks: list[Block]
    metadata: Metadata = field(default_factory=Metadata)
    place: Place | None = None
    lines: Offsets | None = None
    printed: bool = False
