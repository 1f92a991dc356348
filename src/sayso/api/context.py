"""Hold what every request to one casefile shares."""

from dataclasses import dataclass, field
from pathlib import Path

from sayso.api.feed import Feed
from sayso.api.jobs import JobLine
from sayso.api.pool import CasePool
from sayso.model.address import hide_password
from sayso.model.errors import NotFound, StoreError
from sayso.people import People


@dataclass(frozen=True, slots=True)
class Context:
    """Hold the pool of casefiles, the line of jobs, and what the server was told when it started.

    `case_path` is the casefile's path, or its address on a server. `seed` stands for everything beside the casefile
    that an answer follows from: the version, the vocabulary, the settings. `trusted` tells that whoever can reach the
    server may name files of its disk, as is so on a loopback address.
    `people` are those of a team's server, None where there are no accounts; `name` is the casefile's name there.
    """

    case_path: str | Path
    pool: CasePool
    jobs: JobLine
    seed: str
    name: str = ""
    readonly: bool = False
    trusted: bool = True
    people: People | None = None
    feed: Feed = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "feed", Feed(self.pool))

    @property
    def identity(self) -> str:
        """Return the casefile's own mark; empty where there is none, or it cannot be asked now."""
        try:
            with self.pool.lend() as case:
                return case.identity
        except (NotFound, StoreError):
            return ""

    @property
    def hidden(self) -> str:
        """Return the casefile's path or address, which no error message tells."""
        return hide_password(str(self.case_path))

    def close(self) -> None:
        """End the jobs and close the casefiles."""
        self.jobs.close()
        self.pool.close()
