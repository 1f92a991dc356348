"""Give short ways to take a text, and PDFs made on the spot."""

from collections.abc import Callable

import pytest

from sayso.intake import take_bytes
from sayso.model import Document, Origin

type Taker = Callable[..., Document]

PROSE = (
    "The dockers' union ended its strike on Tuesday after the port company agreed to a new contract. The mayor said in "
    "a statement that ships would be unloaded from Monday, and that the company had promised compensation to the "
    "owners of perishable goods. "
)


@pytest.fixture(scope="session")
def take_text() -> Taker:
    def take_text(text: str | bytes, name: str = "paper.txt", media_type: str | None = None) -> Document:
        data = text if isinstance(text, bytes) else text.encode()
        document = take_bytes(data, name, Origin(name), media_type)
        assert_sound(document)
        return document

    return take_text


def assert_sound(document: Document) -> None:
    """Check what every document keeps: segments are its paragraphs, and the map covers every character."""
    assert "\n\n".join(segment.span.cut(document.text) for segment in document.segments) == document.text
    assert [segment.index for segment in document.segments] == list(range(len(document.segments)))
    assert document.offsets.pieces[-1].clean.end == len(document.text)
