"""Kill reading, merging and ruling at random moments, on a file and on PostgreSQL; look at what is left each time.

A process is forked from one that has everything loaded, does its work and tells how much stands after each commit; it
is killed (signal 9) at a random moment. On PostgreSQL some kills hit the server's process that works for it, which
makes the whole server recover, and some the whole server. After each kill the casefile is opened: `lost` counts
commits that were told and are not there; `torn` counts casefiles with a finding of `doctor --recount` or `audit`, a
document or decision half there or out of turn, or a failed integrity check. Then the work goes on in the same
casefile, is killed again, until all is there: that must be what an undisturbed run leaves.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from killing import Databases, Files, Place, Places, forked, in_fork, kill_backends, void
from measuring import REPOSITORY, Json, floors, report, scratch

if TYPE_CHECKING:
    from killed import Found, Material, Stage, Wanted

    from tests.postgres import Server

STORES = ("file", "postgresql")
_SAFE = ("-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on")


def main() -> None:
    """Measure and print; `--check` ends with 1 where a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="print one JSON line")
    parser.add_argument("--check", action="store_true", help="end with 1 where a bound of floors.json is broken")
    parser.add_argument("--kills", type=int, default=100, help="kills in all (100)")
    parser.add_argument("--seconds", type=float, default=1e9, help="end after so long, with what was done by then")
    parser.add_argument("--stores", default=",".join(STORES), help=f"of {', '.join(STORES)}; default: both")
    parser.add_argument("--seed", type=int, default=7, help="seed of moments and documents (7)")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # the server is not left behind
    stores = arguments.stores.split(",")
    if len(stores) == 1:
        figures = measure(arguments.kills, stores[0], arguments.seed, arguments.seconds)
    else:
        figures = measure_apart(arguments.kills, stores, arguments.seed, arguments.seconds)
    report(figures, as_json=arguments.json)
    if arguments.check and any(figures[name] > bound for name, bound in floors("kills").items()):  # type: ignore[operator]
        sys.exit("a kill lost or tore something")


@dataclass
class Count:
    """Count what was done and what came of it."""

    kills: Counter[str] = field(default_factory=Counter)
    done: int = 0
    lost: int = 0
    torn: int = 0
    faults: list[str] = field(default_factory=list)

    def take(self, what: str, found: "Found") -> None:
        """Add what was found at one casefile."""
        self.lost += found.lost
        self.torn += bool(found.torn)
        self.faults += [f"{what}: {fault}" for fault in found.torn]
        self.faults += [f"{what}: {found.lost} lost"] * bool(found.lost)


