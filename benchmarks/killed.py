"""Do what is killed: read documents, merge shards, rule; go on from what stands, and tell how much stands by now.

How far a stage came can be seen in the casefile, whoever was killed before: documents are read in order, and the next
decision is the one after the last that stands. So one casefile can be killed again and again until all is there.
"""

import http.client
import io
import json
import os
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from faults import torn_documents
from killing import Place

from sayso.casefile import Casefile
from sayso.model.errors import NotFound
from sayso.scale import merge_shards, plan_shards, read_shard
from sayso.testing import FixedClock, Planted, ScriptedReader

type Tell = Callable[[int], None]
type Ruling = tuple[str, dict[str, str | int]]

DOCUMENTS, DECISIONS, MERGED_AT_ONCE = 24, 48, 3
_NAMES = tuple(f"{one} {other}" for one in ("Alder", "Birch", "Cedar", "Fern") for other in ("Quay", "Bank", "Lines"))
_PREDICATES = ("leads", "funds", "supports", "attacks", "allied_with")
_CHANGING = ("made_at", "hash", "previous")


@dataclass(frozen=True)
class Material:
    """Hold files, the reader that knows them, their shards, a casefile that has read them, and what is ruled."""

    texts: Path
    reader: ScriptedReader
    shards: Path
    read: Path
    rulings: tuple[Ruling, ...] = ()

    def open(self, place: Place, *, must_exist: bool = False) -> Casefile:
        """Open a casefile, or make it."""
        return Casefile(place, reader=self.reader, clock=FixedClock(), must_exist=must_exist)


def make_material(folder: Path, seed: int) -> Material:
    """Write invented documents of three claims each, read them into shards and a casefile, choose what is ruled."""
    rng = random.Random(seed)
    texts, shards, planted = folder / "texts", folder / "shards", list[Planted]()
    texts.mkdir()
    shards.mkdir()
    for number in range(DOCUMENTS):
        some = [_plant(rng, f"{number}.{at}") for at in range(3)]
        planted += some
        filler = " ".join(f"word{number}x{at}" for at in range(60))
        text = ".\n".join([*(one.words for one in some), filler]) + ".\n"
        (texts / f"{number:03}.txt").write_text(text, encoding="utf-8")
    made = Material(texts, ScriptedReader(tuple(planted)), shards, folder / "read.sayso")
    for shard in plan_shards([texts], 300):
        read_shard(made.reader, shard, shards)
    with made.open(made.read) as case:
        case.read(texts)
        return Material(texts, made.reader, shards, made.read, tuple(_choose(case, rng)))


def _plant(rng: random.Random, number: str) -> Planted:
    subject, other, source = rng.sample(_NAMES, 3)
    return Planted(
        f"{subject} met {other} about {number}, said {source}",
        *(subject, rng.choice(_PREDICATES), other),
        source=source,
        polarity=rng.choice("+++-"),
        time=rng.choice((None, "2018", "2019-03")),
        confidence=rng.choice((0.4, 0.9)),
    )


def _choose(case: Casefile, rng: random.Random) -> list[Ruling]:
    """Return what is ruled, one decision each: verdicts, corrections, notes, grades, actors joined and apart, undo."""
    claims, chosen = [view.claim.id for view in case.claims()], list[Ruling]()
    raw = sorted(actor.id for actor in case._store.actors())
    for number in range(DECISIONS):
        claim, (left, right) = rng.choice(claims), rng.sample(raw, 2)
        every: tuple[Ruling, ...] = (
            ("accept", {"claim": claim}),
            ("reject", {"claim": claim, "why": "misread"}),
            ("correct", {"claim": claim, "time": str(1970 + number)}),
            ("merge", {"left": left, "right": right}),
            ("note", {"claim": claim, "why": f"seen {number}"}),
            ("grade", {"source": _NAMES[number % len(_NAMES)], "grade": rng.choice("ABCDE")}),
            ("undo", {"seq": number - 3}),
            ("keep-apart", {"left": left, "right": right}),
        )
        chosen.append(every[number % len(every)])
    return chosen


@dataclass(frozen=True)
class Stage:
    """Name what is killed; `work` goes on from what stands at a place to the end.

    `step` is how much is one commit.
    """

    name: str
    work: Callable[[Material, Place, Tell], None]
    step: int = 1
    rules: bool = False

    @property
    def ordered(self) -> bool:
        """Tell whether what stands is the beginning of the whole; shards come in the order of their names."""
        return self.step == 1

    def prepare(self, material: Material, place: Place) -> None:
        """Put at a place what stands before the stage."""
        if not self.rules:
            return
        if isinstance(place, Path):
            shutil.copy(material.read, place)
        else:
            with material.open(material.read) as case:
                case.copy_to(place)


def ingest(material: Material, place: Place, tell: Tell) -> None:
    """Read the documents."""
    with material.open(place) as case:
        case.read(material.texts, progress=lambda progress: tell(progress.done))


