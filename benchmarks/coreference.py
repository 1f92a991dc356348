"""Measure who-is-meant: CoNLL F1 on GUM, and how gold actors of the claim sets are covered and kept whole.

    python benchmarks/coreference.py [--json] [--genres news,interview] [--worst N] [--skip-gum] [--skip-actors]

GUM's gold tokens are joined to text and parsed by our own pipeline; mentions are aligned by span (leading articles and
trailing punctuation dropped). Plain scoring with singletons left out on both sides, as CoNLL 2012 does: gold chains of
one mention do not count, nor do our entities of one mention. GUM marks no relative pronouns, so ours are left out.
"""

import argparse
import importlib.util
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx
import numpy as np

from sayso.model.document import Document, Metadata, Origin, Segment, Voice
from sayso.model.offsets import OffsetMap
from sayso.model.span import Span
from sayso.reading.entities import find_entities
from sayso.reading.language import load_language, parse

BENCH = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"
GENRES = ("news", "interview")
CLAIM_SETS = ("gold-dev", "gold-free")
RELATIVE_TAGS = {"WDT", "WP", "WP$"}
DROPPED = {"the", "a", "an", ",", ".", ";", ":", "'s", "’s"}

type Place = tuple[int, int]
type Chains = list[set[Place]]


def make_document(text: str, paragraphs: Iterable[Span]) -> Document:
    """Make a document of body paragraphs."""
    digest = sha256(text.encode()).hexdigest()
    segments = tuple(Segment(i, span, Voice.BODY, "") for i, span in enumerate(paragraphs))
    offsets = OffsetMap.identity(len(text))
    return Document(digest, "x", "text/plain", len(text), Metadata(), (Origin("x"),), text, digest, segments, offsets)


@dataclass
class GumText:
    """Hold one GUM document: its text, paragraphs, token places and gold chains by token numbers."""

    text: str
    paragraphs: list[Span]
    tokens: list[Place]
    words: list[str]
    chains: dict[str, list[Place]]


def read_gum(path: Path) -> GumText:
    """Read tokens, paragraphs and entity marks of one CoNLL-U file."""
    gum = GumText("", [], [], [], defaultdict(list))
    open_marks: dict[str, list[int]] = defaultdict(list)
    begin = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and "newpar_block" not in line and gum.text:
            gum.paragraphs.append(Span(begin, len(gum.text.rstrip())))
            gum.text = gum.text.rstrip() + "\n\n"
            begin = len(gum.text)
        fields = line.split("\t")
        if len(fields) != 10 or not fields[0].isdigit():
            continue
        _take_token(gum, fields, open_marks)
    gum.paragraphs.append(Span(begin, len(gum.text)))
    return gum


def _take_token(gum: GumText, fields: Sequence[str], open_marks: dict[str, list[int]]) -> None:
    """Add a token and open or close the entities marked at it."""
    number = len(gum.tokens)
    gum.tokens.append((len(gum.text), len(gum.text) + len(fields[1])))
    gum.words.append(fields[1])
    gum.text += fields[1] + ("" if "SpaceAfter=No" in fields[9] else " ")
    marks = re.search(r"Entity=([^|]+)", fields[9])
    for opened, single, closed in re.findall(r"\(([^()]+)(\))?|([^()]+)\)", marks.group(1) if marks else ""):
        if opened:
            group = opened.split("-")[0]
            if single:
                gum.chains[group].append((number, number))
            else:
                open_marks[group].append(number)
        else:
            gum.chains[closed.split("-")[0]].append((open_marks[closed.split("-")[0]].pop(), number))


def trim(gum: GumText, place: Place) -> Place:
    """Drop articles in front and punctuation behind, so that both sides cut alike; chars."""
    first, last = place
    while first < last and gum.words[first].lower() in DROPPED:
        first += 1
    while last > first and gum.words[last].lower() in DROPPED:
        last -= 1
    return gum.tokens[first][0], gum.tokens[last][1]


