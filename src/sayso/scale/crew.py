"""Map shards over processes of this machine; one that ends is replaced, and its shard is read again by another.

The standard library's pools do not: `multiprocessing.Pool` waits for ever for what a killed worker had, and
`concurrent.futures` breaks as a whole. Here every process has its own pipe, and its end is heard there.
"""

import signal
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from sayso.model.errors import ReaderError, SaysoError
from sayso.scale.reading import ShardTask
from sayso.scale.shard import Shard
from sayso.settings import keep_to_one_thread

MOST_DEATHS = 24
"""So often a process may end on one shard: a dozen documents that end it twice each."""

MOST_STILLBORN = 3
"""So many processes one after another may end before one of them has begun."""

QUIET_S = 30.0
"""How often it is looked whether somebody asks to stop where no shard ends."""


@dataclass(frozen=True, slots=True)
class Done:
    """Say what came of a shard: its file, or why there is none."""

    shard: Shard
    path: Path | None
    reason: str = ""


type Answer = str | Path | SaysoError
"""What a worker says: `ready`, the file it wrote, or what stops it altogether."""


def map_here(task: ShardTask, shards: Iterable[Shard], processes: int) -> Iterator[Done]:
    """Read shards in processes, and yield each as it is done, in whatever order.

    Shards are taken from their iterator as processes come free. Raises ReaderError where the reader does not load or
    no process comes to life; ends its processes when it is closed.
    """
    crew = _Crew(task, iter(shards))
    try:
        crew.hire(processes)
        while crew.workers:
            yield from crew.hear()
    finally:
        crew.end()


class _Worker:
    """Hold one process, its pipe, and the shard that it reads."""

    def __init__(self, task: ShardTask) -> None:
        keep_to_one_thread()
        context = get_context("spawn")  # fork would copy the threads of whoever asks
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=work, args=(task, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.shard: Shard | None = None

    def give(self, shard: Shard | None) -> None:
        """Send a shard, or None to let the process go."""
        self.shard = shard
        try:
            self.pipe.send(shard)
        except OSError:
            return  # it has ended; its pipe will say so

    def end(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.process.close()


class _Crew:
    """Keep the processes and what each has to read."""

    def __init__(self, task: ShardTask, shards: Iterator[Shard]) -> None:
        self._task, self._shards = task, shards
        self._again: deque[Shard] = deque()
        self._deaths: Counter[str] = Counter()
        self._stillborn = 0
        self.workers: list[_Worker] = []

    def hire(self, processes: int) -> None:
        """Start processes."""
        self.workers += [_Worker(self._task) for _ in range(processes)]

    def hear(self) -> Iterator[Done]:
        """Wait until a process says something or ends; yield what is done by that."""
        pipes = {worker.pipe: worker for worker in self.workers}
        for pipe in wait(list(pipes), QUIET_S):
            assert isinstance(pipe, Connection)
            worker = pipes[pipe]
            try:
                answer: Answer = pipe.recv()
            except (EOFError, OSError):
                yield from self._bury(worker)
                continue
            if isinstance(answer, SaysoError):
                raise answer
            done = worker.shard
            worker.ready, self._stillborn = True, 0
            if isinstance(answer, Path) and done is not None:
                yield Done(done, answer)
            self._busy(worker)

    def end(self) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.end()
        self.workers = []

    def _busy(self, worker: _Worker) -> None:
        """Give a process its next shard; where there is none it goes home."""
        shard = self._again.popleft() if self._again else next(self._shards, None)
        worker.give(shard)
        if shard is None:
            worker.process.join()
            worker.end()
            self.workers.remove(worker)

    def _bury(self, worker: _Worker) -> Iterator[Done]:
        """Put another process in place of one that ended, and its shard back."""
        self.workers.remove(worker)
        shard, ready = worker.shard, worker.ready
        worker.process.join()
        code = worker.process.exitcode
        worker.end()
        if not ready:
            self._stillborn += 1
            if self._stillborn >= MOST_STILLBORN:
                raise ReaderError(f"A process that is to read ends at once ({_how(code)}). Is there memory enough?")
        if shard is not None:
            self._deaths[shard.id] += 1
            if self._deaths[shard.id] > MOST_DEATHS:
                yield Done(shard, None, f"{MOST_DEATHS} processes ended on it, the last one {_how(code)}")
            else:
                self._again.append(shard)
        self.hire(1)


def work(task: ShardTask, pipe: "Connection[Answer, Shard | None]") -> None:
    """Be the process that reads: shards come by the pipe, and their files' paths go back.

    Ctrl-C is left to the parent. What stops reading altogether goes back as an error.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        if task.bounds is not None:
            task.bounds.limit_memory()
        _ = task.version  # loads the reader
        pipe.send("ready")
        while (shard := pipe.recv()) is not None:
            pipe.send(task.read(shard))
    except SaysoError as error:
        pipe.send(error)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # nobody is there to be told
    except OSError as error:
        pipe.send(
            ReaderError(f"{task.folder} cannot be written: {error.strerror or error}. Check its rights and room.")
        )
    finally:
        task.close()


def _how(code: int | None) -> str:
    """Say how a process ended."""
    if code is not None and code < 0:
        return f"by signal {signal.Signals(-code).name}"
    return f"with code {code}"
