"""Decode bytes of text: by mark, by declaration, as UTF-8, then as a Western code page."""

import codecs
import re

from sayso.model.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,80}?encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_FEW_CONTROL = 8
_MOST_CONTROL = 0.1


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text; raises UnreadableDocument for no text at all.

    Invalid UTF-8 that is well formed more often than not keeps UTF-8 and replaces the rest (U+FFFD); otherwise
    windows-1252 is taken, which Latin-1 text is in practice (WHATWG Encoding Standard). More than a tenth of control
    characters means binary.
    """
    if not data.strip():
        raise UnreadableDocument("empty", "the file is empty", "Check that it was saved or downloaded completely.")
    text = _decode(data, declared)
    sample = text[:100_000] if len(text) <= 200_000 else text[:100_000] + text[-100_000:]
    if len(_CONTROL.findall(sample)) > max(_FEW_CONTROL, _MOST_CONTROL * len(sample)):
        if not sample.strip("\x00 \t\r\n\ufeff"):
            raise UnreadableDocument(
                "empty", "the file holds no text, only NULs", "Check that it was saved completely."
            )
        raise UnreadableDocument("unsupported", "the bytes are no text", "Save it as PDF, DOCX, HTML or plain text.")
    if not text.strip("\ufeff \t\r\n\x00"):
        raise UnreadableDocument("empty", "the file holds only white space", "Check that it was saved completely.")
    return text


def _decode(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    guessed = _without_mark(data)
    if guessed:
        return data.decode(guessed, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in _named(data, declared):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    loose = data.decode("utf-8", errors="replace")
    well_formed = sum(ch > "\x7f" and ch != "\ufffd" for ch in loose[:1_000_000])
    if loose[:1_000_000].count("\ufffd") < well_formed:
        return loose
    return data.decode("cp1252", errors="replace")


def _named(data: bytes, declared: str | None) -> list[str]:
    match = _DECLARED.search(data[:4096])
    return [name for name in (declared, match[1].decode("ascii") if match else None) if name]


def _without_mark(data: bytes) -> str | None:
    """Return UTF-16 with its byte order where every second byte of Western text is NUL."""
    sample = data[:2000]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    even, odd = sample[::2], sample[1::2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None
