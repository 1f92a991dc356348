"""Give up, for good, what a parser of untrusted files does not need: network, other programs, writing, outside paths.

What holds where:

- Linux: limits of the kernel on memory, files written and files open (setrlimit); Landlock (5.13 or later) lets nothing
  be opened but the libraries; a seccomp filter (x86-64 and ARM64) refuses sockets, other programs, signals, tracing and
  every way to change a file. Both need no rights and hold for code in C too.
- Elsewhere, and where a kernel has neither: the same limits of the kernel, and an audit hook (PEP 578), which sees what
  Python does and not what C does by itself.

There is no way back: this is called in a process that does nothing else.
"""

import os
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.intake.landlock import restrict_paths
from sayso.intake.limits import Limits
from sayso.intake.seccomp import refuse_calls

_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime",
    "/dev/null", "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu",
)  # fmt: skip
"""What the libraries themselves ask for: code, time zones, how many cores there are."""

_REFUSED = (
    "socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork", "os.system", "os.kill", "os.remove", "os.rename",
    "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.setxattr",
    "os.utime", "shutil.", "tempfile.", "webbrowser.", "ftplib.", "smtplib.", "urllib.Request", "http.client.",
    "pty.", "sqlite3.connect",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Confined:
    """Say what holds in this process beside the limits on memory and files and the audit hook."""

    paths: bool
    calls: bool


def confine(limits: Limits) -> Confined:
    """Confine this process; everything that it still reads it must have been handed open, or be a library."""
    _limit_resources(limits)
    readable = library_paths()
    paths = restrict_paths(readable)
    calls = refuse_calls()
    sys.addaudithook(_make_hook(readable))
    return Confined(paths, calls)


def library_paths() -> tuple[Path, ...]:
    """Return the folders and files that code is loaded from: Python's, installed packages', Sayso's own."""
    bases = {sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(__file__).resolve().parents[1]), *_SYSTEM}
    bases |= {path for path in sys.path if path.rstrip("/").endswith(("site-packages", "dist-packages"))}
    bases |= {str(Path(path).resolve()) for path in bases}
    found = (Path(path) for path in sorted(bases))
    return tuple(path for path in found if path != Path("/") and path.exists())


def _limit_resources(limits: Limits) -> None:
    for kind, most in (
        (resource.RLIMIT_DATA, limits.max_memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, limits.max_open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))


def _make_hook(readable: Sequence[Path]) -> Callable[[str, tuple[object, ...]], None]:
    """Return a hook that refuses by the names of events, and files by their path and mode."""
    below = tuple(f"{path}/" for path in readable if path.is_dir())
    single = frozenset(str(path) for path in readable)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = (*arguments, None, None, None)[:3]
            if isinstance(path, (str, bytes)):
                real = os.path.realpath(os.fsdecode(path))
                writes = isinstance(flags, int) and flags & _WRITING
                if writes or (real not in single and not real.startswith(below)):
                    raise PermissionError(f"reading a document may not open {real[:200]}")
        elif event.startswith(_REFUSED):
            raise PermissionError(f"reading a document may not do {event}")

    return hook