def measure_apart(kills: int, stores: list[str], seed: int, seconds: float) -> Json:
    """Measure each store in a process of its own, at once, and add up."""
    options = ["--kills", str(kills // len(stores)), "--seed", str(seed), "--seconds", str(seconds), "--json"]
    command = [sys.executable, __file__, *options, "--stores"]
    every = [subprocess.Popen([*command, store], stdout=subprocess.PIPE, text=True) for store in stores]
    found = [json.loads(one.communicate()[0] or "null") for one in every]
    if None in found:
        sys.exit("a measurement ended")
    added: Json = {name: sum(one[name] for one in found) for name in ("kills", "lost", "torn", "finished")}
    kinds = {kind: count for one in found for kind, count in one["kinds"].items()}
    faults = [fault for one in found for fault in one.get("faults", ())]
    return (
        added
        | {"seconds": max(one["seconds"] for one in found), "kinds": kinds}
        | ({"faults": faults} if faults else {})
    )


def measure(kills: int, store: str, seed: int, seconds: float) -> Json:
    """Kill so often on one store, turn by turn in each stage, for so long at most."""
    os.environ["SAYSO_APART"] = "0"  # the process that takes files in has its own tests; a fork of it would be shared
    sys.path.insert(0, str(REPOSITORY))
    from killed import STAGES, make_material

    from sayso.settings import keep_to_one_thread
    from tests.postgres import in_memory, running

    keep_to_one_thread()
    warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
    tempfile.tempdir = in_memory()  # a kill leaves what the system holds, on a disk or not
    begun, count, rng = time.monotonic(), Count(), random.Random(seed)
    with scratch() as folder, running(*_SAFE) as server:
        material = make_material(folder, seed)
        warm_up(material, folder, server, store)
        cells = [Cell(material, stage, store, folder, server).kill(rng, count) for stage in STAGES]
        for cell in islice(cycle(cells), kills):
            if time.monotonic() - begun > seconds:
                break
            next(cell)
    figures: Json = {
        "kills": sum(count.kills.values()),
        "lost": count.lost,
        "torn": count.torn,
        "finished": count.done,
        "seconds": round(time.monotonic() - begun),
        "kinds": dict(sorted(count.kills.items())),
    }
    return figures | ({"faults": count.faults[:40]} if count.faults else {})


def warm_up(material: "Material", folder: Path, server: "Server", store: str) -> None:
    """Do everything once in this process, so that its forks have loaded and compiled what they need; close it all.

    A look at a casefile takes 1.2 s in a fresh process, 0.15 s in a fork of a warm one.
    """
    import gc

    from killed import STAGES, examine

    import sayso.api.serving  # noqa: F401

    for stage in STAGES[:3]:
        places: Places = Files(folder, "warm") if store == "file" else Databases(server.address, "warm")
        place = places.make(lambda place, stage=stage: stage.prepare(material, place))  # type: ignore[misc]
        stage.work(material, place, void)
        examine(material, stage, place, 0, None)
        places.settle(place)
        places.remove(place)
    gc.freeze()


@dataclass(frozen=True)
class Pace:
    """Say how long an undisturbed run takes: to its first commit, and from one to the next."""

    first_s: float
    pause_s: float


class Cell:
    """Kill one stage on one store."""

    def __init__(self, material: "Material", stage: "Stage", store: str, folder: Path, server: "Server") -> None:
        self._material, self._stage, self._store = material, stage, store
        self._places: Places = Files(folder, stage.name) if store == "file" else Databases(server.address, stage.name)
        self._server, self._name = server, f"{store} {stage.name}"

    def kill(self, rng: random.Random, count: Count) -> Iterator[None]:
        """Kill, and yield after each; a casefile that has lived to its end makes room for the next."""
        wanted, pace = self._undisturbed()
        place, stands = self._new_place(), 0
        while True:
            how, target = self._choose(rng), stands + rng.randrange(len(wanted.stands) // 4)
            wait_s = rng.uniform(0, 2 * pace.pause_s) if target > stands else rng.uniform(0, pace.first_s)
            told, ended = self._disturb(place, how, stands, target, wait_s)
            what = f"{self._name}, {how} after {told}"
            found = self._examine(place, told, wanted)
            count.take(what, found)
            stands = len(found.stands)
            if ended is None:
                count.take(what, replace(found, lost=0, torn=("it hung",)))
            elif ended == 0 and found.stands != wanted.stands:
                count.take(what, replace(found, lost=0, torn=("it ended before all was there",)))
            if ended == 0 or found.torn or ended is None:
                count.done += ended == 0
                self._places.remove(place)
                place, stands = self._new_place(), 0
            if ended != 0:
                count.kills[f"{self._name}, {how}"] += 1
                yield

    def _undisturbed(self) -> "tuple[Wanted, Pace]":
        """Return what a run leaves that nobody kills, and its pace."""
        from killed import Wanted

        place, begun = self._new_place(), time.monotonic()
        with forked(lambda tell: self._stage.work(self._material, place, tell)) as victim:
            victim.hear(1)
            first_s = time.monotonic() - begun
            told = victim.hear_rest()
            ended, seconds = victim.wait(), time.monotonic() - begun
        self._places.settle(place)
        found = self._examine(place, told, None)
        if ended != 0 or found.torn:
            sys.exit(f"{self._name} fails where nobody kills it: {found.torn} {victim.error}")
        self._places.remove(place)
        return Wanted(found.claims, found.stands), Pace(first_s, (seconds - first_s) / len(found.stands))

    def _new_place(self) -> Place:
        return self._places.make(lambda place: self._stage.prepare(self._material, place))

    def _examine(self, place: Place, told: int, wanted: "Wanted | None") -> "Found":
        from killed import examine

        return in_fork(lambda: examine(self._material, self._stage, place, told, wanted))

    def _choose(self, rng: random.Random) -> str:
        return "client" if self._store == "file" else rng.choices(("client", "backend", "server"), (6, 2, 1))[0]

    def _disturb(self, place: Place, how: str, stands: int, target: int, wait_s: float) -> tuple[int, int | None]:
        """Work, kill; return how much was told to stand, and the exit code: 0 for done, None for one that hung."""
        with forked(lambda tell: self._stage.work(self._material, place, tell)) as victim:
            victim.told = stands
            victim.hear(target)
            time.sleep(wait_s)
            if how == "client":
                victim.kill()
            elif how == "backend":
                kill_backends(self._server.address, str(place))
            else:
                self._server.crash()
            told = victim.hear_rest()
            ended = victim.wait()
        self._places.settle(place)
        return told, ended


if __name__ == "__main__":
    main()
