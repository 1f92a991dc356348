"""Load the English model once and parse plain texts for reading's tests."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from sayso.model.document import Document, Metadata, Origin, Segment, Voice
from sayso.model.offsets import OffsetMap
from sayso.model.span import Span
from sayso.reading.language import Parsed, load_language, parse

type ParseText = Callable[..., Parsed]


def make_document(text: str, date: str | None = None, voice: Voice = Voice.BODY) -> Document:
    """Make a document whose paragraphs (parted by blank lines) are segments of one voice."""
    segments: list[Segment] = []
    at = 0
    for paragraph in text.split("\n\n"):
        span = Span(at, at + len(paragraph))
        segments.append(Segment(len(segments), span, voice, sha256(paragraph.encode()).hexdigest()))
        at = span.end + 2
    digest = sha256(text.encode()).hexdigest()
    return Document(
        id=digest,
        name="sample",
        media_type="text/plain",
        size_bytes=len(text.encode()),
        metadata=Metadata(date=date, date_found="byline" if date else None, language="en"),
        origins=(Origin("sample.txt"),),
        text=text,
        text_id=digest,
        segments=tuple(segments),
        offsets=OffsetMap.identity(len(text)),
    )


@pytest.fixture(scope="session")
def nlp() -> Any:
    """Return the English model, loaded once a session."""
    return load_language()


@pytest.fixture(scope="session")
def parse_text(nlp: Any) -> ParseText:
    """Return a function that parses a text of paragraphs: `parse_text(text, date=None, voice=Voice.BODY)`."""

    def parse_paragraphs(text: str, date: str | None = None, voice: Voice = Voice.BODY) -> Parsed:
        return parse(nlp, make_document(text, date, voice))

    return parse_paragraphs
