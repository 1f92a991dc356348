"""Decide what bytes are: by their magic first, then by name, then by content; never by the ending alone."""

import re
from pathlib import PurePosixPath

from sayso.model.errors import UnreadableDocument

HTML, PDF, DOCX, MAIL = (
    "text/html",
    "application/pdf",
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "message/rfc822",
)
TEXT, MARKDOWN, ZIP, WARC = "text/plain", "text/markdown", "application/zip", "application/warc"

_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a media file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a media file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"%!PS", "a PostScript file"),
)
_BINARY_ENDINGS = frozenset(
    (".pdf", ".docx", ".zip", ".doc", ".odt", ".rtf", ".png", ".jpg", ".jpeg", ".xlsx", ".pptx")
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|title>|article[\s>]|div[\s>]|p[\s>]|h[1-6][\s>]|meta\s|table[\s>])",
    re.I,
)
_HEADER = re.compile(
    rb"(?:From|Return-Path|Received|Delivered-To|Message-ID|MIME-Version|Subject|Date|To|X-[\w-]+):[ \t]", re.I
)
_MARKDOWN = re.compile(rb"^(?:#{1,6} \S|\[[^\]]+\]\([^)]+\)|```|\* \S|- \S|> \S|---\n)", re.M)


def sniff(data: bytes, name: str, media_type: str | None = None) -> str:
    """Return the media type of bytes; raises UnreadableDocument for what no part of intake reads.

    `media_type` (an HTTP header, a mail part) decides only between kinds of text.
    """
    head = data[:4096]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return DOCX if _is_docx(data) else ZIP
    if head.startswith(b"WARC/"):
        return WARC
    if b"%PDF-" in head[:1024]:  # after the containers: one that packs nothing shows its first member's head
        return PDF
    if head.startswith(b"\x1f\x8b"):
        if name.lower().endswith((".warc.gz", ".warc")):
            return WARC
        raise _unsupported("a gzip archive")
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise _unsupported(what)
    ending = PurePosixPath(name.lower()).suffix
    if ending in _BINARY_ENDINGS:
        raise UnreadableDocument(
            "broken", f"it is named {ending} and is no such file", "Download or save it again, or correct its name."
        )
    return _sniff_text(data, head, name.lower(), (media_type or "").split(";")[0].strip().lower())


def _sniff_text(data: bytes, head: bytes, name: str, media_type: str) -> str:
    visible = head.replace(b"\x00", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    visible = visible.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _is_mail(visible, name):
        return MAIL
    markup = _HTML.search(visible)
    if visible.startswith(b"<?xml") and not markup:
        raise _unsupported("an XML file")
    if markup and (markup.start() < 512 or name.endswith((".htm", ".html", ".xhtml"))):
        return HTML
    if media_type in (HTML, "application/xhtml+xml") or (name.endswith((".htm", ".html", ".xhtml")) and b"<" in data):
        return HTML
    if name.endswith((".md", ".markdown")) or media_type == MARKDOWN:
        return MARKDOWN
    if not name.endswith(".txt") and len(re.findall(rb"^#{1,6} \S", head, re.M)) >= 2 and _MARKDOWN.search(head):
        return MARKDOWN
    return TEXT


def _is_mail(visible: bytes, name: str) -> bool:
    """Tell whether text begins with a block of mail headers: two with `.eml`, else three of them with a sender."""
    block = visible.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    headers = {match.group().lower() for line in block.split(b"\n") if (match := _HEADER.match(line))}
    if name.endswith(".eml"):
        return bool(headers)
    return len(headers) >= 3 and any(h.startswith(b"from:") for h in headers) and b"\n<" not in visible[:64]


def _is_docx(data: bytes) -> bool:
    return b"word/document.xml" in data or b"word/_rels" in data


def _unsupported(what: str) -> UnreadableDocument:
    return UnreadableDocument(
        "unsupported", f"it is {what}", "Save it as PDF, DOCX, HTML or plain text, and read that."
    )
