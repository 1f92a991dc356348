"""Describe a document, its voices, and a file that could not be read."""

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.offsets import OffsetMap
from sayso.model.span import Span


class Voice(StrEnum):
    """Name whose voice a segment has. FURNITURE (navigation, page heads) is kept and never read."""

    TITLE = "title"
    BODY = "body"
    QUOTATION = "quotation"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    COMMENT = "comment"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Segment:
    """Mark a stretch of the clean text with one voice.

    `index` counts from 0 in the order of the text. `speaker` is a comment's commenter (None where unnamed) and
    `speaker_date` the comment's own EDTF date. `digest` is a hash of the folded words, so that a copy is seen as one.
    """

    index: int
    span: Span
    voice: Voice
    digest: str
    speaker: str | None = None
    speaker_date: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Say where bytes were found: a path or URL, and the member inside a zip, mail or WARC file."""

    location: str
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """Say what is known of a document. `date` is EDTF; `date_found` says how it was found (`byline`, `dateline`,
    `meta`, `url`, `file name`, `pdf info`, `header`, or `decision` where a person gave it); both None where the
    document gives none.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    date_found: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one document as intake gives it.

    `id` is the SHA-256 of the bytes (64 hex digits). `name` is the file's name without its last ending. `text` is the
    clean text, to which all offsets refer; `text_id` hashes it with the version of intake. `segments` cover what is
    worth keeping, in order, without overlap.
    """

    id: str
    name: str
    media_type: str
    size_bytes: int
    metadata: Metadata
    origins: tuple[Origin, ...]
    text: str
    text_id: str
    segments: tuple[Segment, ...]
    offsets: OffsetMap = field(repr=False)


@dataclass(frozen=True, slots=True)
class TextLink:
    """Say that the words of one document stand in another.

    `kind` is `near-duplicate` or `excerpt` (`doc` is part of `other`); `share` is the part of `doc`'s word shingles
    that stand in `other`, 0 to 1.
    """

    doc: str
    other: str
    kind: str
    share: float


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Record a file that could not be read: `code` as in UnreadableDocument, `remedy` what the user can do.

    `id` is the SHA-256 of the bytes where there were any.
    """

    origin: Origin
    code: str
    reason: str
    remedy: str
    id: str | None = None
    size_bytes: int = 0
