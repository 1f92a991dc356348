"""Turn what happened into an exit code and one line of words."""

import os
import sys
from collections.abc import Sequence
from enum import IntEnum

import click

from sayso.model.errors import NotFound, SaysoError, StoreError, UsageError


class ExitCode(IntEnum):
    """Name the exit codes; `docs/cli.md` explains them."""

    FINE = 0
    PROBLEMS = 1
    USAGE = 2
    NOT_FOUND = 3
    CASEFILE = 4
    INTERRUPTED = 130


_CODES = frozenset(ExitCode)


def code_of(error: SaysoError) -> ExitCode:
    """Return the exit code that stands for an error of the tree."""
    for kind, code in (
        (NotFound, ExitCode.NOT_FOUND),
        (UsageError, ExitCode.USAGE),
        (StoreError, ExitCode.CASEFILE),
    ):
        if isinstance(error, kind):
            return code
    return ExitCode.PROBLEMS


def run_guarded(command: click.Command, arguments: Sequence[str] | None) -> int:
    """Run a command and return its exit code; every foreseen error becomes one line on standard error.

    A reader of our output that goes away (`sayso claims | head`) is no error: the rest is dropped, the code is 0. In
    click's own `main` it would be one, so the context is made here.
    """
    try:
        with command.make_context("sayso", list(sys.argv[1:] if arguments is None else arguments)) as context:
            outcome = command.invoke(context)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return ExitCode.FINE
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _complain("stopped", ExitCode.INTERRUPTED)
    except click.ClickException as wrong:
        return _complain(
            _with_remedy(wrong), ExitCode(wrong.exit_code) if wrong.exit_code in _CODES else ExitCode.PROBLEMS
        )
    except SaysoError as error:
        return _complain(one_line(str(error)), code_of(error))
    return outcome if isinstance(outcome, int) else ExitCode.FINE


def _with_remedy(wrong: click.ClickException) -> str:
    """Return what click found wrong on one line, with where help stands."""
    words = one_line(wrong.format_message())
    context = getattr(wrong, "ctx", None)
    return f"{words} See: {context.command_path} --help" if context else words


def one_line(words: str) -> str:
    """Return words with every run of white space, line breaks among them, as one space."""
    return " ".join(words.split())


def _complain(words: str, code: ExitCode) -> int:
    """Print one line on standard error and return the code."""
    click.echo(f"sayso: {words}", err=True)
    return code


def _drop_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not fail."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
