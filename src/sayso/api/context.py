"""Hold what every request of one application shares."""

from dataclasses import dataclass
from pathlib import Path

from sayso.api.jobs import JobLine
from sayso.api.pool import CasePool
from sayso.model.address import hide_password


@dataclass(frozen=True, slots=True)
class Context:
    """Hold the pool of casefiles, the line of jobs, and what the server was told when it started.

    `seed` stands for everything beside the casefile
    that an answer follows from: the version, the vocabulary, the settings. `trusted` tells that whoever can reach the
    server may name files of its disk, as is so on a loopback address.
    """

    case_path: str | Path
    pool: CasePool
    jobs: JobLine
    seed: str
    readonly: bool = False
    trusted: bool = True

    @property
    def hidden(self) -> str:
        """Return the casefile's path or address, which no error message tells."""
        return hide_password(str(self.case_path))
