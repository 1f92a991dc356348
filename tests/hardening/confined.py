"""Try, in a process that is confined, what a parser that was taken over would try; print what came of each."""

import ctypes
import errno
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sayso.intake.confine import confine
from sayso.intake.limits import MIB, Limits

O_RDONLY, O_WRONLY_CREATE = 0, 0o101


def main(outside: str, address: str) -> None:
    """Try everything; `outside` is a file that this process has not been handed, `address` a socket that listens."""
    libc = ctypes.CDLL(None, use_errno=True)

    def call(name: str, *arguments: object) -> None:
        """Call C directly: the audit hook sees nothing of it."""
        ctypes.set_errno(0)
        if getattr(libc, name)(*arguments) < 0:
            raise OSError(ctypes.get_errno(), name)

    attempts: dict[str, Callable[[], object]] = {
        "read outside": lambda: Path(outside).read_bytes(),
        "read outside in C": lambda: call("open", outside.encode(), O_RDONLY),
        "write outside": lambda: Path(outside).write_bytes(b"x"),
        "write outside in C": lambda: call("open", f"{outside}.new".encode(), O_WRONLY_CREATE, 0o600),
        "write to a library": lambda: (Path(os.__file__).parent / "new.py").write_bytes(b"x"),
        "remove": lambda: Path(outside).unlink(),
        "remove in C": lambda: call("unlink", outside.encode()),
        "rename in C": lambda: call("rename", outside.encode(), f"{outside}.moved".encode()),
        "list outside": lambda: os.listdir(Path(outside).parent),  # noqa: PTH208
        "connect": lambda: socket.create_connection(("127.0.0.1", int(address)), timeout=1),
        "socket in C": lambda: call("socket", socket.AF_INET, socket.SOCK_STREAM, 0),
        "unix socket in C": lambda: call("socket", socket.AF_UNIX, socket.SOCK_STREAM, 0),
        "another program": lambda: subprocess.run(["/bin/true"], check=True),
        "fork in C": lambda: _fork(libc),
        "signal the parent": lambda: os.kill(os.getppid(), 0),
        "signal in C": lambda: call("kill", os.getppid(), 0),
        "trace": lambda: call("ptrace", 16, os.getppid(), 0, 0),
        "memory": lambda: len(bytearray(400 * MIB)),
        "raise the limit": _raise_limit,
    }
    confined = confine(Limits(max_memory_bytes=256 * MIB))
    came = {name: _try(attempt) for name, attempt in attempts.items()}
    json.dump({"paths": confined.paths, "calls": confined.calls, "came": came}, sys.stdout)


def _fork(libc: ctypes.CDLL) -> None:
    pid = libc.fork()
    if pid == 0:
        os._exit(0)
    if pid < 0:
        raise OSError(errno.EPERM, "fork")


def _raise_limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (10**9, 10**9))
    with Path("/dev/shm/sayso-confined").open("wb"):
        pass


def _try(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except (OSError, MemoryError, ValueError) as error:
        return type(error).__name__
    return "done"


if __name__ == "__main__":
    main(*sys.argv[1:])
