"""Measure matching with watchlists: who of the UN narratives' actors is on a list made of the set itself.

    python benchmarks/watch.py [--data FILE] [--json] [--errors]

The list holds the actors that have a narrative of their own, with the names that it gives, as FollowTheMoney entities
added to a casefile. Each narrative's other actors, as read, are asked of it as `sayso watch match` asks. Right is an
entry that the gold links to. `same` counts what the rules that join actors call the same, `lead` all from a score of
0.7 on. Narratives outside the first committee's hold almost no links even where they name listed actors, so
that what counts as wrong there need not be: `_linked` counts the narratives alone that have links.

`false_merges` counts apart what would be one actor by the rules and is not by the gold; on `name_bench`, where pairs
are judged by hand, `bench_false_merges` does so without that doubt.
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import BENCH, Json, need_shared, report, scratch
from narratives import Names, Narrative, names_of_subjects, read_narratives
from un import score

from sayso.actors.watching import compare_entry
from sayso.casefile import Casefile
from sayso.model import Actor, ActorType, Verdict
from sayso.model.watch import WatchEntry

DATA = BENCH / "un" / "dev.json"
PAIRS = BENCH / "names" / "name_bench.csv"
LEAD = 0.7
SCHEMATA = {ActorType.PERSON: "Person", ActorType.ORGANIZATION: "Organization"}
TYPES = {"Person": ActorType.PERSON, "Vessel": ActorType.THING}

type Hit = tuple[int, str]


def kind_of(listed: str) -> ActorType:
    """Return what an id is of: its third letter tells an individual from an entity."""
    return ActorType.PERSON if listed[2] == "i" else ActorType.ORGANIZATION


def write_list(path: Path, names: Names) -> None:
    """Write the listed actors as FollowTheMoney entities, the fullest name first."""
    with path.open("w", encoding="utf-8") as stream:
        for listed, forms in sorted(names.items()):
            written = [" ".join(form).title() if len(form) > 1 else form[0].upper() for form in forms]
            written.sort(key=lambda name: (-len(name.split()), name))
            properties = {"name": written[:1], "alias": written[1:]}
            line = {"id": listed, "schema": SCHEMATA[kind_of(listed)], "properties": properties}
            stream.write(json.dumps(line) + "\n")


def actors_of(narratives: Sequence[Narrative]) -> Iterator[tuple[int, Actor]]:
    """Yield every narrative's actors, each once as a person and once as an organization: the set tells no types."""
    for at, one in enumerate(narratives):
        for number, written in enumerate(one.actors):
            first, *others = sorted(written, key=lambda name: (-len(name.split()), name))
            for kind in SCHEMATA:
                yield at, Actor(f"{at}.{number}.{kind}", "", first, kind, named=True, aliases=tuple(others))


def match(narratives: Sequence[Narrative], names: Names) -> tuple[set[Hit], set[Hit]]:
    """Return what the rules call the same, and all leads, as places of narratives with listed ids."""
    same: set[Hit] = set()
    leads: set[Hit] = set()
    with scratch() as folder, Casefile(":memory:") as case:
        write_list(folder / "listed.json", names)
        case.watch_add(folder / "listed.json", name="listed")
        held = list(actors_of(narratives))
        near = case._store.entries_like([actor for _, actor in held], ["listed"])
    for at, actor in held:
        for entry in near[actor.id]:
            if entry.type is not actor.type or entry.id == narratives[at].id:
                continue
            found = compare_entry(actor, entry)
            if found.verdict is Verdict.SAME:
                same.add((at, entry.id))
            if found.verdict is not Verdict.DIFFERENT and found.score >= LEAD:
                leads.add((at, entry.id))
    return same, leads


def measure_narratives(narratives: Sequence[Narrative], *, errors: bool) -> Json:
    """Return precision, recall, F1 and false merges on the narratives."""
    names = names_of_subjects(narratives)
    same, leads = match(narratives, names)
    gold = {(at, listed) for at, one in enumerate(narratives) for listed in one.gold & names.keys()}
    linked = {at for at, _ in gold}
    figures: Json = {"narratives": len(narratives), "entries": len(names)}
    for name, said in (("same", same), ("lead", leads)):
        figures |= score(name, said, gold)
        figures |= score(f"{name}_linked", {hit for hit in said if hit[0] in linked}, gold)
    figures["false_merges"] = len(same - gold)
    figures["false_merges_linked"] = len({hit for hit in same - gold if hit[0] in linked})
    if errors:
        for at, listed in sorted(same - gold):
            print(narratives[at].id, "wrong", listed, file=sys.stderr)
        for at, listed in sorted(gold - leads):
            print(narratives[at].id, "missed", listed, file=sys.stderr)
    return figures


def measure_pairs(path: Path) -> Json:
    """Return the same on pairs of names: one as an actor, the other as an entry."""
    same: set[int] = set()
    leads: set[int] = set()
    gold: set[int] = set()
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream)):
            kind = TYPES.get(row["schema"], ActorType.ORGANIZATION)
            actor = Actor("a", "d", row["name1"], kind, named=True)
            found = compare_entry(actor, WatchEntry("bench", "b", row["name2"], kind))
            if row["is_match"] == "true":
                gold.add(number)
            if found.verdict is Verdict.SAME:
                same.add(number)
            if found.verdict is not Verdict.DIFFERENT and found.score >= LEAD:
                leads.add(number)
    merged: Json = {"bench_false_merges": len(same - gold)}
    return score("bench_same", same, gold) | score("bench_lead", leads, gold) | merged


def main() -> int:
    """Match, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", action="store_true", help="print what is missed and made up")
    options = parser.parse_args()
    need_shared()
    narratives, _ = read_narratives(options.data)
    report(measure_narratives(narratives, errors=options.errors) | measure_pairs(PAIRS), as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
