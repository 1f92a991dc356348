"""Keep beside a shard's file what is at work, so that whoever reads it next knows what ended the process before.

A line goes to the file before a step begins and another when it has ended; the kernel keeps both when the process is
killed. A step that began and did not end is a strike against its document, whichever machine reads next.
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

STRIKES = 2
"""A document that was at work so often when its process ended is given up."""


class Marks:
    """Note what is at work on one shard; a context manager that takes the file away where all went well."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_suffix(".marks")
        self._strikes = _count_strikes(self._path)
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._file)
        if kind is None:
            self._path.unlink(missing_ok=True)

    def given_up(self, step: str) -> bool:
        """Tell whether a step ended its process too often."""
        return self._strikes[step] >= STRIKES

    @contextmanager
    def at_work(self, step: str) -> Iterator[None]:
        """Note that a step is at work while the block runs; `step` is one word."""
        os.write(self._file, f"+{step}\n".encode())
        try:
            yield
        finally:
            os.write(self._file, f"-{step}\n".encode())


def last_at_work(path: Path) -> str | None:
    """Return the step that was at work when the process that read a shard last ended, if it was at any."""
    lines = _lines(path.with_suffix(".marks"))
    return lines[-1][1:] if lines and lines[-1].startswith("+") else None


def _count_strikes(path: Path) -> Counter[str]:
    """Count the steps that began and did not end."""
    strikes: Counter[str] = Counter()
    begun: str | None = None
    for line in _lines(path):
        if begun is not None and line != f"-{begun}":
            strikes[begun] += 1
        begun = line[1:] if line.startswith("+") else None
    if begun is not None:
        strikes[begun] += 1
    return strikes


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return []
