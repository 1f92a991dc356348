"""Read plain text: prose of any width, wire copy, pasted print, and saved pages with their comments."""

import re

from sayso.intake.byline import find_metadata, is_byline, is_labelled_date
from sayso.intake.characters import repair_characters
from sayso.intake.draft import Block, Draft
from sayso.intake.layout import Line, Paragraph, find_paragraphs, split_lines, wrap_width
from sayso.intake.mapped import Mapped
from sayso.intake.opening import split_opening
from sayso.intake.page_text import find_comments
from sayso.model import Voice

_QUOTED = re.compile(r"(?:> ?)+")
_NOTE = re.compile(r"\[?\d{1,3}[\]\).]?\s+\S")
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|photo(?:graph)?|image|caption|map)\s*(?:\d+\s*)?[:.]\s|photo(?:graph)? by\s", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"(?:tags?|filed under|categories|share this|related (?:posts|articles|stories)|read more|"
    r"leave a (?:reply|comment)|subscribe|sign up|advertisement|"
    r"print this page|posted in|follow us|copyright ©|all rights reserved)\b.{0,80}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\W_]+$")


def read_plain(text: str) -> Draft:
    """Return the draft of a decoded text file."""
    mapped = repair_characters(Mapped.of(text))
    lines = split_lines(mapped.text)
    comments, first, last = find_comments(lines)
    body = lines[:first]
    blocks = [*lay_out(body), *comments, *(Block(line.start, line.end, Voice.FURNITURE) for line in lines[last:])]
    metadata = find_metadata([mapped.text[block.start : block.end] for block in blocks], [b.voice for b in blocks])
    blocks = split_opening(mapped.text, blocks)
    width = wrap_width(body)
    return Draft(mapped, blocks, metadata, printed=0 < width <= 100 and len(body) > 8)


def lay_out(lines: list[Line]) -> list[Block]:
    """Return the blocks of prose lines, with the voice of each."""
    paragraphs = [paragraph for stretch in _by_quotation(lines) for paragraph in find_paragraphs(stretch)]
    return [
        Block(paragraph.start, paragraph.end, find_voice(paragraphs, place), page=paragraph.lines[0].page)
        for place, paragraph in enumerate(paragraphs)
    ]


def _by_quotation(lines: list[Line]) -> list[list[Line]]:
    """Part lines quoted with `>` from the others, and cut the marks off."""
    stretches: list[list[Line]] = []
    quoted = None
    for line in lines:
        mark = _QUOTED.match(line.text)
        now = mark is not None
        if mark:
            rest = line.text[mark.end() :]
            if not rest.strip():
                continue
            line = Line(line.start + mark.end(), line.end, rest, line.indent, line.gap, line.size, line.page)
        if now != quoted:
            stretches.append([])
        stretches[-1].append(line)
        quoted = now
    return stretches


def find_voice(paragraphs: list[Paragraph], place: int) -> Voice:
    """Decide the voice of one paragraph by its form and its neighbours."""
    text = paragraphs[place].text
    if _FURNITURE.match(text) or _RULE.match(text) or (place < 6 and is_labelled_date(text)):
        return Voice.FURNITURE
    if place < 6 and is_byline(text):
        return Voice.FURNITURE
    if _CAPTION.match(text) and len(text) < 400:
        return Voice.CAPTION
    if is_heading(text, place == 0) and place + 1 < len(paragraphs):
        follower = paragraphs[place + 1]
        if text.endswith(":") and follower.text[0] in "\"“‘'":
            return Voice.BODY
        if place == 0 or not paragraphs[place - 1].text.endswith((":", ",", ";")):
            gap = follower.lines[0].gap or paragraphs[place].lines[0].gap
            return Voice.TITLE if gap or len(follower.text) > 2 * len(text) else Voice.BODY
    return Voice.BODY


def is_heading(text: str, first: bool = False) -> bool:
    """Tell whether a paragraph reads like a heading: short, no sentence's end, no item mark, begins like a name.

    The first line of a text counts in spite of a full stop where most of its words are capitalised.
    """
    words = text.split()
    if len(text) > 160 or len(words) > 22 or not any(ch.isalpha() for ch in text):
        return False
    if text.rstrip("\"”’')]").endswith((".", ";", ",", ":", "!", "?", "-")) and not (
        text.endswith(":") and len(words) <= 4
    ):
        long_words = [word for word in words if len(word) > 3]
        capital = sum(word[0].isupper() for word in long_words)
        return (
            first
            and text.rstrip("\"”’')]").endswith((".", "?", "!"))
            and len(words) > 3
            and capital >= 0.8 * len(long_words)
            and "," not in text
        )
    return not text[0].isdigit() or len(words) > 1
