"""Break reading on purpose: kill it at random moments, and feed it what no one should have to read.

Kills: a child reads short documents of the corpora and writes the name of each document that it reported as done. It
is killed with signal 9 after a random number of reports and a random wait. Then the casefile is opened anew. `lost`
counts documents that were reported and are not there; `torn` counts casefiles with a document half there (claims other
than those of an undisturbed run), a finding of `doctor`, a failed integrity check of SQLite, or an export that differs
from the undisturbed one after reading on.

Bad inputs: a child reads a folder of broken files. `stopped` counts files without an outcome (neither read nor recorded
with reason and remedy), files that took more than a minute, and a run that ended early; `peak_mib` is its peak memory.
"""

import argparse
import json
import random
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from subprocess import PIPE, Popen

from broken_inputs import make_all
from measuring import CORPORA, Json, export, floors, need_shared, read_into, report, run, sayso, scratch

SLOWEST_S = 60.0


def main() -> None:
    """Measure and print; `--check` ends with 1 where a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="print one JSON line")
    parser.add_argument("--check", action="store_true", help="end with 1 where a bound of floors.json is broken")
    parser.add_argument("--kills", type=int, default=20, help="kills (20)")
    parser.add_argument("--documents", type=int, default=40, help="documents that are read under the kills (40)")
    parser.add_argument("--folder", type=Path, help="read these documents under the kills, not the corpora's")
    parser.add_argument("--bad-inputs", type=int, default=200, help="broken files (200)")
    parser.add_argument("--size-mib", type=int, default=50, help="size of the biggest broken files (50)")
    parser.add_argument("--seed", type=int, default=7, help="seed of moments and files (7)")
    parser.add_argument("--child", nargs="+", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        read_and_tell(arguments.child[0], arguments.child[1:])
        return
    figures: Json = {"kills": 0, "lost": 0, "torn": 0, "bad_inputs": 0, "stopped": 0}
    if arguments.kills:
        figures |= measure_kills(arguments.kills, arguments.documents, arguments.folder, arguments.seed)
    if arguments.bad_inputs:
        figures |= measure_bad_inputs(arguments.bad_inputs, arguments.size_mib, arguments.seed)
    report(figures, as_json=arguments.json)
    if arguments.check and (broken := broken_bounds(figures)):
        sys.exit("\n".join(broken))


def read_and_tell(case_path: Path, paths: Sequence[Path]) -> None:
    """Read into a casefile and write one JSON line for each document as it is reported done."""
    import sayso
    from sayso.model.view import Progress

    def tell(progress: Progress) -> None:
        sys.stdout.write(json.dumps([progress.document, progress.status, round(progress.seconds, 3)]) + "\n")
        sys.stdout.flush()

    with sayso.open(case_path) as case:
        case.read(*paths, progress=tell)


def child(case: Path, *paths: Path) -> list[str | Path]:
    """Return the command of a child that reads and tells."""
    return [sys.executable, __file__, "--child", case, *paths]


def measure_kills(kills: int, documents: int, source: Path | None, seed: int) -> Json:
    """Kill reading again and again; return what was lost and torn, with a word on each fault."""
    rng = random.Random(seed)
    lost, torn, faults = 0, 0, []
    with scratch() as folder:
        source = source or short_documents(folder, documents)
        whole = folder / "whole.sayso"
        told = run(child(whole, source))
        total, pause_s = len(told.out.splitlines()), told.seconds / max(1, len(told.out.splitlines()))
        wanted = export(whole, folder / "whole.jsonl").read_bytes()
        for number in range(kills):
            case = folder / f"killed-{number}.sayso"
            reported = kill_after(child(case, source), rng.randrange(total), rng.uniform(0, 1.5 * pause_s))
            gone, faulty = examine(case, reported, wanted)
            resumed = read_into(case, source)
            if resumed.code not in (0, 1) or export(case, folder / "resumed.jsonl").read_bytes() != wanted:
                faulty.append("reading on gives another export")
            lost += len(gone)
            torn += bool(faulty)
            faults += [f"kill {number} after {len(reported)}: {fault}" for fault in [*gone, *faulty]]
    return {"kills": kills, "lost": lost, "torn": torn} | ({"kill_faults": faults} if faults else {})


def short_documents(folder: Path, count: int) -> Path:
    """Return a folder of links to the shortest documents of the corpora, so that there are many commits to hit."""
    need_shared()
    chosen = folder / "short"
    chosen.mkdir()
    for path in sorted(CORPORA.rglob("*.txt"), key=lambda path: (path.stat().st_size, path.name))[:count]:
        (chosen / path.name).symlink_to(path)
    return chosen


def kill_after(command: Sequence[str | Path], reports: int, wait_s: float) -> list[str]:
    """Start a child, let it report so many documents, wait, kill it; return every document that it reported as read."""
    process = Popen([str(part) for part in command], stdout=PIPE, text=True)
    assert process.stdout is not None
    lines: list[str] = []
    while len(lines) < reports and (line := process.stdout.readline()):
        lines.append(line)
    time.sleep(wait_s)
    process.kill()
    lines += process.stdout.read().splitlines()
    process.wait()
    done = [json.loads(line) for line in lines if line.rstrip().endswith("]")]
    return [name for name, status, _ in done if status == "read"]


def examine(case: Path, reported: list[str], wanted: bytes) -> tuple[list[str], list[str]]:
    """Open a casefile after a kill; return reports whose document is gone, and what is torn."""
    if not case.exists():
        return reported, []
    faulty = []
    doctor = sayso("doctor", "--case", case, check=False)
    if doctor.code:
        faulty.append(f"doctor: {doctor.out.strip()[:300]}")
    documents, claims = contents(case)
    missing = Counter(reported) - Counter(documents)
    faulty += [f"{name} is there in part" for name in torn_documents(documents, claims, wanted)]
    with sqlite3.connect(case) as connection:
        verdict = connection.execute("pragma integrity_check").fetchone()[0]
    connection.close()
    if verdict != "ok":
        faulty.append(f"integrity check: {verdict}")
    return [f"{name} was reported and is not there" for name in missing.elements()], faulty


def contents(case_path: Path) -> tuple[list[str], dict[str, set[str]]]:
    """Return the names of the documents that are read, and the claim ids of every document."""
    import sayso

    claims: dict[str, set[str]] = {}
    with sayso.open(case_path, must_exist=True) as case:
        documents = [row.name for row in case.documents() if row.status == "read"]
        for view in case.claims():
            claims.setdefault(view.document, set()).add(view.claim.id)
    return documents, claims


def torn_documents(documents: list[str], claims: dict[str, set[str]], wanted: bytes) -> list[str]:
    """Return the documents whose claims are neither all there (where read) nor all absent (where not)."""
    whole: dict[str, set[str]] = {}
    for line in wanted.decode("utf-8").splitlines():
        said = json.loads(line)
        whole.setdefault(said["doc"], set()).add(said["id"])
    read = set(documents)
    return sorted(
        name
        for name in read | set(claims)
        if claims.get(name, set()) != (whole.get(name, set()) if name in read else set())
    )


def measure_bad_inputs(count: int, size_mib: int, seed: int) -> Json:
    """Read a folder of broken files; return how many were without an outcome, and what it cost."""
    with scratch() as folder:
        source, case = folder / "bad", folder / "bad.sayso"
        source.mkdir()
        paths = make_all(source, count, seed, size_mib)
        ran = run(child(case, source), check=False)
        outcomes, told = outcomes_of(case), [json.loads(line) for line in ran.out.splitlines()]
    without = [path.name for path in paths if not outcomes.get(str(path))]
    slow = [(name, took) for name, took in durations(told) if took > SLOWEST_S]
    stopped = len(without) + len(slow) + bool(ran.code)
    figures: Json = {
        "bad_inputs": count,
        "stopped": stopped,
        "peak_mib": round(ran.peak_mib),
        "slowest_s": round(max((took for _, took in durations(told)), default=0.0), 1),
        "bad_seconds": round(ran.seconds, 1),
        "outcomes": dict(sorted(Counter(outcome for found in outcomes.values() for outcome in found).items())),
    }
    faults = [*without, *(f"{name} took {took:.0f} s" for name, took in slow), *([f"exit {ran.code}"] * bool(ran.code))]
    return figures | ({"bad_faults": faults} if faults else {})


def durations(told: list[list[object]]) -> list[tuple[str, float]]:
    """Return (document, seconds) from reports that carry the seconds since the start."""
    times = [0.0, *(float(str(seconds)) for _, _, seconds in told)]
    return [(str(row[0]), later - earlier) for row, earlier, later in zip(told, times, times[1:], strict=False)]


def outcomes_of(case_path: Path) -> dict[str, list[str]]:
    """Return for each path what became of it: `read`, or the code of a refusal that has a reason and a remedy."""
    import sayso

    found: dict[str, list[str]] = {}
    with sayso.open(case_path) as case:
        for row in case.documents():
            if row.status == "read" or (row.reason and row.remedy):
                for origin in row.origins:
                    found.setdefault(origin.location, []).append(row.status)
        for refused in case.unreadable():
            if refused.reason and refused.remedy:
                found.setdefault(refused.origin.location, []).append(refused.code)
    return found


def broken_bounds(figures: Json) -> list[str]:
    """Name every figure beyond its bound."""
    return [
        f"{name} is {figures[name]}, the bound is {bound}"
        for name, bound in floors("faults").items()
        if name in figures and float(str(figures[name])) > bound
    ]


if __name__ == "__main__":
    main()
