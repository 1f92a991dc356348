"""Read documents into the casefile: intake, reader, actors, one transaction a document."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.casefile.garbage import seldom_collected
from sayso.casefile.readers import ReaderChoice, Refusal
from sayso.casefile.workers import Outcomes, read_apart, read_here
from sayso.model import Document, Origin, Reading, Unreadable
from sayso.model.errors import NotFound
from sayso.model.view import Progress, ReadReport
from sayso.store import Added, Commit, Store

if TYPE_CHECKING:
    from sayso.intake.sources import TakeOpen


@dataclass
class Tally:
    """Count what a run does; the one record here that changes."""

    seen: int = 0
    read: int = 0
    known: int = 0
    moved: int = 0
    words: int = 0
    added: Added = field(default_factory=Added)
    unreadable: list[Unreadable] = field(default_factory=list)
    failed: list[Unreadable] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    @property
    def done(self) -> int:
        """Return how many documents and files are dealt with."""
        return self.read + self.known + len(self.unreadable) + len(self.failed)

    def add(self, added: Added) -> None:
        """Add what one commit added."""
        total = self.added
        self.added = Added(
            total.claims + added.claims,
            total.frames + added.frames,
            total.actors + added.actors,
            total.links + added.links,
        )

    def report(self, interrupted: bool) -> ReadReport:
        """Return the counts as a record."""
        return ReadReport(
            seen=self.seen,
            read=self.read,
            known=self.known,
            moved=self.moved,
            unreadable=tuple(self.unreadable),
            failed=tuple(self.failed),
            words=self.words,
            claims=self.added.claims,
            frames=self.added.frames,
            actors=self.added.actors,
            links=self.added.links,
            seconds=time.monotonic() - self.begun,
            interrupted=interrupted,
        )


class ReadRun:
    """Read some paths into a store; used once. `opened` takes in what was opened, as `intake.take` says."""

    def __init__(
        self,
        store: Store,
        choice: ReaderChoice,
        symmetric: frozenset[str],
        progress: Callable[[Progress], None] | None,
        opened: "TakeOpen | None" = None,
    ) -> None:
        self._store, self._choice, self._symmetric, self._tell = store, choice, symmetric, progress
        self._opened = opened
        self._reader = choice.load()
        self._version = str(self._reader.version)
        self._pending: dict[str, list[Origin]] = {}
        self.tally = Tally()

    def run(self, paths: Sequence[str | Path], processes: int, chunk: int) -> ReadReport:
        """Read; Ctrl-C rolls back the document at work and ends the run with what was committed."""
        refuse_missing(paths)
        documents = self._new_documents(paths)
        outcomes = self._read(documents, processes, chunk)
        try:
            with seldom_collected():
                for document, outcome in outcomes:
                    self._commit(document, outcome)
        except KeyboardInterrupt:
            return self.tally.report(interrupted=True)
        finally:
            outcomes.close()
        return self.tally.report(interrupted=False)

    def _read(self, documents: Iterator[Document], processes: int, chunk: int) -> Outcomes:
        if processes > 1:
            return read_apart(self._choice, documents, chunk, processes)
        return read_here(self._reader, documents, chunk)

    def _new_documents(self, paths: Sequence[str | Path]) -> Iterator[Document]:
        """Take documents in; pass on those that this reader has not read."""
        from sayso.intake import take

        for item in take(paths, opened=self._opened):
            self.tally.seen += 1
            if isinstance(item, Unreadable):
                self._store.refuse(item)
                self.tally.unreadable.append(item)
                self._report(item.origin.location, "unreadable")
            elif item.id in self._pending:
                self._pending[item.id].extend(item.origins)
                self._count_known(item, moved=True)
            elif self._is_read(item):
                self._count_known(item, moved=self._store.add_origins(item.id, item.origins) > 0)
            else:
                self._pending[item.id] = []
                yield item

    def _is_read(self, document: Document) -> bool:
        known = self._store.known(document.id)
        return known is not None and known.text_id == document.text_id and self._version in known.runs

    def _count_known(self, document: Document, moved: bool) -> None:
        self.tally.known += 1
        self.tally.moved += moved
        self._report(document.name, "known")

    def _commit(self, document: Document, outcome: Reading | Refusal) -> None:
        """Write one document in one transaction; which actors and texts it meets, the store finds there."""
        from sayso.intake.duplicates import Fingerprint

        document = replace(document, origins=(*document.origins, *self._pending.pop(document.id, ())))
        fingerprint = Fingerprint.of(document.id, document.text).to_bytes()
        plain = Commit(document, fingerprint=fingerprint, symmetric=self._symmetric, settle=True)
        if isinstance(outcome, Refusal):
            self._commit_refusal(plain, outcome)
            return
        self.tally.add(self._store.commit(replace(plain, reading=outcome, run=self._version)))
        self.tally.read += 1
        self.tally.words += outcome.words
        self._report(document.name, "read")

    def _commit_refusal(self, commit: Commit, refusal: Refusal) -> None:
        """Keep a document that the reader refused, with the reason."""
        document = commit.document
        problem = Unreadable(
            document.origins[0], refusal.code, refusal.reason, refusal.remedy, document.id, document.size_bytes
        )
        run = self._version if refusal.settled else None
        self.tally.add(self._store.commit(replace(commit, problem=problem, run=run)))
        (self.tally.unreadable if refusal.settled else self.tally.failed).append(problem)
        self._report(document.name, "unreadable" if refusal.settled else "failed")

    def _report(self, document: str, status: str) -> None:
        if self._tell is None:
            return
        tally = self.tally
        seconds = time.monotonic() - tally.begun
        self._tell(Progress(tally.done, tally.seen, tally.words, seconds, document, status))


def refuse_missing(paths: Sequence[str | Path]) -> None:
    """Raise NotFound for the first path that is not there; addresses are left to intake."""
    for path in paths:
        if not str(path).startswith(("http://", "https://")) and not Path(path).exists():
            raise NotFound(f"There is no file or folder {path}. Check the spelling, or give a full path.")
