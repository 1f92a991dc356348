"""Turn any format's draft into a Document: join, repair, cut into segments, describe."""

import hashlib
import re
from dataclasses import replace

from sayso.intake.dates import date_in_path
from sayso.intake.draft import Block, Draft
from sayso.intake.language import find_language
from sayso.intake.limits import Limits, refuse_long_text
from sayso.intake.mapped import Edit, Mapped
from sayso.intake.repair import count_words, join_lines, repair_words
from sayso.model import Document, Metadata, OffsetMap, Origin, Segment, Span, Voice, content_id
from sayso.model.errors import UnreadableDocument

INTAKE_VERSION = "1"
"""Goes into every text's id: raised whenever the clean text of some document changes."""

_WORDS = re.compile(r"\w+")


def assemble(draft: Draft, data: bytes, name: str, origin: Origin, media_type: str, limits: Limits) -> Document:
    """Return the document of a draft; raises UnreadableDocument where no words are left.

    The clean text holds the blocks in order, parted by one blank line, with no line end inside a block.
    """
    refuse_long_text(len(draft.mapped.text), limits)
    mapped, blocks = _compose(draft)
    if not _WORDS.search(mapped.text):
        raise UnreadableDocument("empty", "no words were found in it", "Check that this is the right file.")
    mapped = repair_words(mapped, [block.voice for block in blocks], draft.printed)
    segments = _segments(mapped.text, blocks)
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=media_type,
        size_bytes=len(data),
        metadata=_complete(_repaired_title(draft.metadata, mapped.text, segments), mapped.text, segments, origin, name),
        origins=(origin,),
        text=mapped.text,
        text_id=content_id("text", mapped.text, INTAKE_VERSION),
        segments=segments,
        offsets=mapped.offset_map(draft.place, draft.lines) if mapped.text else OffsetMap(()),
    )


def _compose(draft: Draft) -> tuple[Mapped, list[Block]]:
    """Keep the blocks' words alone, one line each, parted by blank lines."""
    text = draft.mapped.text
    vocabulary = count_words(text) if "-\n" in text or "- \n" in text else count_words("")
    edits: list[Edit] = []
    kept: list[Block] = []
    at = 0
    for block in draft.blocks:
        words = text[block.start : block.end]
        start = block.start + len(words) - len(words.lstrip())
        end = block.end - len(words) + len(words.rstrip())
        if start >= end:
            continue
        edits.append((at, start, "\n\n" if kept else ""))
        edits.extend(join_lines(text, start, end, vocabulary))
        kept.append(block)
        at = end
    edits.append((at, len(text), ""))
    return draft.mapped.edit(edits), kept


def _segments(text: str, blocks: list[Block]) -> tuple[Segment, ...]:
    segments = []
    at = 0
    for index, (line, block) in enumerate(zip(text.split("\n\n"), blocks, strict=True)):
        span = Span(at, at + len(line))
        digest = digest_words(line)
        segments.append(Segment(index, span, block.voice, digest, block.speaker, block.speaker_date, block.page))
        at = span.end + 2
    return tuple(segments)


def digest_words(text: str) -> str:
    """Return a hash of the folded words: 16 hex digits, the same for a copy with other spaces, case or marks."""
    return hashlib.sha256(" ".join(_WORDS.findall(text.casefold())).encode()).hexdigest()[:16]


def _repaired_title(metadata: Metadata, text: str, segments: tuple[Segment, ...]) -> Metadata:
    """Give the title the capitals that repair restored in the text."""
    for segment in segments[:4]:
        words = segment.span.cut(text)
        if metadata.title and segment.voice is Voice.TITLE and words.casefold() == metadata.title.casefold():
            return replace(metadata, title=words)
    return metadata


def _complete(metadata: Metadata, text: str, segments: tuple[Segment, ...], origin: Origin, name: str) -> Metadata:
    """Fill language, and a missing date from the address or the file's name."""
    read = " ".join(segment.span.cut(text) for segment in segments if segment.voice is not Voice.FURNITURE)
    metadata = replace(metadata, language=find_language(read or text))
    if metadata.date is None:
        is_address = origin.location.startswith(("http://", "https://"))
        value = date_in_path(origin.location, is_address=True) if is_address else date_in_path(name)
        if value:
            return replace(metadata, date=value, date_found="url" if is_address else "file name")
    return metadata
