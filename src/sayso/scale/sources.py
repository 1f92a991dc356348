"""Find and open the files that paths name: folders, files, lists of paths, stores that fsspec knows (S3 and alike)."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from sayso.model.errors import NotFound, UsageError

_WARC = (".warc", ".warc.gz")


def find_files(paths: Iterable[str | Path]) -> Iterator[str]:
    """Yield the location of every file that the paths name, in their order; below a folder sorted, without hidden ones.

    `@FILE` is a list of paths, one a line; `s3://bucket/prefix` and other addresses of a store need fsspec. Raises
    NotFound for what is not there, UsageError for a web address: what stands there may change while shards are read.
    """
    for path in paths:
        name = str(path)
        if name.startswith("@"):
            yield from find_files(_listed(Path(name[1:])))
        elif name.startswith(("http://", "https://")):
            raise UsageError(f"{name} may change while shards are read. Save it first, then name the file.")
        elif is_remote(name):
            yield from _find_remote(name)
        else:
            yield from _find_local(Path(name))


def is_remote(location: str) -> bool:
    """Tell a location in a store from a path on this machine."""
    return "://" in location


def is_warc(location: str) -> bool:
    """Tell a web archive by its name."""
    return location.lower().endswith(_WARC)


def name_of(location: str) -> str:
    """Return the last part of a location, with its ending."""
    return PurePosixPath(location).name if is_remote(location) else Path(location).name


def open_file(location: str) -> AbstractContextManager[IO[bytes]]:
    """Open a file for reading from any place in it; raises OSError."""
    if not is_remote(location):
        return Path(location).open("rb")
    store, path = _store(location)
    opened: AbstractContextManager[IO[bytes]] = store.open(path, "rb")
    return opened


def size_of(location: str) -> int:
    """Return how many bytes a file has; raises OSError."""
    if not is_remote(location):
        return Path(location).stat().st_size
    store, path = _store(location)
    return int(store.size(path) or 0)


def _listed(path: Path) -> list[str]:
    if not path.is_file():
        raise NotFound(f"There is no list of paths {path}. Check the spelling.")
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _find_local(path: Path) -> Iterator[str]:
    from sayso.intake.sources import files_below

    if not path.exists():
        raise NotFound(f"There is no file or folder {path}. Check the spelling, or give a full path.")
    yield from map(str, files_below(path)) if path.is_dir() else [str(path)]


def _find_remote(location: str) -> Iterator[str]:
    store, path = _store(location)
    if not store.exists(path):
        raise NotFound(f"There is nothing at {location}. Check the address, and the rights to read it.")
    found = sorted(store.find(path)) if store.isdir(path) else [path]
    for one in found:
        if not any(part.startswith(".") for part in PurePosixPath(one).relative_to(path).parts):
            yield str(store.unstrip_protocol(one))


def _store(location: str) -> tuple[Any, str]:
    """Return the store of a location and the path in it; raises UsageError where its package is missing."""
    try:
        from fsspec.core import url_to_fs

        store, path = url_to_fs(location)
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"{location} cannot be opened: {error}. Install sayso[scale], for S3 also sayso[s3]."
        ) from error
    return store, str(path)