def merge(material: Material, place: Place, tell: Tell) -> None:
    """Merge the shards, a few documents a transaction."""
    with material.open(place) as case:
        merge_shards(case, material.shards, at_once=MERGED_AT_ONCE, progress=lambda progress: tell(progress.done))


def review(material: Material, place: Place, tell: Tell) -> None:
    """Rule, by the front door."""
    with material.open(place) as case:
        for name, fields in material.rulings[case.audit().decisions :]:
            found = getattr(case, name.replace("-", "_"))(**fields, by="Ida")
            tell(found.decision.seq)


def serve(material: Material, place: Place, tell: Tell) -> None:
    """Rule, over HTTP: the server and who asks it are one process, so that what is told was answered."""
    from sayso.api.serving import Serving
    from sayso.api.serving import serve as run_server

    def ask(serving: Serving) -> None:
        threading.Thread(target=_send_all, args=(material, serving.port, tell), daemon=True).start()

    run_server(place, port=0, tell=ask)


def _send_all(material: Material, port: int, tell: Tell) -> None:
    """Send what is not there yet, and end the process."""
    code = 1
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/api/v1/audit")
        stands = json.loads(connection.getresponse().read())["decisions"]
        for name, fields in material.rulings[stands:]:
            body, headers = json.dumps(fields | {"by": "Ida"}), {"Content-Type": "application/json", "X-Sayso": "1"}
            connection.request("POST", f"/api/v1/decisions/{name}", body, headers)
            answer = connection.getresponse()
            told = json.loads(answer.read())
            if answer.status != 201:
                raise RuntimeError(str(told))
            tell(told["decision"]["seq"])
        code = 0
    finally:
        os._exit(code)


STAGES = (
    Stage("ingest", ingest),
    Stage("merge", merge, MERGED_AT_ONCE),
    Stage("review", review, rules=True),
    Stage("server", serve, rules=True),
)


@dataclass(frozen=True)
class Wanted:
    """Hold what an undisturbed run leaves: the claims as exported, the names of documents, the decisions."""

    claims: str
    stands: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """Say what a casefile holds, and what is wrong with it. `lost` counts what was told and is not there."""

    claims: str = ""
    stands: tuple[str, ...] = ()
    lost: int = 0
    torn: tuple[str, ...] = ()


def examine(material: Material, stage: Stage, place: Place, told: int, wanted: Wanted | None) -> Found:
    """Open a casefile and hold it against what was told, and what an undisturbed run leaves."""
    try:
        case = material.open(place, must_exist=True)
    except NotFound:
        return Found(lost=told)
    with case:
        torn = [f"doctor: {one}" for one in case.doctor(recount=True)]
        torn += [f"audit: {one}" for one in case.audit().faults]
        written = io.StringIO()
        case.export(written)
        claims = written.getvalue()
        stands = (
            _decisions(case) if stage.rules else tuple(one.name for one in case.documents() if one.status == "read")
        )
        if wanted is not None:
            torn += _compare(case, stage, stands, told, wanted)
    if isinstance(place, Path):
        torn += _integrity(place)
    return Found(claims, stands, max(0, told - len(stands)), tuple(torn))


def _compare(case: Casefile, stage: Stage, stands: tuple[str, ...], told: int, wanted: Wanted) -> list[str]:
    torn = []
    if stage.ordered and stands != wanted.stands[: len(stands)]:
        torn.append("what stands is not the beginning of what was sent")
    if len(stands) % stage.step:
        torn.append(f"{len(stands)} stand, {stage.step} are one commit")
    if len(stands) > max(told, 0) + stage.step:
        torn.append(f"{len(stands)} stand, {told} were told")
    if not stage.rules:
        claims: dict[str, set[str]] = {}
        for view in case.claims():
            claims.setdefault(view.document, set()).add(view.claim.id)
        torn += [f"{one} is there in part" for one in torn_documents(list(stands), claims, wanted.claims.encode())]
    elif len(stands) == len(wanted.stands):
        written = io.StringIO()
        case.export(written)
        if written.getvalue() != wanted.claims:
            torn.append("the claims are not those of an undisturbed run")
    return torn


def _decisions(case: Casefile) -> tuple[str, ...]:
    """Return the decisions without what changes from run to run: when, and what the chain makes of it."""
    written = io.StringIO()
    case.export_decisions(written)
    rows = (json.loads(line) for line in written.getvalue().splitlines())
    return tuple(json.dumps({name: row[name] for name in row if name not in _CHANGING}) for row in rows)


def _integrity(place: Path) -> list[str]:
    connection = sqlite3.connect(place)
    try:
        verdict = connection.execute("pragma integrity_check").fetchone()[0]
    finally:
        connection.close()
    return [] if verdict == "ok" else [f"integrity check: {verdict}"]
