"""Put people on a team's server: a casefile on PostgreSQL, a real server process on the loopback address, think times.

Each person has an account, signs in, keeps one connection for news of colleagues and one for questions, as the page
does, and then works until the time is over: opens a dossier (the ties and the sentences) and reads 8 to 24 s; searches
and looks 3 to 9 s; or takes the next claim of the queue of review (asked anew after every ten), opens it, thinks 4 to
12 s and rules: accepts (60 %), rejects, corrects a date, writes a note; one in thirty takes two actors for one. At the
end two people at a time rule on one claim at once. `p95_ms` is that of all requests by nearest rank. `errors` counts
answers that are none, `lost` rulings that were answered and do not stand under their author's name.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from generated_case import keep_case
from generated_world import CLAIMS_A_DOCUMENT, World
from measuring import REPOSITORY, Json, floors, machine, report, scratch
from questions_added import quantile
from questions_asked import Target, draw_targets

MOVED = 308
PASSWORD = "seven herons on a pier"  # of people who live for this run alone
CASE, API = "harbour", "/case/harbour/api/v1"
PAIRS = 10
_DURABLE = ("-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "autovacuum=on")
_THINK_S = {"dossier": (8.0, 24.0), "search": (3.0, 9.0), "review": (4.0, 12.0)}
_SHARES = {"dossier": 3, "search": 3, "review": 4}
_VERDICTS = {"accept": 60, "reject": 15, "correct": 12, "note": 10, "merge": 3}


def main() -> None:
    """Measure and print; `--check` ends with 1 where a bound of floors.json is broken."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="print one JSON line")
    parser.add_argument("--check", action="store_true", help="end with 1 where a bound is broken")
    parser.add_argument("--people", type=int, default=20, help="people at work (20)")
    parser.add_argument("--seconds", type=float, default=300, help="for how long (300)")
    parser.add_argument("--claims", type=int, default=20_000, help="claims of the invented casefile (20,000)")
    parser.add_argument("--file", action="store_true", help="serve a casefile in a file, not on PostgreSQL")
    parser.add_argument("--seed", type=int, default=7, help="seed of what people do (7)")
    arguments = parser.parse_args()
    figures = measure(arguments)
    report(figures, as_json=arguments.json)
    broken = [name for name, bound in floors("load").items() if float(str(figures[name])) > bound]
    if arguments.check and broken:
        sys.exit(f"out of bounds: {', '.join(broken)}")


@dataclass
class Log:
    """Collect what everybody saw; threads: any number."""

    seconds: "defaultdict[str, list[float]]" = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    rulings: list[tuple[int, str]] = field(default_factory=list)
    heard: int = 0


