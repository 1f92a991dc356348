"""Carry a text through repairs together with where each of its characters stood in the original."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.model import OffsetMap, Piece, Span
from sayso.model.offsets import Box

type Offsets = NDArray[np.int32]
type Edit = tuple[int, int, str]
type Place = Callable[[int], tuple[int | None, Box | None]]


@dataclass(frozen=True, slots=True)
class Mapped:
    """Hold a text and, for each character, the half-open raw run that it came from."""

    text: str
    starts: Offsets
    ends: Offsets

    @classmethod
    def of(cls, raw: str) -> "Mapped":
        """Map a raw text onto itself."""
        starts = np.arange(len(raw), dtype=np.int32)
        return cls(raw, starts, starts + np.int32(1))

    def edit(self, edits: Iterable[Edit]) -> "Mapped":
        """Replace stretches `(start, end, new)`, given in order and without overlap.

        A replacement of equal length maps character by character; another maps as a whole to the raw run that it
        replaces; an empty one leaves the clean text and keeps its raw characters unmapped.
        """
        texts: list[str] = []
        starts: list[Offsets] = []
        ends: list[Offsets] = []
        at = run = 0
        for start, end, new in edits:
            texts.append(self.text[at:start])
            texts.append(new)
            at = end
            if len(new) == end - start:
                continue  # the places stay as they are: most edits turn a line end into a space
            starts.append(self.starts[run:start])
            ends.append(self.ends[run:start])
            if new:
                first, last = self._whole(start, end)
                starts.append(np.full(len(new), first, np.int32))
                ends.append(np.full(len(new), last, np.int32))
            run = end
        if not texts:
            return self
        texts.append(self.text[at:])
        starts.append(self.starts[run:])
        ends.append(self.ends[run:])
        return Mapped("".join(texts), np.concatenate(starts), np.concatenate(ends))

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw run of a stretch; for an empty one, the place behind the character before."""
        if start == end:
            first = last = int(self.ends[start - 1]) if start else 0
        else:
            first, last = int(self.starts[start]), int(self.ends[end - 1])
        return min(first, last), max(first, last)

    def offset_map(self, place: Place | None = None, lines: Offsets | None = None) -> OffsetMap:
        """Return the pieces, as long as they can be.

        `lines` are raw offsets at which a printed line begins: pieces are cut there and `place` gives page and box.
        """
        if not self.text:
            return OffsetMap(())
        cuts = _cuts(self.starts, self.ends)
        if lines is not None and len(lines):
            row = np.searchsorted(lines, self.starts, side="right")
            cuts = np.union1d(cuts, np.flatnonzero(np.diff(row)) + 1)
        edges = [0, *cuts.tolist(), len(self.text)]
        pieces = []
        for start, end in pairwise(edges):
            raw = Span(int(self.starts[start]), int(self.ends[end - 1]))
            page, box = place(raw.start) if place else (None, None)
            pieces.append(Piece(Span(start, end), raw, page, box))
        return OffsetMap(tuple(pieces))


def _cuts(starts: Offsets, ends: Offsets) -> Offsets:
    """Return the places between characters where one piece ends and the next begins."""
    same = (starts[1:] == starts[:-1]) & (ends[1:] == ends[:-1])
    single = (ends - starts) == 1
    single[1:] &= ~same
    single[:-1] &= ~same
    follows = (starts[1:] == ends[:-1]) & single[1:] & single[:-1]
    return (np.flatnonzero(~(follows | same)) + 1).astype(np.int32)
