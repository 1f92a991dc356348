"""Take readings in that were made elsewhere, many documents in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import batched

from sayso.casefile.garbage import seldom_collected
from sayso.casefile.readers import Refusal
from sayso.casefile.run import Tally
from sayso.model import Document, Reading, Unreadable
from sayso.model.view import Progress, ReadReport
from sayso.store import Commit, Store

AT_ONCE = 200
"""Documents in one transaction: what is lost where a process is killed, and what stands in memory."""


@dataclass(frozen=True, slots=True)
class Made:
    """Hold a document with what a reader made of it, or the reason for none.

    With neither, the document only adds the places where it was found. `fingerprint` is the sketch of its text.
    """

    document: Document
    outcome: Reading | Refusal | None = None
    fingerprint: bytes | None = None


class TakingIn:
    """Take in what one version of a reader made; used once."""

    def __init__(
        self, store: Store, version: str, symmetric: frozenset[str], progress: Callable[[Progress], None] | None
    ) -> None:
        self._store, self._version, self._symmetric, self._tell = store, version, symmetric, progress
        self.tally = Tally()

    def run(self, made: Iterable[Made | Unreadable], at_once: int = AT_ONCE) -> ReadReport:
        """Take in; Ctrl-C rolls back the transaction at work and ends with what was committed."""
        try:
            with seldom_collected():
                for some in batched(made, at_once):
                    self._take(some)
        except KeyboardInterrupt:
            return self.tally.report(interrupted=True)
        return self.tally.report(interrupted=False)

    def _take(self, some: Sequence[Made | Unreadable]) -> None:
        """Write some documents in one transaction."""
        problems = [one for one in some if isinstance(one, Unreadable)]
        fresh: dict[str, Made] = {}
        known: list[Made] = []
        for one in some:
            if isinstance(one, Unreadable):
                continue
            held = fresh.get(one.document.id)
            if held is not None:
                fresh[one.document.id] = _join(held, one)
            elif self._is_known(one):
                known.append(one)
            else:
                fresh[one.document.id] = one
        commits = [self._commit_of(one) for one in fresh.values()]
        for added in self._store.commit_all(commits, problems):
            self.tally.add(added)
        for one in known:
            self.tally.moved += self._store.add_origins(one.document.id, one.document.origins) > 0
        self._count(len(some), len(known), commits, problems)

    def _is_known(self, one: Made) -> bool:
        """Tell whether a document was read before by this version, or stands there and has nothing new."""
        known = self._store.known(one.document.id)
        if known is None or known.text_id != one.document.text_id:
            return False
        return one.outcome is None or self._version in known.runs

    def _commit_of(self, one: Made) -> Commit:
        document, outcome = one.document, one.outcome
        plain = Commit(document, fingerprint=one.fingerprint, symmetric=self._symmetric, settle=True)
        if isinstance(outcome, Reading):
            return replace(plain, reading=outcome, run=self._version)
        if outcome is None:
            return plain
        problem = Unreadable(
            document.origins[0], outcome.code, outcome.reason, outcome.remedy, document.id, document.size_bytes
        )
        return replace(plain, problem=problem, run=self._version if outcome.settled else None)

    def _count(self, seen: int, known: int, commits: Sequence[Commit], problems: Sequence[Unreadable]) -> None:
        tally = self.tally
        tally.seen += seen
        tally.known += known
        tally.unreadable.extend(problems)
        for commit in commits:
            if commit.reading is not None:
                tally.read += 1
                tally.words += commit.reading.words
            elif commit.problem is not None:
                (tally.unreadable if commit.run else tally.failed).append(commit.problem)
        if self._tell is not None:
            seconds = tally.report(interrupted=False).seconds
            self._tell(Progress(tally.done, tally.seen, tally.words, seconds, "", "read"))


def _join(one: Made, two: Made) -> Made:
    """Return one of two that are the same bytes, with the places of both."""
    chosen = one if one.outcome is not None else two
    origins = dict.fromkeys((*one.document.origins, *two.document.origins))
    return replace(chosen, document=replace(chosen.document, origins=tuple(origins)))
