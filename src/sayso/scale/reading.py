"""Read one shard into its file: what every engine does, on one machine or many."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import count
from pathlib import Path

from sayso.casefile.garbage import seldom_collected
from sayso.casefile.readers import ReaderChoice, Refusal, read_chunk
from sayso.casefile.workers import DIED
from sayso.intake.apart import Apart
from sayso.intake.sources import TakeOpen
from sayso.model import Document, Reader, Unreadable
from sayso.scale.bounds import Bounds, OutOfTime
from sayso.scale.copies import Copies, sign
from sayso.scale.marks import Marks
from sayso.scale.shard import Item, Shard, ShardRow, file_name
from sayso.scale.shard_file import write_rows
from sayso.scale.taking import Taken, Unit, origin_of, units_of

_DIED_TAKEN = "The process that took it in ended, twice"
_REMEDY = "Look at the file, or split it; then delete the shard's file and read again."
TOO_SLOW = Refusal("too-slow", "Reading it took longer than a document may", "Split the file, or raise the limit.")


BOUNDS = Bounds()
"""What a document may cost where nothing else is said."""


@dataclass(frozen=True)
class ShardTask:
    """Say how shards are read; can be sent to another process or machine, where it loads the reader once.

    `folder` is where the files go, one place for all that read. With `apart` files are taken in by a process that may
    do nothing else, one for each process that reads; `close` ends it. With `skip_copies` a document whose words stand
    in an earlier one of its shard, or in the folders `known`, is kept and not read.
    """

    choice: ReaderChoice
    folder: Path
    bounds: Bounds | None = BOUNDS
    skip_copies: bool = False
    known: tuple[Path, ...] = ()
    apart: bool = False

    def __getstate__(self) -> dict[str, object]:
        """Leave behind what was loaded here: another process loads its own."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def reader(self) -> Reader:
        """Return the reader, loaded when it is first asked for; raises ReaderError."""
        return self.choice.load()

    @cached_property
    def opened(self) -> TakeOpen | None:
        """Return what takes open files in; None where that is done here."""
        return self._taker.take_open if self.apart else None

    @cached_property
    def _taker(self) -> Apart:
        return Apart()

    def close(self) -> None:
        """End the process that takes files in; it begins anew where another file comes."""
        if self.apart:
            self._taker.close()

    @cached_property
    def copies(self) -> Copies | None:
        """Return what earlier shards hold, where copies are skipped."""
        return Copies.of_folders(self.known) if self.skip_copies else None

    @cached_property
    def version(self) -> str:
        """Return the reader's version, and how copies are dealt with where they are skipped: it decides the rows."""
        version = str(self.reader.version)
        return version if self.copies is None else f"{version}+{self.copies.digest}"

    def path_of(self, shard: Shard) -> Path:
        """Return where a shard's file is or will be."""
        return self.folder / file_name(shard.id, self.version)

    def read(self, shard: Shard) -> Path:
        """Read a shard; see `read_shard`."""
        return read_shard(self.reader, shard, self.folder, task=self)


def read_shard(reader: Reader, shard: Shard, folder: Path, *, task: ShardTask | None = None) -> Path:
    """Write what a reader finds in a shard and return the file; return at once where it is there.

    The file appears whole, whoever is killed meanwhile. A document that cannot be read has its reason in it; so has one
    at which the process ended twice. A `task` brings bounds and how copies are dealt with; without one there are none,
    since bounds may end the process. Raises OSError where the folder cannot be written.
    """
    task = task or ShardTask(ReaderChoice(reader), folder, bounds=None)
    path = task.path_of(shard)
    if not path.exists():
        with Marks(path) as marks, seldom_collected():
            write_rows(path, shard.id, str(reader.version), _ShardRun(reader, task, marks).rows(shard))
    return path


class _ShardRun:
    """Read the documents of one shard one after another."""

    def __init__(self, reader: Reader, task: ShardTask, marks: Marks) -> None:
        self._reader, self._marks, self._bounds = reader, marks, task.bounds
        self._copies = None if task.copies is None else task.copies.fresh()
        self._seen: set[str] = set()
        self._opened = task.opened

    def rows(self, shard: Shard) -> Iterator[ShardRow]:
        """Yield what came of every document, in order."""
        for place, item in enumerate(shard.items):
            try:
                for number, unit in enumerate(units_of(item, self._opened)):
                    yield from self._unit(f"{place}.{number}", item, unit)
            except OSError as error:
                reason = f"it cannot be opened: {error.strerror or error}"
                yield ShardRow(unreadable=Unreadable(origin_of(item), "broken", reason, "Check its permissions."))

    def _unit(self, step: str, item: Item, unit: Unit) -> Iterator[ShardRow]:
        """Take in and read what one file or record holds."""
        taken: Iterator[Taken] | None = None
        for number in count():
            at = f"{step}.{number}"
            if self._marks.given_up(f"take.{at}"):
                yield ShardRow(unreadable=Unreadable(origin_of(item), DIED.code, _DIED_TAKEN, _REMEDY))
                return
            try:
                with self._at_work(f"take.{at}"):
                    taken = unit() if taken is None else taken
                    one = next(taken, None)
            except OutOfTime:
                yield ShardRow(unreadable=Unreadable(origin_of(item), TOO_SLOW.code, TOO_SLOW.reason, TOO_SLOW.remedy))
                return
            if one is None:
                return
            yield ShardRow(unreadable=one) if isinstance(one, Unreadable) else self._document(at, one)

    def _document(self, at: str, document: Document) -> ShardRow:
        from sayso.intake.duplicates import Fingerprint, shingles_of

        if document.id in self._seen:
            return ShardRow(document)  # the same bytes under another name: it adds a place
        self._seen.add(document.id)
        shingles = shingles_of(document.text)
        sketch = Fingerprint.of_shingles(document.id, shingles).to_bytes()
        row = ShardRow(document, fingerprint=sketch, signature=sign(shingles))
        refusal = self._refuse(at, row)
        if refusal is None:
            try:
                with self._at_work(f"read.{at}"):
                    (outcome,) = read_chunk(self._reader, [document])
            except OutOfTime:
                outcome = TOO_SLOW
            if not isinstance(outcome, Refusal):
                return replace(row, reading=outcome)
            refusal = outcome
        return replace(row, refusal=refusal)

    def _refuse(self, at: str, row: ShardRow) -> Refusal | None:
        """Return why a document is not read at all."""
        if self._marks.given_up(f"read.{at}"):
            return DIED
        if self._copies is None or row.document is None or row.signature is None:
            return None
        other = self._copies.find(row.signature)
        if other is None:
            self._copies.add(row.document.id, row.signature)
            return None
        return Refusal("copy", f"Its words stand in {other}", "Read it without --skip-copies.", settled=True)

    @contextmanager
    def _at_work(self, step: str) -> Iterator[None]:
        with self._marks.at_work(step), nullcontext() if self._bounds is None else self._bounds.limit_time():
            yield
