"""Measure adding documents to a small and a large casefile by turns, and a writer beside readers."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from generated_case import GeneratedRun, Made
from generated_world import World
from measuring import Json
from questions_asked import QUESTIONS, draw_targets

from sayso.casefile import Casefile

WARM_UP = 10
READERS = 4
DIED: dict[str, list[Any]] = {"errors": ["the process died"], "times": []}


def quantile(times: list[float], share: float) -> float:
    """Return the time that `share` of the questions do not exceed, in milliseconds, after the nearest-rank rule."""
    ordered = sorted(times)
    return round(1000 * ordered[max(0, -int(-share * len(ordered) // 1) - 1)], 2)


def spread(name: str, times: list[float]) -> Json:
    """Return the p50 and p95 of one measurement."""
    return {f"{name}_p50_ms": quantile(times, 0.5), f"{name}_p95_ms": quantile(times, 0.95)}


def copy_case(path: Path, folder: Path, name: str) -> Path:
    """Copy a casefile, so that the kept one stays as it was made."""
    return Path(shutil.copyfile(path, folder / name))


def measure_adding(large: Made, small: Made, folder: Path, rounds: int) -> Json:
    """Add the same documents to copies of both casefiles, by turns; the ratio is that of the two p95.

    What is timed is the ledger of actors, the search for copies and the commit. `open_writer_ms` is what stands before
    the first document of a run.
    """
    cases = {"large": copy_case(large.path, folder, "l.sayso"), "small": copy_case(small.path, folder, "s.sayso")}
    opened = {name: Casefile(path, must_exist=True) for name, path in cases.items()}
    figures: Json = {}
    times: dict[str, list[float]] = {name: [] for name in cases}
    try:
        runs = {}
        for name, case in opened.items():
            begun = time.perf_counter()
            runs[name] = GeneratedRun(case, large.world)
            figures[f"open_writer_{name}_ms"] = round(1000 * (time.perf_counter() - begun), 1)
        for number in range(large.documents, large.documents + WARM_UP + rounds):
            document, reading = runs["large"].prepare(number)
            for name in ("small", "large") if number % 2 else ("large", "small"):
                begun = time.perf_counter()
                runs[name].add(document, reading)
                times[name].append(time.perf_counter() - begun)
    finally:
        for case in opened.values():
            case.close()
    kept = {name: measured[WARM_UP:] for name, measured in times.items()}
    for name in kept:
        figures |= spread(f"add_document_{name}", kept[name])
    figures["add_document_ratio"] = round(quantile(kept["large"], 0.95) / quantile(kept["small"], 0.95), 3)
    return figures


def measure_mixed(case: Made, folder: Path, seconds: float) -> Json:
    """Let one process write and four ask for some seconds; count what was done and every error."""
    path = copy_case(case.path, folder, "mixed.sayso")
    here = str(Path(__file__))
    common = [str(path), str(case.world.claims), str(case.documents), str(seconds)]
    commands = [[sys.executable, here, "write", "0", *common]]
    commands += [[sys.executable, here, "ask", str(number + 1), *common] for number in range(READERS)]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    told = [child.communicate(timeout=seconds * 10 + 600)[0] for child in children]
    reports: list[dict[str, list[Any]]] = [json.loads(words) if words.strip() else DIED for words in told]
    errors = [error for report in reports for error in report["errors"]]
    asked: list[float] = [one for report in reports[1:] for one in report["times"]]
    figures: Json = {"mixed_errors": len(errors), "mixed_seconds": seconds, "mixed_written": len(reports[0]["times"])}
    figures |= {"mixed_asked": len(asked)} | (spread("mixed_question", asked) if asked else {})
    return figures | ({"mixed_first_errors": errors[:3]} if errors else {})


def child(what: str, number: int, path: Path, world: World, documents: int, seconds: float) -> None:
    """Write or ask until the time is over; print what happened as JSON."""
    times: list[float] = []
    errors: list[str] = []
    if what == "write":
        _write(path, world, documents, seconds, times, errors)
    else:
        _ask(path, world, documents, seconds, number, times, errors)
    print(json.dumps({"times": times, "errors": errors}))


def _write(path: Path, world: World, documents: int, seconds: float, times: list[float], errors: list[str]) -> None:
    case = Casefile(path, must_exist=True)
    run = GeneratedRun(case, world)
    number, end = documents, time.monotonic() + seconds
    while time.monotonic() < end:
        document, reading = run.prepare(number)
        begun = time.perf_counter()
        try:
            run.add(document, reading)
        except Exception as error:
            errors.append(f"write {number}: {type(error).__name__}: {error}")
        times.append(time.perf_counter() - begun)
        number += 1
    case.close()


def _ask(
    path: Path, world: World, documents: int, seconds: float, seed: int, times: list[float], errors: list[str]
) -> None:
    with Casefile(path, must_exist=True) as case:
        targets = draw_targets(case, world, documents, 50, seed)
        end, at = time.monotonic() + seconds, 0
        asked = [(name, ask) for name, (method, ask) in QUESTIONS.items() if hasattr(case, method)]
        while time.monotonic() < end:
            name, ask = asked[at % len(asked)]
            begun = time.perf_counter()
            try:
                ask(case, targets[(at // len(asked)) % len(targets)])
            except Exception as error:
                errors.append(f"{name}: {type(error).__name__}: {error}")
            times.append(time.perf_counter() - begun)
            at += 1


if __name__ == "__main__":
    child(
        sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), World(int(sys.argv[4])), int(sys.argv[5]), float(sys.argv[6])
    )
