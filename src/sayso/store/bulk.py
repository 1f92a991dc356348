"""Write many documents in one transaction."""

from collections.abc import Sequence

from sqlalchemy import Connection

from sayso.store.forks import Forks
from sayso.store.protocol import Added, Commit
from sayso.store.rules import EdgeRules
from sayso.store.write import write_commit


def write_all(forks: Forks, connection: Connection, commits: Sequence[Commit], rules: EdgeRules) -> list[Added]:
    """Write documents in order."""
    return [write_commit(forks, connection, commit, rules) for commit in commits]
