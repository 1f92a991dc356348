"""Read shards with an engine and count what came of them."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.casefile.apart import is_apart_wanted
from sayso.casefile.readers import ReaderChoice
from sayso.model.errors import UsageError
from sayso.model.view import Progress
from sayso.scale.bounds import Bounds
from sayso.scale.crew import Done, map_here
from sayso.scale.reading import BOUNDS, ShardTask
from sayso.scale.shard import Shard
from sayso.scale.shard_file import Header, TornFile, read_header
from sayso.settings import text_setting

ENGINES = ("processes", "ray")


@dataclass(frozen=True, slots=True)
class ShardReport:
    """Say what one run did.

    `shards` counts all, `known` those whose file was there, `lost` those without a file with the reason; of those read
    now come the counts of `rows` (documents, and files that gave none), `read`, `failed` (they broke the reader) and
    `words`. `interrupted` is True after Ctrl-C: files that are there stay.
    """

    shards: int = 0
    known: int = 0
    rows: int = 0
    read: int = 0
    failed: int = 0
    words: int = 0
    seconds: float = 0.0
    lost: tuple[tuple[str, str], ...] = ()
    interrupted: bool = False


def read_shards(
    task: ShardTask,
    shards: Iterable[Shard],
    *,
    processes: int = 1,
    engine: str = "processes",
    address: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> ShardReport:
    """Read the shards that have no file yet, and return what was done.

    `engine` is `processes` on this machine or `ray` with the `address` of its scheduler; `processes` is how many read.
    The files are the same whatever the engine and however many. Raises UsageError, ReaderError, OSError.
    """
    if engine not in ENGINES:
        raise UsageError(f"There is no engine {engine!r}. Known are: {', '.join(ENGINES)}.")
    if processes < 1:
        raise UsageError(f"processes must be 1 or more, not {processes}.")
    if engine == "ray" and not address:
        raise UsageError("Ray needs the address of its scheduler, such as 10.0.0.1:6379.")
    run = _Run(task, progress)
    waiting = run.waiting(shards)
    try:
        for done in _map(engine, task, waiting, processes, address):
            run.take(done)
    except KeyboardInterrupt:
        return run.report(interrupted=True)
    return run.report(interrupted=False)


def _map(engine: str, task: ShardTask, shards: Iterator[Shard], processes: int, address: str | None) -> Iterator[Done]:
    first = next(shards, None)
    if first is None:
        return  # no process is started for nothing
    rest = _chain(first, shards)
    if engine == "ray":
        from sayso.scale.ray_nodes import map_on_ray

        assert address is not None
        yield from map_on_ray(task, rest, processes, address)
    else:
        yield from map_here(task, rest, processes)


def _chain(first: Shard, rest: Iterator[Shard]) -> Iterator[Shard]:
    yield first
    yield from rest


class _Run:
    """Count while shards are read."""

    def __init__(self, task: ShardTask, progress: Callable[[Progress], None] | None) -> None:
        self._task, self._tell = task, progress
        self._begun = time.monotonic()
        self._shards = self._known = self._done = 0
        self._headers: list[Header] = []
        self._lost: list[tuple[str, str]] = []

    def waiting(self, shards: Iterable[Shard]) -> Iterator[Shard]:
        """Yield the shards without a file."""
        there = {path.name for path in self._task.folder.glob("*.parquet")}
        for shard in shards:
            self._shards += 1
            if self._task.path_of(shard).name in there:
                self._known += 1
            else:
                yield shard

    def take(self, done: Done) -> None:
        """Count what came of a shard."""
        self._done += 1
        try:
            header = None if done.path is None else read_header(done.path)
        except TornFile as error:
            header, done = None, Done(done.shard, None, str(error))
        if header is None:
            self._lost.append((done.shard.id, done.reason))
        else:
            self._headers.append(header)
        if self._tell is not None:
            words = sum(one.words for one in self._headers)
            status = "failed" if header is None else "read"
            at = (self._known + self._done, self._shards, words, time.monotonic() - self._begun)
            self._tell(Progress(*at, done.shard.id, status))

    def report(self, *, interrupted: bool) -> ShardReport:
        """Return the counts as a record."""
        return ShardReport(
            shards=self._shards,
            known=self._known,
            rows=sum(one.rows for one in self._headers),
            read=sum(one.read for one in self._headers),
            failed=sum(one.failed for one in self._headers),
            words=sum(one.words for one in self._headers),
            seconds=time.monotonic() - self._begun,
            lost=tuple(self._lost),
            interrupted=interrupted,
        )


def make_folder(folder: Path) -> Path:
    """Return the folder of shards, made where it is missing; raises UsageError where it cannot be one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be a folder of shards: {error.strerror}.") from error
    return folder


def make_task(
    folder: Path,
    *,
    reader: str | None = None,
    seconds: float | None = None,
    memory_mib: int | None = None,
    skip_copies: bool = False,
    known: Iterable[str | Path] = (),
) -> ShardTask:
    """Return how shards are read, as the settings `reader`, `vocabulary` and `apart` say."""
    named = text_setting("vocabulary")
    choice = ReaderChoice(text_setting("reader", reader), Path(named) if named else None)
    bounds = Bounds(
        BOUNDS.seconds if seconds is None else seconds, BOUNDS.memory_mib if memory_mib is None else memory_mib
    )
    return ShardTask(
        choice, folder.absolute(), bounds, skip_copies, tuple(Path(one).absolute() for one in known), is_apart_wanted()
    )
