"""Be the process that reads: takes lists of paths from a pipe, tells progress and reports back."""

from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from sayso.model import Reader
from sayso.model.errors import SaysoError
from sayso.model.view import Progress, ReadReport

type Told = Progress | ReadReport | str


def work(
    pipe: "Connection[Told, Sequence[str] | None]",
    case_path: str | Path,
    reader: str | Reader | None,
    vocabulary: Path | None,
) -> None:
    """Read what comes until the pipe ends; a reason in words goes back where reading fails.

    Ctrl-C is left to the server, which ends this process. The reader is loaded once and kept between jobs.
    """
    import signal

    from sayso import casefile
    from sayso.settings import keep_to_one_thread

    keep_to_one_thread()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with casefile.open(case_path, reader=reader, vocabulary=vocabulary, must_exist=True) as case:
            while (paths := pipe.recv()) is not None:
                try:
                    pipe.send(case.read(*paths, progress=pipe.send))
                except SaysoError as error:
                    pipe.send(str(error))
    except SaysoError as error:
        pipe.send(str(error))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
