"""Carry what was taken in from one process to another, trusting nothing that comes.

The process that parses may have been taken over by a file. What it sends is plain: numbers, words and rows of them, no
objects, so that nothing in it can run. Records are made of it here, each field of its own type.
"""

import json
from collections.abc import Iterator
from itertools import batched

from sayso.model import Document, Metadata, OffsetMap, Origin, Piece, Segment, Span, Unreadable, Voice
from sayso.model.offsets import Box

type Taken = Document | Unreadable
type Sent = Taken | bytes | None
"""What may come: a document, a refusal, a picture, or the end of what a file holds."""

_SPAN_AND_PAGE = 5
_PICTURE, _ROWS = b"P", b"J"


class BadAnswer(Exception):
    """Say that what came is nothing that intake sends."""


def pack(sent: Sent) -> bytes:
    """Return what is sent as bytes."""
    if isinstance(sent, bytes):
        return _PICTURE + sent
    plain: object = None
    if isinstance(sent, Document):
        plain = ("document", _lay_out(sent))
    elif isinstance(sent, Unreadable):
        member, rest = sent.origin.member, (sent.code, sent.reason, sent.remedy, sent.id, sent.size_bytes)
        plain = ("unreadable", (member, *rest))
    return _ROWS + json.dumps(plain).encode("ascii")


def unpack(data: bytes, location: str) -> Sent:
    """Return what bytes hold, as found at a location; raises BadAnswer for anything but what `pack` makes."""
    try:
        if data[:1] == _PICTURE:
            return data[1:]
        plain = json.loads(data.removeprefix(_ROWS))
        if plain is None:
            return None
        kind, fields = plain
        if kind == "document":
            return _make_document(fields, location)
        if kind == "unreadable":
            member, code, reason, remedy, digest, size = fields
            origin = Origin(location, _maybe(member))
            return Unreadable(origin, _word(code), _word(reason), _word(remedy), _maybe(digest), _number(size))
    except Exception as error:
        raise BadAnswer(f"{type(error).__name__}: {str(error)[:200]}") from error
    raise BadAnswer(f"{str(kind)[:40]!r} is nothing that intake sends")


def _lay_out(document: Document) -> tuple[object, ...]:
    """Return a document as rows of numbers and words."""
    meta = document.metadata
    told = (meta.title, meta.authors, meta.publisher, meta.date, meta.date_found, meta.language)
    segments = [
        (one.span.start, one.span.end, one.voice.value, one.digest, one.speaker, one.speaker_date, one.page)
        for one in document.segments
    ]
    pieces: list[object] = []
    for one in document.offsets.pieces:
        pieces += (one.clean.end, one.raw.start, one.raw.end, one.page, one.box and tuple(map(float, one.box)))
    head = (document.id, document.name, document.media_type, document.size_bytes, document.text, document.text_id)
    return (head, told, [one.member for one in document.origins], segments, pieces)


def _make_document(fields: "tuple[object, ...]", location: str) -> Document:
    head, told, members, segments, pieces = map(_row, fields)
    digest, name, media_type, size, text, text_id = head
    title, authors, publisher, date, date_found, language = told
    words = _word(text)
    return Document(
        id=_word(digest),
        name=_word(name),
        media_type=_word(media_type),
        size_bytes=_number(size),
        metadata=Metadata(
            _maybe(title),
            tuple(map(_word, _row(authors))),
            _maybe(publisher),
            _maybe(date),
            _maybe(date_found),
            _maybe(language),
        ),
        origins=tuple(Origin(location, _maybe(member)) for member in members),
        text=words,
        text_id=_word(text_id),
        segments=tuple(_make_segments(segments, len(words))),
        offsets=OffsetMap(tuple(_make_pieces(pieces))),
    )


def _make_segments(rows: "tuple[object, ...]", length: int) -> Iterator[Segment]:
    for index, row in enumerate(rows):
        start, end, voice, digest, speaker, speaker_date, page = _row(row)
        if _number(end) > length:
            raise ValueError("a segment lies outside the text")
        span = Span(_number(start), _number(end))
        yield Segment(
            index, span, Voice(_word(voice)), _word(digest), _maybe(speaker), _maybe(speaker_date), _page(page)
        )


def _make_pieces(flat: "tuple[object, ...]") -> Iterator[Piece]:
    at = 0
    for end, raw_start, raw_end, page, box in batched(flat, _SPAN_AND_PAGE):
        clean = Span(at, _number(end))
        yield Piece(clean, Span(_number(raw_start), _number(raw_end)), _page(page), _box(box))
        at = clean.end


def _row(value: object) -> "tuple[object, ...]":
    if not isinstance(value, (tuple, list)):
        raise TypeError("a row was expected")
    return tuple(value)


def _word(value: object) -> str:
    if type(value) is not str:
        raise TypeError("words were expected")
    return value


def _maybe(value: object) -> str | None:
    return None if value is None else _word(value)


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("a number was expected")
    return value


def _page(value: object) -> int | None:
    return None if value is None else _number(value)


def _box(value: object) -> Box | None:
    if value is None:
        return None
    left, bottom, right, top = _row(value)
    return _measure(left), _measure(bottom), _measure(right), _measure(top)


def _measure(value: object) -> float:
    if type(value) is not float:
        raise TypeError("a measure was expected")
    return value
