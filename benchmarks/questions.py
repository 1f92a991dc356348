"""Measure how long questions take on a large casefile, in Python and over HTTP, and what adding a document costs.

The casefile is invented (`generated_case.py`) and kept for the next run. Each question is asked at least 200 times
after a warm-up, half of hubs as texts name them, half of actors drawn evenly; p95 by the nearest-rank rule. HTTP goes
through a server process on 127.0.0.1. What the package cannot answer yet is null. `--check` compares with the targets.
"""

import argparse
import gc
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from generated_case import Made, keep_case
from generated_world import CLAIMS_A_DOCUMENT, World
from measuring import Json, machine, report, scratch
from questions_added import measure_adding, measure_mixed, quantile, spread
from questions_asked import HTTP_PREFIX, QUESTIONS, Caller, Target, draw_targets, http_paths

from sayso.casefile import Casefile

PYTHON_MS, HTTP_MS, RATIO = 60.0, 100.0, 1.3
WARM_UP = 20
SMALL_CLAIMS = 10_000


def main() -> None:
    """Measure and print; `--check` ends with 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--claims", type=int, default=1_000_000, metavar="N", help="claims of the casefile (1,000,000)")
    parser.add_argument("--json", action="store_true", help="print one JSON line")
    parser.add_argument("--check", action="store_true", help="end with 1 where a target is missed")
    parser.add_argument("--rounds", type=int, default=200, help="how often each question is asked (200)")
    parser.add_argument("--adds", type=int, default=200, help="documents added to either casefile (200, 0 for none)")
    parser.add_argument("--mixed-seconds", type=float, default=60, help="one writer, four readers (60, 0 for none)")
    parser.add_argument("--keep", type=Path, help="where the casefile is kept (a name of its own in /tmp)")
    parser.add_argument("--documents", type=int, help="make or take a casefile of the first N documents alone")
    parser.add_argument("--only", action="append", choices=[*QUESTIONS], help="ask this alone; may be given again")
    parser.add_argument("--no-http", action="store_true", help="ask in Python alone")
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(Path(arguments.serve[0]), int(arguments.serve[1]))
        return
    figures = measure(arguments)
    report(figures, as_json=arguments.json)
    if arguments.check and (missed := missed_targets(figures)):
        sys.exit("\n".join(missed))


def measure(arguments: argparse.Namespace) -> Json:
    """Return all figures of one run."""
    world = World(arguments.claims)
    large = keep_case(world, arguments.documents or world.documents, arguments.keep)
    wanted = arguments.only or [*QUESTIONS]
    with Casefile(large.path, must_exist=True) as case:
        targets = draw_targets(case, world, large.documents, WARM_UP + arguments.rounds)
    figures = ask_all(large.path, targets, wanted)
    figures |= {"http_max_p95_ms": None} if arguments.no_http else ask_http(large.path, targets, wanted)
    if arguments.adds:
        small = keep_case(world, min(world.documents, SMALL_CLAIMS // CLAIMS_A_DOCUMENT))
        with scratch() as folder:
            figures |= measure_adding(large, small, folder, arguments.adds)
    if arguments.mixed_seconds:
        with scratch() as folder:
            figures |= measure_mixed(large, folder, arguments.mixed_seconds)
    return figures | describe(large) | {"rounds": arguments.rounds, "machine": machine()}


def ask_all(path: Path, targets: Sequence[Target], wanted: Sequence[str]) -> Json:
    """Ask each question of each target in this process; what the casefile has no method for is null."""
    figures: Json = {}
    with Casefile(path, must_exist=True) as case:
        for name in wanted:
            method, ask = QUESTIONS[name]
            if not hasattr(case, method):
                figures |= {f"{name}_p50_ms": None, f"{name}_p95_ms": None}
                continue
            times = []
            gc.collect()
            for target in targets:
                begun = time.perf_counter()
                ask(case, target)
                times.append(time.perf_counter() - begun)
            figures |= spread(name, times[WARM_UP:]) | {f"{name}_max_ms": quantile(times[WARM_UP:], 1.0)}
    return figures | {"peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def ask_http(path: Path, targets: Sequence[Target], wanted: Sequence[str]) -> Json:
    """Ask a server; `http_max_p95_ms` is the slowest question's, null where a route is missing."""
    if find_spec("sayso.api.app") is None or find_spec("uvicorn") is None:
        return {"http_max_p95_ms": None}
    figures: Json = {}
    worst: list[float] = []
    with serving(path) as port:
        caller = Caller(port)
        there = set(caller.routes())
        for name in wanted:
            if http_paths(targets[0])[name][0] not in there:
                figures[f"http_{name}_p95_ms"] = None
                continue
            times = []
            for target in targets:
                address = HTTP_PREFIX + http_paths(target)[name][1]
                begun = time.perf_counter()
                caller.get(address)
                times.append(time.perf_counter() - begun)
            figures |= spread(f"http_{name}", times[WARM_UP:])
            worst.append(quantile(times[WARM_UP:], 0.95))
    return figures | {"http_max_p95_ms": max(worst) if len(worst) == len(wanted) else None, "http_routes": len(worst)}


@contextmanager
def serving(path: Path) -> Iterator[int]:
    """Give the port of a server process that ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    child = subprocess.Popen([sys.executable, __file__, "--serve", str(path), str(port)])
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if child.poll() is not None:
                sys.exit("the server ended before it began")
            time.sleep(0.1)
        yield port
    finally:
        child.terminate()
        child.wait(30)


def serve(path: Path, port: int) -> None:
    """Be the server process."""
    import uvicorn

    from sayso.api import make_app

    uvicorn.run(make_app(path), host="127.0.0.1", port=port, log_level="error", access_log=False)


def describe(made: Made) -> Json:
    """Say what was asked: counts and sizes."""
    with Casefile(made.path, must_exist=True) as case:
        held = case.stats()
    return {
        "claims": held.claims,
        "documents": held.documents,
        "actors": held.actors,
        "raw_actors": held.raw_actors,
        "edges": held.edges,
        "size_mib": round(held.size_bytes / 2**20),
        "generate_s": made.seconds,
    }


def missed_targets(figures: Json) -> list[str]:
    """Name every figure beyond its target, and every one that is missing."""
    targets = {f"{name}_p95_ms": PYTHON_MS for name in QUESTIONS}
    targets |= {"http_max_p95_ms": HTTP_MS, "add_document_ratio": RATIO, "mixed_errors": 0.0}
    missed = []
    for name, target in targets.items():
        value = figures.get(name)
        if value is None:
            missed.append(f"{name} was not measured, the target is {target:g}")
        elif float(str(value)) > target:
            missed.append(f"{name} is {value}, the target is {target:g}")
    return missed


if __name__ == "__main__":
    main()
