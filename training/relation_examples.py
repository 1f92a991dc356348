"""Write what the relation model learns from: sentences with their sides, their rule drafts and their marked claims.

    python training/relation_examples.py ../shared/bench OUT.jsonl

Three origins. `training/passages/*.txt` are our own passages with brackets and claims. `training/marks/*.tsv` are
claims that we marked by reading in sentences of the free texts of the bench (GUM's interviews, biographies and
speeches; the public-domain `corpora`), as character offsets: the texts themselves stay there. `gold-free` gives its
marked claims; of a pair of actors that a document marks once, other sentences with both are left open. `gold-dev` is
written with `"fold": "dev"` for choosing thresholds and is never trained on.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from coreference import make_document, read_gum
from train_confidence import load_scorer

from sayso.intake import take
from sayso.model.actor import ActorType
from sayso.model.document import Document
from sayso.model.span import Span
from sayso.reading.frames import FrameFinder
from sayso.reading.pairs import TYPES, Layout, Side, by_head, layouts
from sayso.reading.parsed import Parsed
from sayso.reading.parts import MentionKind
from sayso.reading.reader import RuleReader
from sayso.reading.scene import Scene

HERE = Path(__file__).resolve().parent
UNKNOWN = -1
LIFELESS = (ActorType.PLACE, ActorType.EVENT, ActorType.THING, ActorType.DOCUMENT)
CLAIM = re.compile(r"(\d+|\?) ([a-z_/]+) (\d+)((?: ?[-?~])*)")
DESCRIBED = 1 + TYPES.index(ActorType.ORGANIZATION) * len(MentionKind) + 1

type Mark = tuple[int, tuple[str, ...], int]


@dataclass
class Example:
    """Hold one sentence to learn from; sides are numbered in its layout, -1 is an unknown agent.

    `open` lists ordered pairs of which nothing is known; `drafts` what the rules make of the sentence.
    """

    origin: str
    document: str
    layout: Layout
    marks: list[Mark] = field(default_factory=list)
    open: set[tuple[int, int]] = field(default_factory=set)
    drafts: list[tuple[int, int, str]] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        """Return the example as JSON values."""
        layout = self.layout
        return {
            "origin": self.origin,
            "document": self.document,
            "words": layout.words,
            "governors": layout.governors,
            "kinds": layout.kinds(),
            "sides": [[s.first, s.last, s.head, s.kind] for s in layout.sides],
            "marks": self.marks,
            "open": sorted(self.open),
            "drafts": self.drafts,
        }


class Writer:
    """Read texts with the rules and join what was marked."""

    def __init__(self, bench: Path) -> None:
        self.bench = bench
        self.reader = RuleReader()
        self.siting = frozenset(
            name
            for name, predicate in self.reader.vocabulary.predicates.items()
            if predicate.family == "place" and predicate.kind == "state" and ActorType.STATE in predicate.object
        )

    def drafts(self, scene: Scene, layout: Layout) -> list[tuple[int, int, str]]:
        """Return what the rules make of a sentence, between its sides."""
        heads = by_head(layout)
        return [
            (UNKNOWN if draft.subject is None else heads[draft.subject], heads[draft.object], draft.predicate.name)
            for draft in self._drafts(scene)
            if draft.object in heads and (draft.subject is None or draft.subject in heads)
        ]

    def _drafts(self, scene: Scene) -> Sequence[Any]:
        """Return all drafts of a scene, made once."""
        if getattr(self, "_scene", None) is not scene:
            frames = FrameFinder(scene.parsed, scene.entities, self.reader.vocabulary).frames()
            self._scene, self._made = scene, [draft for raw in frames for draft in scene.meaning.drafts(raw)]
        return self._made

    # --- our own passages

    def passages(self) -> Iterator[Example]:
        """Yield the sentences of our own passages."""
        for path in sorted((HERE / "passages").glob("*.txt")):
            for number, block in enumerate(re.split(r"\n\s*\n", path.read_text("utf-8").strip())):
                text, spans, claims = read_passage(block)
                scene = self.reader.scene(make_document(text, [Span(0, len(text))]))
                yield from self._marked(f"{path.stem}", f"{path.stem}-{number}", scene, spans, claims)

    def _marked(
        self, origin: str, document: str, scene: Scene, spans: dict[str, tuple[int, int]], claims: Sequence[Any]
    ) -> Iterator[Example]:
        """Yield the sentences of a text in which mentions are marked by place."""
        placed = {name: tokens_of(scene.parsed, span) for name, span in spans.items()}
        for layout in self._with_marked_sides(scene, placed):
            sides = {name: side_of(layout, tokens) for name, tokens in placed.items() if tokens}
            example = Example(origin, document, layout)
            for subject, predicates, obj in claims:
                s = UNKNOWN if subject == "?" else sides.get(subject)
                o = sides.get(obj)
                if s is not None and o is not None and s != o:
                    example.marks.append((s, tuple(predicates), o))
            example.drafts = self.drafts(scene, layout)
            leave_open(example, scene, self.siting)
            yield example

    @staticmethod
    def _with_marked_sides(scene: Scene, placed: dict[str, tuple[int, int] | None]) -> Iterator[Layout]:
        """Yield a scene's layouts, with a side added for each marked mention that the reader does not see."""
        for layout in layouts(scene.parsed, scene.entities):
            extra = []
            for tokens in placed.values():
                inside = tokens is not None and layout.first <= tokens[0] and tokens[1] <= layout.last
                if tokens is not None and inside and side_of(layout, tokens) is None:
                    first, last = tokens[0] - layout.first, tokens[1] - layout.first
                    extra.append(Side(first, last, head_of(layout, first, last), DESCRIBED))
            sides = tuple(sorted({*layout.sides, *extra}, key=lambda side: (side.head, side.first)))
            yield Layout(layout.first, layout.last, sides, layout.words, layout.governors)

    # --- marked sentences of free texts

    def marked_texts(self) -> Iterator[Example]:
        """Yield the sentences of the free texts that we marked."""
        for path in sorted((HERE / "marks").glob("*.tsv")):
            by_document: dict[str, list[list[str]]] = {}
            for line in path.read_text("utf-8").splitlines():
                if line and not line.startswith("#"):
                    fields = line.split("\t")
                    by_document.setdefault(fields[0], []).append(fields)
            for name, rows in by_document.items():
                yield from self._of_text(name, rows)

    def _of_text(self, name: str, rows: list[list[str]]) -> Iterator[Example]:
        """Yield the marked sentences of one free text: name, offset, places of mentions, claims."""
        document = self.free_text(name)
        scene = self.reader.scene(document)
        parsed = scene.parsed
        found = {parsed.starts[layout.first]: layout for layout in layouts(parsed, scene.entities)}
        for _, start, places, claims in rows:
            layout = found.get(int(start))
            if layout is None:
                print(f"{name}: no sentence at {start}", file=sys.stderr)
                continue
            pairs = [place.split("-") for place in places.split()]
            sides = [side_of(layout, tokens_of(parsed, (int(a), int(b)))) for a, b in pairs]
            example = Example("marks", name, layout, drafts=self.drafts(scene, layout))
            for subject, predicates, obj in read_claims(claims):
                s = UNKNOWN if subject == "?" else sides[int(subject) - 1]
                o = sides[int(obj) - 1]
                if s is not None and o is not None and s != o:
                    example.marks.append((s, tuple(predicates), o))
            leave_open(example, scene, self.siting)
            yield example

    def free_text(self, name: str) -> Document:
        """Return a free text of the bench by its name: folder and file of `corpora`, or a document of GUM."""
        folder, _, file = name.partition("/")
        if folder == "gum":
            gum = read_gum(self.bench / "gum" / "conllu" / f"GUM_{file}.conllu")
            document: Document = make_document(gum.text, gum.paragraphs)
            return document
        taken = next(iter(take([self.bench / "corpora" / folder / f"{file}.txt"])))
        if not isinstance(taken, Document):
            raise SystemExit(f"{name}: {taken}")
        return taken

    # --- gold claims of whole documents

    def gold(self, which: str) -> Iterator[Example]:
        """Yield the sentences of documents whose claims are marked by actor."""
        scorer = load_scorer(self.bench)
        for document in take([self.bench / which / "docs"]):
            if isinstance(document, Document):
                path = self.bench / which / "claims" / f"{document.name}.json"
                yield from self._gold_document(which, document, scorer.Gold(path))

    def _gold_document(self, which: str, document: Document, gold: Any) -> Iterator[Example]:
        """Yield the sentences of one such document."""
        scene = self.reader.scene(document)
        meant = [gold.resolve({"name": e.name, "aliases": list(e.aliases)}) for e in scene.entities.entities]
        ids = [actor["id"] if actor else None for actor in meant]
        unknown = {i for i, actor in gold.actors.items() if actor["name"] == "(unknown)"}
        told = {(claim["subject"], claim["object"]) for claim in gold.claims}
        places = [(claim, evidence_at(document.text, claim["evidence"])) for claim in gold.claims]
        for layout in layouts(scene.parsed, scene.entities):
            example = Example(which, document.name, layout, drafts=self.drafts(scene, layout))
            sides = [ids[self._entity(scene, layout, side)] for side in layout.sides]
            for claim, place in places:
                if place is not None and overlaps(scene.parsed, layout, place):
                    add_gold(example, claim, sides, unknown)
            marked = {(s, o) for s, _, o in example.marks}
            for i, a in enumerate(sides):
                for j, b in enumerate(sides):
                    if i != j and a is not None and (a, b) in told and (i, j) not in marked:
                        example.open.add((i, j))
            yield example

    @staticmethod
    def _entity(scene: Scene, layout: Layout, side: Side) -> int:
        """Return the number of a side's entity."""
        return scene.entities.mentions[scene.entities.by_head[layout.first + side.head]].entity


