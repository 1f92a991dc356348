"""Measure reading in shards: two workers against one, Ray against processes, what faults lose.

`two_workers_ratio` is the wall clock of `sayso shard` over the corpora with one worker against two. `engine_overhead`
is that of Ray on two local nodes against two processes, from the first shard given out to the last one done.
`lost_or_doubled` counts documents that are missing, or there twice, after a run whose driver was killed once and whose
workers were killed three times, and after one on Ray of which a node was removed; `resume_reads_again` counts documents
that the same command reads once all is there.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from measuring import CORPORA, Json, floors, need_shared, report, sayso, scratch

KILLS = 3
SHARD_WORDS = 8_000
PARTS = ("workers", "engine", "faults")


def main() -> None:
    """Measure and print; `--check` ends with 1 where a bound of floors.json is broken."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="print one JSON line")
    parser.add_argument("--check", action="store_true", help="end with 1 where a bound is broken")
    parser.add_argument("--documents", type=int, metavar="N", help="take every k-th document of the corpora, N in all")
    parser.add_argument("--only", help=f"measure these alone, of {', '.join(PARTS)}; default: all")
    arguments = parser.parse_args()
    need_shared()
    wanted = set(arguments.only.split(",") if arguments.only else PARTS)
    figures: Json = {}
    with scratch() as folder:
        source = choose(folder / "chosen", arguments.documents)
        if "workers" in wanted:
            figures |= two_workers(source, folder)
        if "engine" in wanted:
            figures |= engines(source, folder)
        if "faults" in wanted:
            figures |= faults(source, folder)
    report(figures, as_json=arguments.json)
    if arguments.check and (broken := broken_bounds(figures)):
        sys.exit("\n".join(broken))


