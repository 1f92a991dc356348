"""Take documents in by a process of its own, which may read what it is handed and nothing else.

A file that takes such a process over, brings it down, or never lets it finish costs that file: its reason is recorded,
another process is started, and the run goes on. One process serves many files; what each costs is the way there and
back. The process is started without this one's environment, so that it knows no password or token.
"""

import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from sayso.intake.carry import BadAnswer, Sent, Taken, unpack
from sayso.intake.child import LENGTH_BYTES, Question
from sayso.intake.limits import Limits
from sayso.model import Origin, Unreadable
from sayso.model.errors import UnreadableDocument

_START = """
import sys
sys.path[:] = {path!r}
import pickle
from sayso.intake.child import serve
serve({number}, pickle.loads({limits!r}))
"""
_ALONE = "Read it alone, or split it; if others of its kind are read, take it for hostile."
_KNOWN = {"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""All that the process gets to know of where it runs: how text is encoded, and that one thread is enough."""
_PIECE = 1024 * 1024


class _Gone(Exception):
    """Say that the process is of no use any more; `code` and `reason` are for the document at work."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class Apart:
    """Own the process, begun with the first file or by `start`, and another one in place of each that ended.

    Threads: one at a time. Closing twice does nothing; a closed one begins anew when it is asked.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Begin the process, so that it is ready when the first file comes."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            code = _START.format(path=_library_path(), number=theirs.fileno(), limits=pickle.dumps(self._limits))
            self._process = subprocess.Popen(  # noqa: S603 - this Python, with code of our own
                [sys.executable, "-I", "-c", code],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_KNOWN,
                cwd="/",
            )
        ours.settimeout(self._limits.max_wait_s)
        self._socket = ours

    def close(self) -> None:
        """End the process."""
        process, link, self._process, self._socket = self._process, self._socket, None, None
        if link is not None:
            link.close()
        if process is not None:
            process.kill()  # it holds nothing that could be lost
            process.wait()

    def take_open(
        self,
        file: IO[bytes],
        name: str,
        origin: Origin,
        limits: Limits,
        media_type: str | None = None,
        charset: str | None = None,
    ) -> Iterator[Taken]:
        """Yield as `intake.sources.take_open`; where the process ends, what it has given stays, the rest has a reason.

        That reason's code is `died`, or `too-slow` where an answer took more than `max_wait_s`.
        """
        done = 0
        try:
            for sent in self._ask(Question(name, origin, limits, media_type, charset), file):
                if sent is None or isinstance(sent, bytes):
                    raise _Gone("died", "The process that read it sent a picture for a document")
                yield sent
                done += 1
        except _Gone as gone:
            after = f"; {done} documents before it stand, the rest is not read" if done else ""
            yield Unreadable(origin, gone.code, f"{gone.reason}{after}", _ALONE)

    def draw(self, data: bytes, page: int, width: int) -> bytes | None:
        """Return as `intake.pdf_picture.draw_page`; raises UnreadableDocument also where the process ends."""
        origin = Origin("picture")
        with TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            try:
                for sent in self._ask(Question("", origin, self._limits, page=page, width=width), file):
                    if isinstance(sent, bytes):
                        return sent
                    if isinstance(sent, Unreadable):
                        raise UnreadableDocument(sent.code, sent.reason, sent.remedy)
            except _Gone as gone:
                raise UnreadableDocument(gone.code, gone.reason, "Read its text.") from gone
        return None

    def _ask(self, question: Question, file: IO[bytes]) -> Iterator[Sent]:
        """Yield the answers to a question; the process is ended where they are not taken to their end."""
        self.start()
        link, ended = self._socket, False
        assert link is not None
        try:
            socket.send_fds(link, [pickle.dumps(question)], [file.fileno()])
            while (sent := unpack(self._receive(link), question.origin.location)) is not None:
                yield sent
            ended = True
        except TimeoutError as error:
            reason = f"Reading it took more than {self._limits.max_wait_s:g} seconds"
            raise _Gone("too-slow", reason) from error
        except BadAnswer as error:
            raise _Gone("died", f"The process that read it answered nonsense ({error})") from error
        except OSError as error:
            raise _Gone("died", f"The process that read it ended{self._why()}") from error
        finally:
            if not ended:
                self.close()

    def _receive(self, link: socket.socket) -> bytes:
        """Return one answer; raises OSError where the process has ended."""
        length = int.from_bytes(_read(link, LENGTH_BYTES))
        if length > self._limits.max_answer_bytes:
            raise BadAnswer(f"{length:,} bytes")
        return bytes(_read(link, length))

    def _why(self) -> str:
        if self._process is None:
            return ""
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return ""
        return f" ({signal.Signals(-code).name})" if code < 0 else f" (exit {code})"


def _read(link: socket.socket, length: int) -> bytearray:
    held = bytearray()
    while len(held) < length:
        piece = link.recv(min(_PIECE, length - len(held)))
        if not piece:
            raise ConnectionResetError("the process has ended")
        held += piece
    return held


def _library_path() -> list[str]:
    """Return where the process loads code from: not the working folder, which may hold anything."""
    here, working = str(Path(__file__).resolve().parents[2]), str(Path.cwd())
    return [path for path in sys.path if path and (path != working or path == here)]
