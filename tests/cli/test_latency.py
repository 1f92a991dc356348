"""Test what a command loads and how long it takes; CPU time, since other work may share the machine."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"spacy", "numpy", "networkx", "rapidfuzz", "trafilatura", "sayso.reading.reader", "sayso.exchange"}
SCRIPT = (
    "import sys\nfrom sayso.cli import main\ntry:\n    main(sys.argv[1:])\n"
    "finally:\n    print('\\n'.join(sys.modules), file=sys.stderr)"
)


def cpu_s_of(*arguments: str) -> tuple[float, set[str]]:
    """Return the CPU seconds that a command takes in a process of its own, and the modules that it loads."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, set(done.stderr.split())


def test_help_answers_at_once_and_opens_no_casefile() -> None:
    cpu_s, loaded = cpu_s_of("--help")
    assert loaded.isdisjoint(HEAVY | {"sqlalchemy", "rich", "yaml"})
    assert cpu_s < 1.0  # 0.15 on an idle machine


@pytest.mark.parametrize("command", [["claims"], ["claims", "--format", "jsonl"], ["docs"], ["search", "captain"]])
def test_a_question_loads_nothing_that_only_reading_needs(command: list[str], read_file: Path) -> None:
    cpu_s, loaded = cpu_s_of(*command, "--case", str(read_file))
    assert loaded.isdisjoint(HEAVY)
    assert cpu_s < 3.0  # 0.8 on an idle machine
