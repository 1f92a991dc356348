"""Hold what every request of one application shares."""

from dataclasses import dataclass

from sayso.api.pool import CasePool


@dataclass(frozen=True, slots=True)
class Context:
    """Hold the pool of casefiles and what the server was told when it started.

    `hidden` is the casefile's path, which no error message tells. `seed` stands for everything beside the casefile
    that an answer follows from: the version, the vocabulary, the settings. `trusted` tells that whoever can reach the
    server may name files of its disk, as is so on a loopback address.
    """

    pool: CasePool
    hidden: str
    seed: str
    readonly: bool = False
    trusted: bool = True
