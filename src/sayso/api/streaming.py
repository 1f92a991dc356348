"""Stream what may be long: a thread writes, the event loop sends, and neither gets ahead of the other."""

import re
from collections.abc import Callable
from io import TextIOBase
from zlib import DEFLATED, MAX_WBITS, compressobj

from anyio import BrokenResourceError, create_memory_object_stream, create_task_group, from_thread, to_thread
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from fastapi import Response
from starlette.types import Receive, Scope, Send

PIECE = 64 * 1024
"""How many bytes are sent at once: enough that the hop between thread and loop costs little."""

AHEAD = 2
"""How many pieces wait at most: a slow client makes the writer wait, and memory stays small."""

LEVEL = 1
"""How hard to compress: over a loopback address the fastest is fast enough."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
"""What a file's name in a header may not hold: ends of lines, quotes, letters that headers cannot carry."""

type Write = Callable[["Pipe"], object]


class Pipe(TextIOBase):
    """Take text as a file does and pass it on in pieces; compresses where `gzip` says so."""

    def __init__(self, send: Callable[[bytes], None], *, gzip: bool) -> None:
        self._send, self._held = send, bytearray()
        self._packer = compressobj(LEVEL, DEFLATED, 16 + MAX_WBITS) if gzip else None

    def writable(self) -> bool:
        """Tell that it may be written to."""
        return True

    def write(self, words: str, /) -> int:
        """Take some text; sends where enough has come together."""
        self.write_bytes(words.encode())
        return len(words)

    def write_bytes(self, raw: bytes) -> None:
        """Take bytes, as `write` takes text."""
        self._held += raw if self._packer is None else self._packer.compress(raw)
        if len(self._held) >= PIECE:
            self._pass_on()

    def end(self) -> None:
        """Send what is left."""
        if self._packer is not None:
            self._held += self._packer.flush()
        self._pass_on()

    def _pass_on(self) -> None:
        if self._held:
            piece, self._held = bytes(self._held), bytearray()
            self._send(piece)


class TextStream(Response):
    """Send what `write` writes, in a thread of its own, while it writes; `name` is the file's name for a browser.

    An error before the first piece is answered like any other. One after it cuts the connection, so that half an
    export is never taken for a whole one. Where the client goes away, the writer's next piece ends it.
    """

    def __init__(self, write: Write, *, media_type: str, gzip: bool, name: str) -> None:
        super().__init__(media_type=media_type)
        del self.headers["content-length"]
        self.headers["Content-Disposition"] = f'attachment; filename="{_UNSAFE.sub("_", name)}"'
        self.headers["Vary"] = "Accept-Encoding"
        if gzip:
            self.headers["Content-Encoding"] = "gzip"
        self._write, self._gzip = write, gzip
        self._failure: Exception | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces as they come."""
        sender, receiver = create_memory_object_stream[bytes](AHEAD)
        async with create_task_group() as tasks:
            tasks.start_soon(self._work, sender)
            tasks.start_soon(_watch, receive, receiver)
            await self._send(receiver, send)
            tasks.cancel_scope.cancel()
        if self._failure is not None:
            raise self._failure

    async def _work(self, sender: MemoryObjectSendStream[bytes]) -> None:
        """Let the thread write, and keep what it raises."""

        def work() -> None:
            pipe = Pipe(lambda piece: from_thread.run(sender.send, piece), gzip=self._gzip)
            self._write(pipe)
            pipe.end()

        async with sender:
            try:
                await to_thread.run_sync(work)
            except BrokenResourceError:
                return  # the client went away
            except Exception as error:
                self._failure = error

    async def _send(self, receiver: MemoryObjectReceiveStream[bytes], send: Send) -> None:
        begun = False
        start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        async with receiver:
            async for piece in receiver:
                if not begun:
                    await send(start)
                    begun = True
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        if self._failure is None:
            if not begun:
                await send(start)
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _watch(receive: Receive, receiver: MemoryObjectReceiveStream[bytes]) -> None:
    """Close the way for the writer when the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
    receiver.close()
