"""Hold one credit before chains are built, and the arithmetic of token ranges that credits need."""

from collections.abc import Iterable
from dataclasses import dataclass

type Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Hold one credit before chains are built: `sources` share cue and content; for the rest see Credit."""

    sources: tuple[int, ...]
    cue: tuple[int, ...]
    content: Ranges
    bare: bool = False
    passes_on: bool = False
    inner: bool = False
    words: tuple[int, int] | None = None


def cut(first: int, last: int, holes: Iterable[tuple[int, int]]) -> Ranges:
    """Return the ranges that are left of first..last without the holes."""
    ranges = []
    at = first
    for start, end in sorted(holes):
        if end < at or start > last:
            continue
        if start > at:
            ranges.append((at, start - 1))
        at = max(at, end + 1)
    if at <= last:
        ranges.append((at, last))
    return tuple(ranges)


def joined(ranges: set[tuple[int, int]]) -> Ranges:
    """Return ranges in order with those that touch or overlap made one."""
    result: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        else:
            result.append((first, last))
    return tuple(result)
