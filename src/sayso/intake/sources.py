"""Take files, folders, archives, mails and addresses; give a Document or the reason for none, one after another."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from sayso.intake.limits import Limits
from sayso.intake.sniff import MAIL, WARC, ZIP, sniff
from sayso.model import Document, Origin, Unreadable
from sayso.model.errors import UnreadableDocument

if TYPE_CHECKING:
    from sayso.intake.fetch import Network

_ADDRESS = ("http://", "https://")
_CHECK = "Check the file, or save it again from its source."


class TakeOpen(Protocol):
    """Take in what an open file holds: `take_open` here, or the same in a process apart."""

    def __call__(
        self,
        file: IO[bytes],
        name: str,
        origin: Origin,
        limits: Limits,
        media_type: str | None = None,
        charset: str | None = None,
    ) -> Iterator[Document | Unreadable]:
        """Yield as `take` does; raises OSError where the file cannot be read."""
        ...


def take(
    paths: Iterable[str | Path],
    *,
    limits: Limits | None = None,
    opened: TakeOpen | None = None,
    network: "Network | None" = None,
) -> Iterator[Document | Unreadable]:
    """Yield a Document or an Unreadable for each file that the paths hold, never raising for a bad file.

    A path is a file, a folder (all files below it, sorted by path, hidden ones skipped), a zip, WARC or mail file
    (each member a document of its own) or an http(s) address, which is fetched. The order is that of the paths, then
    of the members. A path that is not there gives an Unreadable with code `not-found`. `opened` takes in what was
    opened; without one that is done here. `network` is how addresses are reached, the public's alone without one.
    """
    limits, opened = limits or Limits(), opened or take_open
    for path in paths:
        if str(path).startswith(_ADDRESS):
            yield from _take_address(str(path), limits, opened, network)
        else:
            yield from _take_path(Path(path), limits, opened)


def take_bytes(
    data: bytes,
    name: str,
    origin: Origin,
    media_type: str | None = None,
    limits: Limits | None = None,
    charset: str | None = None,
) -> Document:
    """Return the document that bytes hold; raises UnreadableDocument with code, reason and remedy.

    `name` is the file's name with its ending; `media_type` and `charset` are what a header said, if one did. Archives
    are refused here: `take` opens them.
    """
    from sayso.intake.formats import read_bytes

    return read_bytes(data, name, origin, media_type, limits or Limits(), charset)


def _take_path(path: Path, limits: Limits, opened: TakeOpen) -> Iterator[Document | Unreadable]:
    if not path.exists():
        yield Unreadable(Origin(str(path)), "not-found", f"{path} does not exist", "Check the path's spelling.")
    elif path.is_dir():
        for file in files_below(path):
            yield from _take_file(file, limits, opened)
    else:
        yield from _take_file(path, limits, opened)


def files_below(folder: Path) -> list[Path]:
    """Return the files below a folder, sorted by path, links that lead nowhere among them; hidden ones are skipped."""
    found: list[Path] = []
    for root, folders, names in folder.walk():
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(root / name for name in names if not name.startswith("."))
    kept = (path for path in found if path.is_file() or (path.is_symlink() and not path.exists()))
    return sorted(kept, key=lambda path: path.parts)


def _take_file(path: Path, limits: Limits, opened: TakeOpen) -> Iterator[Document | Unreadable]:
    origin = Origin(str(path))
    try:
        path.stat()  # a link that leads nowhere says so
        if not path.is_file():
            raise UnreadableDocument("unsupported", "it is no regular file", "Name a file or a folder.")
        with path.open("rb") as file:
            yield from opened(file, path.name, origin, limits)
    except UnreadableDocument as error:
        yield _unreadable(origin, error)
    except OSError as error:
        yield Unreadable(origin, "broken", f"it cannot be opened: {error.strerror or error}", "Check its permissions.")


def take_open(
    file: IO[bytes],
    name: str,
    origin: Origin,
    limits: Limits,
    media_type: str | None = None,
    charset: str | None = None,
) -> Iterator[Document | Unreadable]:
    """Yield what an open file on disk holds; a WARC is streamed, anything else read whole, if it is not too large."""
    size, lower = os.fstat(file.fileno()).st_size, name.lower()
    if size > limits.max_bytes and not lower.endswith((".zip", ".warc", ".warc.gz")):
        yield _unreadable(origin, _too_many_bytes(size, limits))
        return
    head = file.read(4096)
    file.seek(0)
    if head.startswith((b"WARC/", b"\x1f\x8b")) and lower.endswith((".warc", ".warc.gz")):
        from sayso.intake.archives import take_warc

        yield from take_warc(file, origin, limits, 0)
    elif size > (limits.max_zip_total_bytes if head.startswith(b"PK") else limits.max_bytes):
        yield _unreadable(origin, _too_many_bytes(size, limits))
    else:
        yield from take_member(file.read(), name, origin, limits, 0, media_type, charset)


def take_member(
    data: bytes,
    name: str,
    origin: Origin,
    limits: Limits,
    depth: int = 0,
    media_type: str | None = None,
    charset: str | None = None,
) -> Iterator[Document | Unreadable]:
    """Yield what bytes hold, opening containers up to the depth allowed; whatever goes wrong becomes an Unreadable."""
    try:
        kind = sniff(data, name, media_type)
        if kind in (ZIP, WARC, MAIL):
            yield from _open(kind, data, name, origin, limits, depth)
        else:
            yield take_bytes(data, name, origin, media_type, limits, charset)
    except UnreadableDocument as error:
        yield _unreadable(origin, error, data)
    except (MemoryError, RecursionError) as error:
        refused = UnreadableDocument(
            "too-large", f"reading it took too much ({type(error).__name__})", "Split the file."
        )
        yield _unreadable(origin, refused, data)
    except Exception as error:  # one bad file must never stop a run, whatever library fails on it
        reason = f"it is damaged: {type(error).__name__}: {str(error)[:200]}"
        yield _unreadable(origin, UnreadableDocument("broken", reason, _CHECK), data)


def _open(
    kind: str, data: bytes, name: str, origin: Origin, limits: Limits, depth: int
) -> Iterator[Document | Unreadable]:
    from sayso.intake import archives, mail

    if depth >= limits.max_depth:
        raise UnreadableDocument(
            "unsupported", f"it lies {depth} containers deep, the limit is {limits.max_depth}", "Unpack it first."
        )
    if kind == ZIP:
        yield from archives.take_zip(data, origin, limits, depth)
    elif kind == WARC:
        import io

        yield from archives.take_warc(io.BytesIO(data), origin, limits, depth)
    else:
        yield from mail.take_mail(data, name, origin, limits, depth)


def _take_address(
    url: str, limits: Limits, opened: TakeOpen, network: "Network | None"
) -> Iterator[Document | Unreadable]:
    from tempfile import TemporaryFile

    from sayso.intake.fetch import fetch

    origin = Origin(url)
    try:
        fetched = fetch(url, limits, network)
    except UnreadableDocument as error:
        yield _unreadable(origin, error)
        return
    with TemporaryFile() as file:
        file.write(fetched.data)
        file.seek(0)
        yield from opened(file, fetched.name, origin, limits, fetched.media_type, fetched.charset)


def _too_many_bytes(size: int, limits: Limits) -> UnreadableDocument:
    return UnreadableDocument(
        "too-large", f"it has {size:,} bytes, the limit is {limits.max_bytes:,}", "Split the file, or raise the limit."
    )


def _unreadable(origin: Origin, error: UnreadableDocument, data: bytes | None = None) -> Unreadable:
    import hashlib

    digest = hashlib.sha256(data).hexdigest() if data is not None else None
    return Unreadable(origin, error.code, error.reason, error.remedy, digest, len(data or b""))
