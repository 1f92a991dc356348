"""Read DOCX: paragraphs, tables and footnotes by their styles; raw offsets count in the extracted text."""

import io
import re
import zipfile
from typing import Any

from sayso.intake.byline import find_metadata
from sayso.intake.characters import repair_characters
from sayso.intake.draft import Block, Draft, merge_metadata, move_blocks
from sayso.intake.limits import Limits, refuse_long_text
from sayso.intake.mapped import Mapped
from sayso.intake.opening import split_opening
from sayso.intake.plain import is_heading
from sayso.model import Metadata, Voice
from sayso.model.errors import UnreadableDocument

_STYLES = (("title", Voice.TITLE), ("heading", Voice.TITLE), ("quote", Voice.QUOTATION), ("caption", Voice.CAPTION))
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes, limits: Limits) -> Draft:
    """Return the draft of a Word file; raises UnreadableDocument for a broken or an oversized one.

    The raw text is the paragraphs, cells and footnotes in order, one a line, as the file holds them.
    """
    import docx

    _refuse_bomb(data, limits)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:
        raise UnreadableDocument(
            "broken", f"the Word file cannot be opened ({type(error).__name__})", "Save it again from Word."
        ) from error
    parts = [*_paragraphs(document), *_footnotes(data)]
    raw = "\n".join(text for text, _ in parts)
    refuse_long_text(len(raw), limits)
    blocks: list[Block] = []
    at = 0
    for place, (text, voice) in enumerate(parts):
        if voice is Voice.BODY and place == 0 and is_heading(text, True) and len(parts) > 1:
            voice = Voice.TITLE
        blocks.append(Block(at, at + len(text), voice))
        at += len(text) + 1
    first = Mapped.of(raw)
    mapped = repair_characters(first)
    blocks = [block for block in move_blocks(blocks, first, mapped) if block.end > block.start]
    texts = [mapped.text[block.start : block.end] for block in blocks]
    metadata = merge_metadata(_stated(document), find_metadata(texts, [block.voice for block in blocks]))
    return Draft(mapped, split_opening(mapped.text, blocks), metadata)


def _refuse_bomb(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
        size = sum(info.file_size for info in members if info.filename.endswith((".xml", ".rels")))
        whole = sum(info.file_size for info in members)  # the library unpacks pictures too
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableDocument("broken", "the Word file is truncated", "Save or download it again.") from error
    if size > limits.max_text_characters * 10:
        raise UnreadableDocument("too-large", f"the Word file unpacks to {size:,} bytes of text", "Split the file.")
    if whole > 2 * limits.max_bytes:
        raise UnreadableDocument("too-large", f"the Word file unpacks to {whole:,} bytes", "Take its pictures out.")


def _paragraphs(document: Any) -> list[tuple[str, Voice]]:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    found: list[tuple[str, Voice]] = []
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            found.append((item.text, _voice(item)))
        elif isinstance(item, Table):
            for row in item.rows:
                cells = dict.fromkeys(cell.text.replace("\n", " ").strip() for cell in row.cells)
                found.append((" | ".join(cell for cell in cells if cell), Voice.BODY))
    return [(re.sub(r"[\n\r]+", " ", text), voice) for text, voice in found if text.strip()]


def _voice(paragraph: Any) -> Voice:
    style = str(paragraph.style.name if paragraph.style is not None else "").lower()
    return next((voice for name, voice in _STYLES if name in style), Voice.BODY)


def _footnotes(data: bytes) -> list[tuple[str, Voice]]:
    """Return the notes of `word/footnotes.xml` and `word/endnotes.xml`, separators left out."""
    from lxml import etree

    found = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in ("word/footnotes.xml", "word/endnotes.xml"):
            if part not in archive.namelist():
                continue
            root = etree.fromstring(archive.read(part), parser)
            for note in root:
                text = "".join(node.text or "" for node in note.iter(f"{_W}t")).strip()
                if text and note.get(f"{_W}type") is None:
                    found.append((text, Voice.FOOTNOTE))
    return found


def _stated(document: Any) -> Metadata:
    """Return title and author of the core properties; their dates are the file's, not the text's, and are left."""
    properties = document.core_properties
    author = str(properties.author or "").strip()
    useless = {"", "python-docx", "microsoft office user", "user", "admin", "windows user"}
    return Metadata(
        title=str(properties.title or "").strip() or None, authors=(author,) if author.lower() not in useless else ()
    )
