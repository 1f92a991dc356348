"""Fork a process and hear what it tells, kill it or what works for it; give places for the casefiles it works in."""

import os
import pickle
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

type Place = str | Path

HUNG_S = 60.0


class Places(Protocol):
    """Give places for casefiles."""

    def make(self, prepare: Callable[[Place], None]) -> Place:
        """Return a new place with what stands there first."""
        ...

    def settle(self, place: Place) -> None:
        """Wait until nobody works there any more."""
        ...

    def remove(self, place: Place) -> None:
        """Take a casefile away."""
        ...


class Files:
    """Give places for casefiles in files."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name, self._made = folder, name, 0

    def make(self, prepare: Callable[[Place], None]) -> Place:
        """Return a new place with what stands there first."""
        self._made += 1
        place = self._folder / f"{self._name}-{self._made}.sayso"
        in_fork(lambda: prepare(place))
        return place

    def settle(self, place: Place) -> None:
        """Wait for nobody: a file has no server."""

    def remove(self, place: Place) -> None:
        """Take a casefile away."""
        for path in self._folder.glob(f"{Path(place).name}*"):
            path.unlink()


class Databases:
    """Give places for casefiles on a server: a database each, those after the first copied by the server itself."""

    def __init__(self, address: str, name: str) -> None:
        self._address, self._name, self._made = address, name, 0

    def make(self, prepare: Callable[[Place], None]) -> Place:
        """Return a new place with what stands there first."""
        first = f"{self._name}_0"
        if not self._made:
            self._ask(f"DROP DATABASE IF EXISTS {first}")
            self._ask(f"CREATE DATABASE {first}")
            in_fork(lambda: prepare(self._at(first)))
            self.settle(self._at(first))
        self._made += 1
        self._ask(f"CREATE DATABASE {self._name}_{self._made} TEMPLATE {first}")
        return self._at(f"{self._name}_{self._made}")

    def settle(self, place: Place) -> None:
        """Wait until the server answers and nobody works in a database any more."""
        deadline = time.monotonic() + HUNG_S
        while time.monotonic() < deadline:
            with suppress(OSError, RuntimeError):
                if not backends(self._address, str(place)):
                    return
            time.sleep(0.01)
        sys.exit(f"PostgreSQL still works in {place}, or does not come back")

    def remove(self, place: Place) -> None:
        """Take a casefile away."""
        self._ask(f"DROP DATABASE {database_of(str(place))}")

    def _at(self, database: str) -> str:
        return self._address.replace("/postgres?", f"/{database}?")

    def _ask(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(statement)


def database_of(address: str) -> str:
    """Return the name of the database in an address."""
    return address.partition("///")[2].partition("?")[0]


def backends(server: str, place: str) -> list[int]:
    """Return the server's processes that work in a database; raises RuntimeError where the server does not answer."""
    import psycopg

    asked = "SELECT pid FROM pg_stat_activity WHERE datname = %s ORDER BY pid"
    try:
        with psycopg.connect(server, autocommit=True) as connection:
            return [pid for (pid,) in connection.execute(asked, (database_of(place),))]
    except psycopg.Error as error:
        raise RuntimeError(str(error)) from error


def kill_backends(server: str, place: str) -> None:
    """Kill the server's processes that work in a database: all of the server starts anew."""
    for pid in backends(server, place):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


class Victim:
    """Hold a process that was forked: hear what it tells, kill it."""

    def __init__(self, pid: int, pipe: int) -> None:
        self._pid, self._pipe, self._held = pid, pipe, b""
        self._code: int | None = None
        self.told, self.error = 0, ""

    def hear(self, target: int) -> None:
        """Listen until so much stands, or it ends."""
        while self.told < target and self._listen():
            pass

    def hear_rest(self) -> int:
        """Listen to the end; return how much was told to stand. One that says nothing for a minute is killed."""
        while self._listen():
            pass
        return self.told

    def kill(self) -> None:
        """End it at once."""
        os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> int | None:
        """Return its exit code, below 0 a signal; None where it hung."""
        if self._code is None:
            _, status = os.waitpid(self._pid, 0)
            self._code = os.waitstatus_to_exitcode(status)
            os.close(self._pipe)
        return None if self.error == "hung" else self._code

    def _listen(self) -> bool:
        if not select.select([self._pipe], [], [], HUNG_S)[0]:
            self.error = "hung"
            self.kill()
            return False
        piece = os.read(self._pipe, 65536)
        *lines, self._held = (self._held + piece).split(b"\n")
        for line in lines:
            if line.isdigit():
                self.told = max(self.told, int(line))
            else:
                self.error = line.decode(errors="replace")
        return bool(piece)


@contextmanager
def forked(work: Callable[[Callable[[int], None]], None]) -> Iterator[Victim]:
    """Give a process that does some work; it is gone at the end of the block."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(reading)
        code = 1
        try:
            work(lambda told: void(os.write(writing, b"%d\n" % told)))
            code = 0
        except BaseException:  # whatever it is, the parent is told
            os.write(writing, traceback.format_exc()[-1500:].replace("\n", " | ").encode() + b"\n")
        finally:
            os._exit(code)
    os.close(writing)
    victim = Victim(pid, reading)
    try:
        yield victim
    except BaseException:
        victim.kill()
        raise
    finally:
        victim.wait()


def void(what: object) -> None:
    """Do nothing."""


def in_fork[T](work: Callable[[], T]) -> T:
    """Return what a forked process returns, so that this one opens nothing."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(reading)
        try:
            with os.fdopen(writing, "wb") as out:
                pickle.dump((True, work()), out)
        except BaseException:  # whatever it is, the parent is told
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        packed = answer.read()
    _, status = os.waitpid(pid, 0)
    if status:
        sys.exit("a process that looks at a casefile ended")
    found: T = pickle.loads(packed)[1]  # from a fork of this process
    return found
