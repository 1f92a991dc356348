"""Lend casefiles to threads: one casefile serves one thread at a time, and opening one is dear."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from threading import BoundedSemaphore, Lock

from sayso.casefile import Casefile
from sayso.model.errors import CasefileBusy, StoreError

SIZE = 4
"""How many questions are answered at once: more threads than that wait for each other, not for the disk."""

WAIT_S = 20.0


class CasePool:
    """Lend open casefiles, the last returned first: its pages are still in memory.

    Who writes waits for their turn before taking one: a casefile has one writer at a time anyway, and those who wait
    for it would keep it from all who only ask. Threads: any number. Errors: CasefileBusy where none comes free, or no
    turn comes, within `wait_s`; what `open_case` raises.
    """

    def __init__(self, open_case: Callable[[], Casefile], *, size: int = SIZE, wait_s: float = WAIT_S) -> None:
        self._open, self._wait_s = open_case, wait_s
        self._free: list[Casefile] = []
        self._room, self._apart, self._lock = BoundedSemaphore(size), BoundedSemaphore(size), Lock()
        self._writing = Lock()
        self._closed = False

    @contextmanager
    def lend(self, *, writes: bool = False) -> Iterator[Casefile]:
        """Give a casefile for as long as the block runs, to one at a time of those who write.

        One that failed is closed and not lent again.
        """
        with self._turn() if writes else nullcontext(), self._lend() as case:
            yield case

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._writing.acquire(timeout=self._wait_s):
            raise CasefileBusy("Others write into the casefile. Ask again in a moment.")
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def _lend(self) -> Iterator[Casefile]:
        if not self._room.acquire(timeout=self._wait_s):
            raise CasefileBusy("Every open casefile is in use. Ask again in a moment.")
        try:
            case = self._take()
            try:
                yield case
            except StoreError as error:
                if isinstance(error, CasefileBusy):
                    self._give_back(case)
                else:
                    case.close()
                raise
            except BaseException:
                self._give_back(case)
                raise
            self._give_back(case)
        finally:
            self._room.release()

    @contextmanager
    def lend_apart(self) -> Iterator[Casefile]:
        """Open a casefile beside the pool, for what may take minutes, such as an export to a slow client."""
        if not self._apart.acquire(blocking=False):
            raise CasefileBusy("As many exports run as this server allows. Ask again when one has ended.")
        try:
            with self._open() as case:
                yield case
        finally:
            self._apart.release()

    def close(self) -> None:
        """Close those that are free; one that is lent is closed when it comes back."""
        with self._lock:
            free, self._free, self._closed = self._free, [], True
        for case in free:
            case.close()

    def _take(self) -> Casefile:
        with self._lock:
            if self._free:
                return self._free.pop()
        return self._open()

    def _give_back(self, case: Casefile) -> None:
        with self._lock:
            if not self._closed:
                self._free.append(case)
                return
        case.close()
