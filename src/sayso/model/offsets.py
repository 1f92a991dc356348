"""Map every character of a clean text to where it stood in the original."""

from bisect import bisect_right
from dataclasses import dataclass

from sayso.model.errors import UsageError
from sayso.model.span import Span

type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """Say where a run of clean text came from.

    `clean` is the run in the clean text, `raw` the run in the original's decoded text. Equal lengths map character by
    character; unequal ones (a ligature, a joined line) map as a whole. For a PDF, `page` counts from 1 and `box` is
    left, bottom, right, top in points.
    """

    clean: Span
    raw: Span
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Map clean offsets to raw ones by pieces in order of `clean`, without gap or overlap."""

    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        at = 0
        for piece in self.pieces:
            if piece.clean.start != at:
                raise UsageError(f"offset map has a gap or overlap at {at}: next piece starts at {piece.clean.start}")
            at = piece.clean.end

    @classmethod
    def identity(cls, length: int) -> "OffsetMap":
        """Map a text onto itself."""
        return cls((Piece(Span(0, length), Span(0, length)),) if length else ())

    def pieces_of(self, span: Span) -> tuple[Piece, ...]:
        """Return the pieces that `span` of the clean text touches, in order; empty for an empty span."""
        first = max(0, bisect_right(self.pieces, span.start, key=lambda piece: piece.clean.start) - 1)
        found = []
        for place in range(first, len(self.pieces)):
            piece = self.pieces[place]
            if piece.clean.start >= span.end:
                break
            if piece.clean.overlaps(span):
                found.append(piece)
        return tuple(found)

    def raw(self, span: Span) -> Span:
        """Return the smallest raw span that holds every character of the clean span.

        Raises UsageError where the span is empty or outside the text.
        """
        touched = self.pieces_of(span)
        if not touched or touched[-1].clean.end < span.end:
            raise UsageError(f"span [{span.start}, {span.end}) is outside the mapped text")
        spans = [_raw_of(piece, span) for piece in touched]
        return Span(min(s.start for s in spans), max(s.end for s in spans))


def _raw_of(piece: Piece, span: Span) -> Span:
    """Return the part of one piece's raw run that answers to `span`."""
    if piece.clean.end - piece.clean.start != piece.raw.end - piece.raw.start:
        return piece.raw
    shift = piece.raw.start - piece.clean.start
    return Span(max(piece.clean.start, span.start) + shift, min(piece.clean.end, span.end) + shift)
