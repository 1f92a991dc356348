"""Load the English model once and parse plain texts for reading's tests."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pytest

from sayso.model.document import Document, Metadata, Origin, Segment, Voice
from sayso.model.offsets import OffsetMap
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.reading.language import Parsed, load_language, parse
from sayso.reading.reader import RuleReader
from sayso.vocabulary import Vocabulary, load_vocabulary
from tests.reading.bank import Case, load_cases, read_all

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


@dataclass(frozen=True, slots=True)
class BankReadings:
    """Hold the readings of the whole bank, and which predicates hold either way round."""

    readings: dict[str, Reading | Exception]
    symmetric: frozenset[str]

    def reading(self, case: Case) -> Reading:
        """Return the reading of a case; raises its error where it could not be read."""
        found = self.readings[case.id]
        if isinstance(found, Exception):
            raise found
        return found


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Return the built-in vocabulary, loaded once a session."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def reader() -> RuleReader:
    """Return the built-in reader, its model loaded once a session."""
    return RuleReader()


@pytest.fixture(scope="session")
def bank(reader: RuleReader) -> BankReadings:
    """Return the readings of all sentences of the bank, read once a session."""
    cases = load_cases()
    readings, symmetric = read_all(cases, reader)
    return BankReadings({case.id: found for case, found in zip(cases, readings, strict=True)}, symmetric)