def leave_open(example: Example, scene: Scene, siting: frozenset[str]) -> None:
    """Leave open the pairs that say again, by other mentions of the same actors, what a marked pair says.

    Where buildings and events stand (`siting` names those predicates) is left open too: readers differ on whether that
    is a claim.
    """
    sides = example.layout.sides
    found = [scene.entities.entity_at(example.layout.first + side.head) for side in sides]
    actors = [-1 - i if entity is None else entity.index for i, entity in enumerate(found)]
    places = {i for i, entity in enumerate(found) if entity is not None and entity.type in LIFELESS}
    doubtful = {(s, o) for s, names, o in example.marks if names[0] in siting and s in places}
    example.marks = [mark for mark in example.marks if (mark[0], mark[2]) not in doubtful]
    example.open |= doubtful
    marked = {(s, o) for s, _, o in example.marks}
    for s, o in marked:
        for i in range(len(sides)) if s != UNKNOWN else (UNKNOWN,):
            for j in range(len(sides)):
                same_subject = i == s or (s != UNKNOWN and actors[i] == actors[s])
                if same_subject and actors[j] == actors[o] and i != j and (i, j) not in marked:
                    example.open.add((i, j))


def add_gold(example: Example, claim: dict[str, Any], sides: Sequence[str | None], unknown: set[str]) -> None:
    """Add a claim between actors to the pair of sides that stand nearest in the tree; rule drafts come first."""
    predicates = (claim["predicate"], *claim.get("also", []))
    subjects = [UNKNOWN] if claim["subject"] in unknown else [i for i, a in enumerate(sides) if a == claim["subject"]]
    objects = [i for i, a in enumerate(sides) if a == claim["object"]]
    drafted = {(s, o) for s, o, predicate in example.drafts if predicate in predicates}
    layout = example.layout

    def distance(pair: tuple[int, int]) -> tuple[bool, int, int]:
        s, o = pair
        if s == UNKNOWN:
            return pair not in drafted, 0, o
        a, b = layout.sides[s].head, layout.sides[o].head
        return pair not in drafted, len(layout.path(a, b)), abs(a - b)

    pairs = sorted(((s, o) for s in subjects for o in objects if s != o), key=distance)
    if pairs:
        example.marks.append((pairs[0][0], predicates, pairs[0][1]))
        example.open.update(pairs[1:])


