"""Measure event classes on the PLOVER gold standard records: the class, and the class with both actors.

    python benchmarks/plover.py [--records FILE] [--json] [--check] [--errors]

Each record is one sentence with the class of its main event (18 classes of PLOVER 0.5; the vocabulary's REQUEST and
ACCUSE are the records' DEMAND and DISAPPROVE) and with those who do it (`source`) and to whom (`target`), each as the
words of the sentence and a code: an ISO country code or a kind of body (IGO, NGO). A side is right where the phrase of
one of the predicted actors (without its clauses) overlaps the record's words in the sentence, or holds a state of the
record's country code. A record with two sources and no target wants both of them, on either side; one that leaves a
side open asks nothing of it. `merged` counts FIGHT as ASSAULT and INVESTIGATE as ACCUSE, as PLOVER's later versions do.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from measuring import BENCH, Json, complain, document_of, need_shared, report

from sayso.reading.events import Event, find_events
from sayso.reading.reader import RuleReader
from sayso.reading.scene import Scene
from sayso.reading.tree import plant

RECORDS = BENCH / "plover" / "PLOVER_GSR_CAMEO.txt"
RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE"}
MERGED = {"FIGHT": "ASSAULT", "INVESTIGATE": "ACCUSE"}
CLAUSES = ("relcl", "acl", "advcl", "ccomp", "conj", "cc", "appos", "punct")
# Codes of the records that are no ISO codes of today.
OTHER_CODES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
type Record = dict[str, Any]


def main() -> int:
    """Code every record and print the shares that are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, default=RECORDS)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below its floor")
    parser.add_argument("--errors", action="store_true", help="print every record that is wrong")
    options = parser.parse_args()
    need_shared()
    figures = measure(read_records(options.records), errors=options.errors)
    report(figures, as_json=options.json)
    return complain("plover", figures) if options.check else 0


def read_records(path: Path) -> list[Record]:
    """Return the records that hold a sentence; entries of the file that only document it hold none."""
    records: list[Record] = json.loads(path.read_text(encoding="utf-8"))
    return [record for record in records if record.get("text")]


def measure(records: Sequence[Record], *, errors: bool = False) -> Json:
    """Return the shares of records whose class, actors, and both are right, and recall and precision by class."""
    reader = RuleReader()
    tally: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for record in records:
        scene = reader.scene(document_of(record["id"], record["text"].strip("{}"), date=record.get("date")))
        event = next(iter(find_events(scene, reader.vocabulary)), None)
        gold = RENAMED.get(str(record["event"]), str(record["event"]))
        code = event.code if event else "none"
        sides = [
            event is not None and side for side in (sides_right(scene, event, record) if event else (False, False))
        ]
        tally["class"] += code == gold
        tally["merged"] += MERGED.get(code, code) == MERGED.get(gold, gold)
        tally["source"] += sides[0]
        tally["target"] += sides[1]
        tally["class_and_actors"] += code == gold and all(sides)
        wanted[gold] += 1
        said[code] += 1
        right[gold] += code == gold
        if errors and not (code == gold and all(sides)):
            print_error(record, scene, event, gold, sides)
    count = len(records)
    shares = {
        name: round(tally[name] / count, 4) for name in ("class", "class_and_actors", "merged", "source", "target")
    }
    by_class = {name: f"{right[name]}/{wanted[name]} right, {said[name]} said" for name in sorted(wanted)}
    return {"records": count, **shares, **by_class, "none said": said["none"]}


def sides_right(scene: Scene, event: Event, record: Record) -> tuple[bool, bool]:
    """Tell whether the predicted source and target are the record's."""
    sources, targets = (actors_of(record, side) for side in ("source", "target"))
    if len(sources) > 1 and not targets:
        given = (*event.sources, *event.targets)
        both = all(any(is_actor(scene, head, actor, record) for head in given) for actor in sources)
        return both, both
    return one_of(scene, event.sources, sources, record), one_of(scene, event.targets, targets, record)


def actors_of(record: Record, side: str) -> list[dict[str, str]]:
    """Return the actors of one side; the file writes none as an empty string or leaves the field out."""
    actors = record.get(side) or []
    if isinstance(actors, str):
        return [{"actorText": actors}] if actors.strip() else []
    return [actors] if isinstance(actors, dict) else [actor for actor in actors if isinstance(actor, dict)]


def one_of(scene: Scene, heads: Sequence[int], actors: Sequence[dict[str, str]], record: Record) -> bool:
    """Tell whether a predicted actor is one of the record's; true where the record has none."""
    return not actors or any(is_actor(scene, head, actor, record) for head in heads for actor in actors)


def is_actor(scene: Scene, head: int, actor: dict[str, str], record: Record) -> bool:
    """Tell whether a phrase overlaps an actor's words, or holds a state of its code."""
    first, last = phrase_of(scene, head)
    parsed = scene.parsed
    start, end = parsed.starts[first], parsed.ends[last]
    where = place_of(actor.get("actorText", ""), parsed.document.text)
    if where is not None and start < where[1] and where[0] < end:
        return True
    code = actor.get("code", "")
    entities = [scene.entities.entity_at(token) for token in range(first, last + 1)]
    codes = {entity.canonical for entity in entities if entity is not None and entity.canonical}
    return any(three_letters(one) == OTHER_CODES.get(code, code) for one in codes)


def place_of(words: str, text: str) -> tuple[int, int] | None:
    """Return where an actor's words stand; a gap ("...") ends them, and marks and blanks may differ."""
    parts = re.findall(r"\w+", words.split("..")[0])
    found = re.search(r"\W+".join(map(re.escape, parts)), text) if parts else None
    return found.span() if found else None


def phrase_of(scene: Scene, head: int) -> tuple[int, int]:
    """Return the first and last token of a noun phrase without its clauses, coordinations and appositions."""
    tree = plant(scene.parsed)
    first, last = tree.left[head], tree.right[head]
    for child in tree.children[head]:
        if child > head and tree.deps[child] in CLAUSES:
            last = min(last, tree.left[child] - 1)
    return first, max(last, head)


@lru_cache(maxsize=512)
def three_letters(canonical: str) -> str | None:
    """Return the ISO 3166 code of three letters of a canonical state."""
    import pycountry

    state = pycountry.countries.get(alpha_2=canonical.removeprefix("country:"))
    return state.alpha_3 if state else None


def print_error(record: Record, scene: Scene, event: Event | None, gold: str, sides: Sequence[bool]) -> None:
    """Print one record that is wrong."""
    words = scene.parsed.table.text
    said = "none" if event is None else f"{event.code} by {words[event.trigger]!r}"
    heads = [" ".join(words[head] for head in side) for side in ((event.sources, event.targets) if event else ())]
    actors = [[actor["actorText"] for actor in actors_of(record, side)] for side in ("source", "target")]
    print(f"{gold} said {said} {sides} {heads} wanted {actors}: {record['text']}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
