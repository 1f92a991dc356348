"""Share what every measurement needs: where things are, how to run Sayso as a process of its own, how to print."""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model import Document

type Json = dict[str, object]

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
BENCH = SHARED / "bench"
CORPORA = BENCH / "corpora"
SEEDS = SHARED / "seeds"
FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True)
class Ran:
    """Say how a process went: wall clock from start to exit, the peak of its memory, its exit code and its words."""

    seconds: float
    peak_mib: float
    code: int
    out: str


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="sayso-bench-") as folder:
        yield Path(folder)


def run(command: Sequence[str | Path], *, check: bool = True, processes: int = 1) -> Ran:
    """Run a command to its end and measure it.

    Peak memory is the largest resident set of the process or of any one of its children (`wait4`), in MiB. Ends this
    program with the command's own words where `check` and it failed.
    """
    environment = os.environ | {"SAYSO_PROCESSES": str(processes), "PYTHONHASHSEED": "random"}
    started = time.perf_counter()
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        child = subprocess.Popen(
            [str(part) for part in command], stdout=subprocess.PIPE, stderr=errors, text=True, env=environment
        )
        assert child.stdout is not None
        out = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        err = errors.read()
    seconds = time.perf_counter() - started
    if check and child.returncode:
        sys.exit(
            f"{' '.join(str(part) for part in command)} ended with {child.returncode}:\n{out[-2000:]}{err[-4000:]}"
        )
    return Ran(seconds, usage.ru_maxrss / 1024, child.returncode, out)


def sayso(*arguments: str | Path, check: bool = True, processes: int = 1) -> Ran:
    """Run the installed `sayso` beside this Python."""
    return run([Path(sys.executable).parent / "sayso", *arguments], check=check, processes=processes)


def read_into(case: Path, *paths: Path, processes: int = 1) -> Ran:
    """Run `sayso read`; a file that cannot be read is no failure here."""
    return sayso("read", *paths, "--case", case, "--json", check=False, processes=processes)


def export(case: Path, out: Path) -> Path:
    """Run `sayso export` and return the claims file."""
    sayso("export", "--case", case, "--format", "jsonl", "--out", out)
    return out


def document_of(name: str, text: str, *, date: str | None = None) -> "Document":
    """Make a document of a bare text: one body segment, no intake."""
    from sayso.model import Document, Metadata, OffsetMap, Segment, Span, Voice

    body = Segment(0, Span(0, len(text)), Voice.BODY, name)
    offsets = OffsetMap.identity(len(text))
    return Document(name, name, "text/plain", len(text), Metadata(date=date), (), text, name, (body,), offsets)


def floors(name: str) -> dict[str, float]:
    """Return the pinned floors (or ceilings) of one measurement."""
    pinned: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return pinned[name]


def complain(name: str, figures: Json) -> int:
    """Print the figures of one measurement that are below their floors; return the exit code."""
    low = {figure: floor for figure, floor in floors(name).items() if float(str(figures[figure])) < floor}
    for figure, floor in low.items():
        print(f"{figure} is {figures[figure]}, the floor is {floor}", file=sys.stderr)
    return 1 if low else 0


def report(figures: Json, *, as_json: bool) -> None:
    """Print figures as one JSON line, or one figure a line."""
    if as_json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:24} {value}")


def machine() -> str:
    """Name what the figures were measured on, without naming the machine."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def need_shared() -> None:
    """End with a clear word where the folder of measures is missing."""
    if not BENCH.is_dir():
        sys.exit(f"this measurement needs {BENCH}, which is not there")
