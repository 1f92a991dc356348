"""Read documents in this process or in several, in order either way."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import batched
from multiprocessing import active_children

from sayso.casefile.garbage import seldom_collected
from sayso.casefile.readers import ReaderChoice, Refusal, read_chunk
from sayso.model import Document, Reader, Reading

type Outcome = tuple[Document, Reading | Refusal]
type Outcomes = Generator[Outcome]

AHEAD = 2
"""How many chunks a worker has waiting: one at work and one to begin with at once."""

DIED = Refusal(
    "died",
    "The process that read this document ended",
    "It may have run out of memory: read it alone, or split it.",
)

_reader: Reader | None = None  # one reader for each worker process, set by `_start` there and nowhere else


def read_here(reader: Reader, documents: Iterable[Document], chunk: int) -> Outcomes:
    """Read in this process, giving each document as soon as it is read."""
    for some in batched(documents, chunk):
        yield from zip(some, read_chunk(reader, some), strict=True)


def read_apart(choice: ReaderChoice, documents: Iterable[Document], chunk: int, processes: int) -> Outcomes:
    """Read in several processes; results come in the order of the documents.

    Where a process ends, the chunk that waits longest is read again document by document, so that only the one that
    ends its process is lost.
    """
    crew = _Crew(choice, processes)
    waiting: deque[tuple[tuple[Document, ...], Future[list[Reading | Refusal]]]] = deque()
    try:
        for some in batched(documents, chunk):
            waiting.append((some, crew.submit(some)))
            if len(waiting) >= processes * AHEAD:
                yield from _next(crew, waiting)
        while waiting:
            yield from _next(crew, waiting)
    except BaseException:
        crew.end()
        raise
    crew.close()


def _next(
    crew: "_Crew", waiting: "deque[tuple[tuple[Document, ...], Future[list[Reading | Refusal]]]]"
) -> Iterator[Outcome]:
    some, future = waiting.popleft()
    try:
        outcomes = future.result()
    except BrokenProcessPool:
        crew.renew()
        outcomes = [crew.read_alone(document) for document in some]
        again = [(later, crew.submit(later)) for later, _ in waiting]
        waiting.clear()
        waiting.extend(again)
    yield from zip(some, outcomes, strict=True)


class _Crew:
    """Keep the worker processes, and new ones in place of those that ended."""

    def __init__(self, choice: ReaderChoice, processes: int) -> None:
        self._choice, self._processes = choice, processes
        self._others = frozenset(active_children())
        self._pool = self._hire()

    def _hire(self) -> ProcessPoolExecutor:
        from multiprocessing import get_context

        context = get_context("spawn")  # fork would copy the open casefile and the threads of the parser
        return ProcessPoolExecutor(self._processes, context, initializer=_start, initargs=(self._choice,))

    def submit(self, documents: tuple[Document, ...]) -> "Future[list[Reading | Refusal]]":
        """Give documents to the next free process."""
        try:
            return self._pool.submit(_work, documents)
        except BrokenProcessPool as error:
            future: Future[list[Reading | Refusal]] = Future()
            future.set_exception(error)
            return future

    def read_alone(self, document: Document) -> Reading | Refusal:
        """Read one document with nothing else at work; where its process ends, it is the one to blame."""
        try:
            return self.submit((document,)).result()[0]
        except BrokenProcessPool:
            self.renew()
            return DIED

    def renew(self) -> None:
        """Put new processes in place of a broken pool."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._hire()

    def close(self) -> None:
        """Let the processes go; they have nothing left to do."""
        self._pool.shutdown()

    def end(self) -> None:
        """End the processes in the middle of their work: after Ctrl-C nobody waits for a chunk of documents."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for child in set(active_children()) - self._others:
            child.terminate()


def _start(choice: ReaderChoice) -> None:
    """Load the reader of a worker process, and leave Ctrl-C to the parent."""
    import signal

    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _reader = choice.load()


def _work(documents: tuple[Document, ...]) -> list[Reading | Refusal]:
    """Read one chunk in a worker process."""
    if _reader is None:
        raise RuntimeError("the worker has no reader")
    with seldom_collected():
        return list(read_chunk(_reader, documents))