class Browser:
    """Ask the server as one person's browser does: signed in, on a connection that stays open."""

    def __init__(self, port: int, name: str, log: Log) -> None:
        self.name, self.log, self._port = name, log, port
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers: dict[str, str] = {"Origin": f"http://127.0.0.1:{port}"}

    def sign_in(self) -> None:
        """Get in by the form; no part of what is measured."""
        _, text, cookies = self._send("GET", "/sign-in")
        self._take(cookies)
        form = re.search(rb'name="form" value="([0-9a-f]+)"', text)
        assert form is not None
        fields = urlencode({"form": form[1].decode(), "name": self.name, "password": PASSWORD})
        status, text, cookies = self._send("POST", "/sign-in", fields, "application/x-www-form-urlencoded")
        if status != 303:
            sys.exit(f"{self.name} cannot sign in: {status} {text[:300]!r}")
        self._take(cookies)
        self._headers["X-Sayso-Csrf"] = json.loads(self._send("GET", "/api/v1/me")[1])["csrf"]

    def get(self, kind: str, path: str) -> Any:
        """Ask, and note how long it took; None where it failed."""
        return self._timed(kind, "GET", path, None, 200)

    def rule(self, kind: str, name: str, **fields: str) -> int | None:
        """Rule, and note it; return its number."""
        found = self._timed(kind, "POST", f"/decisions/{name}", json.dumps(fields), 201)
        if found is None:
            return None
        seq = int(found["decision"]["seq"])
        self.log.rulings.append((seq, self.name))
        return seq

    def listen(self, until: float) -> None:
        """Hear what colleagues do, on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.request(
            "GET", f"{API}/events?for_s={max(1, round(until - time.monotonic()))}", headers=self._headers
        )
        answer = connection.getresponse()
        if answer.status != 200:
            self.log.errors.append(f"events {answer.status}")
        while line := answer.readline():
            self.log.heard += line.startswith(b"event: ruling")
        connection.close()

    def _timed(self, kind: str, method: str, path: str, body: str | None, wanted: int) -> Any:
        begun = time.perf_counter()
        try:
            status, text, _ = self._send(method, f"{API}{path}", body)
        except OSError as error:
            self.log.errors.append(f"{kind}: {error}")
            return None
        self.log.seconds[kind].append(time.perf_counter() - begun)
        if status != wanted:
            self.log.errors.append(f"{kind} {path}: {status} {text[:200]!r}")
            return None
        return json.loads(text)

    def _send(
        self, method: str, path: str, body: str | None = None, kind: str = "application/json"
    ) -> tuple[int, bytes, list[str]]:
        headers = self._headers if body is None else {**self._headers, "Content-Type": kind}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text, moved = answer.read(), answer.headers.get("location", "")
        if answer.status == MOVED and method == "GET" and moved.startswith("/"):
            return self._send(method, moved)  # the actor was merged meanwhile
        return answer.status, text, answer.headers.get_all("set-cookie") or []

    def _take(self, cookies: Sequence[str]) -> None:
        kept = dict(one.split("=", 1) for one in self._headers.get("Cookie", "").split("; ") if one)
        kept |= dict(one.partition(";")[0].split("=", 1) for one in cookies)
        self._headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in kept.items())


class Person(threading.Thread):
    """Work until the time is over."""

    def __init__(self, browser: Browser, targets: Sequence[Target], rng: Random, until: float) -> None:
        super().__init__(daemon=True)
        self._browser, self._targets, self._rng, self._until = browser, targets, rng, until
        self._queue: list[str] = []
        self._ruled = 0

    def run(self) -> None:
        """Do one thing after another; who comes in does not come in all at once."""
        self._wait(0, 5)
        while time.monotonic() < self._until:
            what = self._rng.choices(list(_SHARES), list(_SHARES.values()))[0]
            getattr(self, f"_{what}")(self._rng.choice(self._targets))

    def _dossier(self, target: Target) -> None:
        actor = quote(target.actor, safe="")
        self._browser.get("dossier", f"/actors/{actor}")
        self._browser.get("prose", f"/actors/{actor}/prose")
        self._wait(*_THINK_S["dossier"])

    def _search(self, target: Target) -> None:
        self._browser.get("search", "/search?" + urlencode({"words": target.words, "limit": 20}))
        self._wait(*_THINK_S["search"])

    def _review(self, target: Target) -> None:
        if not self._queue or self._ruled % 10 == 0:
            page = self._browser.get("queue", "/review?limit=50")
            self._queue = [one["view"]["claim"]["id"] for one in page["items"]] if page else []
            self._rng.shuffle(self._queue)  # colleagues agree who takes which
        if not self._queue:
            return
        claim = self._queue.pop()
        self._ruled += 1
        self._browser.get("claim", f"/claims/{claim}")
        self._wait(*_THINK_S["review"])
        verdict = self._rng.choices(list(_VERDICTS), list(_VERDICTS.values()))[0]
        more = {"correct": {"time": str(self._rng.randrange(1990, 2020))}, "note": {"why": "seen"}}.get(verdict, {})
        if verdict == "merge":
            self._browser.rule("merge", "merge", left=target.actor, right=target.other)
        else:
            self._browser.rule("ruling", verdict, claim=claim, **more)

    def _wait(self, least: float, most: float) -> None:
        time.sleep(max(0.0, min(self._rng.uniform(least, most), self._until - time.monotonic())))


def measure(arguments: argparse.Namespace) -> Json:
    """Make the casefile and the people, let them work, look at what is left."""
    sys.path.insert(0, str(REPOSITORY))
    import sayso
    from tests.postgres import running

    world = World(arguments.claims)
    documents = arguments.claims // CLAIMS_A_DOCUMENT
    made = keep_case(world, documents)
    with sayso.open(made.path) as case:
        targets = draw_targets(case, world, documents, 200)
    with scratch() as folder, running(*_DURABLE) as server:
        address = str(folder / "case.sayso") if arguments.file else server.address
        with sayso.open(made.path) as case:
            case.copy_to(address)
        names = add_people(folder / "team", address, arguments.people)
        log = Log()
        with serving(folder / "team") as port:
            browsers = [Browser(port, name, log) for name in names]
            for browser in browsers:
                browser.sign_in()
            work(browsers, targets, arguments.seconds, arguments.seed)
            rule_at_once(browsers)
        with sayso.open(address) as case:
            stands = {(one.decision.seq, one.decision.by) for one in case.decisions()}
            sound = not case.audit().faults and not case.doctor(recount=True)
    return figures_of(log, stands, sound) | {"people": len(names), "claims": arguments.claims, "machine": machine()}


def figures_of(log: Log, stands: set[tuple[int, str]], sound: bool) -> Json:
    """Return the figures."""
    every = [one for kind, some in log.seconds.items() if kind != "at once" for one in some]
    kinds = {kind: spread(some) for kind, some in sorted(log.seconds.items())}
    figures: Json = {
        "p95_ms": quantile(every, 0.95),
        "p50_ms": quantile(every, 0.5),
        "max_ms": quantile(every, 1),
        "requests": len(every),
        "errors": len(log.errors),
        "sent": len(log.rulings),
        "lost": len(set(log.rulings) - stands),
        "stand": len(stands),
        "unsound": int(not sound),
        "heard": log.heard,
        "kinds": kinds,
    }
    return figures | ({"faults": log.errors[:10]} if log.errors else {})


def spread(seconds: list[float]) -> str:
    """Return p50, p95 and the most of some times, in ms, and how many they are."""
    return f"{quantile(seconds, 0.5):g} / {quantile(seconds, 0.95):g} / {quantile(seconds, 1):g} ({len(seconds)})"


def add_people(folder: Path, address: str, count: int) -> list[str]:
    """Add accounts: most rule on claims alone, every fifth also on actors."""
    from sayso.people import People, Role

    names = [f"person{number:02}" for number in range(count)]
    with People(folder) as people:
        people.add_case(CASE, address)
        for name in names:
            people.add_account(name, password=PASSWORD)
            people.grant(name, CASE, Role.EDITOR)
    return names


def _environment(team: Path) -> dict[str, str]:
    return os.environ | {"SAYSO_APART": "1", "SAYSO_UPLOADS": str(team / "uploads")}


@contextmanager
def serving(team: Path) -> Iterator[int]:
    """Run the server as an operator does; give its port."""
    command = [sys.executable, "-m", "sayso", "serve", "--team", str(team), "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment(team)) as server:
        assert server.stdout is not None
        try:
            told = "".join(iter(server.stdout.readline, "}\n"))
            yield int(json.loads(f"{told}}}")["port"])
        finally:
            server.terminate()


def work(browsers: Sequence[Browser], targets: Sequence[Target], seconds: float, seed: int) -> None:
    """Let everybody work, and listen."""
    until = time.monotonic() + seconds
    people = [Person(one, targets, Random(seed * 1000 + at), until) for at, one in enumerate(browsers)]
    ears = [threading.Thread(target=one.listen, args=(until,), daemon=True) for one in browsers]
    for thread in (*people, *ears):
        thread.start()
    for thread in (*people, *ears):
        thread.join()


def rule_at_once(browsers: Sequence[Browser]) -> None:
    """Let two people rule on one claim at the same moment, again and again; both must stand, and be shown."""
    page = browsers[0].get("queue", f"/review?limit={PAIRS}")
    for at, item in enumerate(page["items"]):
        claim, ready = item["view"]["claim"]["id"], threading.Barrier(2)
        pair = (browsers[2 * at % len(browsers)], browsers[(2 * at + 1) % len(browsers)])

        def rule(browser: Browser, verdict: str, claim: str = claim, ready: threading.Barrier = ready) -> None:
            ready.wait()
            browser.rule("at once", verdict, claim=claim)

        both = [threading.Thread(target=rule, args=row) for row in zip(pair, ("accept", "reject"), strict=True)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        shown = browsers[0].get("claim", f"/claims/{claim}")["view"]["rulings"]
        if not {(pair[0].name, "accept"), (pair[1].name, "reject")} <= {
            (one["decision"]["by"], one["decision"]["kind"]) for one in shown
        }:
            browsers[0].log.errors.append(f"of two rulings at once on {claim} one is not shown")


if __name__ == "__main__":
    main()
