"""Be the process that takes documents in apart: confined before the first byte is looked at, it answers what is asked.

A question is an open file and what is known of it; answers are the documents that it holds, one after another, then an
end. It ends when nobody asks any more, and by the kernel's alarm where one answer takes too long.
"""

import os
import pickle
import signal
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from sayso.intake.carry import Sent, pack
from sayso.intake.confine import confine
from sayso.intake.language import load_languages
from sayso.intake.limits import Limits
from sayso.model import Origin, Unreadable

GRACE_S = 10.0
"""Seconds after which the kernel ends this process, beyond those after which the other one does."""

LENGTH_BYTES = 8
MOST_QUESTION_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Question:
    """Ask what an open file holds, or, where `page` is given, for a picture of that page, `width` pixels wide."""

    name: str
    origin: Origin
    limits: Limits
    media_type: str | None = None
    charset: str | None = None
    page: int | None = None
    width: int = 0


def serve(number: int, limits: Limits) -> None:
    """Answer what comes through the socket with this number until the other end closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks; it ends this one
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    connection = socket.socket(fileno=number)
    load_languages()
    confine(limits)
    while asked := _receive(connection):
        question, file = asked
        with file:
            for sent in _answers(question, file):
                _send(connection, sent)
        _send(connection, None)


def _answers(question: Question, file: IO[bytes]) -> Iterator[Sent]:
    """Yield the answers, each within its time."""
    found = _draw(question, file) if question.page is not None else _take(question, file)
    while True:
        signal.setitimer(signal.ITIMER_REAL, question.limits.max_wait_s + GRACE_S)
        one = next(found, None)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if one is None:
            return
        yield one


def _take(question: Question, file: IO[bytes]) -> Iterator[Sent]:
    from sayso.intake.sources import take_open

    try:
        yield from take_open(
            file, question.name, question.origin, question.limits, question.media_type, question.charset
        )
    except Exception as error:  # a read error of the disk, or memory that ran out between documents
        reason = f"reading it ended with {type(error).__name__}: {str(error)[:200]}"
        yield Unreadable(question.origin, "broken", reason, "Check the file, or save it again from its source.")


def _draw(question: Question, file: IO[bytes]) -> Iterator[Sent]:
    from sayso.intake.pdf_picture import draw_page
    from sayso.model.errors import UnreadableDocument

    try:
        drawn = draw_page(file.read(), question.page or 0, question.width)
    except UnreadableDocument as error:
        yield Unreadable(question.origin, error.code, error.reason, error.remedy)
    else:
        if drawn is not None:
            yield drawn


def _receive(connection: socket.socket) -> tuple[Question, IO[bytes]] | None:
    """Return the next question with its file; None where nobody asks any more. The one who asks is trusted."""
    data, numbers, _, _ = socket.recv_fds(connection, MOST_QUESTION_BYTES, 1)
    if not data:
        return None
    return pickle.loads(data), os.fdopen(numbers[0], "rb")  # noqa: S301 - from the process that started this one


def _send(connection: socket.socket, sent: Sent) -> None:
    packed = pack(sent)
    for part in (len(packed).to_bytes(LENGTH_BYTES), packed):
        left = memoryview(part)
        while left:
            left = left[os.write(connection.fileno(), left) :]