def evidence_at(text: str, evidence: str) -> tuple[int, int] | None:
    """Return where the words of evidence stand, whatever the white space."""
    found = re.search(r"\s+".join(re.escape(word) for word in evidence.split()), text)
    return None if found is None else found.span()


def overlaps(parsed: Parsed, layout: Layout, place: tuple[int, int]) -> bool:
    """Tell whether a sentence shares characters with a place."""
    end = parsed.starts[layout.last] + len(parsed.table.text[layout.last])
    return parsed.starts[layout.first] < place[1] and place[0] < end


def read_passage(block: str) -> tuple[str, dict[str, tuple[int, int]], list[tuple[str, tuple[str, ...], str]]]:
    """Read a passage: its text without brackets, the bracketed places by number, and its claims."""
    lines = block.strip("\n").split("\n")
    marked = " ".join(line for line in lines if not line.startswith("="))
    claims = " ".join(line[1:] for line in lines if line.startswith("="))
    text, open_marks, spans, at = "", [], {}, 0
    while at < len(marked):
        opening = re.match(r"\[(\d+) ", marked[at:])
        if opening:
            open_marks.append((opening[1], len(text)))
            at += opening.end()
        elif marked[at] == "]" and open_marks:
            name, start = open_marks.pop()
            spans[name] = (start, len(text))
            at += 1
        else:
            text += marked[at]
            at += 1
    return text, spans, list(read_claims(claims))


