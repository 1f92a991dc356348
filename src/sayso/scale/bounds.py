"""Bound what one document may cost in time and memory, in the process that reads it.

Time is bounded twice. An alarm raises in Python, so that the document is given up and the process lives on; where the
interpreter does not come to hear it (a loop in C), a thread of `faulthandler`, which needs no interpreter, ends the
process. Memory is the kernel's own limit on data, so that what asks for more is refused it.
"""

import faulthandler
import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import IO

GRACE_S = 20.0
"""Seconds beyond the limit after which the process is ended."""


class OutOfTime(BaseException):
    """Say that a document took too long; no error, so that nothing on the way takes it for one of its own."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bound a document: `seconds` of wall clock, and `memory_mib` that the reading process may hold in all."""

    seconds: float = 120.0
    memory_mib: int = 4_096

    def limit_memory(self) -> None:
        """Let the kernel refuse this process more memory, from now on."""
        most = self.memory_mib * 1024 * 1024
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))

    @contextmanager
    def limit_time(self) -> Iterator[None]:
        """Raise OutOfTime in the block where it takes too long; end the process where that does not help.

        In a thread that is not the main one there is no alarm, and only the second holds.
        """
        alarmed = threading.current_thread() is threading.main_thread()
        faulthandler.dump_traceback_later(self.seconds + GRACE_S, exit=True, file=_nowhere())
        before = signal.signal(signal.SIGALRM, _raise) if alarmed else None
        try:
            if alarmed:
                signal.setitimer(signal.ITIMER_REAL, self.seconds)
            yield
        finally:
            if alarmed:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, before)
            faulthandler.cancel_dump_traceback_later()


def _raise(number: int, frame: FrameType | None) -> None:
    raise OutOfTime


_held: list[IO[bytes]] = []  # faulthandler keeps a file's number, so the file must stay open


def _nowhere() -> IO[bytes]:
    if not _held:
        _held.append(open(os.devnull, "wb"))  # noqa: SIM115, PTH123
    return _held[0]
