"""Read the rows of a table one by one: a broken row is refused alone, and a cell may have several lines."""

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import IO

from sayso.exchange.watch_items import Refused, read_lines

MOST_LINES = 20
"""Lines of one row: where a quotation mark is not closed by then, it is the first line that is wrong, not the rest."""
_OPEN = "unexpected end of data"


def read_rows(stream: IO[bytes]) -> Iterator[tuple[str, list[str] | Refused]]:
    """Yield each row with its place, in place of one that cannot be read why; blank lines are passed over."""
    waiting: deque[tuple[int, str | Refused]] = deque()
    lines = read_lines(stream)
    while (taken := _take(waiting, lines)) is not None:
        number, line = taken
        place = f"line {number}"
        yield place, line if isinstance(line, Refused) else _row_from(line, place, waiting, lines)


def _row_from(
    line: str, place: str, waiting: deque[tuple[int, str | Refused]], lines: Iterator[tuple[int, str | Refused]]
) -> list[str] | Refused:
    """Return the row that begins with a line; lines that it needs are taken, and put back where they do not help."""
    joined = line
    more: list[tuple[int, str | Refused]] = []
    while True:
        try:
            return _cells(joined)
        except csv.Error as error:
            following = _take(waiting, lines) if _OPEN in str(error) and len(more) < MOST_LINES else None
            if following is None or isinstance(following[1], Refused):
                waiting.extendleft(reversed([*more, *([following] if following else [])]))
                closed = "a quotation mark is not closed" if _OPEN in str(error) else str(error)
                return Refused(place, f"it is no row of a table: {closed}")
            more.append(following)
            joined += following[1]


def _cells(text: str) -> list[str]:
    """Return the cells of a row; raises csv.Error where its last cell does not end."""
    try:
        return _parse(text, strict=True)
    except csv.Error as error:
        if _OPEN in str(error):
            raise
        return _parse(text, strict=False)  # letters after a closing mark, as some lists have them


def _parse(text: str, *, strict: bool) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), skipinitialspace=True, strict=strict), [])


def _take(
    waiting: deque[tuple[int, str | Refused]], lines: Iterator[tuple[int, str | Refused]]
) -> tuple[int, str | Refused] | None:
    return waiting.popleft() if waiting else next(lines, None)
