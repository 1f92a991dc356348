"""Count the commits of a casefile, so that a face can tell cheaply whether an answer still stands."""

from secrets import token_hex

from sqlalchemy import Connection, insert, select, update

from sayso.store import tables as t


def count_commit(connection: Connection) -> None:
    """Count one more commit, inside its transaction; the first one gives the casefile a mark of its own.

    The mark keeps a casefile apart from another one that is later made at the same path.
    """
    counted = update(t.revisions).values(number=t.revisions.c.number + 1)
    if connection.execute(counted).rowcount == 0:
        connection.execute(insert(t.revisions).values(mark=token_hex(8), number=1))


def read_mark(connection: Connection) -> str:
    """Return the mark: random, made with the casefile, the same for ever and in every copy; empty before a commit."""
    return connection.execute(select(t.revisions.c.mark)).scalar() or ""


def read_revision(connection: Connection) -> str:
    """Return the mark and the number of commits; `0` before the first."""
    row = connection.execute(select(t.revisions.c.mark, t.revisions.c.number)).first()
    return "0" if row is None else f"{row.mark}-{row.number}"
