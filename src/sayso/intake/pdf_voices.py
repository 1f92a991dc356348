"""Tell a PDF's page heads, feet and footnotes from its prose, and find its paragraphs."""

import re
import statistics
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.intake.layout import Line, Paragraph, find_paragraphs
from sayso.intake.pdf_lines import PrintedLine
from sayso.intake.plain import find_voice, is_heading
from sayso.model import Voice

_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–—|\s]*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*$", re.IGNORECASE
)
_NOTE = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§])\s*\S")
_EDGE_LINES = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Hold printed lines of one voice that belong together, in reading order."""

    lines: tuple[PrintedLine, ...]
    voice: Voice


def find_groups(pages: list[list[PrintedLine]]) -> list[Group]:
    """Return the groups of all pages: prose joined across pages, heads and feet as furniture, footnotes apart.

    Furniture and notes of a page stand behind the paragraph that runs over its end, so that no sentence is cut; heads
    of the first page stand first.
    """
    lines = [line for page in pages for line in page]
    size = body_size(lines)
    furniture = _furniture(pages, size)
    prose: list[Line] = []
    aside: dict[int, list[Group]] = {}
    at = 0
    for page in pages:
        notes = _first_note(page, furniture, size)
        note_lines: list[Line] = []
        gaps = _gaps(page)
        for place, line in enumerate(page):
            turn = place == 0 or page[place - 1].box[3] < line.box[3] - line.size
            printed = Line(at, at + 1, line.text, 0, gaps[place] and not turn, line.size, line.page, turn)
            at += 1
            if (line.page, place) in furniture:
                aside.setdefault(line.page, []).append(Group((line,), Voice.FURNITURE))
            elif notes is not None and place >= notes and line.size < 0.93 * size:
                note_lines.append(replace(printed, gap=printed.gap or bool(_NOTE.match(line.text))))
            else:
                prose.append(printed)
        for note in find_paragraphs(note_lines):
            aside.setdefault(page[0].page, []).append(Group(_printed(note, lines), Voice.FOOTNOTE))
    return _weave(find_paragraphs(prose), lines, aside, size)


def _printed(paragraph: Paragraph, lines: list[PrintedLine]) -> tuple[PrintedLine, ...]:
    return tuple(lines[line.start] for line in paragraph.lines)


def _weave(
    paragraphs: list[Paragraph], lines: list[PrintedLine], aside: dict[int, list[Group]], size: float
) -> list[Group]:
    """Put each page's furniture and notes behind the last paragraph that begins on it."""
    groups: list[Group] = []
    waiting = sorted(aside)
    for place, paragraph in enumerate(paragraphs):
        first = paragraph.lines[0]
        while waiting and first.page is not None and waiting[0] < first.page:
            groups.extend(aside[waiting.pop(0)])
        groups.append(Group(_printed(paragraph, lines), _prose_voice(paragraphs, place, size)))
    for page in waiting:
        groups.extend(aside[page])
    return groups


def _prose_voice(paragraphs: list[Paragraph], place: int, size: float) -> Voice:
    """Return a paragraph's voice; larger print that ends no sentence is a heading."""
    paragraph = paragraphs[place]
    if (
        paragraph.lines[0].size > 1.1 * size
        and len(paragraph.text) < 200
        and not paragraph.text.endswith((".", ";", ","))
    ):
        return Voice.TITLE
    return find_voice(paragraphs, place)


def body_size(lines: list[PrintedLine]) -> float:
    """Return the print size in which most characters stand; 0 without lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _gaps(page: list[PrintedLine]) -> list[bool]:
    """Tell for each line whether a paragraph's space or indent stands before it."""
    steps = [a.box[3] - b.box[3] for a, b in pairwise(page) if a.box[3] > b.box[3]]
    usual = statistics.median(steps) if steps else 0.0
    gaps = [True]
    for before, line in pairwise(page):
        step = before.box[3] - line.box[3]
        indented = 6 < line.box[0] - before.box[0] < 60 and before.box[2] - before.box[0] > 60 and step > 0
        gaps.append(step > 1.35 * usual or indented if step > 0 else False)
    return gaps


def _first_note(page: list[PrintedLine], furniture: set[tuple[int, int]], size: float) -> int | None:
    """Return where the footnotes begin: the first small numbered line after which no print is of body size."""
    first = None
    for place in range(len(page) - 1, -1, -1):
        if (page[place].page, place) in furniture:
            continue
        if page[place].size >= 0.93 * size:
            break
        if _NOTE.match(page[place].text):
            first = place
    return first


def _furniture(pages: list[list[PrintedLine]], size: float) -> set[tuple[int, int]]:
    """Return (page, place) of heads and feet: edge lines that repeat at one height but for digits, page numbers.

    A small line at the very top that is no sentence counts too.
    """
    shapes: Counter[tuple[str, int]] = Counter()
    edges: list[tuple[int, int, tuple[str, int]]] = []
    for page in pages:
        for place in _edge(page):
            shape = re.sub(r"\d+", "#", " ".join(page[place].text.split())).casefold()
            edges.append((page[place].page, place, (shape, round(page[place].box[3] / 8))))
        shapes.update({key for number, _, key in edges if page and number == page[0].page})
    least = max(2, min(3, len(pages) // 2))
    found = {(number, place) for number, place, key in edges if shapes[key] >= least and len(key[0]) < 120}
    for page in pages:
        for place in _outermost(page):
            line = page[place]
            small_head = place == _outermost(page)[0] and line.size < 0.93 * size and is_heading(line.text)
            if _PAGE_NUMBER.match(line.text) or (small_head and len(page) > 3):
                found.add((line.page, place))
    return found


def _edge(page: list[PrintedLine]) -> set[int]:
    by_height = sorted(range(len(page)), key=lambda place: -page[place].box[3])
    return {*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]}


def _outermost(page: list[PrintedLine]) -> list[int]:
    if not page:
        return []
    by_height = sorted(range(len(page)), key=lambda place: -page[place].box[3])
    return [by_height[0], by_height[-1]]
