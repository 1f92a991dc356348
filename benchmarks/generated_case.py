"""Write invented documents with planted claims, and make casefiles of them by the code that reads real ones.

Nothing is parsed: a scripted reader says what was planted, and `ReadRun` does the rest (ledger of actors, copies,
commit). Each document depends on the world and its number alone, so that a small casefile is the beginning of a large
one. Texts hold every quoted word: `doctor` finds nothing. Of the claims 12 % are hedged, 6 % denied and 4 % intended;
a chain of say-so has 0 to 3 sources, a third of them unnamed; 3 % of the documents are near copies of earlier ones.
"""

import hashlib
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import generated_world
from generated_bulk import Bulk
from generated_text import compose
from generated_world import World

from sayso.casefile import Casefile
from sayso.casefile.readers import ReaderChoice
from sayso.casefile.run import ReadRun
from sayso.model import Document, ReaderVersion, Reading

AT_ONCE = 500
"""How many documents share a transaction where a casefile is made from nothing."""

_MADE_FROM = ("generated_world.py", "generated_bulk.py", "generated_draft.py", "generated_text.py", "generated_case.py")


class GeneratedReader:
    """Say of each document what was planted in it; a Reader as the protocol has it."""

    def __init__(self) -> None:
        self.planted: dict[str, Reading] = {}

    @property
    def version(self) -> ReaderVersion:
        """Return one version for all."""
        return ReaderVersion("generated", "1", "0")

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Exception]:
        """Give each document's reading once."""
        for document in documents:
            yield self.planted.pop(document.id)


class GeneratedRun(ReadRun):
    """Read invented documents into a store as files are read, past intake."""

    def __init__(self, case: Casefile, world: World) -> None:
        self._planted = GeneratedReader()
        super().__init__(case._store, ReaderChoice(self._planted), case._symmetric, None)
        self._world = world

    def prepare(self, number: int) -> "tuple[Document, Reading]":
        """Write one document and its reading; no part of what is measured."""
        return compose(self._world, number, str(self._planted.version))

    def add(self, document: Document, reading: Reading) -> None:
        """Put one document in: ledger, copies, one transaction."""
        self._commit(document, reading)

    def add_all(self, numbers: Iterable[int]) -> None:
        """Write and put in some documents, the readings checked as those of any reader are."""
        self._numbers = numbers
        for document, outcome in self._read(self._written(), 1, 1):
            self._commit(document, outcome)

    def _written(self) -> Iterator[Document]:
        for number in self._numbers:
            document, reading = self.prepare(number)
            self._planted.planted[document.id] = reading
            yield document


def make_case(path: Path, world: World, documents: int, *, at_once: int = AT_ONCE, loud: bool = False) -> None:
    """Make a casefile of a world's first documents; `at_once` documents share a transaction (1: as reading does)."""
    with Casefile(path) as case:
        run, bulk = GeneratedRun(case, world), Bulk()
        begun = time.monotonic()
        for first in range(0, documents, at_once):
            some = range(first, min(documents, first + at_once))
            if at_once == 1:
                run.add_all(some)
            else:
                with one_transaction(case), bulk.batch():
                    run.add_all(some)
            if loud:
                pace = (some.stop) / (time.monotonic() - begun)
                print(f"{some.stop:,} of {documents:,} documents, {pace:.0f} a second", file=sys.stderr, flush=True)


@contextmanager
def one_transaction(case: Casefile) -> Iterator[None]:
    """Let all that a casefile does inside be one transaction: the rows are those of single ones, the waits are not.

    The store's door to its database is held open on one connection, so that the code that writes is the same.
    """
    store: Any = case._store
    forks = store._forks
    with forks.writing() as connection:

        @contextmanager
        def same() -> Iterator[Any]:
            yield connection

        forks.reading = forks.writing = same
        try:
            yield
        finally:
            del forks.reading, forks.writing


@dataclass(frozen=True, slots=True)
class Made:
    """Say where a casefile is, how many documents it holds, and how long it took to make (0: it was there)."""

    path: Path
    world: World
    documents: int
    seconds: float


def keep_case(world: World, documents: int, kept: Path | None = None) -> Made:
    """Return a casefile of a world's first documents, made once and kept under a name that changes with its makers."""
    name = f"questions-{documents * generated_world.CLAIMS_A_DOCUMENT}-{fingerprint(world)}.sayso"
    path = kept or Path(gettempdir()) / name
    if path.exists():
        return Made(path, world, documents, 0.0)
    begun = time.monotonic()
    unfinished = path.with_suffix(".unfinished")
    for part in beside(unfinished):
        part.unlink(missing_ok=True)
    make_case(unfinished, world, documents, loud=True)
    unfinished.rename(path)
    return Made(path, world, documents, round(time.monotonic() - begun, 1))


def beside(path: Path) -> Sequence[Path]:
    """Return a casefile's path and those of its log."""
    return [path, Path(f"{path}-wal"), Path(f"{path}-shm")]


def fingerprint(world: World) -> str:
    """Return a hash of what makes a casefile: the generator's files, the store's tables, the world."""
    import sayso.store

    room = Path(sayso.store.__file__).parent
    here = Path(__file__).parent
    files = [here / name for name in _MADE_FROM] + sorted(room.glob("*tables.py")) + [room / "migrations.py"]
    digest = hashlib.sha256(f"{world.claims}/{world.seed}".encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
