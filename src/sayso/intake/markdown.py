"""Read Markdown: headings, quotations, lists and emphasis lose their marks, the words keep their places."""

import re
from dataclasses import replace

from sayso.intake.byline import find_metadata
from sayso.intake.characters import repair_characters
from sayso.intake.dates import iso_date
from sayso.intake.draft import Block, Draft, merge_metadata
from sayso.intake.layout import Line, find_paragraphs, split_lines
from sayso.intake.mapped import Edit, Mapped
from sayso.intake.opening import split_opening
from sayso.model import Metadata, Voice

_FRONT = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w -]*):[ \t]*(?P<value>.+?)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~)[^\n]*\n.*?(?:^(?:```|~~~)[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,300})\]\([^)\n]{0,500}\)|\[(?P<text>[^\[\]\n]{1,300})\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,100}\])|<(?P<url>https?://[^>\s]+)>"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>[^\n]{1,300}?)(?<=\S)(?P=strong)|(?<![\w*])(?P<em>[*_])(?=[^\s*_])(?P<slant>[^\n*_]{1,300}?)(?<=[^\s])(?P=em)(?![\w*])"
    r"|`(?P<code>[^`\n]{1,300})`|\\(?P<escaped>[\\`*_{}\[\]()#+.!>-])"
)
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")
_NOTE = re.compile(r"\[\^[^\]]+\]:\s+")
_QUOTE = re.compile(r"(?:>\s?)+")


def read_markdown(text: str) -> Draft:
    """Return the draft of a decoded Markdown file (CommonMark's common part, front matter, footnotes)."""
    mapped = repair_characters(Mapped.of(text))
    front = _FRONT.match(mapped.text)
    edits: list[Edit] = [(front.start(), front.end(), "")] if front else []
    stated = _stated(front["fields"]) if front else Metadata()
    mapped = _without_marks(mapped.edit(edits) if edits else mapped)
    blocks = _blocks(split_lines(mapped.text))
    texts = [mapped.text[block.start : block.end] for block in blocks]
    metadata = merge_metadata(stated, find_metadata(texts, [block.voice for block in blocks]))
    return Draft(mapped, split_opening(mapped.text, blocks), metadata)


def _stated(fields: str) -> Metadata:
    found = {m["key"].strip().lower(): m["value"].strip("\"' ") for m in _FIELD.finditer(fields)}
    names = re.split(r",\s*|\s+and\s+", found.get("author", found.get("authors", "")).strip("[]"))
    date = iso_date(found.get("date"))
    return Metadata(
        title=found.get("title"),
        authors=tuple(name.strip("\"' ") for name in names if name.strip("\"' ")),
        publisher=found.get("publisher"),
        date=date,
        date_found="meta" if date else None,
    )


def _without_marks(mapped: Mapped) -> Mapped:
    """Cut fenced code, and the marks of links and emphasis, nested ones in a second pass."""
    fences: list[Edit] = [(m.start(), m.end(), "\n") for m in _FENCE.finditer(mapped.text)]
    mapped = mapped.edit(fences) if fences else mapped
    for _ in range(2):
        edits: list[Edit] = []
        for match in _INLINE.finditer(mapped.text):
            kept = match.lastgroup
            group = next(
                name for name in ("alt", "text", "url", "bold", "slant", "code", "escaped") if match[name] is not None
            )
            start, end = match.span(group)
            edits += [(match.start(), start, ""), (end, match.end(), "")] if kept else []
        if not edits:
            break
        mapped = mapped.edit(edits)
    return mapped


def _blocks(lines: list[Line]) -> list[Block]:
    blocks: list[Block] = []
    pending: list[Line] = []
    voice = Voice.BODY

    def flush() -> None:
        blocks.extend(Block(p.start, p.end, voice) for p in find_paragraphs(pending))
        pending.clear()

    for line in lines:
        heading = _HEADING.match(line.text)
        if _UNDERLINE.match(line.text) and pending and not line.gap:
            title = pending.pop()
            flush()
            blocks.append(Block(title.start, title.end, Voice.TITLE))
        elif heading:
            flush()
            blocks.append(Block(line.start + heading.end(), line.start + len(line.text.rstrip("# ")), Voice.TITLE))
        elif not _UNDERLINE.match(line.text):
            now, cut = _line_voice(line)
            if now is not voice or (cut and now is not Voice.QUOTATION):
                flush()
            voice = now
            pending.append(replace(line, start=line.start + cut, text=line.text[cut:]) if cut else line)
    flush()
    return [block for block in blocks if block.end > block.start]


def _line_voice(line: Line) -> tuple[Voice, int]:
    for pattern, voice in ((_QUOTE, Voice.QUOTATION), (_NOTE, Voice.FOOTNOTE), (_ITEM, Voice.BODY)):
        match = pattern.match(line.text)
        if match and match.end() < len(line.text):
            return voice, match.end()
    return Voice.BODY, 0
