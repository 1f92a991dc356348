"""Read documents in the background: one job after another, in a process of its own, told step by step.

A casefile has one writer, so jobs wait for each other. The parser would hold up every answer if it worked in the
server's own process; in another it holds up none, and a job can be ended at any moment: each document is one
transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Empty, Queue
from secrets import token_hex
from threading import Lock, Thread

from sayso.api.reading_process import Told, work
from sayso.model import Reader
from sayso.model.errors import NotFound, UsageError
from sayso.model.view import Progress, ReadReport

IDLE_S = 300.0
"""How long the reading process waits for another job before it ends and gives its memory back."""

KEPT = 500
"""How many jobs are remembered; the oldest that are done go first."""

WAITING_MOST = 200
POLL_S = 0.2


class JobState(StrEnum):
    """Say how far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Tell whether nothing will happen any more."""
        return self in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


@dataclass(frozen=True, slots=True)
class Job:
    """Show one job of reading.

    `number` counts from 1 in the order in which jobs came; `names` are the files that it was given. `progress` is how
    far it is, `report` what it did once it is done,
    `problem` why it failed.
    """

    id: str
    number: int
    state: JobState
    names: tuple[str, ...]
    progress: Progress | None = None
    report: ReadReport | None = None
    problem: str | None = None


class JobLine:
    """Keep the line of jobs and the process that reads.

    Threads: any number may add, look and cancel; one thread of its own does the work, begun with the first job.
    """

    def __init__(
        self, case_path: str | Path, *, reader: str | Reader | None = None, vocabulary: Path | None = None
    ) -> None:
        self._order = (case_path, reader, vocabulary)
        self._jobs: dict[str, Job] = {}
        self._paths: dict[str, tuple[str, ...]] = {}
        self._line: Queue[str | None] = Queue()
        self._lock, self._number = Lock(), 0
        self._thread: Thread | None = None
        self._process: BaseProcess | None = None
        self._pipe: Connection[Sequence[str] | None, Told] | None = None

    def add(self, paths: Sequence[str], names: Sequence[str]) -> Job:
        """Put a job at the end of the line; raises UsageError where the line is too long or there is nothing to do."""
        if not paths:
            raise UsageError("There is nothing to read. Name at least one file.")
        with self._lock:
            if sum(job.state is JobState.WAITING for job in self._jobs.values()) >= WAITING_MOST:
                raise UsageError(f"{WAITING_MOST} jobs are waiting. Add more when some have ended.")
            self._number += 1
            job = Job(f"job-{token_hex(6)}", self._number, JobState.WAITING, tuple(names))
            self._jobs[job.id], self._paths[job.id] = job, tuple(paths)
            self._forget()
            if self._thread is None:
                self._thread = Thread(target=self._run, name="sayso-reading", daemon=True)
                self._thread.start()
        self._line.put(job.id)
        return job

    def look(self, name: str) -> Job:
        """Return a job as it is now; raises NotFound."""
        with self._lock:
            if name not in self._jobs:
                raise NotFound(f"There is no job {name!r}. Jobs are forgotten when the server ends.")
            return self._jobs[name]

    def list(self) -> tuple[Job, ...]:
        """Return all jobs, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def cancel(self, name: str) -> Job:
        """End a job: one that waits is never begun, one at work keeps the documents that it has read."""
        job = self.look(name)
        with self._lock:
            job = self._jobs[name]
            if not job.state.ended:
                job = self._jobs[name] = replace(job, state=JobState.CANCELLED)
        return job

    def close(self) -> None:
        """End the line; the document at work is not kept."""
        with self._lock:
            for name, job in self._jobs.items():
                if not job.state.ended:
                    self._jobs[name] = replace(job, state=JobState.CANCELLED)
            thread = self._thread
        self._line.put(None)
        if thread is not None:
            thread.join(timeout=10)

    def _forget(self) -> None:
        ended = [name for name, job in self._jobs.items() if job.state.ended]
        for name in ended[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[name]

    def _run(self) -> None:
        """Do one job after another until the line ends."""
        while True:
            try:
                name = self._line.get(timeout=IDLE_S)
            except Empty:
                self._end_process()
                continue
            if name is None:
                self._end_process()
                return
            self._do(name)

    def _do(self, name: str) -> None:
        """Do one job in the reading process, and pass on what it tells."""
        with self._lock:
            paths = self._paths.pop(name)
            if self._jobs[name].state is not JobState.WAITING:
                return
            self._jobs[name] = replace(self._jobs[name], state=JobState.RUNNING)
        pipe = self._start_process()
        try:
            pipe.send(paths)
            while not self._step(name, pipe):
                pass
        except (EOFError, OSError):
            self._end_process()
            self._change(
                name, state=JobState.FAILED, problem="The process that read ended. Its memory may have run out."
            )

    def _step(self, name: str, pipe: "Connection[Sequence[str] | None, Told]") -> bool:
        """Take one thing that the process tells; return whether the job has ended."""
        if self.look(name).state is JobState.CANCELLED:
            self._end_process()
            return True
        if not pipe.poll(POLL_S):
            return False
        told = pipe.recv()
        if isinstance(told, Progress):
            self._change(name, progress=told)
            return False
        if isinstance(told, ReadReport):
            self._change(name, state=JobState.DONE, report=told)
        else:
            self._change(name, state=JobState.FAILED, problem=told)
        return True

    def _change(self, name: str, **changed: object) -> None:
        """Change a job, unless it was cancelled meanwhile."""
        with self._lock:
            job = self._jobs.get(name)
            if job is not None and not job.state.ended:
                self._jobs[name] = replace(job, **changed)  # type: ignore[arg-type]

    def _start_process(self) -> "Connection[Sequence[str] | None, Told]":
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._end_process()
            context = get_context("spawn")  # fork would copy open casefiles and running threads
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=work, args=(theirs, *self._order), name="sayso-reading", daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe

    def _end_process(self) -> None:
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.terminate()
            process.join(timeout=5)
