"""Take one member out of a container again, by the place at which it was found when the container was read."""

import io
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial
from pathlib import Path

from sayso.intake.archives import refuse_member
from sayso.intake.limits import Limits
from sayso.intake.mail import list_attachments
from sayso.intake.sniff import MAIL, sniff
from sayso.model.errors import UnreadableDocument


def find_member(container: Path | bytes, member: str, limits: Limits | None = None) -> bytes | None:
    """Return the bytes of a zip's member or a mail's attachment; None where there is none such any more.

    `member` is what `Origin.member` holds: names inside containers inside containers are joined by `!`, which may stand
    in a name too. Nothing is written to disk, and no more is unpacked than reading it would. A zip on disk is not read
    whole. WARC files are not looked into.
    """
    return _find(container, member, limits or Limits(), 0)


def _find(container: Path | bytes, member: str, limits: Limits, depth: int) -> bytes | None:
    if depth >= limits.max_depth:
        return None
    try:
        with closing(_list(container, limits)) as held:
            for name, unpack in held:
                if name == member:
                    return unpack()
                if member.startswith(f"{name}!"):
                    found = _find(unpack(), member.removeprefix(f"{name}!"), limits, depth + 1)
                    if found is not None:
                        return found
    except (zipfile.BadZipFile, zlib.error, UnreadableDocument, OSError, ValueError, RuntimeError, EOFError):
        return None  # damaged, with a password, too large or no container at all: it is not to be had here
    return None


def _list(container: Path | bytes, limits: Limits) -> Generator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of each member, and what unpacks it."""
    held = container if isinstance(container, Path) else io.BytesIO(container)
    if zipfile.is_zipfile(held):
        with zipfile.ZipFile(held) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    yield info.filename, partial(_unpack, archive, info, limits)
        return
    if isinstance(container, Path) and container.stat().st_size > limits.max_bytes:
        return
    data = container.read_bytes() if isinstance(container, Path) else container
    if sniff(data, "", None) == MAIL or (isinstance(container, Path) and container.suffix.lower() == ".eml"):
        for name, content, _ in list_attachments(data):
            yield name, partial(bytes, content)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    refuse_member(info, limits)
    with archive.open(info) as stream:
        return stream.read(min(limits.max_bytes, info.file_size) + 1)
