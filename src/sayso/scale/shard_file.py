"""Write a shard's rows as one Parquet file, whole or not at all, and read them back."""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from socket import gethostname

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.model.errors import ExchangeError
from sayso.scale.columns import decoder, encoder, schema_of
from sayso.scale.shard import LAYOUT, ShardRow

ROWS_AT_ONCE = 64
"""Documents in one row group: what stands in memory while a file is written or read."""

_ENDING, _UNFINISHED = ".parquet", ".unfinished"


@dataclass(frozen=True, slots=True)
class Header:
    """Hold what a file says of itself: the shard, the reader's version, and how many rows, readings and words.

    `failed` counts documents that broke the reader or ended its process.
    """

    shard: str
    reader: str
    rows: int = 0
    read: int = 0
    failed: int = 0
    words: int = 0


class TornFile(ExchangeError):
    """Say that a file is not whole, or no shard at all: it is passed over."""


class OtherLayout(ExchangeError):
    """Say that a file is laid out by another version of Sayso: it is refused."""


def layout() -> str:
    """Return a hash of the columns: the same where records have the same fields of the same types."""
    schema = schema_of(ShardRow)
    return f"{LAYOUT}-{hashlib.sha256(str(schema).encode()).hexdigest()[:12]}"


def write_rows(path: Path, shard: str, reader: str, rows: Iterable[ShardRow]) -> Header:
    """Write rows under a name of this process in the same folder, let the disk have them, then rename.

    Where something fails nothing is left behind. A process that is killed leaves a name that begins with a dot; whoever
    writes the file in its place takes it away.
    """
    schema = schema_of(ShardRow)
    unfinished = path.with_name(f".{path.stem}.{gethostname()}.{os.getpid()}{_UNFINISHED}")
    counted = [0, 0, 0, 0]
    try:
        with unfinished.open("wb") as file:
            with pq.ParquetWriter(file, schema, compression="zstd") as writer:
                for some in batched(rows, ROWS_AT_ONCE):
                    _count(counted, some)
                    writer.write_table(_table(some, schema))
                header = Header(shard, reader, *counted)
                writer.add_key_value_metadata(_metadata(header))
            file.flush()
            os.fsync(file.fileno())
        _rename(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _settle_folder(path.parent)
    return header


def read_header(path: Path) -> Header:
    """Return what a file says of itself; raises TornFile, OtherLayout."""
    with _open(path) as file:
        return _header(path, file)


def read_rows(path: Path) -> Iterator[ShardRow]:
    """Yield the rows of a file in order; raises TornFile, OtherLayout."""
    turn = decoder(ShardRow)
    assert turn is not None
    with _open(path) as file:
        _header(path, file)
        try:
            for batch in file.iter_batches(ROWS_AT_ONCE):
                for row in batch.to_pylist():
                    yield turn(row)
        except (pa.ArrowException, OSError) as error:
            raise _torn(path, error) from error


def read_signatures(path: Path) -> list[tuple[str, bytes]]:
    """Return the signature of every document of a file that has one, without reading the rest of it."""
    with _open(path) as file:
        _header(path, file)
        try:
            table = file.read(columns=["document.id", "signature"])
        except (pa.ArrowException, OSError) as error:
            raise _torn(path, error) from error
    rows = table.to_pylist()
    return [(row["document"]["id"], row["signature"]) for row in rows if row["document"] and row["signature"]]


def shard_files(folder: Path) -> list[Path]:
    """Return the files of readings in a folder, in order of name."""
    return sorted(path for path in folder.glob(f"*{_ENDING}") if not path.name.startswith("."))


def _rename(unfinished: Path, path: Path) -> None:
    """Give a file its name, and take away what others left of it; another process may have been faster."""
    try:
        unfinished.rename(path)
    except FileNotFoundError:
        if not path.exists():
            raise
    for left in path.parent.glob(f".{path.stem}.*{_UNFINISHED}"):
        left.unlink(missing_ok=True)


def _table(rows: Iterable[ShardRow], schema: pa.Schema) -> pa.Table:
    turn = encoder(ShardRow)
    assert turn is not None
    return pa.Table.from_pylist([turn(row) for row in rows], schema)


def _count(counted: list[int], rows: tuple[ShardRow, ...]) -> None:
    counted[0] += len(rows)
    counted[1] += sum(row.reading is not None for row in rows)
    counted[2] += sum(row.refusal is not None and not row.refusal.settled for row in rows)
    counted[3] += sum(row.reading.words for row in rows if row.reading is not None)


def _metadata(header: Header) -> dict[str, str]:
    named = {f"sayso.{name}": str(getattr(header, name)) for name in Header.__slots__}
    return {**named, "sayso.layout": layout()}


def _header(path: Path, file: pq.ParquetFile) -> Header:
    held = {key.decode(): value.decode() for key, value in (file.metadata.metadata or {}).items()}
    if "sayso.layout" not in held:
        raise TornFile(f"{path} is no shard. Take it out of the folder.")
    if held["sayso.layout"] != layout():
        raise OtherLayout(
            f"{path} has layout {held['sayso.layout']}, this version of Sayso writes {layout()}. "
            "Read the shard again, or merge it with the version that wrote it."
        )
    numbers = {name: int(held[f"sayso.{name}"]) for name in ("rows", "read", "failed", "words")}
    return Header(held["sayso.shard"], held["sayso.reader"], **numbers)


def _open(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise _torn(path, error) from error


def _torn(path: Path, error: Exception) -> TornFile:
    reason = " ".join(str(error).split())[:200]
    return TornFile(f"{path} is not whole: {reason}. Delete it and read again; it alone is read.")


def _settle_folder(folder: Path) -> None:
    """Let the disk have the new name too, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
