"""Find paragraphs in lines: tell a wrapped line from a paragraph's end, a heading and a list item.

A line end is a wrap where the next word would not have fitted, or where the sentence plainly runs on. The width is
taken from the text itself, so narrow columns, 72-column wires and 250-column tables of a database all work.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.intake.word_sets import word_set

_LINE = re.compile(r"[^\n]*\n?")
_ITEM = re.compile(r"(?:[•▪◦‣·*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_BULLET = re.compile(r"[•▪◦‣·*]\s+\S")
_TERMINAL = re.compile(r"[.!?:;][\"”’')\]]*\d{0,3}$")
_TABLE = re.compile(r"\S {3,}\S.* {3,}\S|\S\s*\|\s*\S|\.{5,}\s*\d+$")
_FUNCTION = word_set(
    "a an the of in on at by for to from with and or but nor as that which who whom whose than into onto over under "
    "between among against during about its his her their our your my this these those is are was were has have had "
    "be been will would may might could should can not"
)


@dataclass(frozen=True, slots=True)
class Line:
    """Mark one printed line without its indent and trailing space.

    `indent` counts columns; `gap` says that a blank line (or a wide space on a page) stands before; `size` is the
    print's size in points, 0 where unknown; `turn` says that a new page or column begins with it.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    gap: bool = False
    size: float = 0.0
    page: int | None = None
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold the lines of one paragraph, heading or list item."""

    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        """Return where the first line starts."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Return where the last line ends."""
        return self.lines[-1].end

    @property
    def text(self) -> str:
        """Return the lines joined by single spaces."""
        return " ".join(line.text for line in self.lines)


def split_lines(text: str) -> list[Line]:
    """Return the lines that are not blank, in order."""
    lines = []
    gap = False
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            gap = True
            continue
        indent = len(raw) - len(raw.lstrip())
        start = match.start() + indent
        lines.append(Line(start, start + len(stripped), stripped, indent, gap))
        gap = False
    return lines


def find_paragraphs(lines: list[Line]) -> list[Paragraph]:
    """Group lines into paragraphs, in order; each line stands in exactly one."""
    widths = _widths(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, widths.get(line.page, 0)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(tuple(group)) for group in groups]


def wrap_width(lines: list[Line]) -> int:
    """Return the column at which the text wraps; 0 where lines are whole paragraphs.

    It is the 90th percentile of the lines that another follows without a gap.
    """
    lengths = sorted(len(a.text) for a, b in _pairs(lines) if not b.gap)
    if len(lengths) < 2:
        return 0
    width = lengths[int(len(lengths) * 0.9) if len(lengths) > 9 else -1]
    return width if width <= 320 else 0


def _widths(lines: list[Line]) -> dict[int | None, int]:
    pages: dict[int | None, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    whole = wrap_width(lines)
    if len(pages) == 1:
        return dict.fromkeys(pages, whole)
    return {page: wrap_width(of) if len(of) > 12 else whole for page, of in pages.items()}


def _pairs(lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    return pairwise(lines)


def _continues(group: list[Line], line: Line, width: int) -> bool:
    """Tell whether `line` belongs to the paragraph of `group`."""
    last = group[-1]
    if _ITEM.match(line.text) and (_BULLET.match(line.text) or line.gap or _TERMINAL.search(last.text)):
        return False
    if line.size and last.size and abs(line.size - last.size) > 0.12 * max(line.size, last.size):
        return False
    if _TABLE.search(last.text) or _TABLE.search(line.text):
        return False
    if line.gap or line.turn:
        return _runs_on(group, line, width)
    if line.indent >= last.indent + 2 and len(group) > 1 and not _ITEM.match(group[0].text):
        return False
    return _wraps(last, line, width)


def _runs_on(group: list[Line], line: Line, width: int) -> bool:
    """Tell whether a paragraph goes on after a blank line, a page or a column, in mid-sentence."""
    last = group[-1].text
    if _TERMINAL.search(last):
        return False
    if line.turn and len(last) >= 0.6 * width > 0:
        return not _ITEM.match(line.text)
    if len(group) == 1 and len(last) < max(30, 0.6 * width):
        return False
    if line.text[0].islower() or line.text[0] == "(":
        return not _ITEM.match(line.text)
    final = last.rsplit(None, 1)[-1]
    return final.islower() and final in _FUNCTION and len(last) >= 0.7 * width > 0


def _wraps(last: Line, line: Line, width: int) -> bool:
    """Tell whether the line end between two lines without a gap is only a wrap."""
    first_word = line.text.split(None, 1)[0]
    full = width > 0 and len(last.text) + 1 + len(first_word) >= 0.97 * width
    if _TERMINAL.search(last.text):
        ends_clause = last.text.rstrip("\"”’')]0123456789").endswith((":", ";"))
        near = len(last.text) >= (0.9 if ends_clause else 0.8) * width and width > 0
        return full or (near and width < 100) or line.text[0].islower()
    if line.text[0].islower() or last.text.endswith((",", "-", "—", "–")):
        return True
    if width == 0:
        return False
    return full or len(last.text) >= 0.7 * width or last.text.rsplit(None, 1)[-1] in _FUNCTION
