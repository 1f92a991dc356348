"""Read the documents of a marked set in this process, and match what comes out with what a careful reader marked."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims import load_scorer

from sayso.intake import take
from sayso.model import Claim, Document
from sayso.reading.assembly import Assembler
from sayso.reading.frames import FrameFinder
from sayso.reading.reader import RuleReader, make_reading
from sayso.reading.scene import Scene
from sayso.reading.sight import RawFrame

type Row = dict[str, Any]


@dataclass(frozen=True)
class Marked:
    """Hold one document as it was read and as it was marked.

    `rows` are the reader's claims in the scorer's form, `matches` the strict matches as (index of the row, index of the
    gold claim); `claims` are the same claims as records.
    """

    scorer: Any
    gold: Any
    document: Document
    scene: Scene
    frames: tuple[RawFrame, ...]
    assembler: Assembler
    claims: tuple[Claim, ...]
    rows: tuple[Row, ...]
    matches: tuple[tuple[int, int], ...]


def read_marked(folder: Path) -> Iterator[Marked]:
    """Yield the documents of a set in order, read by the built-in reader."""
    reader, scorer = RuleReader(), load_scorer()
    for document in take([folder / "docs"]):
        if not isinstance(document, Document):
            print(f"not read: {document.origin.location}: {document.reason}", file=sys.stderr)
            continue
        gold = scorer.Gold(folder / "claims" / f"{document.name}.json")
        scene = reader.scene(document)
        frames = tuple(FrameFinder(scene.parsed, scene.entities, reader.vocabulary).frames())
        assembler = Assembler(scene)
        claims = make_reading(scene, reader.vocabulary, assembler).claims
        rows = tuple(as_row(claim, assembler) for claim in claims)
        matches = tuple(scorer.match("strict", gold, list(rows)))
        yield Marked(scorer, gold, document, scene, frames, assembler, claims, rows, matches)


def as_row(claim: Claim, assembler: Assembler) -> Row:
    """Return a claim in the form that the scorer reads."""
    actors = {id_: {"name": one.name, "aliases": list(one.aliases)} for id_, one in assembler.actors.items()}
    return {
        "subject": actors[claim.subject.actor],
        "predicate": claim.predicate,
        "object": actors[claim.object.actor],
        "polarity": claim.factuality.polarity.value,
        "certainty": claim.factuality.certainty.value,
        "modality": claim.factuality.modality.value,
        "time": claim.time,
        "sources": [actors[source.actor] for source in claim.sources],
        "evidence": {"text": claim.evidence.words},
    }