def choose(folder: Path, documents: int | None) -> Path:
    """Return a folder with the corpora, or with `documents` of them at even distance."""
    every = sorted(CORPORA.rglob("*.txt"))
    folder.mkdir()
    for path in every[:: max(1, len(every) // (documents or len(every)))][:documents]:
        shutil.copy(path, folder / path.name)
    return folder


def shard(source: Path, folder: Path, processes: int) -> Json:
    """Run `sayso shard` and return what it says, with the peak memory of a process in MiB."""
    options = ["--words", str(SHARD_WORDS), "--processes", str(processes), "--json"]
    ran = sayso("shard", source, "--into", folder, *options)
    found: Json = json.loads(ran.out)
    return {**found, "wall_s": ran.seconds, "peak_mib": round(ran.peak_mib)}


def two_workers(source: Path, folder: Path) -> Json:
    """Read with one worker and with two."""
    one, two = (shard(source, folder / f"by{processes}", processes) for processes in (1, 2))
    return {
        "two_workers_ratio": round(float(str(one["wall_s"])) / float(str(two["wall_s"])), 3),
        "words": one["words"],
        "one_worker_s": round(float(str(one["wall_s"])), 1),
        "two_workers_s": round(float(str(two["wall_s"])), 1),
    }


class Clock:
    """Pass shards on, and note when the first one is taken."""

    def __init__(self, shards: Iterable[Any]) -> None:
        self._shards, self.begun = iter(shards), 0.0

    def __iter__(self) -> Iterator[Any]:
        for each in self._shards:
            self.begun = self.begun or time.perf_counter()
            yield each


def engines(source: Path, folder: Path) -> Json:
    """Read with two processes, and on Ray with two nodes of one core each."""
    from sayso.scale.crew import map_here
    from sayso.scale.plan import plan_shards
    from sayso.scale.ray_nodes import map_on_ray
    from sayso.scale.run import make_folder, make_task

    shards = list(plan_shards([source], SHARD_WORDS))
    taken = []
    with ray_nodes() as cluster:
        for name in ("here", "ray"):
            task, clock = make_task(make_folder(folder / name)), Clock(shards)
            every = map_here(task, clock, 2) if name == "here" else map_on_ray(task, clock, 2, cluster.address)
            done = sum(1 for one in every if one.path is not None)
            assert done == len(shards)
            taken.append(time.perf_counter() - clock.begun)
    return {
        "engine_overhead": round(taken[1] / taken[0], 3),
        "processes_s": round(taken[0], 1),
        "ray_s": round(taken[1], 1),
    }


@contextmanager
def ray_nodes() -> Iterator[Any]:
    """Give a cluster of two nodes on the loopback interface, which tells nobody anything."""
    os.environ |= {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
        "RAY_worker_niceness": "0",
    }
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": 80 << 20, "node_ip_address": "127.0.0.1"}
    cluster: Any = Cluster(initialize_head=True, head_node_args=node)
    try:
        cluster.second = cluster.add_node(**node)
        yield cluster
    finally:
        cluster.shutdown()


def faults(source: Path, folder: Path) -> Json:
    """Kill the driver, then workers, then a node; count what is missing or doubled, and what is read again."""
    wanted = Counter(path.stem for path in source.iterdir())
    here = folder / "killed"
    kill_driver(source, here)
    kill_workers(source, here)
    wrong = differing(wanted, here)
    again = shard(source, here, 1)
    on_ray = folder / "node"
    remove_node(source, on_ray)
    return {
        "lost_or_doubled": wrong + differing(wanted, on_ray),
        "resume_reads_again": again["read"],
        "kills": KILLS,
    }


def differing(wanted: Counter[str], folder: Path) -> int:
    """Count documents that are not there once, with their reading."""
    from sayso.scale.shard_file import read_rows, shard_files

    rows = [row for path in shard_files(folder) for row in read_rows(path)]
    found = Counter(row.document.name for row in rows if row.document is not None and row.reading is not None)
    return sum(abs(wanted[name] - found[name]) for name in wanted | found)


def start(source: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """Start reading with two workers."""
    command = [Path(sys.executable).parent / "sayso", "shard", source, "--into", folder, "--words", str(SHARD_WORDS)]
    return subprocess.Popen([*map(str, command), "--processes", "2"], stdout=subprocess.DEVNULL)


def kill_driver(source: Path, folder: Path) -> None:
    """Kill the driver once the first shard is there; its workers end by themselves."""
    driver = start(source, folder)
    while driver.poll() is None and not list(folder.glob("*.parquet")):
        time.sleep(0.05)
    driver.kill()
    driver.wait()


def kill_workers(source: Path, folder: Path) -> None:
    """Go on, and kill a worker each time that another shard has begun."""
    driver = start(source, folder)
    for _ in range(KILLS):
        marked: set[Path] = set(folder.glob("*.marks"))
        while driver.poll() is None and not (set(folder.glob("*.marks")) - marked):
            time.sleep(0.05)
        if workers := children_of(driver.pid):
            os.kill(workers[0], signal.SIGKILL)
    driver.wait()


def children_of(pid: int) -> list[int]:
    """Return the worker processes of a process, in order of id; not the one that tracks its resources."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            line = Path(f"/proc/{child}/cmdline").read_bytes()
            if b"spawn_main" in line:
                found.append(int(child))
    return sorted(found)


def remove_node(source: Path, folder: Path) -> None:
    """Read on Ray, and remove the second node once two shards are done."""
    from sayso.scale.plan import plan_shards
    from sayso.scale.ray_nodes import map_on_ray
    from sayso.scale.run import make_folder, make_task

    task = make_task(make_folder(folder))
    with ray_nodes() as cluster:
        for at, _ in zip(
            count(1), map_on_ray(task, plan_shards([source], SHARD_WORDS), 2, cluster.address), strict=False
        ):
            if at == 2:
                cluster.remove_node(cluster.second, allow_graceful=False)


def broken_bounds(figures: Json) -> list[str]:
    """Name every figure beyond its bound: a ratio at least, the others at most."""
    broken = []
    for name, bound in floors("scale").items():
        value = float(str(figures.get(name, bound)))
        if value < bound if name == "two_workers_ratio" else value > bound:
            broken.append(f"{name} is {value}, the bound is {bound}")
    return broken


if __name__ == "__main__":
    main()
