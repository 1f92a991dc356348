"""Bring the files of shards into a casefile: in order of name, so that it does not matter which was done first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.casefile import Casefile
from sayso.casefile.taking_in import Made
from sayso.model import Unreadable
from sayso.model.errors import NotFound, UsageError
from sayso.model.view import Progress, ReadReport
from sayso.scale.shard import ShardRow
from sayso.scale.shard_file import TornFile, read_header, read_rows, shard_files


@dataclass(frozen=True, slots=True)
class MergeReport:
    """Say what came in: `files` counts those that were whole, `torn` has a sentence for each that was not."""

    files: int
    torn: tuple[str, ...]
    taken: ReadReport


def merge_shards(
    case: Casefile,
    folder: Path,
    *,
    reader: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    at_once: int | None = None,
) -> MergeReport:
    """Take the shards of a folder into a casefile; what it has already is passed over.

    `reader` is the version whose files are taken, needed where the folder has several. `at_once` documents are one
    transaction, 200 where nothing is said: what a process that is killed loses, and what stands in memory. A file that
    is not whole is passed over and named. Raises NotFound for a folder without files, OtherLayout for a file of another
    version of Sayso and UsageError for several readers, all before anything is written.
    """
    whole, torn = _look_at(folder)
    versions = sorted({version for _, version in whole})
    if reader is None and len(versions) > 1:
        raise UsageError(f"{folder} has files of several readers: {', '.join(versions)}. Choose one with --reader.")
    if reader is not None and reader not in versions:
        raise NotFound(f"{folder} has no file of {reader}. It has those of: {', '.join(versions) or 'nobody'}.")
    chosen = reader or (versions[0] if versions else "")
    files = [path for path, version in whole if version == chosen]
    made = _made(files, torn)
    report = case.take_in(made, chosen, progress=progress, at_once=at_once)
    return MergeReport(len(files), tuple(torn), report)


def _look_at(folder: Path) -> tuple[list[tuple[Path, str]], list[str]]:
    """Return the files that are whole with their reader's version, and a sentence for each other."""
    files = shard_files(folder) if folder.is_dir() else []
    if not files:
        raise NotFound(f"There are no shards in {folder}. Read some with `sayso read --shards`.")
    whole, torn = [], []
    for path in files:
        try:
            whole.append((path, read_header(path).reader))
        except TornFile as error:
            torn.append(str(error))
    return whole, torn


def _made(files: Sequence[Path], torn: list[str]) -> Iterator[Made | Unreadable]:
    for path in files:
        try:
            for row in read_rows(path):
                yield _made_of(row)
        except TornFile as error:  # its foot was whole, its body is not
            torn.append(str(error))


def _made_of(row: ShardRow) -> Made | Unreadable:
    if row.document is None:
        assert row.unreadable is not None
        return row.unreadable
    return Made(row.document, row.reading or row.refusal, row.fingerprint)