def read_claims(line: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield the claims of a line: sides by number, and the predicates that fit, the best first."""
    for part in filter(None, (part.strip() for part in line.split(";"))):
        found = CLAIM.fullmatch(part)
        if found is None:
            raise ValueError(f"claim not understood: {part!r}")
        yield found[1], tuple(found[2].split("/")), found[3]


def tokens_of(parsed: Parsed, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the first and last token inside a place, without a leading article."""
    inside = [
        i for i, start in enumerate(parsed.starts) if start < span[1] and start + len(parsed.table.text[i]) > span[0]
    ]
    if len(inside) > 1 and parsed.table.lower[inside[0]] in ("the", "a", "an"):
        inside = inside[1:]
    return (inside[0], inside[-1]) if inside else None


def side_of(layout: Layout, tokens: tuple[int, int] | None) -> int | None:
    """Return the side whose head lies in a marked place and that shares most of it; none that is far wider."""
    if tokens is None:
        return None
    first, last = tokens[0] - layout.first, tokens[1] - layout.first
    best, found = 0.0, None
    for index, side in enumerate(layout.sides):
        shared = min(last, side.last) - max(first, side.first) + 1
        if shared > 0 and first <= side.head <= last:
            score = shared / (max(last, side.last) - min(first, side.first) + 1)
            if score > best:
                best, found = score, index
    return found


def head_of(layout: Layout, first: int, last: int) -> int:
    """Return the token of a range whose governor lies outside it."""
    heads = [i for i in range(first, last + 1) if not first <= layout.governors[i] <= last or layout.governors[i] == i]
    return heads[-1] if heads else last


def write(bench: Path, out: Path, which: Iterable[str] = ("own", "marks", "gold-free", "gold-dev")) -> None:
    """Write all examples as JSON lines and print how many there are of each origin."""
    writer = Writer(bench)
    streams = {"own": writer.passages, "marks": writer.marked_texts}
    with out.open("w", encoding="utf-8") as lines:
        for name in which:
            counts = [0, 0]
            for example in streams[name]() if name in streams else writer.gold(name):
                row = example.row()
                digest = int(sha256(example.document.encode()).hexdigest(), 16)
                row["fold"] = "dev" if name == "gold-dev" else digest % 10
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                counts[0] += 1
                counts[1] += len(example.marks)
            print(f"{name}: {counts[0]} sentences, {counts[1]} claims")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]), tuple(sys.argv[3:]) or ("own", "marks", "gold-free", "gold-dev"))
