"""Take files, folders, archives, mails and addresses; give a Document or the reason for none, one after another."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.intake.limits import Limits
from sayso.intake.sniff import MAIL, WARC, ZIP, sniff
from sayso.model import Document, Origin, Unreadable
from sayso.model.errors import UnreadableDocument

_ADDRESS = ("http://", "https://")
_CHECK = "Check the file, or save it again from its source."


def take(paths: Iterable[str | Path], *, limits: Limits | None = None) -> Iterator[Document | Unreadable]:
    """Yield a Document or an Unreadable for each file that the paths hold, never raising for a bad file.

    A path is a file, a folder (all files below it, sorted by path, hidden ones skipped), a zip, WARC or mail file
    (each member a document of its own) or an http(s) address, which is fetched. The order is that of the paths, then
    of the members. A path that is not there gives an Unreadable with code `not-found`.
    """
    limits = limits or Limits()
    for path in paths:
        if str(path).startswith(_ADDRESS):
            yield from _take_address(str(path), limits)
        else:
            yield from _take_path(Path(path), limits)


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


def _take_path(path: Path, limits: Limits) -> Iterator[Document | Unreadable]:
    if not path.exists():
        yield Unreadable(Origin(str(path)), "not-found", f"{path} does not exist", "Check the path's spelling.")
    elif path.is_dir():
        for file in files_below(path):
            yield from _take_file(file, limits)
    else:
        yield from _take_file(path, limits)


def files_below(folder: Path) -> list[Path]:
    """Return the files below a folder, sorted by path, links that lead nowhere among them; hidden ones are skipped."""
    found: list[Path] = []
    for root, folders, names in folder.walk():
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(root / name for name in names if not name.startswith("."))
    kept = (path for path in found if path.is_file() or (path.is_symlink() and not path.exists()))
    return sorted(kept, key=lambda path: path.parts)


def _take_file(path: Path, limits: Limits) -> Iterator[Document | Unreadable]:
    origin = Origin(str(path))
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableDocument("unsupported", "it is no regular file", "Name a file or a folder.")
        if size > limits.max_bytes and not path.name.lower().endswith((".zip", ".warc", ".warc.gz")):
            raise _too_many_bytes(size, limits)
        with path.open("rb") as file:
            head = file.read(4096)
        if head.startswith(b"PK") or head.startswith((b"WARC/", b"\x1f\x8b")):
            yield from _take_archive_file(path, origin, size, limits)
            return
        data = path.read_bytes()
    except UnreadableDocument as error:
        yield _unreadable(origin, error)
    except OSError as error:
        yield Unreadable(origin, "broken", f"it cannot be opened: {error.strerror or error}", "Check its permissions.")
    else:
        yield from take_member(data, path.name, origin, limits)


def _take_archive_file(path: Path, origin: Origin, size: int, limits: Limits) -> Iterator[Document | Unreadable]:
    """Stream a large WARC from disk; read anything else whole."""
    if path.name.lower().endswith((".warc", ".warc.gz")):
        from sayso.intake.archives import take_warc

        with path.open("rb") as stream:
            yield from take_warc(stream, origin, limits, 0)
        return
    if size > limits.max_zip_total_bytes:
        yield _unreadable(origin, _too_many_bytes(size, limits))
        return
    yield from take_member(path.read_bytes(), path.name, origin, limits)


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


def _take_address(url: str, limits: Limits) -> Iterator[Document | Unreadable]:
    from sayso.intake.fetch import fetch

    origin = Origin(url)
    try:
        fetched = fetch(url, limits)
    except UnreadableDocument as error:
        yield _unreadable(origin, error)
    else:
        yield from take_member(fetched.data, fetched.name, origin, limits, 0, fetched.media_type, fetched.charset)


def _too_many_bytes(size: int, limits: Limits) -> UnreadableDocument:
    return UnreadableDocument(
        "too-large", f"it has {size:,} bytes, the limit is {limits.max_bytes:,}", "Split the file, or raise the limit."
    )


def _unreadable(origin: Origin, error: UnreadableDocument, data: bytes | None = None) -> Unreadable:
    import hashlib

    digest = hashlib.sha256(data).hexdigest() if data is not None else None
    return Unreadable(origin, error.code, error.reason, error.remedy, digest, len(data or b""))
