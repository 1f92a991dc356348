"""Find readers' comments in a saved page's text: items with "NAME says:" heads, and the furniture behind them."""

import re

from sayso.intake.dates import find_date
from sayso.intake.draft import Block
from sayso.intake.layout import Line
from sayso.model import Voice

_BULLET = re.compile(r"[•▪◦‣·*-]\s+")
_HEAD = re.compile(
    r"(?P<name>\S[^:]{0,58}?)\s+(?:says|said|writes|wrote|commented|replied)"
    r"(?:\s+(?:on|at)\s+(?P<date>[^:]{4,40}(?::\d\d[^:]{0,6})?))?\s*:$"
)
_STAMP = re.compile(
    r"(?:at |on |posted )?.{0,20}\d{4}(?:,? (?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?)?$", re.IGNORECASE
)
_REPLY = re.compile(
    r"(?:reply|report|like|share|log in to reply|permalink|edit|flag)(?:\W+(?:reply|report|like|share|\d+))*$",
    re.IGNORECASE,
)


def find_comments(lines: list[Line]) -> tuple[list[Block], int, int]:
    """Return the comments' blocks, and the first and last line (half-open) that they take.

    Two heads are needed, or one behind a bullet. Where comments are bullets, those that name nobody belong to them
    and have no speaker. With none, the lines are all body: `([], len(lines), len(lines))`.
    """
    heads = [place for place, line in enumerate(lines) if _head(line)]
    bulleted = [place for place in heads if _BULLET.match(lines[place].text)]
    if len(heads) < 2 and not bulleted:
        return [], len(lines), len(lines)
    if len(bulleted) * 2 >= len(heads):
        first, last, starts = _bulleted_section(lines, bulleted)
    else:
        first, last, starts = heads[0], len(lines), set(heads)
    return _blocks(lines, first, last, starts), first, last


def _head(line: Line) -> "re.Match[str] | None":
    """Match "NAME says:" alone on a line; a name has at most six words and no sentence inside."""
    text = _BULLET.sub("", line.text, count=1)
    match = _HEAD.match(text)
    if not match or len(match["name"].split()) > 6 or re.search(r"[.?!;,] |[“”\"]", match["name"]):
        return None
    return match


def _bulleted_section(lines: list[Line], bulleted: list[int]) -> tuple[int, int, set[int]]:
    """Return the stretch of bullets and their indented lines round the heads, and where each item starts."""
    mark, indent = lines[bulleted[0]].text[0], lines[bulleted[0]].indent

    def belongs(line: Line) -> bool:
        return line.indent > indent or (line.indent == indent and line.text[0] == mark)

    first = bulleted[0]
    while first > 0 and belongs(lines[first - 1]):
        first -= 1
    while first < bulleted[0] and not _BULLET.match(lines[first].text):
        first += 1
    last = bulleted[-1] + 1
    while last < len(lines) and belongs(lines[last]):
        last += 1
    starts = {
        place for place in range(first, last) if lines[place].indent == indent and _BULLET.match(lines[place].text)
    }
    return first, last, starts


def _blocks(lines: list[Line], first: int, last: int, starts: set[int]) -> list[Block]:
    blocks: list[Block] = []
    speaker = dated = None
    for place in range(first, last):
        line = lines[place]
        bullet = _BULLET.match(line.text) if place in starts else None
        start = line.start + (bullet.end() if bullet else 0)
        head = _head(line) if place in starts else None
        if place in starts:
            speaker = head["name"].strip() if head else None
            dated = _date(head["date"]) if head else None
        if (
            head
            or _REPLY.match(line.text)
            or (dated is None and len(line.text) < 45 and _STAMP.match(line.text) and (dated := _date(line.text)))
        ):
            blocks.append(Block(start, line.end, Voice.FURNITURE))
        elif blocks and place not in starts and not line.gap and _is_wrap(lines[place - 1], line, blocks[-1]):
            blocks[-1] = Block(blocks[-1].start, line.end, Voice.COMMENT, speaker, dated)
        else:
            blocks.append(Block(start, line.end, Voice.COMMENT, speaker, dated))
    return blocks


def _is_wrap(before: Line, line: Line, block: Block) -> bool:
    """Tell whether a comment's line goes on from the one before: that one did not end a sentence."""
    return block.voice is Voice.COMMENT and not before.text.endswith((".", "!", "?", "”", '"', ":"))


def _date(text: str | None) -> str | None:
    found = find_date(text) if text else None
    return found[0] if found else None
