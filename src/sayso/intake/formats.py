"""Send bytes to the reader of their format, and its draft to assembly."""

from pathlib import PurePosixPath

from sayso.intake.assemble import assemble
from sayso.intake.decoding import decode
from sayso.intake.draft import Draft
from sayso.intake.limits import Limits, refuse_long_text
from sayso.intake.sniff import DOCX, HTML, MAIL, MARKDOWN, PDF, TEXT, sniff
from sayso.model import Document, Origin
from sayso.model.errors import UnreadableDocument


def read_bytes(
    data: bytes, name: str, origin: Origin, media_type: str | None, limits: Limits, charset: str | None
) -> Document:
    """Return the document; raises UnreadableDocument. The format is what the bytes are, not what their name says."""
    if len(data) > limits.max_bytes:
        raise UnreadableDocument(
            "too-large", f"it has {len(data):,} bytes, the limit is {limits.max_bytes:,}", "Split the file."
        )
    if not data.strip():
        raise UnreadableDocument("empty", "the file is empty", "Check that it was saved or downloaded completely.")
    kind = sniff(data, name, media_type)
    draft = _read(kind, data, origin, limits, charset)
    return assemble(draft, data, name_without_ending(name), origin, kind, limits)


def name_without_ending(name: str) -> str:
    """Return a file's name without folders and without its last ending."""
    last = PurePosixPath(name.replace("\\", "/")).name or name
    stem = PurePosixPath(last).stem
    return stem or last


def _read(kind: str, data: bytes, origin: Origin, limits: Limits, charset: str | None) -> Draft:
    if kind == PDF:
        from sayso.intake.pdf import read_pdf

        return read_pdf(data, limits)
    if kind == DOCX:
        from sayso.intake.docx_file import read_docx

        return read_docx(data, limits)
    if kind == MAIL:
        from sayso.intake.mail import read_mail

        return read_mail(data, limits)
    if kind not in (HTML, MARKDOWN, TEXT):
        raise UnreadableDocument("unsupported", "it is an archive", "Give its path to be opened, or unpack it first.")
    text = decode(data, charset)
    refuse_long_text(len(text), limits)
    if kind == HTML:
        from sayso.intake.html_page import read_html

        return read_html(text, origin.location)
    longest = max(map(len, text.splitlines()), default=0)
    if longest > limits.max_line_characters:
        raise UnreadableDocument(
            "too-large",
            f"one line has {longest:,} characters, the limit is {limits.max_line_characters:,}",
            "Prose has line ends: check that this is a text and not data.",
        )
    if (lines := text.count("\n")) > limits.max_lines:
        raise UnreadableDocument(
            "too-large", f"it has {lines:,} lines, the limit is {limits.max_lines:,}", "Split the file."
        )
    if kind == MARKDOWN:
        from sayso.intake.markdown import read_markdown

        return read_markdown(text)
    from sayso.intake.plain import read_plain

    return read_plain(text)
