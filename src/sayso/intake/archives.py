"""Open zip and WARC files: each member is a document of its own; bombs and strange names do no harm."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from sayso.intake.limits import MIB, Limits
from sayso.intake.sources import take_member
from sayso.model import Document, Origin, Unreadable
from sayso.model.errors import UnreadableDocument

_ENCRYPTED = 0x1


def take_zip(data: bytes, origin: Origin, limits: Limits, depth: int) -> Iterator[Document | Unreadable]:
    """Yield what a zip's members hold, sorted by name; hidden members and those of macOS's own are skipped.

    Names are labels only: nothing is written to disk, so a path out of the folder leads nowhere. Raises
    UnreadableDocument for a zip that cannot be opened or unpacks to more than the limit.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableDocument("broken", f"the zip is damaged: {error}", "Download or pack it again.") from error
    with archive:
        members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        if len(members) > limits.max_zip_members:
            raise UnreadableDocument(
                "too-large",
                f"the zip has {len(members):,} members, the limit is {limits.max_zip_members:,}",
                "Split it.",
            )
        total = 0
        for info in members:
            if _is_hidden(info.filename):
                continue
            total += info.file_size
            if total > limits.max_zip_total_bytes:
                raise UnreadableDocument(
                    "too-large",
                    f"the zip unpacks to more than {limits.max_zip_total_bytes:,} bytes",
                    "Unpack it first.",
                )
            yield from _take_zip_member(archive, info, origin, limits, depth)


def _take_zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: Origin, limits: Limits, depth: int
) -> Iterator[Document | Unreadable]:
    member = inner_origin(origin, info.filename)
    try:
        refuse_member(info, limits)
        with archive.open(info) as stream:
            content = stream.read(min(limits.max_bytes, info.file_size) + 1)
    except UnreadableDocument as error:
        yield Unreadable(member, error.code, error.reason, error.remedy)
    except Exception as error:  # zipfile raises many kinds for a damaged member
        yield Unreadable(member, "broken", f"the zip's member is damaged: {error}", "Download or pack the zip again.")
    else:
        yield from take_member(content, PurePosixPath(info.filename).name, member, limits, depth + 1)


def refuse_member(info: zipfile.ZipInfo, limits: Limits) -> None:
    """Raise UnreadableDocument for a member with a password, one that is too large, and one packed like a bomb."""
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableDocument("encrypted", "the zip's member has a password", "Unpack it with its password first.")
    if info.file_size > limits.max_bytes:
        raise UnreadableDocument(
            "too-large", f"it unpacks to {info.file_size:,} bytes, the limit is {limits.max_bytes:,}", "Split the file."
        )
    if info.file_size > MIB and info.file_size > limits.max_zip_ratio * max(1, info.compress_size):
        ratio = info.file_size // max(1, info.compress_size)
        raise UnreadableDocument(
            "too-large",
            f"it unpacks to {ratio:,} times its size, as zip bombs do",
            "Unpack it yourself if you trust it.",
        )


def inner_origin(origin: Origin, member: str) -> Origin:
    """Return the origin of a member inside another origin; nested members are joined by `!`."""
    return Origin(origin.location, f"{origin.member}!{member}" if origin.member else member)


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)


def take_warc(stream: IO[bytes], origin: Origin, limits: Limits, depth: int) -> Iterator[Document | Unreadable]:
    """Yield the documents of a WARC's response records, in file order, the page's address as member.

    Only answers with status 200 count; images and other media of a page are passed over, not reported.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            found += 1
            yield from take_record(record, origin, limits, depth)
    except Exception as error:  # a damaged archive ends here, what came before it stays
        yield Unreadable(origin, "broken", f"the WARC is damaged: {error}", "Download it again.")
        return
    if not found:
        yield Unreadable(origin, "empty", "the WARC holds no response records", "Check that it is a crawl's archive.")


def take_record(record: "object", origin: Origin, limits: Limits, depth: int) -> Iterator[Document | Unreadable]:
    """Yield what one response record of a WARC holds, its HTTP headers parsed; see `take_warc`."""
    from fastwarc.warc import WarcRecord

    assert isinstance(record, WarcRecord)
    address = str(record.headers.get("WARC-Target-URI", ""))
    member = inner_origin(origin, address)
    head = record.http_headers
    if head is not None and head.status_code not in (200, None):
        return
    media_type = record.http_content_type
    if (media_type and media_type.split("/")[0] in ("image", "video", "audio", "font")) or media_type in _NO_TEXT:
        return
    data = record.reader.read(limits.max_bytes + 1)
    encoding = head.get("Content-Encoding") if head is not None else None
    if encoding and "gzip" in encoding.lower() and data[:2] == b"\x1f\x8b":
        data = _gunzip(data, limits)
    if head is not None and "chunked" in (head.get("Transfer-Encoding") or "").lower():
        data = _dechunk(data)
    name = PurePosixPath(address.split("?")[0].rstrip("/")).name or "page"
    yield from take_member(data, name, member, limits, depth + 1, media_type, record.http_charset)


_NO_TEXT = frozenset(("text/css", "application/javascript", "text/javascript", "application/json"))


def _gunzip(data: bytes, limits: Limits) -> bytes:
    import zlib

    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, limits.max_bytes + 1)


def _dechunk(data: bytes) -> bytes:
    """Undo chunked transfer (RFC 9112, 7.1) where the archive kept it; other bytes come back as they are."""
    out = bytearray()
    at = 0
    while at < len(data):
        end = data.find(b"\r\n", at, at + 40)
        try:
            size = int(data[at:end].split(b";")[0], 16) if end > 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return data if not out else bytes(out)
        if size == 0:
            break
        out += data[end + 2 : end + 2 + size]
        at = end + size + 4
    return bytes(out)
