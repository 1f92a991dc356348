"""Hold a team's casefiles, each with its pool and its line of jobs, opened when it is first asked for."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

import sayso
from sayso import casefile
from sayso.api.context import Context
from sayso.api.jobs import JobLine
from sayso.api.pool import CasePool
from sayso.casefile import Casefile
from sayso.model import Reader
from sayso.model.address import locate
from sayso.model.errors import NotFound
from sayso.people import People
from sayso.settings import float_setting


class Team:
    """Know the people and the casefiles of one server; threads: any number.

    The people's database is asked anew for a name that is not known yet, so that a casefile that the operator adds is
    there without a restart.
    """

    def __init__(
        self,
        people: People,
        *,
        vocabulary: str | Path | None = None,
        reader: str | Reader | None = None,
        readonly: bool = False,
    ) -> None:
        self.people, self.readonly = people, readonly
        self._vocabulary, self._reader = vocabulary, reader
        self._contexts: dict[str, Context] = {}
        self._lock = Lock()
        self.lobby = self._make("", "", _open_none)

    def context(self, name: str) -> Context:
        """Return what requests to a casefile share; raises NotFound, and what opening a casefile raises."""
        with self._lock:
            if name in self._contexts:
                return self._contexts[name]
            entry = next((one for one in self.people.cases() if one.name == name), None)
            if entry is None:
                raise NotFound("There is no such casefile.")
            context = self._contexts[name] = self._make(name, entry.address, self._opener(entry.address))
            return context

    def close(self) -> None:
        """Close every casefile and the people's database; jobs at work end."""
        with self._lock:
            contexts = [*self._contexts.values(), self.lobby]
            self._contexts = {}
        for context in contexts:
            context.close()
        self.people.close()

    def _opener(self, address: str) -> Callable[[], Casefile]:
        return lambda: casefile.open(address, vocabulary=self._vocabulary, must_exist=True)

    def _make(self, name: str, address: str, open_case: Callable[[], Casefile]) -> Context:
        vocabulary = None if self._vocabulary is None else Path(self._vocabulary)
        jobs = JobLine(locate(address), reader=self._reader, vocabulary=vocabulary)
        seed = make_seed(self._vocabulary, name)
        pool, people = CasePool(open_case), self.people
        return Context(locate(address), pool, jobs, seed, name, self.readonly, trusted=False, people=people)


def make_seed(vocabulary: str | Path | None, place: str = "") -> str:
    """Return what stands for all that an answer follows from beside the casefile."""
    return f"{sayso.__version__} {vocabulary} {float_setting('min_confidence')} {place}"


def _open_none() -> Casefile:
    raise NotFound("No casefile is asked here. Ask below /case/NAME.")