def gum_chains(gum: GumText) -> Chains:
    """Return gold chains of two mentions and more."""
    chains = [{trim(gum, place) for place in places} for places in gum.chains.values()]
    return [chain for chain in chains if len(chain) > 1]


def our_chains(gum: GumText, nlp: Any) -> Chains:
    """Read the text and return our chains; a mention takes the gold span that begins or holds it alike by its head."""
    parsed = parse(nlp, make_document(gum.text, gum.paragraphs))
    entities = find_entities(parsed)
    gold = {trim(gum, place) for places in gum.chains.values() for place in places}
    by_start: dict[int, list[Place]] = defaultdict(list)
    for place in gold:
        by_start[place[0]].append(place)
    chains: dict[int, set[Place]] = defaultdict(set)
    for mention in entities.mentions:
        if mention.head >= 0 and parsed.doc[mention.head].tag_ in RELATIVE_TAGS:
            continue
        span = (mention.span.start, mention.span.end)
        if span not in gold:
            longer = [place for place in by_start[span[0]] if place[1] > span[1]]
            span = min(longer, key=lambda place: place[1]) if longer else span
        chains[mention.entity].add(span)
    return [chain for chain in chains.values() if len(chain) > 1]


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def muc(left: Chains, right: Chains) -> tuple[float, float]:
    """Return MUC's links kept and links in all of `left` as parted by `right` (Vilain et al. 1995)."""
    where = {mention: i for i, chain in enumerate(right) for mention in chain}
    kept = sum(len(chain) - len({where.get(m, m) for m in chain}) for chain in left)
    return kept, sum(len(chain) - 1 for chain in left)


def b_cubed(left: Chains, right: Chains) -> tuple[float, float]:
    """Return B-cubed's sum and number of mentions of `left` (Bagga and Baldwin 1998)."""
    where = {mention: i for i, chain in enumerate(right) for mention in chain}
    total = 0.0
    for chain in left:
        counts: dict[int, int] = defaultdict(int)
        for mention in chain:
            if mention in where:
                counts[where[mention]] += 1
        total += sum(count * count for count in counts.values()) / len(chain)
    return total, sum(len(chain) for chain in left)


def ceaf(gold: Chains, ours: Chains) -> float:
    """Return CEAF-e's best alignment (Luo 2005)."""
    if not gold or not ours:
        return 0.0
    graph: networkx.Graph[tuple[str, int]] = networkx.Graph()
    for i, a in enumerate(gold):
        for j, b in enumerate(ours):
            if a & b:
                graph.add_edge(("gold", i), ("ours", j), weight=2 * len(a & b) / (len(a) + len(b)))
    return float(sum(graph.edges[pair]["weight"] for pair in networkx.max_weight_matching(graph)))


def measure_gum(nlp: Any, genres: Sequence[str]) -> dict[str, float]:
    """Return MUC, B3, CEAF-e and their mean over all documents of the genres."""
    sums = np.zeros((6, 2))
    mentions = np.zeros(3)
    for path in sorted((BENCH / "gum" / "conllu").glob("*.conllu")):
        if path.name.split("_")[1] not in genres:
            continue
        gum = read_gum(path)
        gold, ours = gum_chains(gum), our_chains(gum, nlp)
        best = ceaf(gold, ours)
        rows = [muc(ours, gold), muc(gold, ours), b_cubed(ours, gold), b_cubed(gold, ours)]
        sums += np.array([*rows, (best, len(ours)), (best, len(gold))])
        all_gold, all_ours = set().union(*gold), set().union(*ours)
        mentions += np.array([len(all_gold & all_ours), len(all_ours), len(all_gold)])
    rates = [float(hit / count) if count else 0.0 for hit, count in sums]
    scores = {name: f1(rates[2 * i], rates[2 * i + 1]) for i, name in enumerate(("muc", "b3", "ceafe"))}
    scores["conll"] = sum(scores.values()) / 3
    scores["muc_precision"], scores["muc_recall"] = rates[0], rates[1]
    scores["mention_precision"], scores["mention_recall"] = mentions[0] / mentions[1], mentions[0] / mentions[2]
    return {name: round(float(value), 4) for name, value in scores.items()}


