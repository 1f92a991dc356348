"""Decide whether files are taken in, and pages drawn, by a process apart; keep the one that draws."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

from sayso.settings import int_setting

if TYPE_CHECKING:
    from sayso.intake.apart import Apart
    from sayso.intake.sources import TakeOpen

IDLE_S = 60.0
"""How long the process that draws waits for another page."""


@contextmanager
def taking_apart() -> "Iterator[TakeOpen | None]":
    """Give what takes open files in by a process of its own, which begins now and ends with the block.

    None where the setting `apart` is 0, or where the system cannot hand an open file over: then it is done here.
    """
    if not is_apart_wanted():
        yield None
        return
    from sayso.intake.apart import Apart

    with Apart() as apart:
        apart.start()
        yield apart.take_open


class Painter:
    """Draw pages one at a time, apart where that is wanted; the process ends when no page was asked for a while.

    Threads: any number; they wait for each other, since PDFium knows no threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._apart: Apart | None = None
        self._timer: Timer | None = None

    def draw(self, data: bytes, page: int, width: int) -> bytes | None:
        """Return a page as `intake.pdf_picture.draw_page` does; raises UnreadableDocument."""
        with self._lock:
            if not is_apart_wanted():
                from sayso.intake.pdf_picture import draw_page

                return draw_page(data, page, width)
            from sayso.intake.apart import Apart

            if self._timer is not None:
                self._timer.cancel()
            self._apart = self._apart or Apart()
            try:
                return self._apart.draw(data, page, width)
            finally:
                self._timer = Timer(IDLE_S, self.rest)
                self._timer.daemon = True
                self._timer.start()

    def rest(self) -> None:
        """End the process; the next page begins another."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._apart is not None:
                self._apart.close()


def is_apart_wanted() -> bool:
    """Tell whether the setting `apart` asks for it, and the system can hand an open file over."""
    return bool(int_setting("apart")) and hasattr(socket, "AF_UNIX") and hasattr(socket, "send_fds")
