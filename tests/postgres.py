"""Run a throw-away PostgreSQL: a Unix socket alone, a data directory of its own, gone at the end.

Not installed, tests that need it are skipped; with `CI` set, as `.ci/run` does, they fail instead.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import delete

from sayso.store.tables import metadata

_DEBIAN = Path("/usr/lib/postgresql")
_FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "listen_addresses=")
_SMALL = ("-c", "shared_buffers=64MB", "-c", "max_connections=40", "-c", "autovacuum=off")


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, of the newest version there is."""
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    return None if named is None else Path(named).resolve().parent


def need_programs() -> Path:
    """Return the folder of PostgreSQL's programs; skip the test where there is none."""
    programs = find_programs()
    if programs is None:
        if os.environ.get("SAYSO_CI"):
            pytest.fail("PostgreSQL is not installed (Debian: apt-get install postgresql-15)")
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql-15)")
    return programs


@dataclass(frozen=True)
class Server:
    """Be a server that runs: the address of its database `postgres`, and how to make it fall and stand up again."""

    address: str
    control: tuple[str, ...]

    def crash(self) -> None:
        """End every process of it at once, and start it anew: it recovers from its log."""
        _run([*self.control, "-m", "immediate", "restart"])


@contextmanager
def cluster(*more: str) -> Iterator[str]:
    """Give the address of a server's database `postgres`, without schema; the server ends with the block."""
    with running(*more) as server:
        yield server.address


@contextmanager
def running(*more: str) -> Iterator[Server]:
    """Give a server; what settings `more` name (`-c`, `name=value`) hold against those that make tests fast."""
    programs = need_programs()
    root = Path(tempfile.mkdtemp(prefix="sayso-pg-", dir=in_memory()))  # a socket's path must be short
    try:
        if os.geteuid() == 0:
            shutil.chown(root, "postgres", "postgres")
        data = root / "data"
        _run([str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8"])
        options = " ".join([*_FAST, *_SMALL, "-c", f"unix_socket_directories={root}", *more])
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-s", "-l", str(root / "log")]
        _run([*control, "-o", options, "start"])
        try:
            yield Server(f"postgresql:///postgres?host={root}&user=postgres", tuple(control))
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(root, ignore_errors=True)


def empty(address: str) -> None:
    """Take every row out of a casefile, or make it where there is none."""
    from sayso.store import open_store

    store = open_store(address)
    with store._forks.writing(counted=False) as c:  # type: ignore[attr-defined]
        for table in metadata.sorted_tables:
            c.execute(delete(table))
        c.exec_driver_sql("DELETE FROM search")
        c.exec_driver_sql("UPDATE search_size SET places = 0, words = 0")
    store.close()


def in_memory() -> str:
    """Return a folder that is kept in memory, where there is one with room: a server makes thousands of files."""
    shared = Path("/dev/shm")
    return str(shared) if shared.is_dir() and shutil.disk_usage(shared).free > 500_000_000 else "/tmp"


def _run(command: Sequence[str]) -> None:
    """Run a program as the user `postgres` where we are root, which PostgreSQL refuses."""
    whole = ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)
    done = subprocess.run(whole, capture_output=True, text=True, cwd="/tmp", timeout=60)
    if done.returncode:
        pytest.fail(f"{command[0]} failed: {done.stdout}{done.stderr}")
