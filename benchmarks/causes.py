"""Say why claims are missed and why others are extra: each goes to the first stage on its way that went wrong.

A missed claim is followed from the words to the claim: does the reader join the two at all, and then with which
predicate, direction and polarity; if not, has it both mentions, are they whom the gold says, does a frame hold both,
and did that frame find a sense or fall below the floor. An extra one is compared with what the gold says of the two.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from marked import Marked, read_marked
from measuring import BENCH, need_shared

from sayso.model import Span
from sayso.model.explanation import Reason
from sayso.reading.drafts import Objection
from sayso.reading.meaning import Meaning
from sayso.reading.sight import RawFrame

SAME_WORDS = 0.8
UNKNOWN = "(unknown)"
MISSED = {
    "mention missing": "no mention has the words by which the sentence names it",
    "coreference": "the words are a mention, of another actor or of nobody known",
    "no frame": "both are there, and no frame holds both",
    "no sense": "a frame holds both, and the vocabulary has no sense of its word",
    "sense does not fit": "a frame holds both; its word's senses want other places, types or companions",
    "below the floor": "made, and too unsure to keep",
    "predicate": "the two are joined by another predicate",
    "direction": "the two stand the wrong way round",
    "polarity": "asserted for denied, or denied for asserted",
    "said once": "the gold has it twice, the reader once",
    "evidence not found": "the gold's words do not stand in the clean text",
}
EXTRA = {
    "actor not marked": "one side is nobody in the gold: another mention, a wrong merge, or not marked",
    "wrong actor": "the gold has the predicate in this sentence with one other side",
    "predicate": "the gold joins the two by another predicate",
    "direction": "the two stand the wrong way round",
    "polarity": "asserted for denied, or denied for asserted",
    "said again": "the gold has it once",
    "not marked": "the gold says nothing of the two",
}


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--set", dest="gold", default="gold-dev", help="a folder of ../shared/bench (gold-dev)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--show", metavar="CAUSE", help="print the claims of one cause")
    arguments = parser.parse_args()
    need_shared()
    missed, extra, flawed = Counter[tuple[str, bool]](), Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for read in read_marked(BENCH / arguments.gold):
        look = Look(read)
        for cause, claim in look.missed():
            missed[cause, look.is_named(claim)] += 1
            if cause == arguments.show:
                print(f"missed {read.gold.doc}: {look.words_of(claim)}\n    {' '.join(claim['evidence'].split())}")
        for cause, row in look.extra():
            extra[cause, look.is_named_row(row)] += 1
            if cause == arguments.show:
                said = f"{row['subject']['name']} | {row['predicate']} | {row['object']['name']}"
                print(f"extra {read.gold.doc}: {said}\n    {' '.join(row['evidence']['text'].split())}")
        flawed.update((cause, look.is_named(claim)) for cause, claim in look.flawed())
    figures = {
        "set": arguments.gold,
        "missed": shares(missed, MISSED),
        "extra": shares(extra, EXTRA),
        "matched, but wrong in": shares(flawed, dict.fromkeys(("source", "time", "certainty", "modality"), "")),
    }
    if arguments.json:
        print(json.dumps(figures))
    elif not arguments.show:
        print_figures(figures)


class Look:
    """Look at one document as read and as marked."""

    def __init__(self, read: Marked) -> None:
        self.read, self.gold, self.scorer = read, read.gold, read.scorer
        entities = read.scene.entities.entities
        resolved = [self.gold.resolve({"name": one.name, "aliases": list(one.aliases)}) for one in entities]
        self.ids = [None if actor is None else actor["id"] for actor in resolved]
        self.sides = [
            (self._id(self.gold.resolve(row["subject"])), self._id(self.gold.resolve(row["object"])))
            for row in read.rows
        ]

    def missed(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each gold claim without a strict match, with its cause."""
        hit = {j for _, j in self.read.matches}
        for j, claim in enumerate(self.gold.claims):
            if j not in hit:
                yield self._joined(claim) or self._on_the_way(claim), claim

    def extra(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each claim of the reader without a strict match, with its cause."""
        hit = {i for i, _ in self.read.matches}
        for i, row in enumerate(self.read.rows):
            if i not in hit:
                yield self._extra_cause(row, self.sides[i]), row

    def flawed(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each attribute of a strict match that is wrong, with the gold claim."""
        for i, j in self.read.matches:
            row, claim = self.read.rows[i], self.gold.claims[j]
            if not self.scorer.source_right(self.gold, claim, row):
                yield "source", claim
            for name in ("certainty", "modality"):
                if row[name] != claim[name]:
                    yield name, claim
            if (claim.get("time") or row["time"]) and claim.get("time") != row["time"]:
                yield "time", claim

    def is_named(self, claim: dict[str, Any]) -> bool:
        """Tell whether both actors have a proper name in the gold."""
        return all(self.gold.actors[claim[side]]["named"] for side in ("subject", "object"))

    def is_named_row(self, row: dict[str, Any]) -> bool:
        """Tell whether both sides have a proper name, as far as the gold knows them."""
        found = [self.gold.resolve(row[side]) for side in ("subject", "object")]
        return all(actor is None or actor["named"] for actor in found)

    def words_of(self, claim: dict[str, Any]) -> str:
        """Return a gold claim on one line."""
        subject, object_ = (self.gold.actors[claim[side]]["name"] for side in ("subject", "object"))
        return f"{subject} | {claim['polarity']}{claim['predicate']} | {object_}"

    # --- missed

    def _joined(self, claim: dict[str, Any]) -> str | None:
        """Return what is wrong with a claim of the reader that joins the two, or None where none does."""
        wanted, names = (claim["subject"], claim["object"]), {claim["predicate"], *claim.get("also", [])}
        found: set[str] = set()
        for row, sides in zip(self.read.rows, self.sides, strict=True):
            if set(sides) != set(wanted):
                continue
            if row["predicate"] not in names:
                near = self.scorer.overlap(row["evidence"]["text"], claim["evidence"]) >= SAME_WORDS
                found |= {"predicate"} if near else set()
            elif sides != wanted and not self.scorer.symmetric(row["predicate"]):
                found.add("direction")
            else:
                found.add("said once" if row["polarity"] == claim["polarity"] else "polarity")
        return next((cause for cause in ("said once", "polarity", "direction", "predicate") if cause in found), None)

    def _on_the_way(self, claim: dict[str, Any]) -> str:
        """Return the first stage that lost a claim of two whom the reader does not join here."""
        place = self._place(claim["evidence"])
        if place is None:
            return "evidence not found"
        sides = [claim[side] for side in ("subject", "object") if self.gold.actors[claim[side]]["name"] != UNKNOWN]
        lost = [cause for side in sides if (cause := self._mention_cause(side, claim["evidence"], place)) is not None]
        if lost:
            return "mention missing" if "mention missing" in lost else "coreference"
        if self._was_unsure(claim):
            return "below the floor"
        frames = list(self._frames_of(set(sides), place))
        if not frames:
            return "no frame"
        return "no sense" if all(self._has_no_sense(frame) for frame in frames) else "sense does not fit"

    def _mention_cause(self, actor_id: str, evidence: str, place: Span) -> str | None:
        """Return why an actor is not among those of a sentence, or None where it is."""
        here = [one for one in self.read.scene.entities.mentions if one.span.overlaps(place)]
        if actor_id in {self.ids[one.entity] for one in here}:
            return None
        known = self.gold.actors[actor_id]["keys"]
        if any(self.scorer.key(one.words) in known for one in here):
            return "coreference"
        said = f" {self.scorer.key(evidence)} "
        return "mention missing" if any(f" {name} " in said for name in known) else "coreference"

    def _place(self, evidence: str) -> Span | None:
        """Return where the gold's words stand in the clean text, line ends aside."""
        pattern = r"\s+".join(re.escape(word) for word in evidence.split())
        found = re.search(pattern, self.read.document.text)
        return None if found is None else Span(found.start(), found.end())

    def _was_unsure(self, claim: dict[str, Any]) -> bool:
        """Tell whether the claim was made and fell below the floor."""
        for passed in self.read.assembler.passed_over:
            if passed.reason is Reason.UNSURE and passed.claim is not None:
                found = {self._at(passed.draft.subject), self._at(passed.draft.object)}
                names = {claim["predicate"], *claim.get("also", [])}
                if passed.claim.predicate in names and found >= {claim["subject"], claim["object"]} - {UNKNOWN}:
                    return True
        return False

    def _frames_of(self, sides: set[str], place: Span) -> Iterator[RawFrame]:
        """Yield the frames of a stretch that hold all these actors among their arguments."""
        starts = self.read.scene.parsed.starts
        for frame in self.read.frames:
            if place.start <= starts[frame.trigger] < place.end:
                held = {self._at(head) for heads in frame.args.values() for head in heads}
                if sides <= held:
                    yield frame

    def _has_no_sense(self, frame: RawFrame) -> bool:
        """Tell whether the vocabulary knows nothing of a frame's word."""
        scene, objections = self.read.scene, list[Objection]()
        Meaning(scene.entities, scene.meaning.vocabulary, scene.amounts, objections).drafts(frame)
        return any(one.reason in (Reason.NO_SENSE, Reason.IDIOM) for one in objections)

    def _at(self, head: int | None) -> str | None:
        """Return the gold's id of the actor at a head."""
        entity = None if head is None else self.read.scene.entities.entity_at(head)
        return None if entity is None else self.ids[entity.index]

    @staticmethod
    def _id(actor: dict[str, Any] | None) -> str | None:
        return None if actor is None else str(actor["id"])

    # --- extra

    def _extra_cause(self, row: dict[str, Any], sides: tuple[str | None, str | None]) -> str:
        """Return how a claim of the reader differs from what the gold says."""
        if None in sides:
            return "actor not marked"
        of_both = [one for one in self.gold.claims if {one["subject"], one["object"]} == set(sides)]
        same = [one for one in of_both if row["predicate"] in (one["predicate"], *one.get("also", []))]
        free = self.scorer.symmetric(row["predicate"])
        straight = [one for one in same if free or (one["subject"], one["object"]) == sides]
        if straight:
            return "said again" if any(one["polarity"] == row["polarity"] for one in straight) else "polarity"
        if of_both:
            return "direction" if same else "predicate"
        return "wrong actor" if any(self._near(row, sides, one) for one in self.gold.claims) else "not marked"

    def _near(self, row: dict[str, Any], sides: tuple[str | None, str | None], claim: dict[str, Any]) -> bool:
        """Tell whether a gold claim of the same words has the predicate and one of the sides."""
        return (
            row["predicate"] in (claim["predicate"], *claim.get("also", []))
            and bool({claim["subject"], claim["object"]} & set(sides))
            and self.scorer.overlap(row["evidence"]["text"], claim["evidence"]) >= SAME_WORDS
        )


def shares(counted: Counter[tuple[str, bool]], meanings: dict[str, str]) -> dict[str, dict[str, object]]:
    """Return for each cause its number and share, over all claims and over those of two named actors."""
    total = sum(counted.values())
    total_named = sum(number for (_, named), number in counted.items() if named)
    rows = []
    for cause, means in meanings.items():
        number = counted[cause, True] + counted[cause, False]
        rows.append((number, cause, means, counted[cause, True]))
    return {
        cause: {
            "all": number,
            "share": round(number / max(1, total), 3),
            "named": named,
            "share_named": round(named / max(1, total_named), 3),
            "means": means,
        }
        for number, cause, means, named in sorted(rows, key=lambda row: (-row[0], row[1]))
    }


def print_figures(figures: dict[str, Any]) -> None:
    """Print causes with their shares for a person."""
    print(figures["set"])
    for title in ("missed", "extra", "matched, but wrong in"):
        print(f"  {title}")
        for cause, row in figures[title].items():
            shares_ = f"{row['all']:5} {row['share']:6.1%}   named {row['named']:5} {row['share_named']:6.1%}"
            print(f"    {cause:20}{shares_}  {row['means']}")


if __name__ == "__main__":
    main()