def load_score() -> ModuleType:
    """Load the folding of names from the measure's own script."""
    spec = importlib.util.spec_from_file_location("score", BENCH / "score.py")
    if spec is None or spec.loader is None:
        sys.exit("no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure_actors(nlp: Any, name: str, worst: int) -> dict[str, float]:
    """Return the share of gold actors that an entity matches, how often their forms are split, and type and speed."""
    score = load_score()
    count: dict[str, float] = defaultdict(float)
    seconds = [0.0, 0.0]
    lines: list[str] = []
    for path in sorted((BENCH / name / "claims").glob("*.json")):
        data = json.loads(path.read_text())
        text = (BENCH / name / "docs" / f"{data['doc']}.txt").read_text()
        paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)]
        began = time.perf_counter()
        parsed = parse(nlp, make_document(text, paragraphs))
        middle = time.perf_counter()
        entities = find_entities(parsed).entities
        seconds = [seconds[0] + middle - began, seconds[1] + time.perf_counter() - middle]
        holders: dict[str, list[int]] = defaultdict(list)
        for entity in entities:
            for form in score.keys({"name": entity.name, "aliases": entity.aliases}):
                holders[form].append(entity.index)
        used = {claim[side] for claim in data["claims"] for side in ("subject", "object")}
        owners: dict[int, set[str]] = defaultdict(set)
        for actor in data["actors"]:
            if actor["id"] not in used or actor["name"].startswith("("):
                continue
            forms = score.keys(actor)
            found = {index for form in forms for index in holders.get(form, ())}
            group = "named" if actor["named"] else "unnamed"
            count[f"{group}_gold"] += 1
            count[f"{group}_covered"] += bool(found)
            held = [set(holders.get(form, ())) for form in sorted(forms) if holders.get(form)]
            whole = any(all(index in holder for holder in held) for index in found)
            count[f"{group}_split"] += bool(found) and not whole
            count[f"{group}_typed"] += any(entities[i].type == actor["type"] for i in found)
            for index in found:
                owners[index].add(actor["name"])
            if actor["named"] and (not found or not whole):
                names = [entities[i].name for i in sorted(found)]
                lines.append(f"{'SPLIT' if found else 'MISSED'} {data['doc']}: {sorted(forms)} -> {names}")
        for index, mixed in owners.items():
            count["entities_matched"] += 1
            count["entities_mixed"] += len(mixed) > 1
            if len(mixed) > 1:
                lines.append(f"MIXED {data['doc']}: {entities[index].name} <- {sorted(mixed)}")
    for line in lines[:worst]:
        print(line, file=sys.stderr)
    result = {}
    for group in ("named", "unnamed"):
        gold, covered = count[f"{group}_gold"], count[f"{group}_covered"]
        result[f"{group}_covered"] = covered / gold
        result[f"{group}_split"] = count[f"{group}_split"] / covered
        result[f"{group}_typed"] = count[f"{group}_typed"] / covered
    result["mixed"] = count["entities_mixed"] / count["entities_matched"]
    result["share_of_parse_time"] = seconds[1] / seconds[0]
    return {key: round(value, 4) for key, value in result.items()}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--genres", default=",".join(GENRES))
    parser.add_argument("--sets", default=",".join(CLAIM_SETS))
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--skip-gum", action="store_true")
    parser.add_argument("--skip-actors", action="store_true")
    options = parser.parse_args()
    nlp = load_language()
    result: dict[str, dict[str, float]] = {}
    if not options.skip_gum:
        result["gum"] = measure_gum(nlp, options.genres.split(","))
    if not options.skip_actors:
        for name in options.sets.split(","):
            result[name] = measure_actors(nlp, name, options.worst)
    if options.json:
        print(json.dumps(result, indent=1))
        return
    for name, row in result.items():
        print(name + "  " + "  ".join(f"{key} {value:.3f}" for key, value in row.items()))


if __name__ == "__main__":
    main()
