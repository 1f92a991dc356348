"""Turn PostgreSQL's errors into ours, each with what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from sayso.model.errors import CasefileBusy, NotFound, StoreError

_BUSY = frozenset({"55P03", "40P01", "40001"})  # the lock was not to be had in time, a deadlock, a change under us
_ENDED = frozenset({"57P01", "57P02", "57P03", "25P03", "25P04"})  # the server was stopped, or ended our session
_REMEDIES = {
    "57014": "It took longer than statement_timeout_s allows. Ask for less, or give it more time.",
    "42501": "The role lacks a right: docs/postgres.md lists what it needs.",
    "25006": "The database can only be read: it is a standby, or made so.",
    "53100": "The server's disk is full. Make room.",
    "53300": "The server has no connection left. Close some, or raise its max_connections.",
    "54000": "A value is larger than PostgreSQL takes.",
    "22021": "A text holds a character that PostgreSQL does not keep.",
}


@contextmanager
def translated(location: str) -> Iterator[None]:
    """Turn whatever the database raises inside into StoreError and its kin; `location` must hold no password."""
    try:
        yield
    except DBAPIError as error:
        raise explain(location, error.orig) from error
    except psycopg.Error as error:
        raise explain(location, error) from error
    except SQLAlchemyError as error:
        raise StoreError(f"{location} cannot be used: {error}.") from error


def explain(location: str, error: Any) -> StoreError:
    """Return the error that says what failed and what to do."""
    code = getattr(error, "sqlstate", None)
    reason = _first_line(error)
    if code in _BUSY:
        return CasefileBusy(
            f"{location} is being written by another process. Wait for it to finish, or end it, and try again."
        )
    if code in _ENDED or (code is None and isinstance(error, psycopg.OperationalError)):
        return StoreError(
            f"The connection to {location} was lost: {reason}. What was not finished was not done."
            " See that the server runs, and try again."
        )
    remedy = _REMEDIES.get(code or "", "Run `sayso doctor`.")
    return StoreError(f"{location} cannot be used: {reason}. {remedy}")


def explain_no_connection(location: str, error: psycopg.Error) -> StoreError | NotFound:
    """Return the error for a server that cannot be reached or lets nobody in."""
    reason = _first_line(error)
    if "does not exist" in reason and "database" in reason:
        return NotFound(f"{location}: {reason}. Make it with `createdb`, or check the address.")
    return StoreError(
        f"{location} cannot be reached: {reason}. See that the server runs, and that the address, the role and its"
        " password are right (docs/postgres.md)."
    )


def _first_line(error: Any) -> str:
    diagnosed = getattr(getattr(error, "diag", None), "message_primary", None)
    lines = str(diagnosed or error).strip().splitlines() or ["no reason given"]
    return lines[-1].strip().rstrip(".") if diagnosed is None else lines[0].strip().rstrip(".")
